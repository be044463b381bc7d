"""Algebra as XMILE's text: for derivatives, which no one wrote as an equation; every term stands in parentheses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sympy

from takeoff.exchange.functions import Part, spelled

_SIGNS: Mapping[type, str] = {sympy.StrictGreaterThan: ">", sympy.GreaterThan: ">="} | {
    sympy.StrictLessThan: "<",
    sympy.LessThan: "<=",
}


@dataclass(frozen=True)
class AlgebraText:
    """Spells algebra.

    Arguments:
        symbol: symbol -> XMILE.
        part: names what is used more than once.
    """

    symbol: Callable[[sympy.Symbol], str]
    part: Part

    def text(self, expression: sympy.Basic) -> str:
        """An expression as XMILE: an atom, a call, or something in parentheses.

        Arguments:
            expression: of symbols, numbers, sums, products, powers, branches and functions of the language.
        """
        if isinstance(expression, sympy.Symbol):
            return self.symbol(expression)
        if expression.is_number:
            number = repr(float(expression))
            return f"({number})" if number.startswith("-") else number
        if isinstance(expression, sympy.Piecewise):
            return self._branches(expression)
        parts = [self.text(argument) for argument in expression.args]
        for kind, sign in ((sympy.Add, " + "), (sympy.Mul, " * "), (sympy.Pow, " ^ ")):
            if isinstance(expression, kind):
                return f"({sign.join(parts)})"
        if type(expression) in _SIGNS:
            return f"({parts[0]} {_SIGNS[type(expression)]} {parts[1]})"
        return spelled(type(expression).__name__.lower(), parts, self.part)

    def _branches(self, expression: sympy.Piecewise) -> str:
        *branches, (last, _) = expression.args
        text = self.text(last)
        for value, condition in reversed(branches):
            text = f"(IF {self.text(condition)} THEN {self.text(value)} ELSE {text})"
        return text
