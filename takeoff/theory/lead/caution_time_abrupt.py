"""Caution time of an abrupt slowdown."""

from takeoff.theory.derivation import Argument, Assumptions, Result, side
from takeoff.theory.lead.adding_up import add_up
from takeoff.theory.lead.arguments import ABRUPT, PAUSING


def _argue(given: Assumptions) -> Argument:
    return add_up(
        side(given, "schedule"),
        (("during", "During the slowdown it grows steadily."), ("after", "From then on it stays as it is.")),
        "True for every $T$; for good, $x$ is without limit and the second line is all there is.",
    )


RESULT = Result(
    name="caution-time-abrupt",
    title="Caution time of an abrupt slowdown",
    assumptions={"schedule": ABRUPT},
    notation=PAUSING,
    argue=_argue,
    meaning="A leader that stops for good spends its lead year by year; at half depth it lasts twice as long.",
)
