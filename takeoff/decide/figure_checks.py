"""What is wrong with the figures that a model file asks for: every name, schedule, range and bound in them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path as File
from types import MappingProxyType
from typing import Any

from takeoff.decide.bounds import read_bound, require_outcome
from takeoff.decide.declared import Declared, declared
from takeoff.decide.latest import evenly
from takeoff.decide.space import Range, search_space
from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.reader import Reader
from takeoff.equations.reads import key_of
from takeoff.equations.scope import Quantity
from takeoff.equations.understand import examine
from takeoff.equations.unsound import apart_from, unsound
from takeoff.errors import InputError, ModelError, Problem, RunError, brief, near
from takeoff.schedules.bound import bind
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case, Programs
from takeoff.solve.load import load_case
from takeoff.spec.find import find_model
from takeoff.spec.read import read_model

Path = tuple[str, ...]
Check = Callable[["Declared", Path, Any], object]

NEEDED = {
    "scenarios": ("scenarios", 'such as: [scenarios.long-lead] lead = "2 year"'),
    "worth": ("improvements", 'such as: [improvements.month_of_lead] add = { lead = "1 month" }'),
}
"""Kind of figure -> section of the model that it is about, and how that is written."""


def load_declared(name: str | File) -> Case:
    """Load a model whose figures are right too.

    Arguments:
        name: a shipped model, a TOML file, or a folder with a `model.toml`.

    Raises:
        InputError: nothing of that name.
        ModelError: the model is wrong; every problem is listed, those of figures too.
    """
    try:
        case = load_case(name)
    except ModelError as error:
        raise ModelError([*error.problems, *_besides(name)]) from None
    if problems := figure_problems(case.meaning):
        raise ModelError(problems)
    return case


def _besides(name: str | File) -> list[Problem]:
    """Problems of the figures of a model that is wrong elsewhere; none where its text cannot be read at all."""
    try:
        meaning, _ = examine(read_model(find_model(name)))
    except ModelError:
        return []
    return figure_problems(replace(meaning, computed=MappingProxyType({})))


def figure_problems(meaning: Meaning) -> list[Problem]:
    """What is wrong with a model's figures.

    Arguments:
        meaning: the model; of one that is wrong itself, what does not hang on its broken parts is told.
    """
    case, broken = Case(Programs(meaning)), unsound(meaning)
    return [one for name in meaning.spec.parts.figures for one in apart_from(broken, _problems(case, name))]


def _problems(case: Case, name: str) -> Iterator[Problem]:
    part = case.meaning.spec.parts.figures[name]
    figure = Declared(name, part, case)
    if part.scenario:
        try:
            figure = declared(case, name)
        except InputError as error:
            if part.scenario not in case.meaning.spec.parts.scenarios:  # what is wrong in one is told of itself
                yield _problem(figure, ("figures", name, "scenario"), part.scenario, error)
    given_keys = [key for key, field in type(part).model_fields.items() if getattr(part, key) != field.default]
    for key in given_keys:
        for path, given in _items(("figures", name, key), getattr(part, key)):
            try:
                CHECKS.get(key, _anything)(figure, path, given)
            except InputError as error:
                yield _problem(figure, path, given, error)
            except ModelError as error:
                yield from error.problems


def _items(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """What stands under a key, one by one, with its path."""
    if isinstance(value, dict):
        yield from (((*path, name), inner) for name, inner in value.items())
    elif isinstance(value, list):
        yield from ((path, inner) for inner in value)
    else:
        yield path, value


def _problem(figure: Declared, path: Path, given: Any, error: InputError) -> Problem:
    shown = brief(given if isinstance(given, str) else "..".join(given or ()))
    message, place = f"{'.'.join(path)}: {error.problem.message}", figure.case.meaning.spec.place(*path)
    return Problem(message, place, shown, width=len(shown), hint=error.problem.hint)


def _anything(figure: Declared, path: Path, given: Any) -> None:
    """For keys whose form is all that can be wrong."""


def _kind(figure: Declared, path: Path, given: str) -> None:
    section, hint = NEEDED.get(given, ("model", ""))
    if not getattr(figure.case.meaning.spec.parts, section):
        raise InputError(f"the model has no {section}", hint)


def _outcome(figure: Declared, path: Path, given: str) -> None:
    require_outcome(given, figure.case.meaning)


def _control(figure: Declared, path: Path, given: str) -> None:
    if given not in figure.case.meaning.defaults:
        raise InputError(f"unknown control '{brief(given)}'", near(given, figure.case.meaning.defaults))


def _bound(figure: Declared, path: Path, given: str) -> None:
    read_bound(given, figure.case.meaning)


def _open_schedule(figure: Declared, path: Path, given: str) -> None:
    """A schedule whose missing arguments are chosen."""
    for control, schedule in figure.scheduled(given, *path[3:]).items():
        bound = bind(schedule, figure.case.with_schedules({control: schedule}).meaning)
        _check_values(figure, schedule, [name for name in bound.parameters if name not in schedule.arguments])


def _schedule(figure: Declared, path: Path, given: str) -> None:
    """A schedule that needs all arguments but those that are searched."""
    for control, schedule in figure.scheduled(given, *path[3:]).items():
        figure.case.with_schedules({control: schedule})
        _check_values(figure, schedule, [name.removeprefix(f"{control}.") for name in figure.over])


def _check_values(figure: Declared, schedule: Schedule, chosen: list[str]) -> None:
    """Refuse illegal arguments; those that are chosen may take any value yet, so that they clash with nothing."""
    with contextlib.suppress(RunError):
        bind(schedule, figure.case.meaning).values(schedule, dict.fromkeys(chosen, 0.0))


def _over(figure: Declared, path: Path, given: Range) -> None:
    """An argument that at least one of the schedules leaves open; schedules that are wrong are told of themselves."""
    flaws = []
    try:
        cases = [figure.case.with_schedules(one) for one in figure.scheduled_all]
    except InputError:
        return
    for case in cases:
        try:
            search_space(case, {path[-1]: given}, case.horizon())
        except InputError as flaw:
            flaws.append(flaw)
    if len(flaws) == len(cases):
        raise flaws[0]


def _along(figure: Declared, path: Path, given: tuple[str, str]) -> None:
    evenly(figure.case, path[-1], *given, 2)


def _quantity(figure: Declared, path: Path, given: str) -> Quantity:
    meaning = figure.case.meaning
    reader = Reader(meaning.spec, quantities=dict(meaning.quantities))
    equation = reader.reference(given, path)
    if equation is None:
        raise ModelError(reader.problems)
    return meaning.quantities[key_of(equation.tree, {})[0]]


def _auxiliary(figure: Declared, path: Path, given: str) -> None:
    if _quantity(figure, path, given).section != "auxiliaries":
        raise InputError(f"'{given}' is no auxiliary", near(given, figure.case.meaning.spec.parts.auxiliaries))


def _on_x(figure: Declared, path: Path, given: str) -> None:
    """A quantity that is drawn on the x axis."""
    unit = _quantity(figure, path, given).unit
    with contextlib.suppress(ModelError):  # told of x itself
        wanted = _quantity(figure, (*path[:2], "x"), figure.asked("x")).unit
        if not u.same_dimension(unit, wanted):
            message = f"'{given}' is in {u.readable(unit)}, but x is in {u.readable(wanted)}"
            raise InputError(message, "quantities that share an axis share a dimension")


CHECKS: Mapping[str, Check] = {
    "kind": _kind,
    "control": _control,
    "maximise": _outcome,
    "equal": _outcome,
    "subject_to": _bound,
    "slowdowns": _open_schedule,
    "schedule": _schedule,
    "schedules": _schedule,
    "over": _over,
    "along": _along,
    "x": _quantity,
    "y": _quantity,
    "frontier": _on_x,
    "danger": _on_x,
    "of": _auxiliary,
    "limits": _quantity,
}
"""Key of a figure -> what refuses what stands there."""
