"""Blocks as Markdown: formulas between dollar signs, tables with pipes, pictures by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from takeoff.tables.blocks import Block, Formula, Grid, Heading, Item, Items, Paragraph, Picture
from takeoff.tables.formulas import formula_latex
from takeoff.tables.markdown import pipe_table


def block_markdown(blocks: Iterable[Block], pictures: str | None = None) -> str:
    """Blocks as Markdown.

    Arguments:
        blocks: in order.
        pictures: folder of the pictures, as the text's reader finds it; None leaves them out.
    """
    return "\n\n".join(text for block in blocks if (text := "\n".join(_lines(block, pictures))))


def _lines(block: Block, pictures: str | None) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {block.text}"
    elif isinstance(block, Paragraph):
        yield _led(block.lead, block.text)
    elif isinstance(block, Formula):
        yield f"$$\n{formula_latex(block.relation)}\n$$"
    elif isinstance(block, Items):
        marks = (f"{number}. " if block.numbered else "- " for number in range(1, len(block.entries) + 1))
        yield "\n\n".join("\n".join(_item(item, mark)) for item, mark in zip(block.entries, marks, strict=True))
    elif isinstance(block, Grid):
        yield f"*{block.title}*\n\n{pipe_table(block.header, block.rows)}"
    elif isinstance(block, Picture) and pictures is not None:
        yield f"![{block.text}]({pictures}/{block.name}.svg)"


def _item(item: Item, mark: str) -> Iterator[str]:
    yield mark + _led(item.lead, item.text)
    if item.relation is not None:
        inside = " " * len(mark)
        yield f"\n{inside}$$\n{inside}{formula_latex(item.relation)}\n{inside}$$"


def _led(lead: str, text: str) -> str:
    return f"**{lead}.** {text}".rstrip() if lead else text
