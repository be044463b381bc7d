"""The shell line that reproduces a result."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from takeoff.solve.case import Given


def command(
    verb: str, model: str, changes: Mapping[str, Given], schedules: Iterable[str], options: Iterable[str]
) -> str:
    """The line.

    Arguments:
        verb: "run", "pause", "compare".
        model: name or path as the user gave it.
        changes: changed parameters, as given.
        schedules: CONTROL=SCHEDULE texts, in order.
        options: further options, as words.
    """
    words = ["takeoff", verb, model]
    words += repeated("--set", (f"{name}={value}" for name, value in changes.items()))
    return shlex.join([*words, *repeated("--schedule", schedules), *options])


def repeated(option: str, values: Iterable[str]) -> list[str]:
    """An option as often as it has values, as words.

    Arguments:
        option: such as "--over".
        values: in order.
    """
    return [word for value in values for word in (option, value)]
