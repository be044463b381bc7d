"""What pydantic cannot say of dimensions: legal members, each with its equation, and not too many of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from takeoff.errors import Problem, brief, near
from takeoff.spec.names import flaw_of_name
from takeoff.spec.readers import EVERY, MOST_MEMBERS
from takeoff.spec.shape import Sheet

EQUATION_KEY = {"stocks": "start", "flows": "rate", "auxiliaries": "equation", "parameters": "value"}
"""Section -> key that may differ by member."""

MOST_CELLS = 20_000
"""Most equations of a model, counted once for every member."""


def problems_of(sheet: Sheet) -> list[Problem]:
    """List what is wrong with dimensions and members; no equation can be read before these are right.

    Arguments:
        sheet: what to look at.
    """
    problems = [*_dimensions(sheet), *_unknown(sheet)]
    return problems or [*_members(sheet), *_sizes(sheet)]


def _repeated(sheet: Sheet) -> Iterator[tuple[str, str, Any]]:
    for section in EQUATION_KEY:
        for name, part in getattr(sheet.parts, section).items():
            yield section, name, part


def _dimensions(sheet: Sheet) -> Iterator[Problem]:
    for dimension, members in sheet.parts.dimensions.items():
        place = sheet.where("dimensions", dimension)
        if not members or len(set(members)) != len(members):
            yield Problem(f"dimension '{dimension}' needs members, each once", place)
        if len(members) > MOST_MEMBERS:
            yield Problem(f"dimension '{dimension}' has {len(members)} members, at most {MOST_MEMBERS} are read", place)
        for member in members[:MOST_MEMBERS]:
            if flaw := flaw_of_name(member):
                yield Problem(f"'{brief(member)}' is no name for a member: {flaw}", place)


def _unknown(sheet: Sheet) -> Iterator[Problem]:
    known = sheet.parts.dimensions
    for section, name, part in _repeated(sheet):
        for dimension in part.over:
            if dimension not in known:
                hint, place = near(dimension, known) or "declare it in [dimensions]", sheet.where(section, name, "over")
                message = f"{section}.{name}: unknown dimension '{brief(dimension)}'"
                yield Problem(message, place, dimension, width=len(dimension), hint=hint)


def _members(sheet: Sheet) -> Iterator[Problem]:
    for section, name, part in _repeated(sheet):
        key = EQUATION_KEY[section]
        given: Mapping[str, Any] = getattr(part, key)
        if EVERY in given:
            continue
        place, owner = sheet.where(section, name, key), f"{section}.{name}.{key}"
        if len(part.over) != 1:
            yield Problem(f"{owner} differs by member, which needs over = one dimension", place)
            continue
        members = sheet.parts.dimensions[part.over[0]]
        for extra in [member for member in given if member not in members]:
            yield Problem(f"{owner}: unknown member '{brief(extra)}'", place, hint=near(extra, members))
        if missing := [member for member in members if member not in given]:
            yield Problem(f"{owner}: nothing for {', '.join(missing)}", place)


def _sizes(sheet: Sheet) -> Iterator[Problem]:
    lengths = {name: len(members) for name, members in sheet.parts.dimensions.items()}
    cells = sum(math.prod(lengths[dimension] for dimension in part.over) for _, _, part in _repeated(sheet))
    if cells > MOST_CELLS:
        message = f"the model has {cells:,} equations, members counted, at most {MOST_CELLS:,} are read"
        yield Problem(message, sheet.where("dimensions"))
