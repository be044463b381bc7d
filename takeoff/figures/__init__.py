"""Pictures of results, one a file, in one style; a figure takes results, and results know no figure."""

from takeoff.figures.diagram import diagram
from takeoff.figures.finding import finding
from takeoff.figures.illustrations import illustration
from takeoff.figures.save import save
from takeoff.figures.slowdowns import provenance, slowdowns

__all__ = ["diagram", "finding", "illustration", "provenance", "save", "slowdowns"]
