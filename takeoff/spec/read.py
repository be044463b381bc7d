"""From files to `Spec`: reading TOML, merging the sectors of a folder, every problem of the shape at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from takeoff.errors import ModelError, Place, Problem, near
from takeoff.spec import locate, shape
from takeoff.spec.parts import Parts, ScheduleParts, Sector

LARGEST = 1_000_000
"""Largest model file, in bytes; a larger one is refused before parsing."""

PartType = TypeVar("PartType", bound=BaseModel)

SINGLE = ("schema", "model")
"""Sections that only the main file of a folder has."""


@dataclass(frozen=True)
class Spec:
    """What a model's files say.

    Arguments:
        parts: the checked parts.
        places: where each path of keys stands.
        sectors: file stem -> sector, in reading order.
        digest: SHA-256 of the files' bytes.
    """

    parts: Parts
    places: Mapping[locate.Path, Place]
    sectors: Mapping[str, Sector]
    digest: str

    def place(self, *path: str) -> Place:
        """Where a path of keys stands, or the nearest table around it."""
        return place_of(self.places, path)

    def sector(self, *path: str) -> str:
        """Stem of the file that a path of keys stands in."""
        return Path(self.place(*path).file).stem


@dataclass
class _Draft:
    tables: dict[str, Any] = field(default_factory=dict)
    places: dict[locate.Path, Place] = field(default_factory=dict)
    sectors: dict[str, Sector] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)


def read_model(path: Path) -> Spec:
    """Read a model file or folder.

    Arguments:
        path: a TOML file, or a folder whose `model.toml` is read first and the other sectors by name.

    Raises:
        ModelError: with every problem of the text and its shape.
    """
    draft = _Draft()
    for file in _files(path):
        _merge(draft, file, main=file.stem == "model" or not path.is_dir())
    if draft.problems:
        raise ModelError(draft.problems)
    parts = validated(Parts, draft.tables, draft.places)
    problems = shape.problems_of(parts, lambda *keys: place_of(draft.places, keys))
    if problems:
        raise ModelError(problems)
    return Spec(parts, draft.places, draft.sectors, draft.digest.hexdigest())


def read_schedule(path: Path) -> tuple[ScheduleParts, Mapping[locate.Path, Place]]:
    """Read a schedule file.

    Arguments:
        path: a TOML file with [schedule] and [parameters].

    Raises:
        ModelError: with every problem of the text and its shape.
    """
    text = _text(path)
    tables = _tables(path, text)
    places = {keys: Place(str(path), line) for keys, line in locate.locate(text).items()}
    return validated(ScheduleParts, tables, places), places


def place_of(places: Mapping[locate.Path, Place], path: tuple[str, ...]) -> Place:
    """Where a path of keys stands, or the nearest table around it."""
    for length in range(len(path), -1, -1):
        if path[:length] in places:
            return places[path[:length]]
    return Place("model")


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    main = path / "model.toml"
    return [main, *sorted(file for file in path.glob("*.toml") if file != main)]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise ModelError([Problem(f"the file is larger than {LARGEST:,} bytes", Place(str(path)))])
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ModelError([Problem(f"cannot be read: {error.strerror}", Place(str(path)))]) from error
    except UnicodeDecodeError as error:
        raise ModelError([Problem("is not UTF-8 text", Place(str(path)))]) from error


def _tables(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = int(str(error).rpartition("line ")[2].partition(",")[0]) if "line " in str(error) else text.count("\n") + 1
        shown = (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1 :][:1]
        problem = Problem(f"not TOML: {error}", Place(str(path), line), shown[0] if shown else "")
        raise ModelError([problem]) from error
    except RecursionError as error:
        raise ModelError([Problem("not TOML: nested too deeply", Place(str(path)))]) from error


def _merge(draft: _Draft, file: Path, main: bool) -> None:
    text = _text(file)
    draft.digest.update(text.encode())
    tables = _tables(file, text)
    lines = {keys: Place(str(file), line) for keys, line in locate.locate(text).items()}
    draft.sectors[file.stem] = validated(Sector, tables.pop("sector", {}), lines, ("sector",))
    for section, content in tables.items():
        here = lines.get((section,), Place(str(file)))
        if section in SINGLE and not main:
            draft.problems.append(Problem(f"[{section}] belongs into model.toml", here))
        elif section in SINGLE or not isinstance(content, dict):
            draft.tables[section] = content
        else:
            _merge_section(draft, section, content, lines)
    for keys, place in lines.items():
        draft.places.setdefault(keys, place)


def _merge_section(draft: _Draft, section: str, content: dict[str, Any], lines: Mapping[locate.Path, Place]) -> None:
    known = draft.tables.setdefault(section, {})
    for name, part in content.items():
        if isinstance(known, dict) and name in known:
            first = place_of(draft.places, (section, name))
            problem = Problem(f"{section}.{name} stands in two files", lines[section, name], hint=f"the first is {first}")
            draft.problems.append(problem)
        elif isinstance(known, dict):
            known[name] = part


def validated(
    kind: type[PartType], tables: Any, places: Mapping[locate.Path, Place], above: tuple[str, ...] = ()
) -> PartType:
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
        raise ModelError([_problem(kind, flaw, places, above) for flaw in error.errors()]) from error


def _problem(kind: type[BaseModel], flaw: Any, places: Mapping[locate.Path, Place], above: tuple[str, ...]) -> Problem:
    path = above + tuple(str(key) for key in flaw["loc"] if isinstance(key, str) or key == 0)
    where, name = place_of(places, path), ".".join(path)
    if flaw["type"] == "extra_forbidden":
        legal = shape.legal_keys(kind, tuple(flaw["loc"][:-1]))
        return Problem(f"unknown key '{path[-1]}' in {'.'.join(path[:-1]) or 'the file'}", where, hint=near(path[-1], legal))
    if flaw["type"] == "missing":
        return Problem(f"{'.'.join(path[:-1]) or 'the file'} needs '{path[-1]}'", where, hint=shape.NEEDED.get(path[-1], ""))
    reason = str(flaw["msg"]).removeprefix("Value error, ").replace("Input should", "should")
    return Problem(f"{name}: {reason}", where, str(flaw["input"])[:200] if not isinstance(flaw["input"], dict) else "")

