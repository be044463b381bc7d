"""What people alone hold back when AI labour is without limit and tasks need each other."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import equation, proved
from takeoff.theory.tasks.setting import (
    AI,
    ASSUMPTIONS,
    AUTOMATED,
    COMPLEMENT,
    EXPONENT,
    HUMAN,
    NOTATION,
    OUTPUT,
    PEOPLE,
    corner,
    in_shares,
    output_of,
    over_tasks,
    shipped,
)


def _argue(given: Assumptions) -> Argument:
    outside = corner(given)
    everything = over_tasks(given, *(side(given, name).subs(PEOPLE, 0) for name in ("automated", "manual")))
    remains = _limit(everything)
    vanishes = everything - remains
    proved(_limit(vanishes), sympy.S.Zero)
    output = sympy.powdenest(sympy.expand_power_base(output_of(given, remains).subs(EXPONENT, -COMPLEMENT)))
    bottleneck = in_shares(given, output.subs(COMPLEMENT, -EXPONENT))
    return Argument(
        steps=(
            Step("abundant AI", "Beyond the border output is this.", equation(OUTPUT, in_shares(given, outside))),
            Step(
                "automated tasks",
                "Below $\\rho = 0$ what the automated tasks add to the sum vanishes as AI labour grows.",
                equation(sympy.Limit(vanishes, AI, sympy.oo), _limit(vanishes)),
            ),
            Step(
                "other tasks",
                "What the other tasks add is left, and it is people's alone.",
                equation(OUTPUT, in_shares(given, output_of(given, remains))),
            ),
        ),
        formula=equation(sympy.Limit(OUTPUT, AI, sympy.oo), bottleneck),
        holds="True for $\\rho$ below 0: from 0 on output grows without bound.",
    )


def _limit(expression: sympy.Expr) -> sympy.Expr:
    """The limit for boundless AI labour, for rho below 0."""
    return sympy.limit(expression.subs(EXPONENT, -COMPLEMENT), AI, sympy.oo).subs(COMPLEMENT, -EXPONENT)


def _picture(derivation: Derivation) -> Illustration:
    values = shipped()
    exponents = (-0.5, values[EXPONENT], -10.0)
    bottleneck = derivation.result.rhs / HUMAN
    share = 0.9
    most = float(bottleneck.subs({AUTOMATED: share, EXPONENT: values[EXPONENT]}))
    x = Axis("share of tasks automated", "1", 0, 0.99)
    y = Axis("output with boundless AI for each person", "1", 1, 1000, log=True)
    return Illustration(
        title=f"With {percent(share)} of the tasks automated, boundless AI makes people {most:.0f} times as productive",
        subtitle=f"for ρ = {values[EXPONENT]:g}, the default of task-by-task, and for others",
        x=x,
        y=y,
        curves=tuple(curve(f"ρ = {one:g}", bottleneck, AUTOMATED, x, {EXPONENT: one}) for one in exponents),
        marks=(Mark(f"{most:.0f} times", share, most),),
    )


RESULT = Result(
    name="task-bottleneck",
    title="Output when AI labour is without limit",
    assumptions={
        **ASSUMPTIONS,
        "complements": Assumption("Tasks need each other.", sympy.Lt(EXPONENT, 0)),
    },
    notation=NOTATION,
    argue=_argue,
    meaning="However much AI there is, people on the tasks that it cannot do set a ceiling. Raising it takes more "
    "people or more kinds of tasks automated; more chips do not.",
    picture=_picture,
)
