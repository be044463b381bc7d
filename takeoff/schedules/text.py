"""Schedules as text: `ramp(start=3 year, length=2 year)`, `./own.toml(start=1 year)`, or a number for a constant."""

from __future__ import annotations

import re

from takeoff.errors import InputError, brief
from takeoff.schedules.schedule import Schedule, constant

_CALL = re.compile(r"([a-z][a-z0-9_-]*|[^()=]+\.toml)\s*(?:\((.*)\))?", re.DOTALL)
_ARGUMENT = re.compile(r"([a-z][a-z0-9_]*)\s*=\s*(\S.*)", re.DOTALL)
LONGEST = 20_000
"""Longest schedule, in characters."""

FORM = "such as ramp(start=3 year, length=2 year, depth=0.5), abrupt, or 0.5 for a constant"


Schedulable = Schedule | float | str
"""A schedule, its text, or a number for a constant."""


def as_schedule(given: Schedulable) -> Schedule:
    """A schedule from a schedule, its text, or a number.

    Raises:
        InputError: text that is no schedule.
    """
    if isinstance(given, Schedule):
        return given
    return read_schedule_text(given) if isinstance(given, str) else constant(given)


def plain_value(name: str, given: Schedulable) -> float | str:
    """What was given for a parameter.

    Raises:
        InputError: a schedule.
    """
    if isinstance(given, Schedule):
        raise InputError(
            f"'{name}' is no control of this model, so it has no schedule",
            "a parameter takes a number, or text with a unit",
        )
    return given


def read_schedule_text(text: str) -> Schedule:
    """Read a schedule.

    Arguments:
        text: KIND, KIND(ARGUMENT=VALUE, ...) or a number; KIND is a name, or the path of a file that ends in .toml.

    Raises:
        InputError: not of that form; names and values are checked against the kind later.
    """
    if len(text) > LONGEST:
        raise InputError(f"a schedule has at most {LONGEST:,} characters", FORM)
    if _number(text) is not None:
        return constant(text.strip())
    match = _CALL.fullmatch(text.strip())
    if match is None:
        raise InputError(f"'{brief(text)}' is not a schedule", FORM)
    kind, inner = match.groups()
    arguments: dict[str, float | str] = {}
    for piece in _pieces(inner or ""):
        argument = _ARGUMENT.fullmatch(piece)
        if argument is None:
            raise InputError(f"'{brief(piece)}' is not an argument of a schedule", f"arguments go by name, {FORM}")
        if argument.group(1) in arguments:
            raise InputError(f"argument '{argument.group(1)}' is given twice", "leave one of them out")
        arguments[argument.group(1)] = argument.group(2)
    return Schedule(kind.strip(), arguments)


def _pieces(inner: str) -> list[str]:
    """Arguments, split at commas that are in no brackets: capability[leader, north] is one."""
    if not inner.strip():
        return []
    pieces, depth = [""], 0
    for letter in inner:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece.strip() for piece in pieces]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
