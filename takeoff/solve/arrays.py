"""How generated code is spelled for arrays, a member an element."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy
from sympy.printing.numpy import NumPyPrinter

from takeoff.equations.safe_arrays import ARRAYS

Value = Callable[[], Any]


def branched(last: Value, *branches: tuple[Any, Value]) -> Any:
    """For each element the value of the first branch whose condition holds, else the last; empty ones are left alone.

    Arguments:
        last: gives the values where no condition holds.
        branches: conditions, and what gives the values where they hold.
    """
    taken: list[tuple[Any, Any]] = []
    rest: Any = None
    for condition, value in branches:
        here = condition if rest is None else np.logical_and(rest, condition)
        holding = np.count_nonzero(here)
        if not holding:
            continue
        taken.append((here, value()))
        if holding == np.size(here):
            break
        other = np.logical_not(condition)
        rest = other if rest is None else np.logical_and(rest, other)
        if len(taken) > 1 and not np.count_nonzero(rest):
            break
    else:
        taken.append((True, last()))
    *others, (_, result) = taken
    for here, value in reversed(others):
        result = np.where(here, value, result)
    return result


MODULES: list[Any] = [{**ARRAYS, "branched": branched}, "numpy"]


class ElementPrinter(NumPyPrinter):  # type: ignore[misc]
    """Branches become calls of `branched`, powers those of the safe forms, numbers floats."""

    def __init__(self) -> None:
        super().__init__({"fully_qualified_modules": False, "inline": True, "allow_unknown_functions": True})
        self.printmethod = "_pythoncode"  # what an expression has that spells itself

    def _print_Integer(self, expr: sympy.Integer) -> str:  # noqa: N802 - sympy calls it so
        return repr(float(expr))

    _print_One = _print_Zero = _print_NegativeOne = _print_Integer

    def _print_Piecewise(self, expr: sympy.Piecewise) -> str:  # noqa: N802
        *branches, (last, _) = expr.args
        pairs = [f"({self._print(condition)}, lambda: {self._print(value)})" for value, condition in branches]
        return f"branched(lambda: {self._print(last)}, {', '.join(pairs)})"

    def _print_Pow(self, expr: sympy.Pow, rational: bool = False) -> str:  # noqa: N802
        base, exponent = expr.args
        text = self._print(base)
        half = sympy.Rational(1, 2)
        if abs(exponent) == half:
            return f"sqrt({text})" if exponent == half else f"(1.0/sqrt({text}))"
        if exponent == -1:
            return f"(1.0/({text}))"
        if exponent.is_Integer and abs(exponent) <= 2:
            return f"({text})**{int(exponent)}"
        if base.is_number and base > 0:
            return f"exp({float(sympy.log(base))!r}*({self._print(exponent)}))"
        return f"power({text}, {self._print(exponent)})"
