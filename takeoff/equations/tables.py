"""Lookup tables: their numbers in inside units, and what may be wrong with them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.errors import Problem
from takeoff.spec.parts import Table

if TYPE_CHECKING:
    import pint

    from takeoff.equations.reader import Reader

MOST_ROWS = 200


@dataclass(frozen=True)
class Lookup:
    """A checked table, in inside units; beyond its ends it stays at its first and last value.

    Arguments:
        x: rising values of the argument.
        y: the quantity there.
        x_unit, unit: declared units.
        geometric: whether the logarithm is interpolated, not the value.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    x_unit: pint.Unit
    unit: pint.Unit
    geometric: bool


def read_tables(reader: Reader) -> dict[str, Lookup]:
    """Read all tables of a model.

    Arguments:
        reader: gets the problems.
    """
    found = {}
    for name, part in reader.spec.parts.tables.items():
        problems = [
            Problem(f"tables.{name}: {flaw}", reader.spec.place("tables", name, key)) for key, flaw in _flaws(part)
        ]
        reader.problems.extend(problems)
        x_unit, unit = (reader.unit(text, "tables", name) for text in (part.x_unit, part.unit))
        if x_unit is None or unit is None or problems:
            reader.broken.add(name)
            continue
        x, y = (tuple(one * u.scale(of) for one in numbers) for numbers, of in ((part.x, x_unit), (part.y, unit)))
        found[name] = Lookup(x, y, x_unit, unit, part.between == "geometric")
    return found


def _flaws(part: Table) -> Iterator[tuple[str, str]]:
    if len(part.x) != len(part.y):
        yield "y", f"x has {len(part.x)} numbers, y {len(part.y)}"
    if not 2 <= len(part.x) <= MOST_ROWS:
        yield "x", f"a table has 2 to {MOST_ROWS} rows"
    if not all(map(math.isfinite, [*part.x, *part.y])):
        yield "x", "a table holds finite numbers only"
    elif any(later <= earlier for earlier, later in itertools.pairwise(part.x)):
        yield "x", "x must rise from row to row"
    if part.between == "geometric" and any(y <= 0 for y in part.y):
        yield "y", "geometric interpolation needs values above 0"
