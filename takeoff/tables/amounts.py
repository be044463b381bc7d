"""Amounts as a reader wants them: few digits, thousands apart, units in the plural, durations, dates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.words import several
from takeoff.tables.dates import date

if TYPE_CHECKING:
    from takeoff.solve.run import Amount

DIGITS = 5
"""Significant digits of a number in a table."""
FEWEST = 4
"""Significant digits of a number in a sentence, unless it takes more to tell two apart."""
MOST = 9
"""Numbers that are equal to so many significant digits are shown as equal."""
SHORTEST = 0.05 / u.in_a_year("day")
"""A time below this (an hour or so, in years) is told as none."""


def number(value: float, digits: int = DIGITS) -> str:
    """A number with so many significant digits, whole ones in full: 0.54766, 264,550, 1.5768e+28.

    Arguments:
        value: any float.
        digits: significant ones.
    """
    if not math.isfinite(value) or value == 0 or not 1e-4 <= abs(value) < 1e9:
        return f"{value:.{digits}g}"
    whole = round(value, max(0, digits - 1 - math.floor(math.log10(abs(value)))))
    return f"{whole:,.0f}" if abs(value) >= 10 ** (digits - 1) else f"{whole:,.{digits}g}"


def with_unit(text: str, unit: str) -> str:
    """A number's text and its unit, nothing where the unit is 1."""
    return text if unit == "1" else f"{text} {unit if text == '1' else several(unit)}"


def amount_text(amount: Amount, digits: int = FEWEST) -> str:
    """A value with its unit; "no value" where it has none."""
    return "no value" if amount.value is None else with_unit(number(amount.value, digits), amount.unit)


def apart(amounts: Sequence[Amount], fewest: int = FEWEST) -> list[str]:
    """Amounts as text, with as many digits as it takes to tell unequal ones apart.

    Arguments:
        amounts: of one outcome.
        fewest: significant digits at least.
    """
    texts: list[str] = []
    for digits in range(fewest, MOST + 1):
        texts = [amount_text(amount, digits) for amount in amounts]
        if len(set(texts)) == len({amount.value for amount in amounts}):
            break
    return texts


def duration(years: float) -> str:
    """A length of time in days, months or years: "1.5 days", "4.3 months", "2.5 years"."""
    size, months = abs(years), years * u.in_a_year("month")
    if abs(months) < 1:
        return with_unit(number(years * u.in_a_year("day"), 2), "day")
    return with_unit(number(months, 2), "month") if size < 2 else with_unit(number(years, 3), "year")


def moment(start: float, years: float) -> str:
    """A time as a date and as time since the start: "1 January 2035 (9.00 years after the start)".

    Arguments:
        start: of the model, as a calendar year.
        years: since then; infinite for never.
    """
    if math.isinf(years):
        return "never"
    return f"{date(start + years)} ({years:.2f} years after the start)"
