"""The proof that a solution is one: put back into its equation, what is left simplifies to 0, and its start holds."""

from __future__ import annotations

import sympy

from takeoff.theory.closed_forms.integrals import opened
from takeoff.theory.closed_forms.naming import T
from takeoff.theory.closed_forms.problem import Problem

MOST_OPERATIONS = 150
"""Largest residual that goes through sympy's general simplification, whose time has no bound."""


def is_proven(problem: Problem, value: sympy.Expr) -> bool:
    """Whether a value solves a problem.

    Arguments:
        problem: the equation and the start.
        value: function of t.
    """
    if value.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I):
        return False
    return is_zero(value.subs(T, 0) - problem.start) and is_zero(_residual(problem, value))


def _residual(problem: Problem, value: sympy.Expr) -> sympy.Expr:
    """Rate of change minus rate; of its logarithm for a positive stock whose rate has logarithms.

    A logarithm of a product is taken apart whatever the signs: where the product is positive, it is the sum of the
    logarithms of the factors without their signs.
    """
    if not (problem.stock.is_positive and problem.rate.has(sympy.log)):
        return value.diff(T) - problem.rate.xreplace({problem.stock: value})
    rate = sympy.Add(*[part * coefficient for part, coefficient in opened(problem.rate / problem.stock, T).items()])
    logarithm = sympy.expand_log(sympy.log(value), force=True)
    return logarithm.diff(T) - sympy.expand_log(rate.xreplace({problem.stock: value}), force=True)


def is_zero(expression: sympy.Expr) -> bool:
    """Whether an expression simplifies to 0, by the cheapest way that shows it.

    Arguments:
        expression: of named symbols.
    """
    if _cancels(expression):
        return True
    if expression.count_ops() > MOST_OPERATIONS:
        return False
    return _cancels(sympy.fraction(sympy.together(expression))[0]) or sympy.simplify(expression) == 0


def _cancels(expression: sympy.Expr) -> bool:
    """Whether the coefficient of every function of time in a sum cancels."""
    exponentials = {one: sympy.exp(_gathered(one.args[0])) for one in expression.atoms(sympy.exp)}
    return _gathered(expression.xreplace(exponentials)) == 0


def _gathered(expression: sympy.Expr) -> sympy.Expr:
    """A sum with each function of time once, and common divisors of its coefficient cancelled."""
    terms = opened(expression, T)
    return sympy.Add(*[sympy.cancel(coefficient) * part for part, coefficient in terms.items()])
