"""Caution time of a logistic slowdown."""

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result
from takeoff.theory.illustration import Illustration
from takeoff.theory.lead.adding_up import add_up, added_up
from takeoff.theory.lead.arguments import CURVING, LOGISTIC, MIDDLE, SIGMOID, WIDTH, logistic_caution


def _argue(given: Assumptions) -> Argument:
    return add_up(
        logistic_caution(given),
        (("sum", "There is some caution from the first day on, so all of it is added up."),),
        "True for every $T$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    return added_up(derivation, "an S-curve around year 2", {MIDDLE: 2.0, WIDTH: 0.4})


RESULT = Result(
    name="caution-time-logistic",
    title="Caution time of a logistic slowdown",
    assumptions={"schedule": LOGISTIC, "sigmoid": SIGMOID},
    notation=CURVING,
    argue=_argue,
    meaning="Unless the middle is within a few widths of today or of the end, it costs as much lead as an abrupt "
    "slowdown at its middle: what is spent before the middle is saved after it.",
    picture=_picture,
)
