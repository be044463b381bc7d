"""Small proofs that derivations rest on: each gives back what it proved, or refuses."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import sympy

One = TypeVar("One")
Knowledge = Mapping[sympy.Symbol, sympy.Expr]
"""Symbol -> how it is spelt so that sympy sees what is known of it: phi_1 -> phi_0 + d with d > 0."""


class Refused(ArithmeticError):
    """A claim that sympy did not prove: the assumptions do not lead to the result."""


def equation(left: sympy.Basic, right: sympy.Basic) -> sympy.Eq:
    """Return left = right as written, even where sympy could see that it is true.

    Arguments:
        left: what is named.
        right: what it was computed to be.
    """
    return sympy.Eq(left, right, evaluate=False)


def proved(left: sympy.Expr, right: sympy.Expr) -> sympy.Eq:
    """Return left = right once sympy has simplified the difference to zero.

    Arguments:
        left: one side.
        right: the other side.

    Raises:
        Refused: the difference does not simplify to zero.
    """
    residual = sympy.simplify(left - right)
    if residual != 0:
        raise Refused(f"not proved: {left} = {right}; the difference is {residual}")
    return equation(left, right)


def above(left: sympy.Expr, right: sympy.Expr = sympy.S.Zero, knowing: Knowledge | None = None) -> sympy.Gt:
    """Return left > right once sympy has seen that the difference is positive.

    Arguments:
        left: the greater side.
        right: the smaller side.
        knowing: what is known of the symbols beyond their own assumptions.

    Raises:
        Refused: the difference is not known to be positive.
    """
    difference = (left - right).subs(dict(knowing or {}))
    if not any(form(difference).is_positive for form in (lambda one: one, sympy.factor, sympy.simplify)):
        raise Refused(f"not proved: {left} > {right}")
    return sympy.Gt(left, right, evaluate=False)


def below(left: sympy.Expr, right: sympy.Expr = sympy.S.Zero, knowing: Knowledge | None = None) -> sympy.Lt:
    """Return left < right once sympy has seen that the difference is negative.

    Arguments:
        left: the smaller side.
        right: the greater side.
        knowing: what is known of the symbols beyond their own assumptions.

    Raises:
        Refused: the difference is not known to be negative.
    """
    above(right, left, knowing)
    return sympy.Lt(left, right, evaluate=False)


def only(found: Iterable[One], what: str = "solution") -> One:
    """Return the only one there is.

    Arguments:
        found: such as what `sympy.solve` gives.
        what: its name, for the message.

    Raises:
        Refused: there is none, or there are several.
    """
    listed = list(found)
    if len(listed) != 1:
        raise Refused(f"not one {what} but {len(listed)}: {listed}")
    return listed[0]
