"""Caution time of a ramp."""

from takeoff.theory.derivation import Argument, Assumptions, Result, side
from takeoff.theory.lead.adding_up import add_up
from takeoff.theory.lead.arguments import RAMP, RAMPING


def _argue(given: Assumptions) -> Argument:
    return add_up(
        side(given, "schedule"),
        (
            ("rise", "While caution rises, its sum grows with the square of time."),
            ("depth", "From then on it grows steadily."),
        ),
        "True for every $T$.",
    )


RESULT = Result(
    name="caution-time-ramp",
    title="Caution time of a ramp",
    assumptions={"schedule": RAMP},
    notation=RAMPING,
    argue=_argue,
    meaning="A ramp costs as much lead as an abrupt slowdown half way up: starting gently pays for starting earlier "
    "by half the length of the ramp.",
)
