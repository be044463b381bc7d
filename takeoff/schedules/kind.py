"""A kind of schedule: what its file says, checked, for as many repeated arguments as a user gives."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from takeoff.equations.meaning import Cell, EventMeaning, FlowCell
from takeoff.equations.scope import Key
from takeoff.equations.syntax import Equation
from takeoff.equations.values import spelled
from takeoff.errors import InputError
from takeoff.spec.readers import EVERY, counted_members
from takeoff.spec.schedule_parts import Repeated, Rows, ScheduleParameter, Watched

_NUMBERED = re.compile(r"(.+)_([1-9][0-9]{0,5})")


@dataclass(frozen=True, eq=False)
class Kind:
    """A schedule file, checked. Kinds are told apart by identity: each file is read once, each count made once.

    Arguments:
        name: its name.
        meaning: a sentence.
        equation: caution as a function of t, the parameters, and what else the file declares.
        declared: parameters as the file has them, those repeated over a dimension once.
        dimensions: at most one, which has as many members as arguments are given.
        quantities: arguments that name a quantity of the model.
        rows: tables whose rows are arguments.
        starts, flows, auxiliaries: cells of the stocks and other quantities that the schedule has of its own.
        solved: cautions at which an equation is 0.
        events: what sets its stocks.
        promises: name -> condition that arguments must meet.
        count: how many members the dimension has.
    """

    name: str
    meaning: str
    equation: Equation
    declared: Mapping[str, ScheduleParameter]
    dimensions: Mapping[str, Repeated]
    quantities: Mapping[str, Watched]
    rows: Mapping[str, Rows]
    starts: tuple[Cell, ...]
    flows: tuple[FlowCell, ...]
    auxiliaries: tuple[Cell, ...]
    solved: tuple[Cell, ...]
    events: tuple[EventMeaning, ...]
    promises: Mapping[str, Equation]
    count: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the schedule is an equation of time and single arguments, nothing more."""
        return not (self.dimensions or self.quantities or self.starts or self.auxiliaries or self.solved)

    @functools.cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Dimension -> members."""
        return {name: tuple(counted_members(name, self.count)) for name in self.dimensions}

    @functools.cached_property
    def parameters(self) -> dict[str, ScheduleParameter]:
        """Arguments that are numbers, by name, repeated ones counted: time_1, level_1, time_2, ..."""
        return {argument: self.declared[key[0]] for argument, key in self._arguments.items()}

    @functools.cached_property
    def keys(self) -> dict[Key, str]:
        """What equations call an argument -> its name: ("time", ("node_1",)) -> "time_1"."""
        return {key: argument for argument, key in self._arguments.items()}

    @functools.cached_property
    def _arguments(self) -> dict[str, Key]:
        return dict(self._numbered())

    def _numbered(self) -> Iterator[tuple[str, Key]]:
        repeated = [name for name, part in self.declared.items() if part.over]
        for name, part in self.declared.items():
            if not part.over:
                yield name, (name, ())
            elif name == repeated[0]:
                for position, member in enumerate(self.members[part.over[0]], 1):
                    yield from ((f"{each}_{position}", (each, (member,))) for each in repeated)

    def columns(self, rows: Rows) -> tuple[list[str], list[str]]:
        """Names of the arguments that are the x and the y of a table, row by row."""
        members = next(iter(self.members.values()))
        x, y = ([self.keys[name, (member,)] for member in members] for name in (rows.x, rows.y))
        return x, y

    def for_arguments(self, arguments: Iterable[str]) -> Kind:
        """The kind for as many members as some arguments need.

        Arguments:
            arguments: names as a user gives them.

        Raises:
            InputError: more members than the file allows.
        """
        if not self.dimensions:
            return self
        ((dimension, limits),) = self.dimensions.items()
        matches = [match for name in arguments if (match := _NUMBERED.fullmatch(name)) and self._repeats(match[1])]
        count = max([limits.fewest, *(int(match[2]) for match in matches)])
        if count > limits.most:
            raise InputError(f"schedule '{self.name}' has at most {limits.most} of '{dimension}', got {count}")
        return self._counted(count)

    @functools.lru_cache(maxsize=1024)  # noqa: B019 - there are few kinds, and each is kept anyway
    def _counted(self, count: int) -> Kind:
        return self if count == self.count else replace(self, count=count)

    def _repeats(self, name: str) -> bool:
        return name in self.declared and bool(self.declared[name].over)

    def signature(self) -> str:
        """How the kind is called: ramp(start, length, depth=1), piecewise(time_1, level_1, ...)."""
        return f"{self.name}({self.arguments_text()})"

    def arguments_text(self) -> str:
        """Arguments with their defaults, those that must be given first."""
        defaults = {name: part.default for name, part in self.quantities.items()}
        defaults |= {n: spelled(p.value[EVERY]) if p.value else "" for n, p in self.declared.items() if not p.over}
        repeated = [f"{name}_{i}" for i in (1, 2) for name, part in self.declared.items() if part.over]
        needed = [name for name, default in defaults.items() if not default]
        given = [f"{name}={default}" for name, default in defaults.items() if default]
        return ", ".join([*needed, *repeated, *(["..."] if repeated else []), *given])
