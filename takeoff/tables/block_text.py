"""Blocks as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from takeoff.tables.blocks import Block, Formula, Grid, Heading, Items, Paragraph
from takeoff.tables.formulas import formula_text
from takeoff.tables.layout import text_table
from takeoff.theory.sentence import plain

WIDTH = 110
"""Longest line of a sentence, in characters; formulas are never broken."""


def block_text(blocks: Iterable[Block]) -> str:
    """Blocks as plain text; pictures are left out.

    Arguments:
        blocks: in order.
    """
    return "\n\n".join(text for block in blocks if (text := "\n".join(_lines(block))))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield plain(block.text)
        yield ("=" if block.level == 1 else "-") * len(plain(block.text))
    elif isinstance(block, Paragraph):
        yield from _wrapped(_led(block.lead, block.text))
    elif isinstance(block, Formula):
        yield f"    {formula_text(block.relation)}"
    elif isinstance(block, Items):
        yield from _items(block)
    elif isinstance(block, Grid):
        yield plain(block.title)
        yield text_table(block.header, [[plain(cell) for cell in row] for row in block.rows])


def _items(block: Items) -> Iterator[str]:
    for number, item in enumerate(block.entries, start=1):
        mark = f"{number}. " if block.numbered else "- "
        yield from _wrapped(_led(item.lead, item.text), mark)
        if item.relation is not None:
            yield " " * (len(mark) + 4) + formula_text(item.relation)


def _led(lead: str, text: str) -> str:
    return f"{lead}: {plain(text)}".rstrip() if lead else plain(text)


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
