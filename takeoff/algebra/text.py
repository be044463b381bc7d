"""From lowered algebra back to the equation language: for expressions without jumps and bends.

What is printed, parsed and lowered again is the same expression, where its numbers are rational. Other numbers, such as
the root of 2, are printed as decimals; after that, printing and lowering change nothing any more. The logarithm of 10
keeps its exact form wherever `log10`, `oom` or `from_oom` had brought it in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy

from takeoff.algebra.symbols import TIME, key_in
from takeoff.equations.heads import Head
from takeoff.equations.scope import label
from takeoff.equations.syntax import LARGEST_EXPONENT

SUM, PRODUCT, POWER, ATOM = range(4)
"""How tightly a text holds together."""

TEN = sympy.log(10)
_MARKS = {"start": "initial", "rate": "rate_of"}
_HEADS = ("logistic", "softplus", "normal_cdf", "soft_min")


class Unwritable(ValueError):
    """An expression has a part that equations have no words for, such as a switch."""


Piece = tuple[str, int]
"""A text and how tightly it holds together."""


def symbol_text(symbol: sympy.Symbol) -> str:
    """How equations write a symbol: t, software[leader], initial(software[leader]), rate_of(capability).

    Arguments:
        symbol: from `symbol_of` or `marked`.

    Raises:
        Unwritable: a switch, a bend, or another symbol of the algebra alone.
    """
    if symbol == TIME:
        return "t"
    *marks, name = symbol.name.split("__of__")
    if "__" not in name or name.startswith(("switch__", "kink__", "since__")) or not set(marks) <= {*_MARKS}:
        raise Unwritable(f"equations have no words for {symbol.name}")
    text = label(key_in(name))
    for mark in marks:
        text = f"{_MARKS[mark]}({text})"
    return text


@dataclass(frozen=True)
class EquationText:
    """Writes expressions as equations; one method per kind of node.

    Arguments:
        symbol: how a symbol is written.
    """

    symbol: Callable[[sympy.Symbol], str] = symbol_text

    def text(self, expression: sympy.Expr) -> str:
        """An expression as an equation of the language.

        Arguments:
            expression: as lowered from an equation.

        Raises:
            Unwritable: it has a jump, a bend, or a number that is not finite and real.
        """
        return self._piece(expression)[0]

    def _piece(self, expression: sympy.Expr) -> Piece:
        if isinstance(expression, sympy.Symbol):
            return self.symbol(expression), ATOM
        if expression.is_number:
            return _number(expression)
        for kind, method in (
            (sympy.Add, self._sum),
            (sympy.Mul, self._product),
            (sympy.Pow, self._power),
            (sympy.exp, self._exponential),
            (sympy.log, self._called),
            (Head, self._called),
        ):
            if isinstance(expression, kind):
                return method(expression)
        raise Unwritable(f"equations have no words for {type(expression).__name__}")

    def _within(self, expression: sympy.Expr, level: int) -> str:
        """A text that holds together at least as tightly as a level."""
        text, own = self._piece(expression)
        return text if own >= level else f"({text})"

    def _called(self, expression: sympy.Expr) -> Piece:
        name = type(expression).__name__
        if isinstance(expression, Head) and name not in _HEADS:
            raise Unwritable(f"equations have no words for {name}")
        return f"{name}({', '.join(map(self.text, expression.args))})", ATOM

    def _sum(self, expression: sympy.Add) -> Piece:
        text = ""
        for term in expression.args:
            sign = "-" if _is_negative(term) else "+"
            part = self._within(-term if text and sign == "-" else term, PRODUCT)
            text = f"{text} {sign} {part}" if text else part
        return text, SUM

    def _product(self, expression: sympy.Mul) -> Piece:
        factors, logarithms = _decimal_logarithms([argument.as_base_exp() for argument in expression.args])
        constants = [base**power for base, power in factors if (base**power).is_number]
        others = [
            argument for argument in expression.args if argument.as_base_exp() in factors and not argument.is_number
        ]
        number = sympy.Mul(*constants)
        sums = [self._within(factor, PRODUCT) for factor in others if isinstance(factor, sympy.Add)]
        above = [f"log10({self.text(inner)}){_raised(self, power)}" for inner, power in logarithms]
        single = [factor for factor in others if not isinstance(factor, sympy.Add)]
        above += [self._within(factor, PRODUCT) for factor in single if not _is_below(factor)]
        below = [self._within(1 / factor, POWER) for factor in single if _is_below(factor)]
        return _joined(number, above, below, sums), PRODUCT

    def _power(self, expression: sympy.Pow) -> Piece:
        base, exponent = expression.args
        if exponent == sympy.Rational(1, 2):
            return f"sqrt({self.text(base)})", ATOM
        if exponent == -1:
            return f"1/{self._within(base, POWER)}", PRODUCT
        return self._raised_in_steps(base, exponent)

    def _raised_in_steps(self, base: sympy.Expr, exponent: sympy.Expr) -> Piece:
        """A power, as a product of powers where its exponent is a larger number than one may write."""
        text, steps = self._within(base, ATOM), []
        while exponent.is_Number and abs(exponent) > LARGEST_EXPONENT:
            step = sympy.Integer(LARGEST_EXPONENT) * sympy.sign(exponent)
            steps.append(f"{text}**{self._within(step, ATOM)}")
            exponent -= step
        steps.append(f"{text}**{self._within(exponent, ATOM)}")
        return "*".join(steps), PRODUCT if len(steps) > 1 else POWER

    def _exponential(self, expression: sympy.exp) -> Piece:
        terms = sympy.Add.make_args(expression.args[0])
        decimal = [term for term in terms if term.is_Mul and TEN in term.args and not term.is_number]
        rest = [term for term in terms if term not in decimal]
        calls = list(map(self._power_of_ten, decimal))
        calls += [f"exp({self.text(sympy.Add(*rest))})"] if rest else []
        return "*".join(calls), PRODUCT if len(calls) > 1 or decimal else ATOM

    def _power_of_ten(self, exponent: sympy.Mul) -> str:
        """exp(c (x + y) log(10)), whose number algebra would multiply into the sum, as a power."""
        number, *others = [factor for factor in exponent.args if factor != TEN]
        if number.is_Number and len(others) == 1 and others[0].is_Add:
            return f"from_oom({self.text(others[0])}){_raised(self, number)}"
        return f"from_oom({self.text(sympy.Mul(number, *others))})"


def equation_text(expression: sympy.Expr) -> str:
    """A lowered expression as an equation of the language.

    Arguments:
        expression: as lowered from an equation without jumps and bends.

    Raises:
        Unwritable: it has a part that equations have no words for.
    """
    return EquationText().text(expression)


def _number(value: sympy.Expr) -> Piece:
    exact = value if value.is_Rational else sympy.Rational(repr(_float(value)))
    decimal = repr(_float(abs(exact)))
    text = str(abs(exact))
    if not exact.is_Integer and sympy.Rational(decimal) == abs(exact):
        text = decimal
    level = PRODUCT if "/" in text else ATOM
    return (f"-{text}", PRODUCT) if exact < 0 else (text, level)


def _float(value: sympy.Expr) -> float:
    if not value.is_real or not value.is_finite or abs(value) >= 1e300:
        raise Unwritable("an equation holds finite real numbers below 1e300 only")
    return float(value)


def _is_negative(term: sympy.Expr) -> bool:
    return bool(term.as_coeff_Mul()[0].is_negative)


def _is_below(factor: sympy.Expr) -> bool:
    """Whether a factor is written under a line: a power with a negative number as its exponent."""
    return bool(factor.is_Pow and factor.args[1].is_Number and factor.args[1] < 0)


def _raised(writer: EquationText, power: sympy.Expr) -> str:
    return "" if power == 1 else f"**{writer._within(power, ATOM)}"


Factors = list[tuple[sympy.Expr, sympy.Expr]]
"""Bases and exponents."""


def _decimal_logarithms(factors: Factors) -> tuple[Factors, Factors]:
    """Take log(x)**n / log(10)**n out of a product: what is left, and each x with its n."""
    left = next((power for base, power in factors if base == TEN), sympy.Integer(0))
    found: Factors = []
    for base, power in factors:
        if left != 0 and isinstance(base, sympy.log) and not base.is_number and _fits(power, left):
            found.append((base, power))
            left += power
    rest = [factor for factor in factors if factor not in found and factor[0] != TEN]
    return rest + ([(TEN, left)] if left != 0 else []), [(base.args[0], power) for base, power in found]


def _fits(power: sympy.Expr, left: sympy.Expr) -> bool:
    if power == -left:
        return True
    return bool(power.is_Integer and left.is_Integer and power * left < 0 and abs(power) <= abs(left))


def _joined(number: sympy.Expr, above: list[str], below: list[str], sums: list[str]) -> str:
    """A product as text; its number stands where algebra does not multiply it into a sum at once."""
    text, level = _number(number)
    if number == 1 or not (above or below):
        after = [] if number == 1 else [text if level == ATOM else f"({text})"]
        return "/".join(["*".join([*above, *sums, *after]) or "1", *below])
    if number == -1 and above:
        first = f"-{above[0]}"
        above = [first, *above[1:]]
    else:
        above = [text, *above]
    return "*".join(["/".join(["*".join(above), *below]), *sums])
