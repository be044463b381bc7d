"""A closed form as users hold it: the solution of one stock, what it holds for, and when it blows up; or why none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy

from takeoff.theory.closed_forms.naming import T


@dataclass(frozen=True)
class ClosedForm:
    """What is known about one stock as a function of time.

    Arguments:
        stock: its name.
        members: of its dimensions.
        kind: of its equation, such as "linear"; "" where there is no solution.
        solution: stock(t) = expression of parameters by name and t [year]; several cases as a Piecewise.
        reason: why there is no solution, the end of a sentence; "" where there is one.
        holds: on what conditions, in words, the most important first; none if always.
        blow_up: time at which it grows beyond any bound [year], if it can.
        blows_up_if: on what conditions, in words; none if always.
    """

    stock: str
    members: tuple[str, ...]
    kind: str = ""
    solution: sympy.Eq | None = None
    reason: str = ""
    holds: tuple[str, ...] = ()
    blow_up: sympy.Expr | None = None
    blows_up_if: tuple[str, ...] = ()

    def at(self, time: float, values: Mapping[str, float]) -> float:
        """The stock at a time.

        Arguments:
            time: since the start [year].
            values: parameters and levels of controls by name, in inside units, such as years and plain numbers.

        Raises:
            ValueError: there is no solution, or it has no value there.
        """
        if self.solution is None:
            raise ValueError(f"{self.stock} has no closed form: {self.reason}")
        return number(self.solution.rhs, {**values, T.name: time})


def number(expression: sympy.Expr, values: Mapping[str, float]) -> float:
    """The number that an expression of named symbols has.

    Arguments:
        expression: such as the time of a blow-up.
        values: by name.

    Raises:
        ValueError: it has none.
    """
    known = {symbol: _exact(values[symbol.name]) for symbol in expression.free_symbols if symbol.name in values}
    found = expression.xreplace(known).evalf()
    if not (found.is_number and found.is_real):
        raise ValueError(f"no real number: {found}")
    return float(found)


def _exact(value: float) -> sympy.Expr:
    """A number by its shortest decimal, so that divisors which are 0 on paper are 0 here."""
    return sympy.Rational(repr(float(value)))
