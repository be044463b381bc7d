"""A kind as one control takes it: its quantities of the model found, its arguments read into inside units."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.check import ANY, check_equation
from takeoff.equations.evaluate import holds
from takeoff.equations.meaning import Meaning
from takeoff.equations.reads import key_of
from takeoff.equations.scope import Key, Scope, label
from takeoff.equations.syntax import parse_equation, reference_of
from takeoff.equations.values import NEVER, Door, ValueFlaw, spelled
from takeoff.errors import InputError, Misfit, Place, brief, near
from takeoff.schedules.find import kind_of
from takeoff.schedules.kind import Kind
from takeoff.schedules.schedule import Schedule
from takeoff.spec.readers import EVERY
from takeoff.spec.schedule_parts import ScheduleParameter

if TYPE_CHECKING:
    import pint

NAMED = "a quantity of the model is named here, such as capability[leader]"


@dataclass(frozen=True)
class Bound:
    """A kind, and the model that it is used in.

    Arguments:
        kind: for as many repeated arguments as are given.
        references: quantity of the kind -> quantity of the model.
        units: quantity of the kind -> its unit in the model.
        start: the model's start, as a calendar year.
    """

    kind: Kind
    references: Mapping[str, Key]
    units: Mapping[str, pint.Unit]
    start: float

    @property
    def identity(self) -> Hashable:
        """What a compiled system depends on, which no number is part of."""
        return self.kind, tuple(self.references.items())

    @property
    def parameters(self) -> dict[str, ScheduleParameter]:
        """Arguments that are numbers, by name."""
        return self.kind.parameters

    def unit(self, name: str) -> pint.Unit:
        """Unit of an argument that is a number."""
        part = self.parameters[name]
        return self.units[part.unit_of] if part.unit_of else u.parse_unit(part.unit)

    def door(self, name: str) -> Door:
        """What an argument that is a number lets in.

        Raises:
            InputError: the kind has no such argument.
        """
        if name not in self.parameters:
            known = [*self.kind.quantities, *self.parameters]
            raise InputError(f"schedule '{self.kind.name}' has no argument '{brief(name)}'", near(name, known))
        part = self.parameters[name]
        endless = part.value.get(EVERY) == NEVER
        return Door(self.unit(name), part.between, part.date, self.start, endless)

    def values(self, schedule: Schedule, searched: Mapping[str, float] | None = None) -> dict[str, float]:
        """Arguments of a schedule in inside units, defaults filled in.

        Arguments:
            schedule: of this kind.
            searched: arguments that a search sets, in inside units; they win over those given.

        Raises:
            InputError: an unknown, missing or illegal argument, or arguments that do not fit each other.
            Misfit: a search has moved arguments so that they do not fit each other.
        """
        moved = searched or {}
        values = self.read(schedule, moved)
        self.check(values, moved)
        return values

    def read(self, schedule: Schedule, searched: Mapping[str, float]) -> dict[str, float]:
        """Arguments of a schedule in inside units, whether or not they fit each other.

        Arguments:
            schedule: of this kind.
            searched: arguments that are set otherwise, in inside units; they win over those given.

        Raises:
            InputError: an unknown, missing or illegal argument.
        """
        self.check_names(schedule)
        return {name: searched[name] if name in searched else self._value(schedule, name) for name in self.parameters}

    def check(self, values: Mapping[str, float], searched: Collection[str] = ()) -> None:
        """Refuse arguments that do not fit each other.

        Arguments:
            values: of all arguments, in inside units.
            searched: those that a search sets; they are free to break a promise.

        Raises:
            InputError: arguments that do not fit each other.
            RunError: a search has moved arguments so that they do not fit each other.
        """
        self._in_order(values, searched)
        self._kept(values, searched)

    def check_names(self, schedule: Schedule) -> None:
        """Refuse arguments that the kind does not have.

        Raises:
            InputError: an unknown argument.
        """
        for name in schedule.arguments:
            if name not in self.kind.quantities:
                self.door(name)

    def _value(self, schedule: Schedule, name: str) -> float:
        given = schedule.arguments.get(name, self.parameters[name].value.get(EVERY))
        if given is None:
            message = f"schedule '{self.kind.name}' needs '{name}' ({u.readable(self.unit(name))})"
            raise InputError(message, f"{self.kind.signature()}; or search it with --over {name}")
        try:
            return self.door(name).read(given)
        except ValueFlaw as flaw:
            raise InputError(f"schedule '{self.kind.name}', argument '{name}': {flaw}") from flaw

    def _in_order(self, values: Mapping[str, float], moved: Collection[str]) -> None:
        """Refuse a table whose x goes back."""
        for rows in self.kind.rows.values():
            for earlier, later in itertools.pairwise(self.kind.columns(rows)[0]):
                if values[later] < values[earlier]:
                    message = f"{self._shown(later, values)} is before {self._shown(earlier, values)}"
                    family = Misfit if {earlier, later} & set(moved) else InputError
                    raise family(
                        f"schedule '{self.kind.name}': {message}", "they must not fall; equal ones make a jump"
                    )

    def _kept(self, values: Mapping[str, float], moved: Collection[str]) -> None:
        """Refuse arguments that break a promise of the kind; those that a search moves are free to."""
        for name, promise in self.kind.promises.items():
            names = dict.fromkeys(self._names(promise.tree))
            if set(names) & set(moved) or holds(promise.tree, lambda node: values[self.kind.keys[key_of(node, {})]]):
                continue
            shown = ", ".join(self._shown(one, values) for one in names)
            defaults = [f"'{one}' is {spelled(p.value[EVERY])}" for one in names if (p := self.parameters[one]).value]
            hint = f"left out, {', '.join(defaults)}" if defaults else "change one of them"
            message = f"schedule '{self.kind.name}' needs {promise.text} ({name.replace('_', ' ')}), got {shown}"
            raise InputError(message, hint)

    def _names(self, tree: ast.expr) -> list[str]:
        nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.Name, ast.Subscript))]
        return [self.kind.keys[key] for node in nodes if (key := key_of(node, {})) in self.kind.keys]

    def _shown(self, name: str, values: Mapping[str, float]) -> str:
        return f"{name} = {values[name] / u.scale(self.unit(name)):g} {u.readable(self.unit(name))}".removesuffix(" 1")


def bind(schedule: Schedule, meaning: Meaning) -> Bound:
    """Find the kind of a schedule and the quantities of a model that it names.

    Arguments:
        schedule: of any kind.
        meaning: the model.

    Raises:
        InputError: no such kind, or a quantity that is missing, unknown, or in the wrong unit.
        ModelError: the kind's file is wrong.
    """
    kind = kind_of(schedule)
    references: dict[str, Key] = {}
    units: dict[str, pint.Unit] = {}
    for name, part in kind.quantities.items():
        owner = f"schedule '{kind.name}', argument '{name}'"
        if name not in schedule.arguments and part.default:
            references[name] = references[part.default]
        elif name not in schedule.arguments:
            raise InputError(f"schedule '{kind.name}' needs '{name}', a quantity of the model", kind.signature())
        else:
            references[name] = _reference(schedule.arguments[name], owner, meaning)
        units[name] = _unit(references[name], meaning)
        wanted = units[part.unit_of] if part.unit_of else u.parse_unit(part.unit) if part.unit else units[name]
        if not u.same_dimension(units[name], wanted):
            given, needed = (u.readable(unit) for unit in (units[name], wanted))
            raise InputError(f"{owner}: '{label(references[name])}' is in {given}, but it must be in {needed}")
    return Bound(kind, references, units, meaning.header.time.start)


def _unit(key: Key, meaning: Meaning) -> pint.Unit:
    return meaning.quantities[key[0]].unit


def _reference(text: float | str, owner: str, meaning: Meaning) -> Key:
    """The quantity of a model that an argument names."""
    equation = parse_equation(str(text), Place("schedule"), owner)
    if isinstance(equation, list):
        raise InputError(equation[0].message, NAMED)
    if reference_of(equation.tree) in ("", "t"):
        raise InputError(f"{owner}: '{brief(str(text))}' is no quantity", NAMED)
    problems = check_equation(equation, Scope(meaning.quantities, meaning.dimensions, "rates"), ANY)
    if problems:
        raise InputError(problems[0].message, problems[0].hint)
    return key_of(equation.tree, {})
