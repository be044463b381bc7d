"""Software that does its own research: slower than exponential, exponential or faster, by the returns r."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step
from takeoff.theory.illustration import Axis, Curve, Illustration, curve
from takeoff.theory.proof import above, below, equation, only, proved
from takeoff.theory.software.setting import (
    BEGINNING,
    EXCESS,
    FEEDBACK,
    LAW,
    LEVEL,
    MODEL_NAMES,
    NOTATION,
    POWER,
    RETURNS,
    SOFTWARE,
    START,
    TIME,
    Linear,
    linear,
    started,
)

DEVIATION = sympy.Symbol("x", real=True)
CASES = (0.7, 1.0)
"""Returns that the figure shows beside the model's own."""


def _argue(given: Assumptions) -> Argument:
    law, start = linear(given), started(given)
    path = law.path(start**law.power)
    general = path ** (1 / law.power)
    border = only(sympy.solve(law.power, RETURNS), "returns at which growth neither slows nor speeds up")
    even = exponential(law, border, start)
    return Argument(
        steps=(
            *law.steps(),
            Step("path", "So it moves in a straight line from $S_0$ on.", equation(POWER(TIME), path)),
            Step("border", "The power itself vanishes at one value of $r$ only.", equation(RETURNS, border)),
            Step("exponential", "There, software is exponential.", equation(SOFTWARE(TIME), even)),
            Step("continuity", "The other values of $r$ lead up to it.", _meets(general, border, even)),
            *_bends(law),
        ),
        formula=equation(SOFTWARE(TIME), sympy.Piecewise((even, sympy.Eq(RETURNS, border)), (general, True))),
        holds="True for all $t > 0$ if $r \\le 1$, and until the blow-up if $r > 1$.",
    )


def exponential(law: Linear, border: sympy.Expr, start: sympy.Expr) -> sympy.Expr:
    """Software at time t at the border, where its slope is proportional to it."""
    slope = sympy.powsimp(law.slope.subs(RETURNS, border)).subs(LEVEL, SOFTWARE(TIME))
    path = sympy.dsolve(sympy.Eq(SOFTWARE(TIME).diff(TIME), slope), SOFTWARE(TIME), ics={SOFTWARE(0): start})
    return path.rhs


def _meets(general: sympy.Expr, border: sympy.Expr, even: sympy.Expr) -> sympy.Eq:
    towards = general.subs(RETURNS, border / (1 + DEVIATION))
    proved(sympy.limit(towards, DEVIATION, 0, "+-"), even)
    return equation(sympy.Limit(general, RETURNS, border, "+-"), even)


def _bends(law: Linear) -> tuple[Step, Step]:
    """How the growth rate changes as software gets better: its elasticity by software is minus the power."""
    above(-law.power.subs(RETURNS, 1 + EXCESS))
    below(-law.power.subs(RETURNS, 1 / (1 + EXCESS)))
    faster = sympy.factor(-law.power.subs(RETURNS, 1 + EXCESS))
    slower = sympy.factor(-law.power.subs(RETURNS, 1 / (1 + EXCESS)))
    return (
        Step("faster", "For $r > 1$ the growth rate rises with software, at this power of it.", above(faster)),
        Step("slower", "For $r < 1$ it falls.", below(slower)),
    )


def _picture(derivation: Derivation) -> Illustration:
    values = {**defaults("automating-alignment", MODEL_NAMES, NOTATION), START: 1}
    returns = values[RETURNS]
    end = float(sympy.solve(derivation.step("path").equation.rhs.subs(values), TIME)[0])
    after = float(derivation.result.rhs.subs({**values, RETURNS: CASES[0], TIME: end}))
    x = Axis("time from the start", "year", 0, round(1.15 * end))
    y = Axis("software relative to the start", "1", 1, 1e12, log=True)
    return Illustration(
        title=f"Software with returns of {returns:g} runs away after {end:.1f} years; "
        f"with {CASES[0]:g} it has grown {after:,.0f}-fold by then",
        subtitle="pace and duplication of automating-alignment; AI does all research, and its labour grows as software",
        x=x,
        y=y,
        curves=(
            _case(derivation, values, Axis(x.name, x.unit, 0, end * (1 - 1e-9))),
            *(_case(derivation, {**values, RETURNS: case}, x) for case in reversed(CASES)),
        ),
    )


def _case(derivation: Derivation, values: dict[sympy.Symbol, float], axis: Axis) -> Curve:
    return curve(f"r = {values[RETURNS]:g}", derivation.result.rhs, TIME, axis, values)


RESULT = Result(
    name="software-feedback",
    title="Software that improves itself",
    assumptions={"law": LAW, "input": FEEDBACK, "start": BEGINNING},
    notation=NOTATION,
    argue=_argue,
    meaning="Once AI does all research, everything turns on whether $r$ is above or below 1. Below, each doubling "
    "takes longer than the last; above, each is shorter, and a leader who waits has ever less time.",
    picture=_picture,
)
