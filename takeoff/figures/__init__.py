"""Pictures of results, one a file, in one style; a figure takes results, and results know no figure."""

from takeoff.figures.across import across
from takeoff.figures.along import along
from takeoff.figures.backcast import backcast
from takeoff.figures.dates import dates
from takeoff.figures.decision import decision
from takeoff.figures.declared import draw
from takeoff.figures.diagram import diagram
from takeoff.figures.durations import durations
from takeoff.figures.fan import fan, fan_quantities
from takeoff.figures.finding import finding
from takeoff.figures.fitted import fitted
from takeoff.figures.illustrations import illustration
from takeoff.figures.indices import indices
from takeoff.figures.latest import latest
from takeoff.figures.limits import limits
from takeoff.figures.plane import plane
from takeoff.figures.portrait import portrait
from takeoff.figures.posterior import posterior
from takeoff.figures.save import save
from takeoff.figures.scenarios import scenarios
from takeoff.figures.slowdowns import provenance, slowdowns
from takeoff.figures.spread import spread
from takeoff.figures.tornado import tornado
from takeoff.figures.trajectories import trajectories
from takeoff.figures.worth import worth

__all__ = [
    "across",
    "along",
    "backcast",
    "dates",
    "decision",
    "diagram",
    "draw",
    "durations",
    "fan",
    "fan_quantities",
    "finding",
    "fitted",
    "illustration",
    "indices",
    "latest",
    "limits",
    "plane",
    "portrait",
    "posterior",
    "provenance",
    "save",
    "scenarios",
    "slowdowns",
    "spread",
    "tornado",
    "trajectories",
    "worth",
]
