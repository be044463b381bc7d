"""The proof that a solution is one: put back into its equation, what is left simplifies to 0, and its start holds."""

from __future__ import annotations

import sympy

from takeoff.theory.closed_forms.integrals import opened
from takeoff.theory.closed_forms.naming import T
from takeoff.theory.closed_forms.problem import Problem


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
        return _plain_residual(problem, value)
    rate = sympy.Add(*[part * coefficient for part, coefficient in opened(problem.rate / problem.stock, T).items()])
    logarithm = sympy.expand_log(sympy.log(value), force=True)
    return logarithm.diff(T) - sympy.expand_log(rate.xreplace({problem.stock: value}), force=True)


def _plain_residual(problem: Problem, value: sympy.Expr) -> sympy.Expr:
    """Rate of change minus rate; of a power of one sum, divided by what roots of that sum its terms share.

    Only where such a sum is positive does a solution hold that is a root of it, or whose rate takes a root of it.
    """
    sums = {power.base for power in value.atoms(sympy.Pow) if power.base.is_Add and power.base.has(T)}
    if len(sums) != 1:
        return value.diff(T) - problem.rate.xreplace({problem.stock: value})
    base, symbol = sums.pop(), sympy.Dummy("base", positive=True)
    within = value.xreplace({base: symbol})
    residual = value.diff(T).xreplace({base: symbol}) - problem.rate.xreplace({problem.stock: within})
    return _without_root(residual, symbol).xreplace({symbol: base})


def _without_root(expression: sympy.Expr, symbol: sympy.Symbol) -> sympy.Expr:
    """An expression divided by its lowest power of a positive symbol, if its powers are whole numbers apart."""
    expression = expression.replace(
        lambda one: one.is_Pow and one.base.is_Pow and one.base.base == symbol,
        lambda one: symbol ** (one.base.exp * one.exp),
    )
    terms = opened(expression, symbol)
    exponents = {part: sympy.cancel(part.as_base_exp()[1]) if part.has(symbol) else sympy.S.Zero for part in terms}
    for lowest in exponents.values():
        steps = {part: sympy.cancel(exponent - lowest) for part, exponent in exponents.items()}
        if all(step.is_Integer and step >= 0 for step in steps.values()):
            return sympy.Add(*[terms[part] * symbol**step for part, step in steps.items()])
    return expression


def is_zero(expression: sympy.Expr) -> bool:
    """Whether an expression simplifies to 0, by the cheapest way that shows it.

    Arguments:
        expression: of named symbols.
    """
    return _cancels(expression) or _cancels(sympy.fraction(sympy.together(expression))[0])


def _cancels(expression: sympy.Expr) -> bool:
    """Whether the coefficient of every function of time in a sum cancels."""
    exponents = {one: one.base ** sympy.cancel(one.exp) for one in expression.atoms(sympy.Pow) if not one.exp.is_number}
    exponents |= {one: sympy.exp(sympy.expand(_gathered(one.args[0]))) for one in expression.atoms(sympy.exp)}
    return _gathered(expression.xreplace(exponents)) == 0


def _gathered(expression: sympy.Expr) -> sympy.Expr:
    """A sum with each function of time once, and common divisors of its coefficient cancelled."""
    terms = opened(expression, T)
    return sympy.Add(*[sympy.cancel(coefficient) * part for part, coefficient in terms.items()])
