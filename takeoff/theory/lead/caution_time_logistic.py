"""Caution time of a logistic slowdown."""

from takeoff.theory.derivation import Argument, Assumptions, Result
from takeoff.theory.lead.adding_up import add_up
from takeoff.theory.lead.arguments import CURVING, LOGISTIC, SIGMOID, logistic_caution


def _argue(given: Assumptions) -> Argument:
    return add_up(
        logistic_caution(given),
        (("sum", "There is some caution from the first day on, so all of it is added up."),),
        "True for every $T$.",
    )


RESULT = Result(
    name="caution-time-logistic",
    title="Caution time of a logistic slowdown",
    assumptions={"schedule": LOGISTIC, "sigmoid": SIGMOID},
    notation=CURVING,
    argue=_argue,
    meaning="Unless the middle is within a few widths of today or of the end, it costs as much lead as an abrupt "
    "slowdown at its middle: what is spent before the middle is saved after it.",
)
