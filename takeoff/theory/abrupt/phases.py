"""Plans of full speed and full stops: what is collected along them."""

from collections.abc import Sequence

import sympy

from takeoff.theory.derivation import Assumptions, side
from takeoff.theory.pause.setting import CAUTION, PROGRESS, TIME

FIRST = sympy.Symbol("x", nonnegative=True)
GO = sympy.Symbol("y", positive=True)

Phase = tuple[int, sympy.Expr]
"""Caution, and for how long."""


def collected(given: Assumptions, what: str, plan: Sequence[Phase]) -> sympy.Expr:
    """What a rate that depends on progress and caution comes to along a plan from the start on.

    Arguments:
        given: with the clock and the rate.
        what: the assumption that gives the rate.
        plan: phases in order.
    """
    total, level = sympy.S.Zero, sympy.S.Zero
    for caution, length in plan:
        speed = side(given, "clock").subs(CAUTION, caution)
        rate = side(given, what).subs(CAUTION, caution).subs(PROGRESS(TIME), level + speed * TIME)
        total += sympy.factor(sympy.integrate(sympy.expand(rate), (TIME, 0, length)))
        level += speed * length
    return total
