"""Blocks as HTML for notebooks: everything escaped, plain tables, no script and no style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from takeoff.tables.blocks import Block, Formula, Grid, Heading, Item, Items, Paragraph
from takeoff.tables.formulas import formula_text
from takeoff.theory.sentence import plain


def block_html(blocks: Iterable[Block]) -> str:
    """Blocks as HTML; pictures are left out.

    Arguments:
        blocks: in order.
    """
    return "\n".join(text for block in blocks if (text := "".join(_elements(block))))


def _elements(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield _element(f"h{block.level}", _sentence(block.text))
    elif isinstance(block, Paragraph):
        yield _element("p", _led(block.lead, block.text))
    elif isinstance(block, Formula):
        yield _element("p", _formula(block.relation))
    elif isinstance(block, Items):
        yield _element("ol" if block.numbered else "ul", "".join(map(_item, block.entries)))
    elif isinstance(block, Grid):
        rows = "".join(_row("td", row) for row in block.rows)
        head = _element("thead", _row("th", block.header))
        yield _element("table", _element("caption", _sentence(block.title)) + head + _element("tbody", rows))


def _item(item: Item) -> str:
    formula = "" if item.relation is None else f"<br>{_formula(item.relation)}"
    return _element("li", _led(item.lead, item.text) + formula)


def _row(tag: str, cells: Sequence[str]) -> str:
    return _element("tr", "".join(_element(tag, _sentence(cell)) for cell in cells))


def _formula(relation: object) -> str:
    return _element("code", escape(formula_text(relation)))


def _led(lead: str, text: str) -> str:
    return f"{_element('b', f'{_sentence(lead)}.')} {_sentence(text)}".rstrip() if lead else _sentence(text)


def _sentence(text: str) -> str:
    """A sentence in which no sign means markup, its formulas in plain letters."""
    return escape(plain(text))


def _element(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>"
