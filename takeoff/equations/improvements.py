"""Improvements: what each does to which parameter, checked against units and legal ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.declare import Numbers, read_value
from takeoff.equations.meaning import ImprovementMeaning, Step
from takeoff.equations.reader import Reader
from takeoff.equations.scope import Key, label
from takeoff.equations.values import Door, ValueFlaw, spelled, split_quantity
from takeoff.equations.words import in_words
from takeoff.errors import Problem
from takeoff.spec.parts import Improvement

if TYPE_CHECKING:
    import pint

FACTORS = (1e-12, 1e12)
"""Smallest and largest factor."""


@dataclass(frozen=True)
class _Line:
    """One change of an improvement as its file has it: what is added to, or multiplied by what."""

    path: tuple[str, ...]
    given: str | float

    @property
    def parameter(self) -> str:
        return self.path[-1]

    @property
    def adds(self) -> bool:
        return self.path[-2] == "add"


def read_improvements(reader: Reader, found: Numbers) -> dict[str, ImprovementMeaning]:
    """Read the improvements of a model, and refuse those that leave a legal range at its default values.

    Arguments:
        reader: gets the problems.
        found: doors and values of the parameters.
    """
    return {name: _read(reader, found, name, part) for name, part in reader.spec.parts.improvements.items()}


def _read(reader: Reader, found: Numbers, name: str, part: Improvement) -> ImprovementMeaning:
    steps: dict[Key, Step] = {}
    for line in _lines(name, part):
        for key, step in _steps(reader, found, line).items():
            if key in steps:
                message = f"improvements.{name} changes '{label(key)}' twice"
                reader.problems.append(Problem(message, reader.spec.place(*line.path)))
            steps[key] = step
    return ImprovementMeaning(name, in_words(name, part.label), steps, _unit(found, part))


def _lines(name: str, part: Improvement) -> Iterator[_Line]:
    for kind, changes in (("add", part.add), ("multiply", part.multiply)):
        yield from (_Line(("improvements", name, kind, parameter), given) for parameter, given in changes.items())


def _steps(reader: Reader, found: Numbers, line: _Line) -> dict[Key, Step]:
    """What a line does to its parameter, or to each member of it."""
    name = line.parameter.partition("[")[0]
    if name not in found.doors:  # told where names are checked
        return {}
    keys = [key for key in found.values if line.parameter in (key[0], label(key))]
    if not keys:
        message = f"{'.'.join(line.path[:-1])}: the model has no parameter '{line.parameter}'"
        reader.problems.append(Problem(message, reader.spec.place(*line.path)))
        return {}
    door = Door(found.doors[name].unit) if line.adds else Door(u.none(), FACTORS)
    before = len(reader.problems)
    value = read_value(reader, door, line.given, line.path)
    step = Step(term=value) if line.adds else Step(factor=value)
    if len(reader.problems) == before:
        _check_range(reader, found, line, dict.fromkeys(keys, step))
    return dict.fromkeys(keys, step)


def _check_range(reader: Reader, found: Numbers, line: _Line, steps: dict[Key, Step]) -> None:
    """Refuse a line that takes a default out of its range."""
    for key, step in steps.items():
        if key in found.computed and (reader.problems or reader.spec.problems):  # its value is not known
            continue
        door = replace(found.doors[key[0]], date=False)
        try:
            door.require(step.applied(found.values[key]), label(key))
        except ValueFlaw as flaw:
            text = spelled(line.given)
            message = f"{'.'.join(line.path[:-1])}: {flaw}"
            reader.problems.append(Problem(message, reader.spec.place(*line.path), text, width=len(text)))
            return


def _unit(found: Numbers, part: Improvement) -> pint.Unit | None:
    """The unit in which a yardstick's step is written: that of its text, else that of its parameter."""
    if not part.yardstick or len(part.add) != 1:
        return None
    [(parameter, given)] = part.add.items()
    door = found.doors.get(parameter.partition("[")[0])
    try:
        written = split_quantity(given)[1] if isinstance(given, str) else None
    except ValueFlaw:
        written = None
    return written or (None if door is None else door.unit)
