"""Linear equations y' = a(t) y + b(t) and those that become linear: Bernoulli's, and those linear in the logarithm."""

from __future__ import annotations

import sympy

from takeoff.theory.closed_forms.integrals import integral, opened
from takeoff.theory.closed_forms.naming import T
from takeoff.theory.closed_forms.problem import BlowUp, Problem, Solution
from takeoff.theory.closed_forms.reason import NoForm

Powers = dict[sympy.Expr, sympy.Expr]
"""Exponent of the stock -> its coefficient, a function of time."""


def powers(rate: sympy.Expr, stock: sympy.Symbol) -> Powers | None:
    """A rate as a sum of powers of the stock, or None where it is none.

    Arguments:
        rate: of the stock and t.
        stock: whose powers.
    """
    found: Powers = {}
    for part, coefficient in opened(rate, stock).items():
        base, exponent = (stock, sympy.S.Zero) if part == 1 else part.as_base_exp()
        if base != stock or exponent.has(stock, T):
            return None
        found[exponent] = coefficient
    return {exponent: coefficient for exponent, coefficient in found.items() if coefficient != 0}


def solve_powers(problem: Problem, terms: Powers) -> Solution | None:
    """Solve an equation that is linear or Bernoulli's; None where it is neither.

    Arguments:
        problem: to solve.
        terms: of its rate.

    Raises:
        NoForm: an integral that no rule gives.
    """
    others = [exponent for exponent in terms if exponent not in (0, 1)]
    slope = terms.get(sympy.S.One, sympy.S.Zero)
    if not others:
        value, nonzero = linear(slope, terms.get(sympy.S.Zero, sympy.S.Zero), problem.start)
        return Solution("linear" if slope != 0 else "integral", value, nonzero)
    if len(others) == 1 and 0 not in terms:
        return _bernoulli(problem, slope, terms[others[0]], others[0])
    return None


def linear(slope: sympy.Expr, inflow: sympy.Expr, start: sympy.Expr) -> tuple[sympy.Expr, tuple[sympy.Expr, ...]]:
    """Solve z' = slope z + inflow: the value, and what it divides by.

    Arguments:
        slope: function of t.
        inflow: function of t.
        start: z(0).

    Raises:
        NoForm: an integral that no rule gives.
    """
    exponent, divided = integral(slope)
    if inflow == 0:
        return start * sympy.exp(exponent), divided
    gathered, more = integral(inflow * sympy.exp(-exponent))
    return start * sympy.exp(exponent) + _times_exponential(gathered, exponent), tuple(dict.fromkeys((*divided, *more)))


def _times_exponential(value: sympy.Expr, exponent: sympy.Expr) -> sympy.Expr:
    """exp(exponent) value, with one exponential in each term."""
    constant, moving = value.as_independent(T, as_Add=False)
    terms = opened(moving * sympy.exp(exponent), T)
    return constant * sympy.Add(*[coefficient * part for part, coefficient in terms.items()])


def _bernoulli(problem: Problem, slope: sympy.Expr, coefficient: sympy.Expr, power: sympy.Expr) -> Solution:
    """Solve y' = slope y + coefficient y^n through z = y^(1 - n), which is linear."""
    order = 1 - power
    if problem.start.is_zero:
        raise NoForm("it starts at 0, where a power of it has no slope")
    start = problem.start**order
    value, nonzero = linear(order * slope, order * coefficient, start)
    kind = "logistic" if power == 2 and slope != 0 and not (slope.has(T) or coefficient.has(T)) else "Bernoulli"
    kept_up = problem.start.is_nonnegative and (order * coefficient).is_nonnegative
    positive = () if kept_up or sympy.factor(value).is_positive else (value,)
    blow_up = _blow_up(problem, slope, coefficient, power)
    divided = (*nonzero, *(() if order.is_nonzero else (order,)))
    return Solution(kind, value ** (1 / order), divided, positive, blow_up)


def _blow_up(problem: Problem, slope: sympy.Expr, coefficient: sympy.Expr, power: sympy.Expr) -> BlowUp | None:
    """When z = y^(1 - n) comes down to 0 for n > 1, where slope and coefficient do not depend on time."""
    if slope.has(T) or coefficient.has(T):
        return None
    start = problem.start ** (1 - power)
    rising = [power > 1, problem.start > 0, coefficient > 0, coefficient + slope * start > 0]
    if any(one == sympy.false for one in rising):
        return None
    time = start / ((power - 1) * coefficient)
    if slope != 0:
        time = sympy.log(1 + slope * start / coefficient) / ((power - 1) * slope)
    return BlowUp(time, tuple(one for one in rising if one != sympy.true))


def solve_logarithm(problem: Problem) -> Solution | None:
    """Solve an equation that is linear in the logarithm of a positive stock; None where it is not.

    Arguments:
        problem: to solve.

    Raises:
        NoForm: an integral that no rule gives.
    """
    if not problem.stock.is_positive:
        return None
    gained = sympy.Dummy("u", real=True)
    rate = (problem.rate / problem.stock).subs(problem.stock, problem.start * sympy.exp(gained))
    terms = powers(sympy.expand_log(rate), gained)
    if terms is None or not set(terms) <= {0, 1}:
        return None
    slope, inflow = (terms.get(sympy.Integer(power), sympy.S.Zero) for power in (1, 0))
    value, nonzero = linear(slope, inflow, sympy.S.Zero)
    return Solution("log-linear", problem.start * sympy.exp(value), nonzero)
