"""From tables to parts: every problem of their shape in words, and what can be kept although other parts are wrong."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from takeoff.errors import ModelError, Place, Problem, brief, near
from takeoff.spec.descend import keys_of, kinds_of
from takeoff.spec.figure_parts import FigurePart
from takeoff.spec.locate import Path
from takeoff.spec.parts import Parts

PartType = TypeVar("PartType", bound=BaseModel)

Names = frozenset[tuple[str, str]]
"""Parts as (section, name)."""

MOST = 200
"""Most problems of shape that are told of one file."""

NEEDED = {
    "unit": 'every quantity has a unit; unit = "1" means none',
    "schema": "the first line of a model file is: schema = 1",
    "model": 'a model begins with [model] name = "...", title = "..."',
    "kind": "such as kind = 'trajectories'; models/README.md has the others",
    "start": 'a stock starts somewhere: start = "0"',
}

WORDS = {
    "string_type": "text in quotes is needed",
    "bool_type": "true or false is needed, without quotes",
    "float_type": "a number is needed",
    "list_type": "a list in brackets is needed",
    "dict_type": "a table is needed",
    "model_type": "a table is needed",
    "model_attributes_type": "a table is needed",
}

UNTOLD = {"union_tag_not_found": "kind", "union_tag_invalid": "kind"}
"""Flaws of a key that pydantic tells of the table that has it."""

BEFORE = ("extends", "remove", "sector")
"""Keys of a file that are read before its parts."""

STAND_INS: Mapping[str, Any] = {"schema": 1, "model": {"name": "model", "title": ""}}


def place_of(places: Mapping[Path, Place], path: Path) -> Place:
    """Where a path of keys stands, or the nearest table around it."""
    for length in range(len(path), -1, -1):
        if path[:length] in places:
            return places[path[:length]]
    return Place("model")


def validated(kind: type[PartType], tables: Any, places: Mapping[Path, Place], above: Path = ()) -> PartType:
    """Validate tables against a kind of part.

    Arguments:
        kind: the pydantic class.
        tables: what `tomllib` gave.
        places: where each path stands.
        above: path of keys that `tables` hangs on.

    Raises:
        ModelError: with every problem of the shape.
    """
    try:
        return kind.model_validate(tables)
    except ValidationError as error:
        raise ModelError(_problems(kind, error, places, above)) from error


def salvaged(tables: dict[str, Any], places: Mapping[Path, Place]) -> tuple[Parts, list[Problem], Names]:
    """Validate a model; parts of the wrong shape are left out, so that the rest can still be checked.

    Arguments:
        tables: what `tomllib` gave.
        places: where each path stands.

    Returns:
        The parts, the problems, and which parts were left out.

    Raises:
        ModelError: nothing can be kept.
    """
    try:
        return Parts.model_validate(tables), [], frozenset()
    except ValidationError as error:
        problems, locations = _problems(Parts, error, places, ()), [flaw["loc"] for flaw in error.errors()]
    kept = _without(tables, locations)
    try:
        return Parts.model_validate(kept), problems, frozenset(_dropped(tables, locations))
    except ValidationError as error:
        raise ModelError(problems) from error


def _without(tables: dict[str, Any], locations: Iterable[tuple[int | str, ...]]) -> dict[str, Any]:
    kept = copy.copy(tables)
    for section, *rest in locations:
        if section in STAND_INS:
            kept[str(section)] = STAND_INS[str(section)]
        elif rest:
            kept[str(section)] = {name: part for name, part in kept[str(section)].items() if name != rest[0]}
        elif section not in Parts.model_fields:
            kept.pop(str(section), None)
    return kept


def _dropped(tables: dict[str, Any], locations: Iterable[tuple[int | str, ...]]) -> Iterator[tuple[str, str]]:
    """Parts that were left out; of an unknown section, all of them."""
    for section, *rest in locations:
        inner = tables.get(str(section), {})
        names = rest[:1] if rest or not isinstance(inner, dict) else inner
        yield from ((str(section), str(name)) for name in names)


def _problems(
    kind: type[BaseModel], error: ValidationError, places: Mapping[Path, Place], above: Path
) -> list[Problem]:
    flaws = error.errors(include_url=False)
    problems = [_problem(kind, flaw, places, above) for flaw in flaws[:MOST]]
    if len(flaws) > MOST:
        more = Problem(f"{len(flaws) - MOST} more problems of this kind", problems[-1].place)
        raise ModelError([*problems, more])
    return problems


def _problem(kind: type[BaseModel], flaw: ErrorDetails, places: Mapping[Path, Place], above: Path) -> Problem:
    keys, legal = keys_of(kind, flaw["loc"][:-1] if flaw["type"] == "extra_forbidden" else flaw["loc"])
    path = above + keys
    if flaw["type"] == "extra_forbidden":
        unknown = str(flaw["loc"][-1])
        hint = near(unknown, [*legal, *(BEFORE if kind is Parts and not keys else ())])
        return Problem(
            f"unknown key '{brief(unknown)}' in {_table(path)}", place_of(places, (*path, unknown)), hint=hint
        )
    if flaw["type"] in UNTOLD:
        path = (*path, UNTOLD[flaw["type"]])
    return _problem_at(flaw, path, place_of(places, path))


def _problem_at(flaw: ErrorDetails, path: Path, where: Place) -> Problem:
    if flaw["type"] in ("missing", "union_tag_not_found"):
        return Problem(f"{_table(path[:-1])} needs '{brief(path[-1])}'", where, hint=NEEDED.get(path[-1], ""))
    tag = str(flaw.get("ctx", {}).get("tag", ""))
    shown, hint = _shown(tag or flaw["input"]), near(tag, kinds_of(FigurePart)) if tag else ""
    return Problem(f"{_table(path)}: {_reason(flaw)}", where, shown, width=len(shown), hint=hint)


def _table(path: Path) -> str:
    return brief(".".join(path)) or "the file"


def _reason(flaw: ErrorDetails) -> str:
    if flaw["type"] == "literal_error":
        return f"must be {flaw.get('ctx', {}).get('expected', '')}"
    if flaw["type"] == "union_tag_invalid":
        return "unknown kind"
    return WORDS.get(flaw["type"], flaw["msg"].removeprefix("Value error, "))


def _shown(value: Any) -> str:
    """A wrong value as a message shows it: nothing for tables and lists, nor for numbers of thousands of digits."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) > 10**30:
        return ""
    return brief(str(value)) if isinstance(value, (str, int, float)) else ""
