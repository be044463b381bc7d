"""The best single full stop of a leader that may not pass the dangerous point itself."""

import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Curve, Illustration, Mark, places
from takeoff.theory.pause.best_stop import slope, stationary, work
from takeoff.theory.pause.setting import (
    CLOCK,
    DANGER,
    DEADLINE,
    END,
    LABOUR_LAW,
    LEAD,
    LENGTH,
    NOTATION,
    STOP,
    WORK,
    numbers,
)
from takeoff.theory.proof import Refused, above, equation, proved

PRICE = sympy.Symbol("mu", nonnegative=True)
LIMIT = Assumption("The leader does not pass the dangerous point itself.", sympy.Le(STOP, DANGER))


def _argue(given: Assumptions) -> Argument:
    end = side(given, "deadline")
    latest = _latest(given)
    free = stationary(given).subs(END, end)
    price = sympy.factor(slope(given).subs({END: end, STOP: latest}))
    wanted = sympy.expand(end - free)
    factor = sympy.factor(price / (end - latest - wanted))
    spent = work(given).subs({END: end, STOP: latest})
    return Argument(
        steps=(
            Step("slope", "What a later stop adds.", equation(sympy.Derivative(WORK, STOP), slope(given))),
            Step("free", "Without the limit the best stop is where that vanishes.", equation(STOP, free)),
            Step("wanted", "It has a length that does not depend on the lead.", equation(LENGTH, wanted)),
            Step(
                "price",
                "Where the limit binds, the stop is at $D$, and its multiplier, what passing $D$ by a little would be "
                "worth, is the slope there.",
                equation(PRICE, price),
            ),
            Step(
                "sign",
                "The multiplier must not be negative. It has the sign of the lead less the wanted length.",
                proved(price, factor * (end - latest - wanted)),
            ),
            Step("factor", "The other factor is positive.", above(factor)),
            Step(
                "length",
                "So the limit binds for a longer lead, and then the whole lead is spent standing at $D$.",
                equation(LENGTH, sympy.Max(end - latest, wanted)),
            ),
            Step(
                "year of lead",
                "There a further year of lead buys what labour at $D$ does in a year, and no more.",
                equation(sympy.Derivative(WORK, LEAD), sympy.factor(sympy.diff(spent, LEAD))),
            ),
        ),
        formula=equation(STOP, sympy.Max(0, sympy.Min(latest, free))),
        holds="True for $0 < \\phi_0 < \\phi_1$ and in the limit $\\phi_0 = 0$, if output is not limited by people.",
    )


def _latest(given: Assumptions) -> sympy.Expr:
    limit = given["limit"].equation
    if not isinstance(limit, sympy.Le) or limit.lhs != STOP:
        raise Refused(f"not a limit of the stop: {limit}")
    return limit.rhs


def _picture(derivation: Derivation) -> Illustration:
    values = numbers()
    wanted = float(derivation.step("wanted").equation.rhs.subs(values))
    total = work(derivation.assumptions).subs(END, DANGER + LEAD)
    x = Axis("lead", "year", 0, 4 * wanted)
    free, bound = (
        _work_by_lead(total, rule, values, x) for rule in (derivation.step("free").equation.rhs, derivation.result.rhs)
    )
    at_border = float(total.subs({**values, LEAD: wanted, STOP: values[DANGER]}))
    return Illustration(
        title=f"A lead of more than {wanted:.2f} years is spent whole at the dangerous point",
        subtitle="lead-and-pause at its defaults, best full stop for each lead",
        x=x,
        y=Axis("alignment work by the end", "researcher year", 0, 1.05 * max(free)),
        curves=(
            Curve("may pass D", tuple(places(x)), free),
            Curve("may not pass D", tuple(places(x)), bound),
        ),
        marks=(Mark(f"the limit binds from {wanted:.2f} years on", wanted, at_border),),
    )


def _work_by_lead(
    total: sympy.Expr, rule: sympy.Expr, values: dict[sympy.Symbol, float], axis: Axis
) -> tuple[float, ...]:
    """Work of the best stop by a rule, for every lead along an axis."""
    others = {symbol: value for symbol, value in values.items() if symbol not in (LEAD, END)}
    stop, work_at = sympy.lambdify(LEAD, rule.subs(others)), sympy.lambdify((LEAD, STOP), total.subs(others))
    return tuple(float(work_at(lead, stop(lead))) for lead in places(axis))


RESULT = Result(
    name="stop-before-danger",
    title="The best single full stop before the dangerous point",
    assumptions={"clock": CLOCK, "deadline": DEADLINE, "labour": LABOUR_LAW, "limit": LIMIT},
    notation={
        **NOTATION,
        PRICE: Quantity("researcher", "multiplier of the limit: work gained per year of progress beyond it"),
    },
    argue=_argue,
    meaning="A leader whose lead is shorter than the stop it wants halts before $D$ anyway, so the rule costs it "
    "nothing. With a longer lead it goes on to $D$ and stands there for the whole lead; what the lead then buys grows "
    "in proportion to it and no longer exponentially.",
    picture=_picture,
)
