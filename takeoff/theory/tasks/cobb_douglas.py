"""The Cobb-Douglas form that task output takes at an elasticity of substitution of one."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve, percent
from takeoff.theory.proof import Refused, equation, proved
from takeoff.theory.tasks.setting import (
    ADVANTAGE,
    AI,
    ASSUMPTIONS,
    AUTOMATED,
    EXPONENT,
    HUMAN,
    NOTATION,
    OUTPUT,
    PEOPLE,
    border,
    by_advantage,
    in_shares,
    interior,
    regimes,
    shipped,
)

SHARES = (0.6, 0.9)
"""Of tasks that AI can do, in the figure, beside that of the model."""


def _argue(given: Assumptions) -> Argument:
    each = side(given, "manual").subs(PEOPLE, 0)
    logarithm = in_shares(given, sympy.expand_log(sympy.log(by_advantage(given))))
    limit = sympy.limit(logarithm, EXPONENT, 0)
    if not limit.is_finite:
        raise Refused(f"output over labour on people's tasks goes to {sympy.exp(limit)}")
    return Argument(
        steps=(
            Step(
                "advantage",
                "Beyond the border AI labour is $e^c$ times what it is there.",
                equation(AI, in_shares(given, sympy.exp(ADVANTAGE) * border(given))),
            ),
            Step(
                "logarithm",
                "Compare output with people on each of their tasks.",
                equation(sympy.log(OUTPUT / in_shares(given, each)), logarithm),
            ),
            Step(
                "limit",
                "As $\\rho$ goes to 0 from either side this becomes the mean of the advantage over all tasks.",
                equation(sympy.Limit(logarithm, EXPONENT, 0), limit),
            ),
        ),
        formula=equation(sympy.Limit(OUTPUT, EXPONENT, 0), in_shares(given, _product(given, each, limit))),
        holds="True for $m$ of at least $f (m + h)$; below that output is $m + h$ for every $\\rho$.",
    )


def _product(given: Assumptions, each: sympy.Expr, limit: sympy.Expr) -> sympy.Expr:
    """Output with labour per task of the two groups as factors, by their exponents."""
    power = proved(sympy.diff(limit, ADVANTAGE), limit / ADVANTAGE).lhs
    automated = side(given, "automated").subs(PEOPLE, 0)
    return automated**power * each ** (1 - power)


def _picture(derivation: Derivation) -> Illustration:
    values = shipped()
    machines, share = values[AI], values[AUTOMATED]
    given = derivation.assumptions
    output = regimes(given, interior(given), derivation.result.rhs).subs(HUMAN, values[HUMAN])
    reached = float(output.subs(values))
    x = Axis("AI labour", "researcher", values[HUMAN] / 10, 10 * machines, log=True)
    y = Axis("output", "researcher", values[HUMAN], 10 * machines, log=True)
    return Illustration(
        title=f"On {percent(share)} of the tasks, ten times the AI labour gives {10**share:.1f} times the output",
        subtitle="task-by-task at its start, with an elasticity of substitution of one",
        x=x,
        y=y,
        curves=tuple(
            curve(f"{percent(one)} of the tasks", output, AI, x, {AUTOMATED: one}) for one in (*SHARES[::-1], share)
        ),
        marks=(Mark(f"{reached:,.0f}", machines, reached),),
    )


RESULT = Result(
    name="task-cobb-douglas",
    title="Output at an elasticity of substitution of one",
    assumptions=ASSUMPTIONS,
    notation=NOTATION,
    argue=_argue,
    meaning="Here AI labour has no ceiling, but each tenfold of it multiplies output only by ten to the power of the "
    "share of tasks that it can do. It lies between bounded output and output that grows without people.",
    picture=_picture,
)
