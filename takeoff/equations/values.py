"""Values at the door: numbers, numbers with a unit, dates and equations of numbers become floats of the inside units."""

from __future__ import annotations

import ast
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.syntax import ARITHMETIC, parse_equation
from takeoff.errors import Place

if TYPE_CHECKING:
    import pint

NEVER = "never"
FIRST_CALENDAR_YEAR = 1000.0
"""A bare number from here on is, for a date, a calendar year; below, a time since the start."""

_QUANTITY = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*((?:[A-Za-z(]|1\s*/).*)?", re.DOTALL)


class ValueFlaw(ValueError):
    """A value is not of the kind that its parameter takes; the text says why."""


@dataclass(frozen=True)
class Door:
    """What a parameter lets in.

    Arguments:
        unit: declared unit.
        between: legal range in the declared unit, or None.
        date: whether it is a date (then "never" and calendar years are legal).
        start: the model's start, as a calendar year.
    """

    unit: pint.Unit
    between: tuple[float, float] | None = None
    date: bool = False
    start: float = 0.0

    def read(self, value: str | float) -> float:
        """Read a value into the inside unit.

        Arguments:
            value: a number in the declared unit, or text: "6 month", "log(3)", "never", "2030.5" for a date.

        Raises:
            ValueFlaw: not a value, of another dimension, not finite, or out of range.
        """
        inside = self._inside(value)
        if math.isnan(inside) or (math.isinf(inside) and not (self.date and inside > 0)):
            raise ValueFlaw(f"{value} is not a finite number")
        self._in_range(inside, value)
        return inside

    def show(self, inside: float) -> float:
        """A value of the inside unit in the declared unit."""
        return inside / u.scale(self.unit)

    def _inside(self, value: str | float) -> float:
        if isinstance(value, str):
            if value.strip() == NEVER:
                if not self.date:
                    raise ValueFlaw("'never' is for dates only")
                return math.inf
            number, unit = split_quantity(value)
            if unit is not None:
                if not u.same_dimension(unit, self.unit):
                    raise ValueFlaw(f"{value.strip()} is in {u.readable(unit)}, but the unit is {u.readable(self.unit)}")
                return number * u.scale(unit)
            value = number
        if self.date and FIRST_CALENDAR_YEAR <= value < math.inf:
            return float(value) - self.start
        return float(value) * u.scale(self.unit)

    def _in_range(self, inside: float, value: str | float) -> None:
        if self.between is None:
            return
        low, high = self.between
        shown = self.show(inside)
        slack = 1e-12 * abs(shown) if math.isfinite(shown) else 0.0
        if not low - slack <= shown <= high + slack:
            unit = "" if u.readable(self.unit) == "1" else f" {u.readable(self.unit)}"
            raise ValueFlaw(f"{value} is outside {low:g} to {high:g}{unit}")


def split_quantity(text: str) -> tuple[float, pint.Unit | None]:
    """Split "6 month" into number and unit; an equation of numbers such as "log(3)" has none.

    Arguments:
        text: what a file or an option gives.

    Raises:
        ValueFlaw: neither.
    """
    match = _QUANTITY.fullmatch(text)
    if match is None:
        return _number(text), None
    number, unit = match.groups()
    if unit is None:
        return float(number), None
    try:
        return float(number), u.parse_unit(unit)
    except u.UnitError as error:
        raise ValueFlaw(str(error)) from error


def _number(text: str) -> float:
    equation = parse_equation(text, Place(""), "value")
    if isinstance(equation, list):
        raise ValueFlaw(f"'{text[:60]}' is not a number: {equation[0].message.removeprefix('value: ')}")
    try:
        return float(_evaluate(equation.tree))
    except (ArithmeticError, ValueError, TypeError) as error:
        raise ValueFlaw(f"'{text[:60]}' is not a number: {error}") from error


def _evaluate(node: ast.expr) -> float:
    """Arithmetic on numbers: the equation language without names."""
    if isinstance(node, ast.Constant):
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        return -_evaluate(node.operand) if isinstance(node.op, ast.USub) else _evaluate(node.operand)
    if isinstance(node, ast.BinOp):
        combine = math.pow if isinstance(node.op, ast.Pow) else ARITHMETIC[type(node.op)]
        return float(combine(_evaluate(node.left), _evaluate(node.right)))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and FUNCTIONS[node.func.id].units in ("plain", "root"):
        return float(FUNCTIONS[node.func.id].build(None, *map(_evaluate, node.args)))  # type: ignore[misc]
    raise ValueError("only numbers and functions of numbers are read in a value")
