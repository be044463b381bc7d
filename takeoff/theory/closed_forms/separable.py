"""Separable equations y' = f(t) g(y): the integral of dy/g(y), turned round where it can be, and its limit."""

from __future__ import annotations

import sympy

from takeoff.theory.closed_forms.integrals import BROKEN, integral
from takeoff.theory.closed_forms.naming import T, words
from takeoff.theory.closed_forms.problem import BlowUp, Problem, Solution
from takeoff.theory.closed_forms.reason import NoForm
from takeoff.theory.closed_forms.shorter import shortest

MOST_OPERATIONS = 40
"""Largest rate whose variables are separated."""


def solve_separable(problem: Problem) -> Solution | None:
    """Solve a separable equation; None where it is not separable.

    Arguments:
        problem: to solve.

    Raises:
        NoForm: an integral that no rule gives.
    """
    if problem.rate.count_ops() > MOST_OPERATIONS:
        return None
    parts = sympy.separatevars(problem.rate, symbols=(problem.stock, T), dict=True)
    if not parts:
        return None
    of_time = parts["coeff"] * parts[T]
    passed, divided = integral(of_time)
    try:
        covered, more = integral(1 / parts[problem.stock], problem.stock, problem.start)
    except NoForm as flaw:
        raise NoForm(f"it is separable, but {flaw}") from flaw
    blow_up = _blow_up(problem, parts[problem.stock], of_time, covered)
    values = turned_round(covered, problem.stock, passed)
    if values is None:
        reason = f"it is separable, but {words(covered)} = {words(passed)} cannot be solved for it"
        return Solution("separable", None, (*divided, *more), (), blow_up, reason)
    return Solution("separable", values, (*divided, *more), (), blow_up)


def turned_round(expression: sympy.Expr, variable: sympy.Symbol, value: sympy.Expr) -> sympy.Expr | None:
    """Solve expression = value by undoing one operation after another; None where the variable stands twice.

    Arguments:
        expression: of the variable.
        variable: to solve for.
        value: of the expression.
    """
    while expression != variable:
        moving = [argument for argument in expression.args if argument.has(variable)]
        if len(moving) != 1:
            return None
        inner, rest = moving[0], [argument for argument in expression.args if not argument.has(variable)]
        if expression.is_Add:
            value = value - sympy.Add(*rest)
        elif expression.is_Mul:
            value = value / sympy.Mul(*rest)
        elif expression.is_Pow and not rest[0].has(variable) and expression.args[0] == inner:
            value = value ** (1 / rest[0])
        elif hasattr(expression, "inverse") and len(expression.args) == 1:
            value = expression.inverse()(value)
        else:
            return None
        expression = inner
    return value


def _blow_up(problem: Problem, of_stock: sympy.Expr, of_time: sympy.Expr, covered: sympy.Expr) -> BlowUp | None:
    """When the stock has covered all of the way to infinity, if that way takes a finite time."""
    beyond = problem.start + sympy.Dummy("more", nonnegative=True)
    if of_time.has(T) or not of_stock.subs(problem.stock, beyond).is_positive:
        return None
    try:
        top = sympy.limit(covered, problem.stock, sympy.oo)
    except BROKEN:
        return None
    if not top.is_finite:
        return None
    rising = sympy.Gt(of_time, 0)
    if rising == sympy.false:
        return None
    return BlowUp(shortest(top / of_time), () if rising == sympy.true else (rising,))
