"""What only a schedule file can have wrong in its shape: names, units, repetition, dimensions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from takeoff.errors import Place, Problem, brief
from takeoff.spec.names import flaw_of_key, flaw_of_name
from takeoff.spec.readers import EVERY
from takeoff.spec.schedule_parts import ScheduleParts
from takeoff.spec.shape import QUANTITIES

Where = Callable[..., Place]

UNREPEATED = ("stocks", "flows", "auxiliaries")
UNITS = 'unit = "year"; unit_of = "watch" takes that of a quantity in [quantities]'


def flaws_of(parts: ScheduleParts, where: Where) -> Iterator[Problem]:
    """List what is wrong with the parts of a schedule, beyond what models share.

    Arguments:
        parts: of the right shape.
        where: gives the place of a path of keys.
    """
    for check in (_names, _single, _parameters, _dimensions):
        yield from check(parts, where)


def _names(parts: ScheduleParts, where: Where) -> Iterator[Problem]:
    name = parts.schedule.name
    if flaw := flaw_of_key(name):
        yield Problem(f"'{brief(name)}' is no name for a schedule: {flaw}", where("schedule", "name"))
    taken = {name: section for section in QUANTITIES for name in getattr(parts, section, {})}
    for section in ("quantities", "solved"):
        for name in getattr(parts, section):
            if flaw := flaw_of_name(name):
                message = f"'{brief(name)}' is no name for one of [{section}]: {flaw}"
                yield Problem(message, where(section, name))
            if name in taken:
                yield Problem(f"{section}.{name} has the name of {taken[name]}.{name}", where(section, name))
            taken[name] = section


def _single(parts: ScheduleParts, where: Where) -> Iterator[Problem]:
    for section in UNREPEATED:
        for name, part in getattr(parts, section).items():
            if part.over:
                message = f"{section}.{name}: in a schedule file, only parameters are repeated"
                yield Problem(message, where(section, name, "over"))
    for name, stock in parts.stocks.items():
        if stock.scale == "log":
            yield Problem(f"stocks.{name}: the stocks of a schedule are linear", where("stocks", name, "scale"))


def _parameters(parts: ScheduleParts, where: Where) -> Iterator[Problem]:
    for name, part in parts.parameters.items():
        place = where("parameters", name)
        if set(part.value) - {EVERY}:
            yield Problem(f"parameters.{name}: an argument of a schedule has no members", place)
        if bool(part.unit) == bool(part.unit_of):
            yield Problem(f"parameters.{name} needs either 'unit' or 'unit_of'", place, hint=UNITS)
        stem, _, number = name.rpartition("_")
        if number.isdigit() and stem in parts.parameters and parts.parameters[stem].over:
            yield Problem(f"parameters.{name} has the name of an argument of the repeated '{stem}'", place)


def _dimensions(parts: ScheduleParts, where: Where) -> Iterator[Problem]:
    names = list(parts.dimensions)
    if len(names) > 1:
        yield Problem("a schedule has one dimension at most", where("dimensions", names[1]))
    for name, limits in parts.dimensions.items():
        if limits.fewest > limits.most:
            yield Problem(f"dimensions.{name}: 'fewest' is more than 'most'", where("dimensions", name))
