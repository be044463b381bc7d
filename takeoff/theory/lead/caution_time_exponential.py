"""Caution time of an exponential slowdown."""

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, side
from takeoff.theory.illustration import Illustration
from takeoff.theory.lead.adding_up import add_up, added_up
from takeoff.theory.lead.arguments import APPROACHING, EXPONENTIAL, RISE, START


def _argue(given: Assumptions) -> Argument:
    return add_up(
        side(given, "schedule"),
        (("sum", "From its start on, caution is added up."),),
        "True for every $T$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    return added_up(derivation, "an exponential rise from year 1", {START: 1.0, RISE: 0.5})


RESULT = Result(
    name="caution-time-exponential",
    title="Caution time of an exponential slowdown",
    assumptions={"schedule": EXPONENTIAL},
    notation=APPROACHING,
    argue=_argue,
    meaning="Once it is complete, it has cost as much lead as an abrupt slowdown that began one time scale "
    "$\\tau$ later.",
    picture=_picture,
)
