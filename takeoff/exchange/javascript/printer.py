"""How expressions are spelled in JavaScript: by sympy's printer, with the functions of `engine/numerics.js`."""

from __future__ import annotations

import math
import re

import sympy
from sympy.printing.jscode import JavascriptCodePrinter
from sympy.printing.precedence import PRECEDENCE

from takeoff.equations.functions import JAVASCRIPT

HELPERS = ("divisor", "sqrt", "square", *dict.fromkeys(JAVASCRIPT.values()))
"""What generated code calls."""

_NAME = re.compile(r"[a-z][a-z0-9_]*__[a-z0-9_]*", re.ASCII)
_RELATIONS = {
    sympy.StrictGreaterThan: ">",
    sympy.GreaterThan: ">=",
    sympy.StrictLessThan: "<",
    sympy.LessThan: "<=",
    sympy.Ne: "!==",
    sympy.Eq: "===",
}
_HALF = sympy.Rational(1, 2)
_SPELLED = (
    *(sympy.Symbol, sympy.Number, sympy.NumberSymbol, sympy.Add, sympy.Mul, sympy.Pow),
    *(sympy.Function, sympy.Piecewise, sympy.core.relational.Relational),
)
"""Everything else is refused, where sympy's printer would have a spelling of its own or write a comment."""


class NotSpelled(TypeError):
    """An expression has no spelling; no equation of the language leads to one."""


def identifier(symbol: sympy.Symbol) -> str:
    """The name of a symbol, which is one in JavaScript: its double underscore keeps it apart from all others.

    Arguments:
        symbol: of the algebra.

    Raises:
        NotSpelled: it is none.
    """
    name = str(symbol.name)
    if not _NAME.fullmatch(name):
        raise NotSpelled(f"{name!r} is no name of the algebra")
    return name


def number(value: float) -> str:
    """A number, in digits that give the same one."""
    if math.isnan(value):
        raise NotSpelled("not a number")
    return repr(float(value)) if math.isfinite(value) else "Infinity" if value > 0 else "-Infinity"


class JavaScriptPrinter(JavascriptCodePrinter):  # type: ignore[misc]
    """Branches become conditional expressions, so that only the taken one is computed; divisors are checked."""

    def _print(self, expr: sympy.Expr, **settings: object) -> str:
        if not isinstance(expr, _SPELLED):
            raise NotSpelled(f"'{type(expr).__name__}' has no spelling in JavaScript")
        return str(super()._print(expr, **settings))

    def _print_Symbol(self, expr: sympy.Symbol) -> str:  # noqa: N802 - sympy calls it so
        return identifier(expr)

    def _print_Float(self, expr: sympy.Expr) -> str:  # noqa: N802
        return number(float(expr))

    _print_Integer = _print_Rational = _print_Half = _print_Float
    _print_Infinity = _print_NegativeInfinity = _print_NaN = _print_Float
    _print_One = _print_Zero = _print_NegativeOne = _print_NumberSymbol = _print_Pi = _print_Exp1 = _print_Float

    def _print_Mul(self, expr: sympy.Mul) -> str:  # noqa: N802
        if expr.as_coeff_Mul()[0].is_negative:
            return f"-{self._factor(-expr)}"
        above: list[sympy.Expr] = []
        below: list[sympy.Expr] = []
        for factor in expr.as_ordered_factors():
            divides = factor.is_Pow and factor.exp.is_Rational and factor.exp.is_negative
            (below if divides else above).append(_inverse(factor) if divides else factor)
        product = " * ".join(map(self._factor, above)) or number(1.0)
        return f"{product} / {self._divisor(below)}" if below else product

    def _divisor(self, factors: list[sympy.Expr]) -> str:
        """What is divided by; a number that is not 0 needs no check."""
        if len(factors) == 1 and factors[0].is_Number and factors[0].is_nonzero:
            return self._factor(factors[0])
        return f"divisor({self._product(factors)})"

    def _product(self, factors: list[sympy.Expr]) -> str:
        return self._print(factors[0]) if len(factors) == 1 else " * ".join(map(self._factor, factors))

    def _factor(self, factor: sympy.Expr) -> str:
        """What a product is of; a number that is not negative needs no parentheses."""
        plain = factor.is_Number and not factor.is_negative
        return self._print(factor) if plain else str(self.parenthesize(factor, PRECEDENCE["Mul"]))

    def _print_Pow(self, expr: sympy.Pow) -> str:  # noqa: N802
        base, exponent = expr.args
        if exponent.is_Rational and exponent.is_negative:
            return f"({number(1.0)} / {self._divisor([_inverse(expr)])})"
        if exponent == _HALF:
            return f"sqrt({self._print(base)})"
        if exponent == 2:
            return f"square({self._print(base)})"
        return f"{JAVASCRIPT['power']}({self._print(base)}, {self._print(exponent)})"

    def _print_Abs(self, expr: sympy.Abs) -> str:  # noqa: N802
        return f"Math.abs({self._print(expr.args[0])})"

    def _print_held(self, expr: sympy.Expr) -> str:
        return f"({self._print(expr.args[0])})"

    def _print_Function(self, expr: sympy.Function) -> str:  # noqa: N802
        name = type(expr).__name__
        if name not in JAVASCRIPT:
            raise NotSpelled(f"'{name}' has no spelling in JavaScript")
        return f"{JAVASCRIPT[name]}({', '.join(map(self._print, expr.args))})"

    _print_exp = _print_log = _print_Function

    def _print_Relational(self, expr: sympy.core.relational.Relational) -> str:  # noqa: N802
        left, right = map(self._print, expr.args)
        return f"({left} {_RELATIONS[type(expr)]} {right})"

    def _print_Piecewise(self, expr: sympy.Piecewise) -> str:  # noqa: N802
        *branches, (last, always) = expr.args
        if always != sympy.true:
            raise NotSpelled("a choice without a last resort")
        text = self._print(last)
        for value, condition in reversed(branches):
            text = f"({self._print(condition)} ? {self._print(value)} : {text})"
        return text


def _inverse(power: sympy.Pow) -> sympy.Expr:
    """What a power with a negative exponent is divided by."""
    return power.base if power.exp == -1 else sympy.Pow(power.base, -power.exp, evaluate=False)


def expression_text(expression: sympy.Expr) -> str:
    """An expression in JavaScript.

    Arguments:
        expression: of the algebra.

    Raises:
        NotSpelled: it has no spelling.
    """
    return str(JavaScriptPrinter()._print(sympy.sympify(expression)))
