"""Output that is concave in caution: what the results on it start from, and the conditions of Pontryagin there."""

import sympy

from takeoff.theory.abrupt.setting import COSTATE, CURVATURE, CURVED, NOTATION, costate_rate, standing
from takeoff.theory.derivation import Assumption, Assumptions, Quantity, side
from takeoff.theory.pause.setting import BASE, CAUTION, END, FULL, GROWTH, LABOUR, OUTPUT, PROGRESS, STOP, TIME
from takeoff.theory.proof import Refused, equation, only

LEVEL = sympy.Symbol("s_1", nonnegative=True)
START, RECIPROCAL = sympy.symbols("t_1 u", positive=True)

CURVED_NOTATION = {
    **{symbol: quantity for symbol, quantity in NOTATION.items() if symbol not in (BASE, STOP)},
    CURVATURE: CURVED,
    START: Quantity("year", "moment from which the stop is full"),
    LEVEL: Quantity("year", "leader's progress at the full stop"),
}
CURVED_LABOUR = Assumption(
    "AI labour grows exponentially with progress; its output on alignment is a power of caution.",
    equation(OUTPUT(TIME), LABOUR * sympy.exp(GROWTH * PROGRESS(TIME)) * FULL * CAUTION**CURVATURE),
)
CONCAVE = Assumption("The first bit of caution buys the most: $0 < a < 1$.", sympy.Lt(CURVATURE, 1))


def interior_price(total: sympy.Expr) -> sympy.Expr:
    """Price of progress at which caution strictly between 0 and 1 is stationary.

    Arguments:
        total: the Hamiltonian.
    """
    return only(sympy.solve(sympy.diff(total, CAUTION), COSTATE(TIME)), "price")


def bend(total: sympy.Expr) -> sympy.Expr:
    """Second derivative of the Hamiltonian in caution.

    Arguments:
        total: the Hamiltonian.

    Raises:
        Refused: it is not negative for every curvature between 0 and 1.
    """
    second, beyond = sympy.simplify(sympy.diff(total, CAUTION, 2)), sympy.Symbol("beyond", positive=True)
    level, caution = sympy.symbols("level caution", positive=True)
    seen = second.replace(PROGRESS, lambda _: level).subs({CAUTION: caution, CURVATURE: 1 / (1 + beyond)})
    if not sympy.factor(seen).is_negative:
        raise Refused(f"not proved to be concave in caution: {total}")
    return second


def caution_rate(given: Assumptions, total: sympy.Expr) -> sympy.Expr:
    """Time derivative of caution that keeps the stationary price on the path of the costate.

    Arguments:
        given: with the clock.
        total: the Hamiltonian.
    """
    rate, price = sympy.Symbol("rate"), interior_price(total)
    moved = sympy.diff(price, PROGRESS(TIME)) * side(given, "clock") + sympy.diff(price, CAUTION) * rate
    found = only(sympy.solve(sympy.powsimp(sympy.expand(moved - costate_rate(total)) / price), rate), "rate of caution")
    return sympy.factor(sympy.powsimp(sympy.expand(found)))


def reciprocal_rate(rate: sympy.Expr) -> sympy.Expr:
    """Time derivative of u = 1/c.

    Arguments:
        rate: of caution.

    Raises:
        Refused: it is not linear in u.
    """
    found = sympy.expand(sympy.simplify((-rate / CAUTION**2).subs(CAUTION, 1 / RECIPROCAL)))
    if not found.is_polynomial(RECIPROCAL) or sympy.degree(found, RECIPROCAL) != 1:
        raise Refused(f"not linear in 1/c: {found}")
    return sympy.factor(found)


def gradual_caution(rate: sympy.Expr) -> sympy.Expr:
    """Caution before the full stop, from its rate of change backwards.

    Arguments:
        rate: of caution.
    """
    unknown = sympy.Function("u")
    law = sympy.Eq(unknown(TIME).diff(TIME), reciprocal_rate(rate).subs(RECIPROCAL, unknown(TIME)))
    found = sympy.dsolve(law, unknown(TIME), ics={unknown(START): 1}).rhs
    return 1 / sympy.together(sympy.powsimp(sympy.expand(found)))


def price_in_stop(total: sympy.Expr) -> sympy.Integral:
    """Price of progress at the start of the full stop: all that progress adds until the end.

    Arguments:
        total: the Hamiltonian.
    """
    return sympy.Integral(standing(-costate_rate(total), LEVEL), (TIME, START, END))


def stop_start(total: sympy.Expr) -> sympy.Expr:
    """Moment at which the stationary caution has risen to 1.

    Arguments:
        total: the Hamiltonian.
    """
    stationary = standing(interior_price(total), LEVEL)
    return sympy.expand(only(sympy.solve(price_in_stop(total).doit() - stationary, START), "start of the full stop"))
