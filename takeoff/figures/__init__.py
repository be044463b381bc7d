"""Pictures of results, one a file, in one style; a figure takes results, and results know no figure."""

from takeoff.figures.along import along
from takeoff.figures.declared import draw
from takeoff.figures.diagram import diagram
from takeoff.figures.finding import finding
from takeoff.figures.illustrations import illustration
from takeoff.figures.latest import latest
from takeoff.figures.limits import limits
from takeoff.figures.plane import plane
from takeoff.figures.portrait import portrait
from takeoff.figures.save import save
from takeoff.figures.scenarios import scenarios
from takeoff.figures.slowdowns import provenance, slowdowns
from takeoff.figures.trajectories import trajectories
from takeoff.figures.worth import worth

__all__ = [
    "along",
    "diagram",
    "draw",
    "finding",
    "illustration",
    "latest",
    "limits",
    "plane",
    "portrait",
    "provenance",
    "save",
    "scenarios",
    "slowdowns",
    "trajectories",
    "worth",
]
