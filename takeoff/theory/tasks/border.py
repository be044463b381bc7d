"""The two regimes of task output meet without a kink."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import equation, proved
from takeoff.theory.tasks.setting import (
    AI,
    ASSUMPTIONS,
    AUTOMATED,
    EXPONENT,
    HUMAN,
    NOTATION,
    OUTPUT,
    border,
    corner,
    falls,
    in_shares,
    interior,
    regimes,
    shipped,
)

RATIO = sympy.Symbol("k", positive=True)


def at_border(given: Assumptions, expression: sympy.Expr) -> sympy.Expr:
    """An expression at the border between the regimes, by the ratio k of automated tasks to the others.

    Arguments:
        given: the assumptions.
        expression: in f, m and h.
    """
    placed = expression.subs(AI, in_shares(given, border(given)))
    shares = placed.subs(1 - AUTOMATED, 1 / (1 + RATIO)).subs(AUTOMATED, RATIO / (1 + RATIO))
    return sympy.simplify(sympy.expand_power_base(sympy.simplify(shares)))


def _argue(given: Assumptions) -> Argument:
    inside, outside = interior(given), in_shares(given, corner(given))
    names = (AUTOMATED, AI, HUMAN)
    slopes = [
        proved(at_border(given, sympy.diff(outside, name)), at_border(given, sympy.diff(inside, name))).rhs
        for name in names
    ]
    bend = sympy.factor(at_border(given, sympy.diff(outside, AI, 2) - sympy.diff(inside, AI, 2)))
    return Argument(
        steps=(
            Step(
                "border", "Here AI just fills the tasks that it can do.", equation(AI, in_shares(given, border(given)))
            ),
            Step(
                "ratio", "Write $k$ for the odds of a task being automated.", equation(AUTOMATED, RATIO / (1 + RATIO))
            ),
            Step(
                "value",
                "At the border both regimes give the same output.",
                equation(OUTPUT, proved(at_border(given, outside), at_border(given, inside)).lhs),
            ),
            *(
                Step(f"slope in {name}", f"So they do for its slope in ${name}$.", _slope(name, slope))
                for name, slope in zip(names, slopes, strict=True)
            ),
            Step("curvature", "Only the curvature jumps, by this much in $m$, to below zero.", falls(bend)),
        ),
        formula=equation(sympy.Matrix([sympy.Derivative(OUTPUT, name) for name in names]), sympy.Matrix(slopes)),
        holds="True everywhere on the border $m = f (m + h)$, for every $\\rho$ below 1.",
    )


def _slope(name: sympy.Symbol, slope: sympy.Expr) -> sympy.Eq:
    return equation(sympy.Derivative(OUTPUT, name), slope)


def _picture(derivation: Derivation) -> Illustration:
    values = shipped()
    del values[AI]
    given = derivation.assumptions
    slope = regimes(given, sympy.diff(interior(given), AI), sympy.diff(corner(given), AI))
    full = float(derivation.step("border").equation.rhs.subs(values))
    x = Axis("AI labour", "researcher", full / 10, full * 10, log=True)
    exponents = (0.5, -0.5, values.pop(EXPONENT))
    return Illustration(
        title=f"Up to {full:,.0f} AI researchers each is worth one person; beyond, less and less, without a jump",
        subtitle="task-by-task at its start",
        x=x,
        y=Axis("what one more AI researcher adds", "researcher", 0, 1.2),
        curves=tuple(curve(f"ρ = {one:g}", slope, AI, x, {**values, EXPONENT: one}) for one in exponents),
        marks=(Mark("AI has filled its tasks", full, 1.0),),
    )


RESULT = Result(
    name="task-border",
    title="The two regimes meet smoothly",
    assumptions=ASSUMPTIONS,
    notation={**NOTATION, RATIO: Quantity("1", "automated tasks for each task that only people can do")},
    argue=_argue,
    meaning="Nothing jumps when AI has filled its tasks: at that moment one AI researcher is still worth one person, "
    "and automating one task more is worth nothing. An integrator meets a change of curvature there and no kink.",
    picture=_picture,
)
