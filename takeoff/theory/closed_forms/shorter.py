"""Shorter ways to write an expression, by rewriting whose time is bounded by the size of the expression."""

from __future__ import annotations

import sympy

MOST_FACTORED = 60
"""Largest expression that is factored, in operations."""


def shortest(expression: sympy.Expr) -> sympy.Expr:
    """The shortest of some ways to write an expression as a fraction, a product or a sum.

    Exponentials are taken as they are: sympy would make a polynomial of degree 1000 of exp(1000 t).

    Arguments:
        expression: of named symbols.
    """
    exponentials = sorted(expression.atoms(sympy.exp), key=sympy.default_sort_key)
    symbols = {one: sympy.Dummy(f"exp{index}", positive=True) for index, one in enumerate(exponentials)}
    shown = expression.xreplace(symbols)
    ways = [shown, sympy.factor_terms(shown)]
    if 0 < shown.count_ops() <= MOST_FACTORED:
        together = sympy.together(shown)
        ways += [together, sympy.factor_terms(together), sympy.factor(together)]
    back = {symbol: sympy.exp(_in_few_terms(one.args[0])) for one, symbol in symbols.items()}
    return min(ways, key=length).xreplace(back)


def _in_few_terms(exponent: sympy.Expr) -> sympy.Expr:
    return min((exponent, sympy.factor_terms(exponent)), key=length)


def length(expression: sympy.Expr) -> int:
    """Operations, divisions twice.

    Arguments:
        expression: of any size.
    """
    return expression.count_ops() + sum(power.exp.could_extract_minus_sign() for power in expression.atoms(sympy.Pow))
