"""Schedules as text: `ramp(start=3 year, length=2 year, depth=0.5)`, or a bare number for a constant."""

from __future__ import annotations

import re

from takeoff.errors import InputError, brief
from takeoff.schedules.schedule import Schedule, constant

_CALL = re.compile(r"\s*([a-z][a-z0-9_-]*)\s*(?:\((.*)\))?\s*", re.DOTALL)
_ARGUMENT = re.compile(r"\s*([a-z][a-z0-9_]*)\s*=\s*(.*\S)\s*", re.DOTALL)
LONGEST = 1_000
"""Longest schedule, in characters."""

FORM = "such as ramp(start=3 year, length=2 year, depth=0.5), abrupt, or 0.5 for a constant"


def read_schedule_text(text: str) -> Schedule:
    """Read a schedule.

    Arguments:
        text: KIND, KIND(ARGUMENT=VALUE, ...) or a number.

    Raises:
        InputError: not of that form; names and values are checked against the kind later.
    """
    if len(text) > LONGEST:
        raise InputError(f"a schedule has at most {LONGEST:,} characters", FORM)
    if _number(text) is not None:
        return constant(text.strip())
    match = _CALL.fullmatch(text)
    if match is None:
        raise InputError(f"'{brief(text)}' is not a schedule", FORM)
    kind, inner = match.groups()
    arguments: dict[str, float | str] = {}
    for piece in (inner or "").split(","):
        if not piece.strip() and not (inner or "").strip():
            continue
        argument = _ARGUMENT.fullmatch(piece)
        if argument is None:
            raise InputError(
                f"'{brief(piece.strip())}' is not an argument of a schedule", f"arguments go by name, {FORM}"
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
