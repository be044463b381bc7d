"""The path of a leader that stops once, at p and for good: full speed before, full caution after."""

import functools

import sympy

from takeoff.theory.derivation import Assumptions, side
from takeoff.theory.pause.setting import CAUTION, PROGRESS, STOP, TIME
from takeoff.theory.proof import only


def progress_before(given: Assumptions) -> sympy.Expr:
    """The clock at time t < p."""
    return progress(given, 0, since=sympy.Integer(0), level=sympy.Integer(0))


def progress_after(given: Assumptions) -> sympy.Expr:
    """The clock at time t > p."""
    return progress(given, 1, since=STOP, level=progress_before(given).subs(TIME, STOP))


def progress(given: Assumptions, caution: int, since: sympy.Expr, level: sympy.Expr) -> sympy.Expr:
    """The clock at time t under a caution that stays the same, from a level at a moment on."""
    return _progress(side(given, "clock").subs(CAUTION, caution), since, level)


@functools.cache
def _progress(rate: sympy.Expr, since: sympy.Expr, level: sympy.Expr) -> sympy.Expr:
    return sympy.dsolve(sympy.Eq(PROGRESS(TIME).diff(TIME), rate), PROGRESS(TIME), ics={PROGRESS(since): level}).rhs


def labour_before(given: Assumptions) -> sympy.Expr:
    """Labour on alignment at time t < p."""
    return labour_at(given, progress_before(given), caution=0)


def labour_after(given: Assumptions) -> sympy.Expr:
    """Labour on alignment at time t > p."""
    return labour_at(given, progress_after(given), caution=1)


def labour_at(given: Assumptions, reached: sympy.Expr, caution: int) -> sympy.Expr:
    """Labour on alignment at some progress, under a caution."""
    return side(given, "labour").subs(CAUTION, caution).subs(PROGRESS(TIME), reached)


def solved_by_exponential(relation: sympy.Expr, symbol: sympy.Symbol) -> sympy.Expr:
    """Where an expression with one exponential of a symbol vanishes, as one logarithm.

    Raises:
        Refused: there is not one exponential, or not one solution.
    """
    power = only((one for one in relation.atoms(sympy.exp) if one.has(symbol)), "exponential")
    value, exponent = sympy.symbols("value exponent")
    reached = only(sympy.solve(relation.subs(power, value), value), "value")
    found = only(sympy.solve(power.exp - exponent, symbol), "solution")
    falls = found.coeff(exponent).is_negative
    return found.subs(exponent, -sympy.log(sympy.factor(1 / reached)) if falls else sympy.log(sympy.factor(reached)))
