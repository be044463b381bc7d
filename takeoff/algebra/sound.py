"""Expressions that are finite real numbers whatever their quantities are, as far as algebra can tell."""

from __future__ import annotations

import sympy

from takeoff.equations.syntax import LARGEST_EXPONENT

MOST_BITS = 1_100
"""Longest whole number in an expression; a float overflows beyond 1,024 bits."""

LARGEST = 1e308

_KINDS = (sympy.Number, type(sympy.zoo), type(sympy.I))


class Unsound(ValueError):
    """An expression divides by 0, is not real, or holds a number too large for a float."""


def sound(expression: sympy.Expr) -> sympy.Expr:
    """Give an expression back, numbers computed, if no number in it is infinite, imaginary or too large.

    Computing every number as soon as it stands keeps sympy from ever working on a tower of powers.

    Arguments:
        expression: as lowered from an equation.

    Raises:
        Unsound: saying what is wrong.
    """
    if expression.is_number and not expression.is_Rational:
        expression = expression.evalf()
    for number in expression.atoms(*_KINDS):
        if number is sympy.I:
            raise Unsound("gives no real number")
        if not number.is_finite:
            raise Unsound("has no finite value")
        if number.is_Float and abs(number) > LARGEST:
            raise Unsound("holds a number that is too large")
        if number.is_Rational and max(abs(number.p), number.q).bit_length() > MOST_BITS:
            raise Unsound("holds a number that is too large")
    return expression


def power(base: sympy.Expr, exponent: sympy.Expr) -> sympy.Expr:
    """A power whose exponent, where it is a number, is one that a whole number can be raised to in no time.

    Arguments:
        base: as lowered.
        exponent: as lowered.

    Raises:
        Unsound: the exponent is too large.
    """
    if exponent.is_Number and abs(exponent) > LARGEST_EXPONENT:
        raise Unsound(f"has an exponent above {LARGEST_EXPONENT}")
    return base**exponent
