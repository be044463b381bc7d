"""When software that improves itself runs away."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import above, below, equation, only
from takeoff.theory.software.setting import (
    BEGINNING,
    EXCESS,
    FEEDBACK,
    LAW,
    MODEL_NAMES,
    NOTATION,
    PARALLEL,
    POWER,
    RETURNS,
    START,
    TIME,
    linear,
    started,
)

BLOW_UP = sympy.Symbol("t_b", positive=True)
NO_DUPLICATION = sympy.Integer(1)


def _argue(given: Assumptions) -> Argument:
    law = linear(given)
    path = law.path(started(given) ** law.power)
    zero = only(sympy.solve(path, TIME), "moment at which the power vanishes")
    above(zero.subs(RETURNS, 1 + EXCESS))
    exponent = sympy.factor(law.power.subs(RETURNS, 1 + EXCESS))
    falling = sympy.factor(law.steady.subs(RETURNS, 1 + EXCESS))
    return Argument(
        steps=(
            *law.steps(),
            Step("path", "So it moves in a straight line from $S_0$ on.", equation(POWER(TIME), path)),
            Step("negative", "For $r > 1$, say $r = 1 + \\epsilon$, the power is negative.", below(exponent)),
            Step("falling", "Then the line falls.", below(falling)),
            Step("zero", "It reaches 0, where software is infinite.", equation(BLOW_UP, zero)),
            Step(
                "border",
                "The closer $r$ is to 1, the later that is, without limit.",
                equation(sympy.Limit(zero, RETURNS, 1), sympy.limit(zero, RETURNS, 1)),
            ),
        ),
        formula=equation(BLOW_UP, zero),
        holds="True for $r > 1$; for $r \\le 1$ software is finite at all times. Long before, what the law leaves out "
        "(limits of efficiency, compute, people) takes over.",
    )


def _picture(derivation: Derivation) -> Illustration:
    values = {**defaults("automating-alignment", MODEL_NAMES, NOTATION), START: 1}
    returns, parallel = values.pop(RETURNS), values[PARALLEL]
    date = float(derivation.result.rhs.subs({**values, RETURNS: returns}))
    x = Axis("returns to software research r", "1", 1.02, 3)
    y = Axis("time from full automation to blow-up", "year", 0.5, 100, log=True)
    return Illustration(
        title=f"With returns of {returns:g}, software runs away {date:.1f} years after full automation",
        subtitle="pace of software at the moment of full automation as at the start of automating-alignment",
        x=x,
        y=y,
        curves=tuple(
            curve(f"parallel exponent {float(power):g}", derivation.result.rhs, RETURNS, x, {**values, PARALLEL: power})
            for power in (parallel, NO_DUPLICATION)
        ),
        marks=(Mark(f"{date:.1f} years", returns, date),),
    )


RESULT = Result(
    name="blow-up",
    title="When software runs away",
    assumptions={"law": LAW, "input": FEEDBACK, "start": BEGINNING},
    notation={**NOTATION, BLOW_UP: Quantity("year", "time at which software would be infinite")},
    argue=_argue,
    meaning="The date is the end of any plan that waits. It moves with one over the pace at full automation: "
    "halving that pace just before is worth as much time as all that the explosion takes.",
    picture=_picture,
)
