"""Figures that a model file asks for: every name, schedule, range and bound in them is checked with the model."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from takeoff.decide.bounds import read_bound, require_outcome
from takeoff.decide.latest import evenly
from takeoff.decide.space import Range, search_space
from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.reader import Reader
from takeoff.equations.reads import key_of
from takeoff.equations.scope import Quantity
from takeoff.errors import InputError, ModelError, Problem, RunError, brief, near
from takeoff.schedules.bound import bind
from takeoff.schedules.control import first_control
from takeoff.schedules.scenarios import check_scenarios, shipped_schedule
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case, Given, Programs
from takeoff.spec.figure_parts import Asked, LimitsFigure

Path = tuple[str, ...]
Check = Callable[["Declared", Path, Any], object]

NEEDED = {
    "scenarios": ("scenarios", 'such as: [scenarios.long-lead] lead = "2 year"'),
    "worth": ("improvements", 'such as: [improvements.month_of_lead] add = { lead = "1 month" }'),
}
"""Kind of figure -> section of the model that it is about, and how that is written."""


@dataclass(frozen=True)
class Declared:
    """A figure that a model asks for.

    Arguments:
        name: in [figures].
        part: what is asked.
        case: what is asked of, in the figure's scenario.
    """

    name: str
    part: Asked
    case: Case

    def asked(self, key: str, default: Any = "") -> Any:
        """What the file says under a key; the default where figures of this kind have no such key."""
        return getattr(self.part, key, default)

    @property
    def title(self) -> str | None:
        """The title given; None where the figure is to state its finding."""
        return self.part.title or None

    @property
    def control(self) -> str:
        """What is scheduled: the model's first control unless the figure names one that it has.

        Raises:
            InputError: the model has no control.
        """
        named: str = self.asked("control")
        return named if named in self.case.meaning.defaults else first_control(self.case.meaning)

    @property
    def over(self) -> Mapping[str, Range]:
        """Arguments that are searched, each with its range, None for all that is legal."""
        over: Mapping[str, Range] = self.asked("over", {})
        return over

    def scheduled(self, text: str, control: str = "") -> dict[str, Schedule]:
        """A schedule and its control, the figure's own unless one is given; in figures of limits, none for "".

        Raises:
            InputError: the text is no schedule.
        """
        if text == "" and isinstance(self.part, LimitsFigure):
            return {}
        return {control or self.control: shipped_schedule(text)}

    @functools.cached_property
    def scheduled_all(self) -> list[dict[str, Schedule]]:
        """Every schedule of the figure's control, in order."""
        texts = self.asked("schedules", None) or self.asked("slowdowns", None) or [self.asked("schedule")]
        return [self.scheduled(text) for text in texts]

    def values(self) -> list[tuple[str, list[Given]]]:
        """Parameters that the figure follows, each with its values at even distances.

        Raises:
            InputError: no such parameter, or an illegal value.
        """
        points = self.asked("points", [])
        counts = points if isinstance(points, list) else [points]
        return [
            (name, evenly(self.case, name, low, high, count))
            for (name, (low, high)), count in zip(self.asked("along", {}).items(), counts, strict=True)
        ]


def declared(case: Case, name: str) -> Declared:
    """A figure that a model asks for, by name.

    Arguments:
        case: the model.
        name: of one of its figures.

    Raises:
        InputError: it has no such figure.
    """
    known = case.meaning.spec.parts.figures
    if name not in known:
        raise InputError(f"the model has no figure '{brief(name)}'", near(name, known))
    part = known[name]
    return Declared(name, part, case.scenario(part.scenario) if part.scenario else case)


def check_declared(meaning: Meaning) -> None:
    """Refuse scenarios with wrong schedules, then figures that ask for what the model does not have.

    Arguments:
        meaning: a model that is right otherwise.

    Raises:
        ModelError: every problem of every scenario, or else of every figure, with its place.
    """
    check_scenarios(meaning)
    case = Case(Programs(meaning))
    if problems := [problem for name in meaning.spec.parts.figures for problem in _problems(case, name)]:
        raise ModelError(problems)


def _problems(case: Case, name: str) -> Iterator[Problem]:
    part = case.meaning.spec.parts.figures[name]
    figure = Declared(name, part, case)
    if part.scenario:
        try:
            figure = declared(case, name)
        except InputError as error:
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
            raise InputError(f"'{given}' is in {u.readable(unit)}, but x is in {u.readable(wanted)}")


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
