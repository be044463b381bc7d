"""Schedules that scenarios set: read from a model's files, and checked with the model."""

from __future__ import annotations

from collections.abc import Iterator

from takeoff.equations.meaning import Meaning
from takeoff.equations.unsound import apart_from, unsound
from takeoff.errors import InputError, Problem, brief
from takeoff.schedules.bound import bind
from takeoff.schedules.find import SUFFIX
from takeoff.schedules.schedule import Schedule
from takeoff.schedules.text import read_schedule_text


def scenario_schedules(meaning: Meaning, name: str) -> dict[str, Schedule]:
    """Schedules that one of a model's scenarios sets, by control.

    Arguments:
        meaning: a model whose scenarios are checked.
        name: of a scenario that it has.
    """
    given = meaning.spec.parts.scenarios[name].schedules
    return {control: read_schedule_text(text) for control, text in given.items()}


def scenario_problems(meaning: Meaning) -> list[Problem]:
    """Wrong schedules that scenarios set.

    Arguments:
        meaning: the model; of one that is wrong itself, what does not hang on its broken parts is told.
    """
    return list(apart_from(unsound(meaning), _problems(meaning)))


def _problems(meaning: Meaning) -> Iterator[Problem]:
    for name, part in meaning.spec.parts.scenarios.items():
        for control, text in part.schedules.items():
            try:
                _check(meaning, text)
            except InputError as error:
                path, shown, told = ("scenarios", name, "schedules", control), brief(text), error.problem
                message = f"{'.'.join(path)}: {told.message}"
                yield Problem(message, meaning.spec.place(*path), shown, width=len(shown), hint=told.hint)


def _check(meaning: Meaning, text: str) -> None:
    """Refuse what is no schedule, lacks an argument, or leads out of the model's files."""
    schedule = shipped_schedule(text)
    bind(schedule, meaning).values(schedule)


def shipped_schedule(text: str) -> Schedule:
    """Read a schedule that stands in a model's file.

    Arguments:
        text: as after --schedule CONTROL=.

    Raises:
        InputError: it is no schedule, or its kind is a file.
    """
    schedule = read_schedule_text(text)
    if schedule.kind.endswith(SUFFIX):
        message = f"a model file names a shipped kind, not a file such as '{brief(schedule.kind)}'"
        raise InputError(message, "--schedule takes files")
    return schedule
