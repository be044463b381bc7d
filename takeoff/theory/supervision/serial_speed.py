"""The serial speed of research in which some decisions need a person: Amdahl's law with a human share."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import above, equation
from takeoff.theory.supervision.serial_setting import (
    ALONE,
    ASSUMPTIONS,
    AUTOMATED,
    MODEL_NAMES,
    NOTATION,
    REST,
    SPEED,
    SPEED_UP,
    TOTAL_TIME,
    shares,
    speed_up,
    total_time,
)

SHOWN = (1.0, 0.9, 0.5)
"""Automated shares in the figure."""


def _argue(given: Assumptions) -> Argument:
    total, speed = total_time(given), speed_up(given)
    saved = sympy.factor(sympy.diff(1 / speed, AUTOMATED))
    faster = sympy.factor(sympy.diff(1 / speed, SPEED))
    above(shares(-saved).subs(SPEED, 1 + REST[0]))
    above(shares(-faster))
    return Argument(
        steps=(
            Step("sum", "Add up the times of the parts.", equation(TOTAL_TIME, sympy.factor_terms(total))),
            Step(
                "ratio",
                "The speed-up is the ratio of times without and with AI.",
                equation(SPEED_UP, ALONE / TOTAL_TIME),
            ),
            Step("automation", "For $v > 1$, each further task that AI takes over saves time.", _falls(saved)),
            Step("speed", "So does faster AI, but ever less.", _falls(faster)),
        ),
        formula=equation(SPEED_UP, speed),
        holds="True for $0 \\le f \\le 1$, $0 \\le s_h \\le 1$ and $v > 0$.",
    )


def _falls(slope: sympy.Expr) -> sympy.Rel:
    return sympy.Lt(slope, 0, evaluate=False)


def _picture(derivation: Derivation) -> Illustration:
    values = defaults("automating-alignment", MODEL_NAMES, NOTATION)
    speed = values.pop(SPEED)
    reached = float(derivation.result.rhs.subs({**values, SPEED: speed, AUTOMATED: 1}))
    x = Axis("serial speed of AI relative to a person", "1", 1, 1000, log=True)
    y = Axis("serial speed-up of research", "1", 0, 11)
    return Illustration(
        title=f"AI that thinks {speed:g} times as fast speeds research up {reached:.2f}-fold, with all tasks automated",
        subtitle="share of decisions that needs a person: automating-alignment",
        x=x,
        y=y,
        curves=tuple(
            curve(f"{percent(share)} automated", derivation.result.rhs, SPEED, x, {**values, AUTOMATED: share})
            for share in SHOWN
        ),
        marks=(Mark(f"{reached:.2f}", speed, reached),),
    )


RESULT = Result(
    name="serial-speed",
    title="Serial speed with people in the loop",
    assumptions=ASSUMPTIONS,
    notation=NOTATION,
    argue=_argue,
    meaning="A year of research takes a year divided by $s$, however many copies run side by side. What is left to "
    "people, tasks or decisions, counts in full from the first day on.",
    picture=_picture,
)
