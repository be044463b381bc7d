"""Schedules as text: `ramp(start=3 year, length=2 year, depth=0.5)`, or a bare number for a constant."""

from __future__ import annotations

import re

from takeoff.errors import InputError
from takeoff.schedules.schedule import Schedule, constant

_CALL = re.compile(r"\s*([a-z][a-z0-9_-]*)\s*(?:\((.*)\))?\s*", re.DOTALL)
_ARGUMENT = re.compile(r"\s*([a-z][a-z0-9_]*)\s*=\s*(.*\S)\s*", re.DOTALL)
FORM = "such as ramp(start=3 year, length=2 year, depth=0.5), abrupt, or 0.5 for a constant"


def read_schedule_text(text: str) -> Schedule:
    """Read a schedule.

    Arguments:
        text: KIND, KIND(ARGUMENT=VALUE, ...) or a number.

    Raises:
        InputError: not of that form; names and values are checked against the kind later.
    """
    if _number(text) is not None:
        return constant(text.strip())
    match = _CALL.fullmatch(text)
    if match is None:
        raise InputError(f"'{text[:80]}' is not a schedule", FORM)
    kind, inner = match.groups()
    arguments: dict[str, float | str] = {}
    for piece in (inner or "").split(","):
        if not piece.strip() and not (inner or "").strip():
            continue
        argument = _ARGUMENT.fullmatch(piece)
        if argument is None:
            raise InputError(
                f"'{piece.strip()[:80]}' is not an argument of a schedule", f"arguments go by name, {FORM}"
            )
        if argument.group(1) in arguments:
            raise InputError(f"argument '{argument.group(1)}' is given twice")
        arguments[argument.group(1)] = argument.group(2)
    return Schedule(kind, arguments)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
