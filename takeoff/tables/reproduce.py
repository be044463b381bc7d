"""The shell line that reproduces a result."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping

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
    words += [word for name, value in changes.items() for word in ("--set", f"{name}={value}")]
    words += [word for schedule in schedules for word in ("--schedule", schedule)]
    return shlex.join([*words, *options])
