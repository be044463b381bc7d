r"""A model's document in LaTeX: it compiles as it is, and its sections can be pasted into a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from takeoff.spec.parts import Source
from takeoff.tables.document import COLUMNS, Chapter, Document, Entry, filled

PREAMBLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[a4paper, margin=20mm]{geometry}
\usepackage{amsmath, array, longtable}
\setlength{\parindent}{0pt}
\allowdisplaybreaks"""
_WIDTHS = dict(zip(COLUMNS, (29, 13, 15, 20, 17, 27, 17, 20), strict=True))
"""Of the columns [mm]; together they fill a page."""
_ESCAPES = {
    **{letter: f"\\{letter}" for letter in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}


def latex(document: Document) -> str:
    """A document in LaTeX.

    Arguments:
        document: a model.
    """
    lines = [PREAMBLE, rf"\title{{{escaped(document.title)}}}", r"\date{}", r"\begin{document}", r"\maketitle"]
    lines += [escaped(text) for text in (document.meaning, document.guessed) if text]
    for chapter in document.chapters:
        lines += ["", *_chapter(chapter)]
    if document.sources:
        items = [_source(key, source) for key, source in document.sources.items()]
        lines += ["", r"\section*{Sources}", r"\begin{description}", *items, r"\end{description}"]
    return "\n".join([*lines, "", r"\end{document}"])


def _source(key: str, source: Source) -> str:
    told = ". ".join(text for text in (source.title, source.where, source.url) if text)
    return rf"\item[\texttt{{{escaped(key)}}}] {escaped(told)}"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield rf"\section*{{{escaped(chapter.title)}}}"
    if chapter.meaning:
        yield escaped(chapter.meaning)
    for entry in chapter.entries:
        yield from ("", _head(entry))
        yield from (_equation(line.latex, line.each) for line in entry.lines)
    if chapter.parameters:
        yield from ("", *_table(chapter.parameters))


def _head(entry: Entry) -> str:
    unit = f" [{escaped(entry.unit)}]" if entry.unit else ""
    beside = "".join(rf" (\texttt{{{escaped(text)}}})" for text in (entry.source, entry.changes) if text)
    meaning = f": {escaped(entry.meaning)}" if entry.meaning else ""
    return rf"\texttt{{{escaped(entry.name)}}}, {entry.kind}{unit}{meaning}{beside}"


def _equation(latex: str, each: Sequence[str]) -> str:
    told = rf" \qquad \text{{for each {escaped(' and '.join(each))}}}" if each else ""
    return rf"\[ {latex}{told} \]"


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    header, cells = filled(COLUMNS, [_cells(row) for row in rows])
    columns = "".join(rf">{{\raggedright\arraybackslash}}p{{{_WIDTHS[column]}mm}}" for column in header)
    yield rf"\begingroup\footnotesize\setlength{{\tabcolsep}}{{2pt}}\begin{{longtable}}{{{columns}}}"
    yield rf"{' & '.join(header)} \\ \hline \endhead"
    yield from (rf"{' & '.join(row)} \\" for row in cells)
    yield r"\end{longtable}\endgroup"


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    name, symbol, *others = row
    broken = escaped(name).replace(r"\_", r"\_\allowbreak ")
    return (broken, f"${symbol}$", *map(escaped, others))


def escaped(text: str) -> str:
    """Text in which no sign means markup.

    Arguments:
        text: without formulas.
    """
    return "".join(_ESCAPES.get(letter, letter) for letter in text)
