"""What a user may give where a schedule, a range or a value is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from takeoff.decide.space import Range
from takeoff.errors import InputError
from takeoff.schedules.schedule import Schedule, constant
from takeoff.schedules.text import read_schedule_text
from takeoff.solve.case import Given

Schedulable = Schedule | float | str


def as_schedule(given: Schedulable) -> Schedule:
    """A schedule from a schedule, its text, or a number.

    Raises:
        InputError: text that is no schedule.
    """
    if isinstance(given, Schedule):
        return given
    return read_schedule_text(given) if isinstance(given, str) else constant(given)


def as_ranges(over: Mapping[str, Range] | str | Iterable[str]) -> dict[str, Range]:
    """Arguments to search, each with its range, or None for all that is legal."""
    if isinstance(over, str):
        return {over: None}
    return dict(over) if isinstance(over, Mapping) else dict.fromkeys(over)


def as_value(name: str, given: Schedulable) -> Given:
    """The value of a parameter.

    Raises:
        InputError: a schedule.
    """
    if isinstance(given, Schedule):
        raise InputError(f"'{name}' is no control of this model, so it has no schedule")
    return given
