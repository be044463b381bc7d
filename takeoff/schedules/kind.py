"""Kinds of schedule: their files read and checked once."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from takeoff.equations import units as u
from takeoff.equations.check import check_equation
from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.scope import Quantity, Scope
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.equations.values import Door, ValueFlaw, spelled
from takeoff.errors import InputError, ModelError, Problem, brief, near
from takeoff.schedules.schedule import Schedule
from takeoff.spec.names import flaw_of_name
from takeoff.spec.parts import EVERY, ScheduleParameter
from takeoff.spec.read import place_of, read_schedule

FOLDER = Path(__file__).with_name("kinds")


@dataclass(frozen=True)
class Kind:
    """A schedule file, checked.

    Arguments:
        name: its name.
        meaning: a sentence.
        equation: caution as a function of t and the parameters.
        parameters: by name, in file order.
    """

    name: str
    meaning: str
    equation: Equation
    parameters: Mapping[str, ScheduleParameter]

    def door(self, name: str, start: float) -> Door:
        """What an argument lets in.

        Arguments:
            name: the argument.
            start: the model's start, as a calendar year.

        Raises:
            InputError: the kind has no such argument.
        """
        if name not in self.parameters:
            raise InputError(f"schedule '{self.name}' has no argument '{brief(name)}'", near(name, self.parameters))
        part = self.parameters[name]
        return Door(u.parse_unit(part.unit), part.between, part.date, start)

    def values(self, schedule: Schedule, start: float, searched: frozenset[str] = frozenset()) -> dict[str, float]:
        """Arguments of a schedule in inside units, defaults filled in; those searched for may be missing.

        Arguments:
            schedule: of this kind.
            start: the model's start, as a calendar year.
            searched: arguments that get their value later.

        Raises:
            InputError: an unknown, missing or illegal argument.
        """
        for name in schedule.arguments:
            self.door(name, start)
        values = {}
        for name, part in self.parameters.items():
            given = schedule.arguments.get(name, part.value.get(EVERY))
            if given is not None:
                values[name] = self._value(name, given, start)
            elif name not in searched:
                raise InputError(
                    f"schedule '{self.name}' needs '{name}' ({part.unit})",
                    f"{self.signature()}; or search it with --over {name}",
                )
        return values

    def _value(self, name: str, given: str | float, start: float) -> float:
        try:
            return self.door(name, start).read(given)
        except ValueFlaw as flaw:
            raise InputError(f"schedule '{self.name}', argument '{name}': {flaw}") from flaw

    def signature(self) -> str:
        """How the kind is called: ramp(start, length, depth=1)."""
        shown = [f"{n}={spelled(p.value[EVERY])}" if p.value else n for n, p in self.parameters.items()]
        return f"{self.name}({', '.join(shown)})"


def kind_names() -> tuple[str, ...]:
    """Names of all kinds, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@functools.cache
def find_kind(name: str) -> Kind:
    """Read a kind by name.

    Arguments:
        name: one of `kind_names()`.

    Raises:
        InputError: no such kind.
        ModelError: its file is wrong.
    """
    if name not in kind_names():
        raise InputError(f"unknown schedule '{brief(name)}'", near(name, kind_names()))
    return read_kind(FOLDER / f"{name}.toml")


def read_kind(path: Path) -> Kind:
    """Read and check a schedule file.

    Arguments:
        path: a TOML file.

    Raises:
        ModelError: with every problem of the file.
    """
    parts, places = read_schedule(path)
    equation = parse_equation(parts.schedule.equation, place_of(places, ("schedule", "equation")), "schedule.equation")
    problems = [] if isinstance(equation, Equation) else equation
    quantities = {}
    for name, part in parts.parameters.items():
        place = place_of(places, ("parameters", name))
        problems = [*problems, *(Problem(f"parameters.{name}: {flaw}", place) for flaw in _flaws(name, part))]
        if not problems:
            quantities[name] = Quantity(name, "parameters", u.parse_unit(part.unit), (), place)
    if isinstance(equation, Equation) and not problems:
        problems = check_equation(equation, Scope(quantities, {}, "schedules"), u.none())
    if not isinstance(equation, Equation) or problems:
        raise ModelError(problems)
    return Kind(parts.schedule.name, parts.schedule.meaning, equation, MappingProxyType(dict(parts.parameters)))


def _flaws(name: str, part: ScheduleParameter) -> Iterator[str]:
    """What is wrong with the declaration of an argument."""
    if flaw := flaw_of_name(name) or ("a function of equations" if name in FUNCTIONS else ""):
        yield f"'{brief(name)}' is no name for an argument: {flaw}"
    if part.over or set(part.value) - {EVERY}:
        yield "an argument of a schedule has no members"
    try:
        u.parse_unit(part.unit)
    except u.UnitError as error:
        yield brief(str(error), 200)
