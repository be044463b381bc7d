r"""Blocks as LaTeX: a document that compiles as it is, whose sections can be pasted into a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from takeoff.tables.blocks import Block, Formula, Grid, Heading, Item, Items, Paragraph
from takeoff.tables.formulas import formula_latex
from takeoff.tables.latex import PREAMBLE, escaped

_HEADINGS = {1: "section*", 2: "subsection*"}


def block_latex(blocks: Iterable[Block]) -> str:
    """Blocks as a LaTeX document; pictures are left out.

    Arguments:
        blocks: in order.
    """
    body = "\n\n".join(text for block in blocks if (text := "\n".join(_lines(block))))
    return "\n".join((PREAMBLE, r"\begin{document}", body, r"\end{document}"))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield rf"\{_HEADINGS[block.level]}{{{_sentence(block.text)}}}"
    elif isinstance(block, Paragraph):
        yield _led(block.lead, block.text)
    elif isinstance(block, Formula):
        yield _formula(block.relation)
    elif isinstance(block, Items):
        kind = "enumerate" if block.numbered else "itemize"
        yield rf"\begin{{{kind}}}"
        yield from (_item(item) for item in block.entries)
        yield rf"\end{{{kind}}}"
    elif isinstance(block, Grid):
        yield from _grid(block)


def _item(item: Item) -> str:
    told = rf"\item {_led(item.lead, item.text)}"
    return told if item.relation is None else f"{told}\n{_formula(item.relation)}"


def _formula(relation: object) -> str:
    return rf"\begin{{equation*}}{formula_latex(relation)}\end{{equation*}}"


def _grid(block: Grid) -> Iterator[str]:
    width = f"{0.9 / len(block.header):.3f}"
    columns = rf">{{\raggedright\arraybackslash}}p{{{width}\textwidth}}" * len(block.header)
    yield rf"\emph{{{_sentence(block.title)}}}"
    yield rf"\begin{{longtable}}{{{columns}}}"
    yield rf"{_row(block.header)} \hline \endhead"
    yield from map(_row, block.rows)
    yield r"\end{longtable}"


def _row(cells: Sequence[str]) -> str:
    return rf"{' & '.join(map(_sentence, cells))} \\"


def _led(lead: str, text: str) -> str:
    return rf"\textbf{{{_sentence(lead)}.}} {_sentence(text)}".rstrip() if lead else _sentence(text)


def _sentence(text: str) -> str:
    """A sentence with everything but its formulas escaped."""
    return "".join(
        part if part.startswith("$") else escaped(part).replace("`", "") for part in re.split(r"(\$[^$]*\$)", text)
    )
