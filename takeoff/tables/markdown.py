"""A model's document in Markdown: equations between dollar signs, parameters as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from takeoff.tables.document import COLUMNS, Chapter, Document, Entry


def markdown(document: Document) -> str:
    """A document in Markdown.

    Arguments:
        document: a model.
    """
    blocks = [f"# {_safe(document.title)}", *([_safe(document.meaning)] if document.meaning else [])]
    for chapter in document.chapters:
        blocks += _chapter(chapter)
    if document.sources:
        told = [f"- `{key}`: {_safe(_joined(s.title, s.where, s.url))}" for key, s in document.sources.items()]
        blocks += ["## Sources", "\n".join(told)]
    return "\n\n".join(blocks)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {_safe(chapter.title)}"
    if chapter.meaning:
        yield _safe(chapter.meaning)
    for entry in chapter.entries:
        yield _head(entry)
        yield from (_equation(line.latex, line.each) for line in entry.lines)
    if chapter.parameters:
        yield pipe_table(COLUMNS, [_row(row) for row in chapter.parameters])


def _head(entry: Entry) -> str:
    unit = f" [{entry.unit}]" if entry.unit else ""
    source = f" (`{entry.source}`)" if entry.source else ""
    return f"**`{entry.name}`**, {entry.kind}{unit}{f': {_safe(entry.meaning)}' if entry.meaning else ''}{source}"


def _equation(latex: str, each: Sequence[str]) -> str:
    told = rf" \qquad \text{{for each {' and '.join(each)}}}" if each else ""
    return f"$${latex}{told}$$"


def _row(row: tuple[str, ...]) -> tuple[str, ...]:
    name, symbol, value, unit, between, source, meaning = row
    return (f"`{name}`", f"${symbol}$", value, unit, between, f"`{source}`" if source else "", _safe(meaning))


def pipe_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown.

    Arguments:
        header: names of columns.
        rows: cells, as Markdown; their pipes are escaped.
    """
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _safe(text: str) -> str:
    """Text in which no sign means markup."""
    return "".join(f"\\{letter}" if letter in r"\`*_$<[|#" else letter for letter in text)


def _joined(*texts: str) -> str:
    return ". ".join(text for text in texts if text)
