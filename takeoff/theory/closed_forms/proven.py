"""The proof that a solution is one: put back into its equation, what is left simplifies to 0, and its start holds."""

from __future__ import annotations

from collections.abc import Callable

import sympy

from takeoff.theory.closed_forms.naming import T
from takeoff.theory.closed_forms.problem import Problem

MOST_OPERATIONS = 500
"""Largest residual that is simplified."""


def is_proven(problem: Problem, value: sympy.Expr) -> bool:
    """Whether a value solves a problem.

    Arguments:
        problem: the equation and the start.
        value: function of t.
    """
    if value.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I):
        return False
    start = value.subs(T, 0)
    rate = problem.rate.subs(problem.stock, value)
    return is_zero(start - problem.start) and is_zero(value.diff(T) - rate)


def is_zero(expression: sympy.Expr) -> bool:
    """Whether an expression simplifies to 0, by the cheapest way that shows it.

    Arguments:
        expression: of named symbols.
    """
    ways: tuple[Callable[[sympy.Expr], sympy.Expr], ...] = (
        sympy.expand,
        lambda one: sympy.powsimp(sympy.expand(one)),
        lambda one: sympy.factor(sympy.expand_log(sympy.powsimp(one))),
        sympy.simplify,
    )
    if expression.count_ops() > MOST_OPERATIONS:
        ways = ways[:2]
    return any(way(expression) == 0 for way in ways)
