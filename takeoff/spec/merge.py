"""From the files of a model to one set of tables, with the place of every key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from takeoff.errors import ModelError, Place, Problem
from takeoff.spec import locate
from takeoff.spec.find import answers
from takeoff.spec.parts import Sector
from takeoff.spec.text import read_text, tables_of
from takeoff.spec.validate import place_of, validated

MAIN = "model"
"""Stem of the first file of a folder."""

SINGLE = ("schema", "model", "extends", "remove")
"""Sections that only the main file of a folder has."""

MOST_FILES = 100


@dataclass
class Draft:
    """Tables and places of several files.

    Arguments:
        tables: merged.
        places: where each path of keys stands.
        sectors: file stem -> sector, in reading order.
        clashes: names that stand in two files, sections in the wrong file.
        unreadable: problems after which a file's content is unknown.
        digest: of the files' bytes.
    """

    tables: dict[str, Any] = field(default_factory=dict)
    places: dict[locate.Path, Place] = field(default_factory=dict)
    sectors: dict[str, Sector] = field(default_factory=dict)
    clashes: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    digest: Any = field(default_factory=hashlib.sha256)


def merged(path: Path) -> Draft:
    """Read and merge a model's files.

    Arguments:
        path: a TOML file, or a folder whose `model.toml` is read first and the other sectors by name.

    Raises:
        ModelError: a file is not TOML; with the problems of all files.
    """
    draft = Draft()
    for file in _files(path):
        try:
            _merge(draft, file, main=file.stem == MAIN or file == path)
        except ModelError as error:
            draft.unreadable.extend(error.problems)
    if draft.unreadable:
        raise ModelError([*draft.unreadable, *draft.clashes])
    return draft


def placed(path: Path, text: str) -> dict[locate.Path, Place]:
    """Place of every key of a TOML text.

    Arguments:
        path: where the text is from.
        text: that `tomllib` has read without complaint.
    """
    lines = {(): 1, **locate.locate(text)}
    return {keys: Place(str(path), line) for keys, line in lines.items()}


def _files(path: Path) -> list[Path]:
    if not answers(path.is_dir):
        return [path]
    main = path / f"{MAIN}.toml"
    files = [main, *sorted(file for file in path.glob("*.toml") if file != main)]
    if len(files) > MOST_FILES:
        raise ModelError([Problem(f"the folder holds more than {MOST_FILES} files", Place(str(path)))])
    return files


def _merge(draft: Draft, file: Path, main: bool) -> None:
    text = read_text(file)
    draft.digest.update(text.encode())
    tables = tables_of(file, text)
    lines = placed(file, text)
    sector = tables.pop("sector", {})
    for section, content in tables.items():
        if section in SINGLE and not main:
            here = place_of(lines, (section,))
            draft.clashes.append(Problem(f"[{section}] belongs into {MAIN}.toml", here))
        elif section in SINGLE or not isinstance(content, dict):
            draft.tables[section] = content
        else:
            _merge_section(draft, section, content, lines)
    for keys, place in lines.items():
        draft.places.setdefault(keys, place)
    draft.sectors[file.stem] = validated(Sector, sector, lines, ("sector",))


def _merge_section(draft: Draft, section: str, content: dict[str, Any], lines: Mapping[locate.Path, Place]) -> None:
    known = draft.tables.setdefault(section, {})
    for name, part in content.items():
        if isinstance(known, dict) and name in known:
            first, here = place_of(draft.places, (section, name)), place_of(lines, (section, name))
            hint = f"the first is in {first.short}"
            draft.clashes.append(Problem(f"{section}.{name} stands in two files", here, hint=hint))
        elif isinstance(known, dict):
            known[name] = part
