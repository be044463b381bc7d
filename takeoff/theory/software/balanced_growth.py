"""Balanced growth of software, with people only and with labour that grows as software does."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Illustration, Mark, curve
from takeoff.theory.proof import Refused, above, below, equation, only
from takeoff.theory.software.setting import EXCESS, LEVEL, NOTATION, RETURNS, SOFTWARE, TIME

LABOUR, GROWTH = sympy.Function("L", positive=True), sympy.Function("g", positive=True)
RATE, STEADY_PEOPLE, STEADY_AUTOMATED, MULTIPLIER = sympy.symbols("g g_H g_A M", positive=True)
PACE, ELASTICITY, LABOUR_START, LABOUR_GROWTH = sympy.symbols("a alpha L_0 n", positive=True)
SHARE = sympy.Symbol("x", positive=True)
DAVIDSON = 0.7
"""Returns to labour alone, alpha times r, in Davidson's example."""

LAW = Assumption(
    "Software grows with labour, and the better it is, the harder further ideas are to find.",
    equation(
        sympy.Derivative(SOFTWARE(TIME), TIME),
        PACE * SOFTWARE(TIME) * (LABOUR(TIME) / LABOUR_START) ** ELASTICITY * SOFTWARE(TIME) ** (-1 / RETURNS),
    ),
)
ONLY_PEOPLE = Assumption(
    "Without automation, labour is people, and their number grows at the rate $n$.",
    equation(LABOUR(TIME), LABOUR_START * sympy.exp(LABOUR_GROWTH * TIME)),
)
AUTOMATED = Assumption(
    "With full automation, labour is AI: proportional to software as well as to what it runs on, which grows at $n$.",
    equation(LABOUR(TIME), LABOUR_START * sympy.exp(LABOUR_GROWTH * TIME) * SOFTWARE(TIME)),
)


def change_of_growth(given: Assumptions, source: str) -> sympy.Expr:
    """dg/dt as a function of g, the growth rate of software.

    Arguments:
        given: with "law", and what labour is under the name `source`.
        source: an assumption on labour.

    Raises:
        Refused: it depends on more than g, or g is not positive.
    """
    slope = side(given, "law").subs(LABOUR(TIME), side(given, source)).subs(SOFTWARE(TIME), LEVEL)
    above(slope)
    log_growth = sympy.expand_log(sympy.log(slope / LEVEL), force=True)
    by_time = sympy.simplify(sympy.diff(log_growth, TIME))
    by_software = sympy.simplify(LEVEL * sympy.diff(log_growth, LEVEL))
    if {TIME, LEVEL} & (by_time.free_symbols | by_software.free_symbols):
        raise Refused("the growth rate changes with more than itself")
    return RATE * (by_time + by_software * RATE)


def steady(change: sympy.Expr) -> sympy.Expr:
    """The growth rate that stays as it is."""
    return sympy.factor(only(sympy.solve(change, RATE), "balanced growth rate"))


def _argue(given: Assumptions) -> Argument:
    with_people, with_ai = (change_of_growth(given, source) for source in ("people", "automated"))
    people, automated = steady(with_people), steady(with_ai)
    multiplier = 1 / sympy.expand(people / automated)
    near_border = multiplier.subs(ELASTICITY, SHARE / RETURNS)
    slope = sympy.Derivative(GROWTH(TIME), TIME)
    return Argument(
        steps=(
            Step("people", "Without automation, so the growth rate changes.", equation(slope, _shown(with_people))),
            Step("balance", "It stays as it is at one value only.", equation(STEADY_PEOPLE, people)),
            Step("automated", "With full automation, growth feeds on itself.", equation(slope, _shown(with_ai))),
            Step("new balance", "Again there is one balanced value.", equation(STEADY_AUTOMATED, automated)),
            *_stability(with_ai, automated),
            Step(
                "border",
                "Write $x$ for $\\alpha r$: towards 1 the ratio of the two grows without limit.",
                equation(sympy.Limit(near_border, SHARE, 1, "-"), sympy.limit(near_border, SHARE, 1, "-")),
            ),
        ),
        formula=equation(MULTIPLIER, multiplier),
        holds="True for $0 < \\alpha r < 1$; for $\\alpha r \\ge 1$ growth has no balance and software runs away.",
    )


def _stability(change: sympy.Expr, balanced: sympy.Expr) -> tuple[Step, Step]:
    """Proofs for alpha r = 1/(1 + epsilon), which is any number below 1."""
    below_border = {ELASTICITY: 1 / (RETURNS * (1 + EXCESS))}
    closing = sympy.simplify(sympy.diff(change, RATE).subs(RATE, balanced))
    below(closing.subs(below_border))
    return (
        Step(
            "positive",
            "For $\\alpha r < 1$, say $\\alpha r = 1/(1 + \\epsilon)$, it is positive.",
            above(sympy.simplify(balanced.subs(below_border))),
        ),
        Step("stability", "And deviations from it decay, at this rate.", below(closing)),
    )


def _shown(change: sympy.Expr) -> sympy.Expr:
    return change.subs(RATE, GROWTH(TIME))


def _picture(derivation: Derivation) -> Illustration:
    formula = derivation.result.rhs.subs(ELASTICITY, SHARE / RETURNS)
    davidson = float(formula.subs(SHARE, DAVIDSON))
    x = Axis("returns to labour alone", "1", 0, 0.95)
    y = Axis("balanced growth relative to that without automation", "1", 0, 20)
    return Illustration(
        title=f"Full automation multiplies balanced growth by {davidson:.2f} if returns to labour are {DAVIDSON:g}",
        subtitle="labour proportional to software and to what it runs on",
        x=x,
        y=y,
        curves=(curve("full automation", formula, SHARE, x),),
        marks=(Mark(f"{davidson:.2f}", DAVIDSON, davidson),),
    )


RESULT = Result(
    name="balanced-growth",
    title="Full automation without an explosion",
    assumptions={"law": LAW, "people": ONLY_PEOPLE, "automated": AUTOMATED},
    notation={
        TIME: NOTATION[TIME],
        SOFTWARE: NOTATION[SOFTWARE],
        RETURNS: Quantity("1", "how slowly ideas get harder to find: software to the power -1/r slows its own growth"),
        EXCESS: NOTATION[EXCESS],
        LABOUR: Quantity("researcher", "labour"),
        GROWTH: Quantity("1/year", "growth rate of software"),
        STEADY_PEOPLE: Quantity("1/year", "balanced growth rate of software without automation"),
        STEADY_AUTOMATED: Quantity("1/year", "balanced growth rate of software with full automation"),
        MULTIPLIER: Quantity("1", "balanced growth with full automation, in multiples of that without"),
        PACE: Quantity("1/year", "growth rate of software at level 1 and the labour of the start"),
        ELASTICITY: Quantity("1", "power of labour with which software grows"),
        LABOUR_START: Quantity("researcher", "labour at the start, with AI at software of level 1"),
        LABOUR_GROWTH: Quantity("1/year", "growth rate of labour, apart from what software adds"),
        SHARE: Quantity("1", "returns to labour alone: alpha times r"),
    },
    argue=_argue,
    meaning="Full automation need not mean an explosion: with returns to labour of 0.7, growth settles at 3.3 times "
    "what it was. It pays to measure $\\alpha r$ closely near 1, where small errors move the answer most.",
    picture=_picture,
)
