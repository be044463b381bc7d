"""How generated code is spelled for arrays, a member an element."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.printing.numpy import NumPyPrinter

from takeoff.equations.safe_arrays import ARRAYS

MODULES: list[Any] = [dict(ARRAYS), "numpy"]


class ArrayPrinter(NumPyPrinter):
    """Branches become `where` (both sides are computed), powers those of the safe forms, numbers floats."""

    def __init__(self) -> None:
        super().__init__({"fully_qualified_modules": False, "inline": True, "allow_unknown_functions": True})

    def _print_Integer(self, expr: sympy.Integer) -> str:  # noqa: N802 - sympy calls it so
        return repr(float(expr))

    _print_One = _print_Zero = _print_NegativeOne = _print_Integer

    def _print_Piecewise(self, expr: sympy.Piecewise) -> str:  # noqa: N802
        *branches, (value, _) = expr.args
        text = str(self._print(value))
        for branch, condition in reversed(branches):
            text = f"where({self._print(condition)}, {self._print(branch)}, {text})"
        return text

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
        return f"power({text}, {self._print(exponent)})"
