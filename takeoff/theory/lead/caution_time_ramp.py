"""Caution time of a ramp."""

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, side
from takeoff.theory.illustration import Illustration
from takeoff.theory.lead.adding_up import add_up, added_up
from takeoff.theory.lead.arguments import LENGTH, RAMP, RAMPING, START


def _argue(given: Assumptions) -> Argument:
    return add_up(
        side(given, "schedule"),
        (
            ("rise", "While caution rises, its sum grows with the square of time."),
            ("depth", "From then on it grows steadily."),
        ),
        "True for every $T$.",
    )


def _picture(derivation: Derivation) -> Illustration:
    return added_up(derivation, "a ramp from year 1 to 3", {START: 1.0, LENGTH: 2.0})


RESULT = Result(
    name="caution-time-ramp",
    title="Caution time of a ramp",
    assumptions={"schedule": RAMP},
    notation=RAMPING,
    argue=_argue,
    meaning="A ramp costs as much lead as an abrupt slowdown half way up: starting gently pays for starting earlier "
    "by half the length of the ramp.",
    picture=_picture,
)
