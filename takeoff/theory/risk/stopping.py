"""When to stop growing if growth is risky: the stopping rule of Jones (The A.I. Dilemma, 2023), and its dates."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Curve, Illustration, Mark, places
from takeoff.theory.proof import above, equation, only, proved
from takeoff.theory.table import Table

STOP, GROWTH, DEATH, START_VALUE, BEYOND = sympy.symbols("T g d v_1 m", positive=True)
CONSUMPTION, BOUND = sympy.symbols("c z", positive=True)
CURVATURE, RISK, GOAL, SURVIVE = sympy.symbols("gamma P W S", positive=True)
UTILITY, VALUE = sympy.symbols("u v", cls=sympy.Function)

JONES = {GROWTH: 0.1, DEATH: 0.01, START_VALUE: 6.0}
"""Growth and risk per year, and the value of a life year at the start [years of consumption], of the paper."""
CURVATURES = (1, 2, 3)

GROWTH_LAW = Assumption(
    "Consumption, 1 at the start, grows as long as AI runs.", equation(CONSUMPTION, sympy.exp(GROWTH * STOP))
)
RISK_LAW = Assumption("Each year of it ends in catastrophe at one rate.", equation(SURVIVE, sympy.exp(-DEATH * STOP)))
MARGINAL = Assumption(
    "Marginal utility falls by a power of consumption.",
    equation(sympy.Derivative(UTILITY(CONSUMPTION), CONSUMPTION), CONSUMPTION**-CURVATURE),
)
CURVED = Assumption("The power is above 1, $\\gamma = 1 + m$; the case of 1 is a limit.", sympy.Gt(CURVATURE, 1))


def marginal(given: Assumptions) -> sympy.Expr:
    """Marginal utility, with the power written as 1 + m.

    Raises:
        Refused: it is not positive.
    """
    return above(side(given, "marginal").subs(CURVATURE, 1 + BEYOND)).lhs


def utility(given: Assumptions) -> sympy.Expr:
    """Utility: at the start the value of life, then what marginal utility adds."""
    added = sympy.integrate(marginal(given).subs(CONSUMPTION, BOUND), (BOUND, 1, CONSUMPTION))
    return START_VALUE * marginal(given).subs(CONSUMPTION, 1) + sympy.simplify(added)


def life_value(given: Assumptions) -> sympy.Expr:
    """Value of a year of life in years of consumption."""
    return sympy.expand(sympy.powsimp(sympy.expand(utility(given) / (marginal(given) * CONSUMPTION))))


def slope(given: Assumptions) -> sympy.Expr:
    """What stopping later adds to expected utility, as a share of it, in the value of life.

    Raises:
        Refused: survival is not positive, or the rates of growth and risk are not constant.
    """
    gains, dies = (sympy.simplify(sympy.diff(sympy.log(side(given, law)), STOP)) for law in ("growth", "risk"))
    above(side(given, "risk"))
    proved(sympy.diff(gains, STOP) + sympy.diff(dies, STOP), sympy.S.Zero)
    return gains / VALUE(CONSUMPTION) + dies


def stopping_time(given: Assumptions) -> sympy.Expr:
    """The best moment to stop, for a power above 1.

    Raises:
        Refused: there is not one such moment, or it is no maximum.
    """
    value = life_value(given)
    above(sympy.factor(sympy.diff(value, CONSUMPTION)))
    rule = only(sympy.solve(slope(given), VALUE(CONSUMPTION)), "value of life")
    level = above(rule).lhs
    power = sympy.Symbol("power", positive=True)
    raised = only(sympy.solve(value.subs(CONSUMPTION, power ** (1 / BEYOND)) - level, power), "consumption")
    growing = sympy.log(side(given, "growth")) / STOP
    above(sympy.simplify(growing))
    return sympy.log(sympy.factor(raised)) / (BEYOND * sympy.simplify(growing))


def _argue(given: Assumptions) -> Argument:
    later = stopping_time(given)
    rule = only(sympy.solve(slope(given), VALUE(CONSUMPTION)), "value of life")
    limit = sympy.expand(sympy.limit(later, BEYOND, 0, "+"))
    value = life_value(given)
    rises = sympy.factor(sympy.diff(value, CONSUMPTION))
    return Argument(
        steps=(
            Step("utility", "Sum up marginal utility.", equation(UTILITY(CONSUMPTION), utility(given))),
            Step("value", "A year of life, in years of consumption: $u/(u' c)$.", equation(VALUE(CONSUMPTION), value)),
            Step(
                "slope",
                "What stopping later adds to expected utility, as a share of it.",
                equation(sympy.Derivative(GOAL, STOP) / GOAL, slope(given)),
            ),
            Step(
                "rule", "It vanishes where the value of life is growth over risk.", equation(VALUE(CONSUMPTION), rule)
            ),
            Step(
                "rise",
                "Life gains in value as consumption grows, so it is a maximum.",
                sympy.Gt(rises, 0, evaluate=False),
            ),
            Step("date", "Growth gets there at this time.", equation(STOP, later)),
            Step("limit", "As the power falls to 1.", equation(STOP, limit)),
            Step("risk", "The risk taken until then.", equation(RISK, 1 - side(given, "risk"))),
        ),
        formula=equation(STOP, later.subs(BEYOND, CURVATURE - 1)),
        holds="True for $\\gamma > 1$, with the limit for 1, and a life of positive value. If that is growth over risk "
        "or more at the start, stop at once.",
    )


def date(derivation: Derivation, curvature: float) -> float:
    """Best time to stop with the numbers of the paper.

    Arguments:
        derivation: of the rule.
        curvature: power of marginal utility.
    """
    best = derivation.step("limit").equation.rhs if curvature == 1 else derivation.result.rhs
    return float(best.subs({**JONES, CURVATURE: curvature}))


def _risk(derivation: Derivation, when: float) -> float:
    return float(derivation.step("risk").equation.rhs.subs({**JONES, STOP: when}))


def _table(derivation: Derivation) -> Table:
    dates = {curvature: date(derivation, curvature) for curvature in CURVATURES}
    return Table(
        title="When to stop growing by 10 % at a risk of 1 % a year, if a year of life is worth 6 of consumption",
        header=("$\\gamma$", "stop after [year]", "risk taken"),
        rows=tuple((str(one), f"{when:.3g}", f"{_risk(derivation, when):.3g}") for one, when in dates.items()),
    )


def _picture(derivation: Derivation) -> Illustration:
    x = Axis("power of marginal utility, $\\gamma$", "1", 1, 4)
    at = sympy.lambdify(CURVATURE, derivation.result.rhs.subs(JONES))
    across = places(x)
    marked = {curvature: date(derivation, curvature) for curvature in CURVATURES}
    return Illustration(
        title=f"With log utility, grow for {marked[1]:.0f} years; with a power of 2, for {marked[2]:.1f}",
        subtitle="growth 10 %, risk 1 % a year; a year of life worth 6 years of consumption at the start",
        x=x,
        y=Axis("best time to stop", "year", 1, 100, log=True),
        curves=(Curve("stop", tuple(across), (marked[1], *map(float, map(at, across[1:])))),),
        marks=tuple(Mark(f"{when:.3g} years", one, when) for one, when in marked.items()),
    )


RESULT = Result(
    name="stopping-time",
    title="When to stop if growth is risky",
    assumptions={"growth": GROWTH_LAW, "risk": RISK_LAW, "marginal": MARGINAL, "curved": CURVED},
    notation={
        STOP: Quantity("year", "time at which AI is stopped"),
        GROWTH: Quantity("1/year", "growth of consumption while AI runs"),
        DEATH: Quantity("1/year", "rate of catastrophe while AI runs"),
        CONSUMPTION: Quantity("1", "consumption, relative to the start"),
        CURVATURE: Quantity("1", "power by which marginal utility falls"),
        BEYOND: Quantity("1", "how far that power is above 1"),
        UTILITY: Quantity("1", "utility of a year"),
        VALUE: Quantity("1", "value of a year of life in years of consumption"),
        START_VALUE: Quantity("1", "that value at the start"),
        SURVIVE: Quantity("1", "probability of survival"),
        GOAL: Quantity("1", "expected utility of a year after the stop"),
        RISK: Quantity("1", "risk of catastrophe taken until the stop"),
    },
    argue=_argue,
    meaning="Growth pays for risk as long as a year of life is worth less than growth over risk. With power 1 that is "
    "decades away; a little more curvature makes life dear soon, and cuts decades to a few years.",
    picture=_picture,
    table=_table,
)
