"""Caution time of an abrupt slowdown."""

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.lead.adding_up import LAST, add_up
from takeoff.theory.lead.arguments import ABRUPT, PAUSE, PAUSING, START
from takeoff.theory.lead.schedules import DEPTH, END


def _argue(given: Assumptions) -> Argument:
    return add_up(
        side(given, "schedule"),
        (("during", "During the slowdown it grows steadily."), ("after", "From then on it stays as it is.")),
        "True for every $T$; for good, $x$ is without limit and the second line is all there is.",
    )


def _picture(derivation: Derivation) -> Illustration:
    x = Axis("time from the start", "year", 0, LAST)
    spent = derivation.result.rhs.subs(START, 1.0)
    plans = {"full stop, for a year": (1.0, 1.0), "half depth, for two years": (0.5, 2.0)}
    return Illustration(
        title="At half depth, a lead of a year lasts twice as long as in a full stop",
        subtitle="both begin in year 1 and spend a year",
        x=x,
        y=Axis("caution time", "year", 0, 1.2),
        curves=tuple(
            curve(name, spent, END, x, {DEPTH: depth, PAUSE: length}) for name, (depth, length) in plans.items()
        ),
        marks=tuple(Mark("spent", 1.0 + length, depth * length) for depth, length in plans.values()),
    )


RESULT = Result(
    name="caution-time-abrupt",
    title="Caution time of an abrupt slowdown",
    assumptions={"schedule": ABRUPT},
    notation=PAUSING,
    argue=_argue,
    meaning="A leader that stops for good spends its lead year by year; at half depth it lasts twice as long.",
    picture=_picture,
)
