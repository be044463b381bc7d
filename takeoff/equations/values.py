"""Values at the door: numbers, numbers with a unit, dates, equations of numbers become floats of the inside units."""

from __future__ import annotations

import ast
import calendar
import datetime
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from takeoff.equations import units as u
from takeoff.equations.evaluate import Unknown, evaluate
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.errors import Place, brief

if TYPE_CHECKING:
    import pint

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NEVER = "never"
FIRST_CALENDAR_YEAR = 1000.0
"""A bare number from here on is, for a date, a calendar year; below, a time since the start."""

LONGEST = 200
"""Longest value, in characters."""

_ISO_DATE = re.compile(r"\d{4}(?:-\d{1,2}){1,2}", re.ASCII)
_QUANTITY = re.compile(
    r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*((?:[A-Za-z(]|1\s*/).*)?", re.DOTALL | re.ASCII
)


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
        endless: whether "never" is legal although it is no date: a level that is never reached.
    """

    unit: pint.Unit
    between: tuple[float, float] | None = None
    date: bool = False
    start: float = 0.0
    endless: bool = False

    def read(self, value: str | float) -> float:
        """Read a value into the inside unit.

        Arguments:
            value: a number in the declared unit, or text: "6 month", "log(3)", "never", "2030.5" or "2030-07-01" for
                a date.

        Raises:
            ValueFlaw: not a value, of another dimension, not finite, or out of range.
        """
        if isinstance(value, str) and len(value) > LONGEST:
            raise ValueFlaw(f"a value has at most {LONGEST} characters")
        shown = brief(spelled(value))
        inside = self._inside(value)
        if math.isnan(inside) or (math.isinf(inside) and not ((self.date or self.endless) and inside > 0)):
            raise ValueFlaw(f"{shown} is not a finite number")
        self._in_range(inside, shown)
        return inside

    def read_many(self, numbers: Floats) -> Floats:
        """Read many numbers into the inside unit, as `read` does one; `are_legal` says which are let in.

        Arguments:
            numbers: in the declared unit.
        """
        inside = numbers * u.scale(self.unit)
        if self.date:
            calendar = (numbers >= FIRST_CALENDAR_YEAR) & np.isfinite(numbers)
            inside = np.where(calendar, numbers - self.start, inside)
        return inside

    def are_legal(self, inside: Floats) -> Bools:
        """Which of many values of the inside unit are let in."""
        legal: Bools = np.isfinite(inside) | ((self.date or self.endless) & (inside == math.inf))
        if self.between is None:
            return legal
        (low, high), shown = self.between, inside / u.scale(self.unit)
        slack = np.where(np.isfinite(shown), 1e-12 * np.abs(shown), 0.0)
        legal &= (low - slack <= shown) & (shown <= high + slack)
        return legal

    def show(self, inside: float) -> float:
        """A value of the inside unit in the declared unit."""
        return inside / u.scale(self.unit)

    def require(self, inside: float, name: str) -> None:
        """Refuse a value that is out of range.

        Arguments:
            inside: in the inside unit.
            name: what it is, for the message.

        Raises:
            ValueFlaw: out of range.
        """
        self._in_range(inside, f"{name} = {self.show(inside):.6g}")

    def _inside(self, value: str | float) -> float:
        if isinstance(value, str):
            if value.strip() == NEVER:
                return self._never()
            if _ISO_DATE.fullmatch(value.strip()):
                return self._day(value.strip())
            number, unit = split_quantity(value)
            if unit is not None:
                return self._converted(value, number, unit)
            value = number
        number = _float(value)
        if self.date and FIRST_CALENDAR_YEAR <= number < math.inf:
            return number - self.start
        return number * u.scale(self.unit)

    def _day(self, text: str) -> float:
        """A date such as 2028-07-01, in years since the start."""
        if not self.date:
            raise ValueFlaw(f"{text} is a date, and what is asked for is none")
        return _calendar_year(text) - self.start

    def _never(self) -> float:
        if not (self.date or self.endless):
            raise ValueFlaw("'never' is for dates only")
        return math.inf

    def _converted(self, value: str, number: float, unit: pint.Unit) -> float:
        if not u.same_dimension(unit, self.unit):
            raise ValueFlaw(f"{value.strip()} is in {u.readable(unit)}, but the unit is {u.readable(self.unit)}")
        return number * u.scale(unit)

    def _in_range(self, inside: float, given: str) -> None:
        if self.between is None:
            return
        low, high = self.between
        shown = self.show(inside)
        slack = 1e-12 * abs(shown) if math.isfinite(shown) else 0.0
        if not low - slack <= shown <= high + slack:
            unit = "" if u.readable(self.unit) == "1" else f" {u.readable(self.unit)}"
            if self.date and shown < low == 0:
                raise ValueFlaw(f"{given} is before the start of the model, {self.start:g}")
            raise ValueFlaw(f"{given} is outside {low:g} to {high:g}{unit}")


def spelled(value: str | float) -> str:
    """A value as a file would have it: 2, not 2.0."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value) if whole else value).strip()


def reads_names(value: str | float) -> bool:
    """Whether a value is an equation of other parameters: it reads names, and is no number with a unit."""
    if not isinstance(value, str) or len(value) > LONGEST or value.strip() == NEVER or _QUANTITY.fullmatch(value):
        return False
    equation = parse_equation(value, Place(""), "value")
    if not isinstance(equation, Equation):
        return False
    called = {id(node.func) for node in ast.walk(equation.tree) if isinstance(node, ast.Call)}
    names = [node.id for node in ast.walk(equation.tree) if isinstance(node, ast.Name) and id(node) not in called]
    return any(name.lower() not in ("nan", "inf", "infinity") for name in names)


def split_quantity(text: str) -> tuple[float, pint.Unit | None]:
    """Split "6 month" into number and unit; an equation of numbers such as "log(3)" has none.

    Arguments:
        text: what a file or an option gives.

    Raises:
        ValueFlaw: neither.
    """
    if len(text) > LONGEST:
        raise ValueFlaw(f"a value has at most {LONGEST} characters")
    if text.strip().lower().lstrip("+-") in ("nan", "inf", "infinity"):
        return float(text), None
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


def _calendar_year(text: str) -> float:
    """A date such as 2028-07-01 as a calendar year, 2028.497."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueFlaw(f"{text} is no day of the calendar; write 2028-07-01") from error
    return day.year + (day.timetuple().tm_yday - 1) / (366 if calendar.isleap(day.year) else 365)


def _float(value: float) -> float:
    """A number as a float; whole numbers may be too large for one, and callers from outside may pass anything."""
    try:
        return float(value)
    except (OverflowError, TypeError, ValueError) as error:
        raise ValueFlaw("a value is a number, or text") from error


def _number(text: str) -> float:
    equation = parse_equation(text, Place(""), "value")
    if isinstance(equation, list):
        raise ValueFlaw(f"'{brief(text)}' is not a number: {equation[0].message.removeprefix('value: ')}")
    try:
        return evaluate(equation.tree)
    except Unknown as unknown:
        raise ValueFlaw(str(unknown)) from unknown
    except (ArithmeticError, ValueError) as error:
        raise ValueFlaw(f"'{brief(text)}' has no finite value") from error
