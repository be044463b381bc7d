"""A model as a document: sectors with their equations in LaTeX and their parameters, before any markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from takeoff.algebra.latex import notation
from takeoff.algebra.statements import Statement, statements
from takeoff.equations.meaning import Meaning
from takeoff.equations.words import sentence
from takeoff.spec.part import Part
from takeoff.spec.parts import Control, Improvement, Milestone, Outcome, Parameter, Scenario, Source
from takeoff.tables.explain import KINDS, improvement_text, quantity_text, scenario_text, table_text
from takeoff.tables.preface import preface

COLUMNS = ("name", "symbol", "value", "unit", "source", "meaning", "between", "prior")
"""Of a table of parameters and controls."""
ASSUMED, DEFINITION = "assumed", "definition"
"""What stands for a source where there is none: a guess, and what follows from the rest."""
WHOLE = "Equations and parameters"
"""Title of the only sector of a model that names none."""
_IN_SECTORS = ("stocks", "flows", "auxiliaries", "events")
_CONDITIONS = {"milestones": "Milestones", "outcomes": "Outcomes", "promises": "Promises"}


@dataclass(frozen=True)
class Entry:
    """What is said about one quantity, flow, milestone, event, outcome, promise, scenario or improvement.

    Arguments:
        kind: "stock", "flow", ...
        name: as equations write it.
        unit: declared unit, "" where it has none.
        meaning: a sentence.
        source: key of a source, or "".
        lines: its equations.
        changes: what a scenario or an improvement changes, else "".
    """

    kind: str
    name: str
    unit: str
    meaning: str
    source: str
    lines: tuple[Statement, ...]
    changes: str = ""


@dataclass(frozen=True)
class Chapter:
    """A sector, or all of a kind: title, meaning, equations, and parameters as rows of COLUMNS; symbols are LaTeX."""

    title: str
    meaning: str
    entries: tuple[Entry, ...]
    parameters: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Document:
    """A whole model, or what concerns one name of it.

    Arguments:
        title: name and title of the model.
        meaning: of the model.
        chapters: in reading order.
        sources: those that the chapters name.
        guessed: how much of it is guessed, in a sentence.
    """

    title: str
    meaning: str
    chapters: tuple[Chapter, ...]
    sources: Mapping[str, Source]
    guessed: str = ""


def document(meaning: Meaning, name: str = "") -> Document:
    """A model: controls, sectors, conditions, and the changes that it knows.

    Arguments:
        meaning: a checked model.
        name: leave out everything but this quantity, flow, milestone, event, outcome, promise, parameter, scenario or
            improvement.

    Raises:
        InputError: the model has nothing of that name.
    """
    if name:
        quantity_text(meaning, name)
    chapters = tuple(found for chapter in _chapters(meaning) if (found := _only(chapter, name)))
    header = meaning.header
    used = {entry.source for chapter in chapters for entry in chapter.entries}
    used |= {row[COLUMNS.index("source")] for chapter in chapters for row in chapter.parameters}
    sources = {key: source for key, source in meaning.spec.parts.sources.items() if key in used}
    told = ("", "") if name else ("\n\n".join(preface(header)), _guessed(meaning))
    return Document(f"{header.name}: {header.title}", told[0], chapters, sources, told[1])


def _guessed(meaning: Meaning) -> str:
    parameters = meaning.spec.parts.parameters
    guesses = sum(part.source == ASSUMED for part in parameters.values())
    return f"{guesses} of its {len(parameters)} parameters are marked {ASSUMED}: they are guesses." if guesses else ""


def _only(chapter: Chapter, name: str) -> Chapter | None:
    """A chapter with what concerns a name, or whole; None where nothing is left."""
    entries = tuple(entry for entry in chapter.entries if name in ("", entry.name))
    parameters = tuple(row for row in chapter.parameters if name in ("", row[0]))
    if not entries and not parameters:
        return None
    return Chapter(chapter.title, "" if name else chapter.meaning, entries, parameters)


def _chapters(meaning: Meaning) -> Iterator[Chapter]:
    entries, parts = list(_entries(meaning)), meaning.spec.parts
    yield Chapter("Controls", "", (), tuple(_rows(meaning, parts.controls)))
    for sector, told in meaning.spec.sectors.items():
        own = tuple(entry for section, place, entry in entries if section in _IN_SECTORS and place == sector)
        yield Chapter(told.title or WHOLE, told.meaning, own, tuple(_parameters(meaning, sector)))
    for kind, title in _CONDITIONS.items():
        yield Chapter(title, "", tuple(entry for section, _, entry in entries if section == kind), ())
    changed = {name: scenario_text(one) for name, one in parts.scenarios.items()}
    yield Chapter("Scenarios", "", tuple(_changes("scenario", parts.scenarios, changed)), ())
    changed = {name: improvement_text(one) for name, one in parts.improvements.items()}
    yield Chapter("Improvements", "", tuple(_changes("improvement", parts.improvements, changed)), ())


def _entries(meaning: Meaning) -> Iterator[tuple[str, str, Entry]]:
    """Section and sector of everything with an equation, and what is said about it."""
    spec = meaning.spec
    grouped: dict[tuple[str, str], list[Statement]] = {}
    for line in statements(meaning):
        grouped.setdefault((line.section, line.name), []).append(line)
    for (section, name), lines in grouped.items():
        part = getattr(spec.parts, section)[name]
        unit, source = getattr(part, "unit", ""), getattr(part, "source", "")
        entry = Entry(KINDS[section], name, unit, _told(part), source, tuple(lines))
        yield section, spec.sector(section, name), entry


def _told(part: Part | str) -> str:
    """The meaning of a part, and what it says besides its equations; a promise is text and says nothing."""
    told = [getattr(part, "meaning", "")]
    if isinstance(part, Milestone) and part.stop:
        told.append("It ends the run.")
    if isinstance(part, Outcome) and part.better:
        told.append(f"{part.better.capitalize()} is better.")
    return " ".join(sentence for sentence in told if sentence)


def _changes(
    kind: str, parts: Mapping[str, Scenario] | Mapping[str, Improvement], changed: Mapping[str, str]
) -> Iterator[Entry]:
    for name, part in parts.items():
        title = part.title if isinstance(part, Scenario) else part.label
        told = " ".join(text for text in (title and f"{sentence(title)}.", part.meaning) if text)
        yield Entry(kind, name, "", told, "", (), changed[name])


def _parameters(meaning: Meaning, sector: str) -> Iterator[tuple[str, ...]]:
    """Rows of a sector's parameters and lookup tables."""
    parts, spec = meaning.spec.parts, meaning.spec
    own = {name: part for name, part in parts.parameters.items() if spec.sector("parameters", name) == sector}
    yield from _rows(meaning, own)
    for name, table in parts.tables.items():
        if spec.sector("tables", name) == sector:
            symbol = table.symbol or r"\mathrm{" + name.replace("_", r"\_") + "}"
            yield (name, symbol, table_text(table), table.unit, table.source, table.meaning, "", "")


def _rows(meaning: Meaning, parts: Mapping[str, Parameter] | Mapping[str, Control]) -> Iterator[tuple[str, ...]]:
    written = notation(meaning)
    for name, part in parts.items():
        symbol, prior = written.reference(name).latex, getattr(part, "prior", "")
        yield (name, symbol, _value(part), part.unit, part.source, part.meaning, _between(part), prior)


def _value(part: Parameter | Control) -> str:
    if isinstance(part, Control):
        return _plain(part.default)
    return "; ".join(f"{member}: {_plain(one)}" if member else _plain(one) for member, one in part.value.items())


def _between(part: Parameter | Control) -> str:
    return f"{_plain(part.between[0])} to {_plain(part.between[1])}" if part.between else ""


def _plain(value: str | float) -> str:
    """A number as it can be given to --set, in few letters."""
    if not isinstance(value, float):
        return str(value)
    short = f"{value:g}"
    return short if abs(value) >= 1e9 and float(short) == value else f"{value:.15g}"


def filled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """A table without the columns that no row fills.

    Arguments:
        header: names of columns.
        rows: cells.
    """
    kept = [column for column in range(len(header)) if any(row[column] for row in rows)]
    return [header[column] for column in kept], [[row[column] for column in kept] for row in rows]
