"""A model as a document: sectors with their equations in LaTeX and their parameters, before any markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from takeoff.algebra.latex import notation
from takeoff.algebra.statements import Statement, statements
from takeoff.equations.meaning import Meaning
from takeoff.errors import InputError
from takeoff.spec.parts import Control, Parameter, Source
from takeoff.tables.explain import KINDS, quantity_text, table_text
from takeoff.tables.preface import preface

COLUMNS = ("name", "symbol", "value", "unit", "between", "source", "meaning")
"""Of a table of parameters and controls."""


@dataclass(frozen=True)
class Entry:
    """What is said about one quantity, flow, milestone, event, outcome or promise.

    Arguments:
        kind: "stock", "flow", ...
        name: as equations write it.
        unit: declared unit, "" where it has none.
        meaning: a sentence.
        source: key of a source, or "".
        lines: its equations.
    """

    kind: str
    name: str
    unit: str
    meaning: str
    source: str
    lines: tuple[Statement, ...]


@dataclass(frozen=True)
class Chapter:
    """One sector: title, meaning, equations, and parameters as rows of COLUMNS; symbols are LaTeX."""

    title: str
    meaning: str
    entries: tuple[Entry, ...]
    parameters: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Document:
    """A whole model, or what concerns one name of it."""

    title: str
    meaning: str
    chapters: tuple[Chapter, ...]
    sources: Mapping[str, Source]


def document(meaning: Meaning, name: str = "") -> Document:
    """A model, sector by sector.

    Arguments:
        meaning: a checked model.
        name: leave out everything but this quantity, flow, milestone, event, outcome, promise or parameter.

    Raises:
        InputError: the model has nothing of that name that stands in an equation.
    """
    if name:
        quantity_text(meaning, name)
    chapters = tuple(chapter for sector in meaning.spec.sectors if (chapter := _chapter(meaning, sector, name)))
    if not chapters:
        raise InputError(f"'{name}' has no equation", "--as text shows it")
    header = meaning.header
    used = {entry.source for chapter in chapters for entry in chapter.entries}
    used |= {row[COLUMNS.index("source")] for chapter in chapters for row in chapter.parameters}
    sources = {key: source for key, source in meaning.spec.parts.sources.items() if key in used}
    told = "" if name else "\n\n".join(preface(header))
    return Document(f"{header.name}: {header.title}", told, chapters, sources)


def _chapter(meaning: Meaning, sector: str, name: str) -> Chapter | None:
    entries = tuple(entry for entry in _entries(meaning, sector) if name in ("", entry.name))
    parameters = tuple(row for row in _parameters(meaning, sector) if name in ("", row[0]))
    if not entries and not parameters:
        return None
    told = meaning.spec.sectors[sector]
    return Chapter(told.title or meaning.header.title, "" if name else told.meaning, entries, parameters)


def _entries(meaning: Meaning, sector: str) -> Iterator[Entry]:
    spec = meaning.spec
    grouped: dict[tuple[str, str], list[Statement]] = {}
    for line in statements(meaning):
        if spec.sector(line.section, line.name) == sector:
            grouped.setdefault((line.section, line.name), []).append(line)
    for (section, name), lines in grouped.items():
        part = getattr(spec.parts, section)[name]
        unit, source = getattr(part, "unit", ""), getattr(part, "source", "")
        yield Entry(KINDS[section], name, unit, getattr(part, "meaning", ""), source, tuple(lines))


def _parameters(meaning: Meaning, sector: str) -> Iterator[tuple[str, ...]]:
    """Rows of parameters, controls and lookup tables."""
    parts, written = meaning.spec.parts, notation(meaning)
    named: dict[str, Mapping[str, Parameter] | Mapping[str, Control]]
    named = {"parameters": parts.parameters, "controls": parts.controls}
    for section, found in named.items():
        for name, part in found.items():
            if meaning.spec.sector(section, name) == sector:
                symbol = written.reference(name).latex
                yield (name, symbol, _value(part), part.unit, _between(part), part.source, part.meaning)
    for name, table in parts.tables.items():
        if meaning.spec.sector("tables", name) == sector:
            symbol = table.symbol or r"\mathrm{" + name.replace("_", r"\_") + "}"
            yield (name, symbol, table_text(table), table.unit, "", table.source, table.meaning)


def _value(part: Parameter | Control) -> str:
    if isinstance(part, Control):
        return _plain(part.default)
    return "; ".join(f"{member}: {_plain(one)}" if member else _plain(one) for member, one in part.value.items())


def _between(part: Parameter | Control) -> str:
    return f"{_plain(part.between[0])} to {_plain(part.between[1])}" if part.between else ""


def _plain(value: str | float) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)
