"""Where the task CES goes when AI labour abounds, when tasks cannot replace each other, and at its inner border."""

import sympy

from takeoff.theory.derivation import Derivation, Step, equation, proved
from takeoff.theory.task_ces import (
    AI,
    AUTOMATED,
    CES,
    EXPONENT,
    HUMAN,
    MANUAL,
    RATIO,
    corner_output,
    corner_sum,
    interior_output,
)

STARTS_FROM = ("AI labour alone does the automated tasks: m >= f (m + h).",)
COMPLEMENT = sympy.Symbol("q", positive=True)


def abundant_ai() -> Derivation:
    """Derive the output that people alone hold back when AI labour grows without bound and rho is negative."""
    vanishing = sympy.Symbol("u", positive=True)
    replaced = corner_sum(-COMPLEMENT).subs(AI, vanishing ** (-1 / COMPLEMENT))
    remaining = sympy.limit(replaced, vanishing, 0)
    output = sympy.powdenest(remaining ** (-1 / COMPLEMENT)).subs(COMPLEMENT, -EXPONENT)
    limit = sympy.powsimp(sympy.expand_power_base(output)).subs(MANUAL, 1 - AUTOMATED)
    return Derivation(
        title="Output when AI labour is without limit",
        assumptions=STARTS_FROM,
        steps=(
            Step("Write rho = -q and u for m to the power -q, which goes to zero.", _only_share(replaced)),
            Step("Only the tasks that are not automated remain in the sum.", _only_share(remaining)),
        ),
        result=equation(sympy.Limit(CES, AI, sympy.oo), limit),
        holds="True for rho below 0: otherwise output grows without bound.",
    )


def amdahl() -> Derivation:
    """Derive Amdahl's law: no task can stand in for another, so people on the rest of the tasks set the pace."""
    excess = sympy.Symbol("c", positive=True)
    manual_labour = HUMAN / MANUAL
    placed = corner_sum(-COMPLEMENT).subs(AI, sympy.exp(excess) * AUTOMATED * manual_labour)
    relative = sympy.expand(sympy.powsimp(sympy.expand_power_base(placed * manual_labour**COMPLEMENT)))
    logarithm = -sympy.log(relative) / COMPLEMENT
    limit = manual_labour * sympy.exp(sympy.limit(logarithm, COMPLEMENT, sympy.oo))
    return Derivation(
        title="Output when no task can stand in for another",
        assumptions=STARTS_FROM,
        steps=(
            Step("Write rho = -q and m = exp(c) f h / (1 - f), with c >= 0.", _only_share(placed)),
            Step("The logarithm of output over h / (1 - f) goes to zero as q grows.", _only_share(logarithm)),
        ),
        result=equation(sympy.Limit(CES, EXPONENT, -sympy.oo), _only_share(limit)),
        holds="True for m >= f (m + h); below that output is m + h for every rho.",
    )


def unit_elasticity() -> Derivation:
    """Derive the Cobb-Douglas form that the corner takes as rho goes to zero."""
    on_automated, on_manual = sympy.symbols("a b", real=True)
    placed = corner_sum().subs({AI: AUTOMATED * sympy.exp(on_automated), HUMAN: MANUAL * sympy.exp(on_manual)})
    logarithm = _only_share(sympy.log(sympy.powsimp(sympy.expand_power_base(placed)))) / EXPONENT
    limit = sympy.collect(sympy.expand(sympy.limit(logarithm, EXPONENT, 0)), on_manual)
    back = {on_automated: sympy.log(AI / AUTOMATED), on_manual: sympy.log(HUMAN / (1 - AUTOMATED))}
    output = sympy.Mul(*(sympy.exp(term.subs(back)).rewrite(sympy.Pow) for term in sympy.Add.make_args(limit)))
    return Derivation(
        title="Output at an elasticity of one",
        assumptions=STARTS_FROM,
        steps=(
            Step("Write a and b for the logarithms of labour per task in the two groups.", logarithm),
            Step("As rho goes to zero this becomes the mean of a and b over tasks.", limit),
        ),
        result=equation(sympy.Limit(CES, EXPONENT, 0), output),
        holds="True for m >= f (m + h).",
    )


def smooth_border() -> Derivation:
    """Derive that output and its slopes in f, m and h agree on both sides of the border m = f (m + h)."""
    inside, outside = interior_output(), corner_output()
    level = proved(at_border(outside), at_border(inside))
    slopes = [
        proved(at_border(sympy.diff(outside, name)), at_border(sympy.diff(inside, name)))
        for name in (AUTOMATED, AI, HUMAN)
    ]
    result = sympy.Eq(sympy.Matrix([s.lhs for s in slopes]), sympy.Matrix([s.rhs for s in slopes]), evaluate=False)
    return Derivation(
        title="The two regimes meet smoothly",
        assumptions=("At the border f = k / (1 + k) and m = k h, with k > 0.",),
        steps=(
            Step("Output is the same on both sides.", level),
            *(
                Step(f"Its slope in {name} is the same on both sides.", slope)
                for name, slope in zip("fmh", slopes, strict=True)
            ),
        ),
        result=result,
        holds="True everywhere on the border, for every rho: a solver meets a change of curvature there, no kink.",
    )


def at_border(expression: sympy.Expr) -> sympy.Expr:
    """Return the expression where AI labour is just enough for an even spread: f = k / (1 + k) and m = k h.

    Args:
        expression: in f, m and h.
    """
    shares = expression.subs(1 - AUTOMATED, 1 / (1 + RATIO)).subs(AUTOMATED, RATIO / (1 + RATIO))
    return sympy.simplify(sympy.expand_power_base(shares.subs(AI, RATIO * HUMAN)))


def _only_share(expression: sympy.Basic) -> sympy.Basic:
    return expression.subs(MANUAL, 1 - AUTOMATED)
