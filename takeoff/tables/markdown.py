"""A model's document in Markdown: equations between dollar signs, parameters as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from takeoff.spec.parts import Source
from takeoff.tables.document import ASSUMED, COLUMNS, DEFINITION, Chapter, Document, Entry, filled


def markdown(document: Document, after_title: str = "") -> str:
    """A document in Markdown; what names a source links to it.

    Arguments:
        document: a model.
        after_title: Markdown that comes before the chapters.
    """
    opening = [escaped(document.meaning), escaped(document.guessed), after_title]
    blocks = [f"# {escaped(document.title)}", *(text for text in opening if text)]
    for chapter in document.chapters:
        blocks += _chapter(chapter)
    if document.sources:
        blocks += ["## Sources", *(_told(key, source) for key, source in document.sources.items())]
    return "\n\n".join(blocks)


def _told(key: str, source: Source) -> str:
    told = [escaped(text) for text in (source.title, source.where) if text]
    link = [f"<{source.url}>"] if source.url else []
    return f"### {_heading(key)}\n\n{'. '.join([*told, *link])}"


def _heading(key: str) -> str:
    return f"Source `{key}`"


def _cited(key: str) -> str:
    """A source as a link to its heading; a guess in bold."""
    if key == ASSUMED:
        return f"**{key}**"
    return key if key in ("", DEFINITION) else f"[`{key}`](#{anchor(_heading(key))})"


def anchor(heading: str) -> str:
    """The anchor of a heading, as Markdown's readers make it: "Best stop" becomes "best-stop".

    Arguments:
        heading: without its signs.
    """
    return "".join(letter for letter in heading.lower().replace(" ", "-") if letter.isalnum() or letter in "-_")


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {escaped(chapter.title)}"
    if chapter.meaning:
        yield escaped(chapter.meaning)
    for entry in chapter.entries:
        yield _head(entry)
        yield from (_equation(line.latex, line.each) for line in entry.lines)
    if chapter.parameters:
        yield pipe_table(*filled(COLUMNS, [_row(row) for row in chapter.parameters]))


def _head(entry: Entry) -> str:
    unit = f" [{entry.unit}]" if entry.unit else ""
    source = f" ({_cited(entry.source)})" if entry.source else ""
    changes = f" (`{entry.changes}`)" if entry.changes else ""
    told = f": {escaped(entry.meaning)}" if entry.meaning else ""
    return f"**`{entry.name}`**, {entry.kind}{unit}{told}{source}{changes}"


def _equation(latex: str, each: Sequence[str]) -> str:
    told = rf" \qquad \text{{for each {' and '.join(each)}}}" if each else ""
    return f"$${latex}{told}$$"


def _row(row: tuple[str, ...]) -> tuple[str, ...]:
    name, symbol, value, unit, source, meaning, between, prior = row
    return (f"`{name}`", f"${symbol}$", escaped(value), unit, _cited(source), escaped(meaning), between, escaped(prior))


def pipe_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown.

    Arguments:
        header: names of columns.
        rows: cells, as Markdown; their pipes are escaped.
    """
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def escaped(text: str) -> str:
    """Text in which no sign means markup."""
    return "".join(f"\\{letter}" if letter in r"\`*_$<[|#" else letter for letter in text)
