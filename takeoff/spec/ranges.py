"""Ranges as text: `1..6 year`, `6 month..2 year`."""

from __future__ import annotations

import re

Span = tuple[str, str]
"""The ends of a range, each with its unit."""

_NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_UNIT = r"[A-Za-z(][^.=]*?"
_SPAN = re.compile(rf"\s*({_NUMBER})\s*({_UNIT})?\s*\.\.\s*({_NUMBER})\s*({_UNIT})?\s*")


def read_span(text: str) -> Span | None:
    """Read LOW..HIGH UNIT as two texts with units; None for a text of another form.

    Arguments:
        text: as given; a unit at the upper end serves both.

    Raises:
        ValueError: only the lower end has a unit.
    """
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    low, low_unit, high, high_unit = match.groups(default="")
    if low_unit and not high_unit:
        raise ValueError("the upper end of the range has no unit")
    return f"{low} {low_unit or high_unit}".strip(), f"{high} {high_unit}".strip()
