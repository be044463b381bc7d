"""Blocks as HTML: nothing is lost, and nothing that a model says means markup."""

from html.parser import HTMLParser

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from takeoff.tables.block_html import block_html
from takeoff.tables.blocks import Block, Formula, Grid, Heading, Item, Items, Paragraph, Picture

PLAIN = {"b", "br", "caption", "code", "h1", "h2", "li", "ol", "p", "table", "tbody", "td", "th", "thead", "tr", "ul"}
HOSTILE = "<script>alert('x')</script> & \"quoted\" <img src=x onerror=alert(1)>"


class Reader(HTMLParser):
    """Elements that open and close, and the text between."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_every_block() -> None:
    square = sympy.Eq(sympy.Symbol("y"), sympy.Symbol("x") ** 2)
    blocks: list[Block] = [
        Heading("A square", 1),
        Paragraph("The side is $x$.", "In short"),
        Items((Item("Multiply.", square, "Product"), Item("Done.")), numbered=True),
        Items((Item("A point."),)),
        Formula(square),
        Grid("Sizes", ("side", "area"), [("$x$", "a|b")]),
        Picture("square", "A square grows"),
    ]
    assert block_html(blocks).splitlines() == [
        "<h1>A square</h1>",
        "<p><b>In short.</b> The side is x.</p>",
        "<ol><li><b>Product.</b> Multiply.<br><code>y = x**2</code></li><li>Done.</li></ol>",
        "<ul><li>A point.</li></ul>",
        "<p><code>y = x**2</code></p>",
        "<table><caption>Sizes</caption><thead><tr><th>side</th><th>area</th></tr></thead>"
        "<tbody><tr><td>x</td><td>a|b</td></tr></tbody></table>",
    ]


@pytest.mark.parametrize("place", range(7))
def test_no_text_means_markup_anywhere(place: int) -> None:
    texts = [HOSTILE if position == place else "" for position in range(7)]
    blocks: list[Block] = [
        Heading(texts[0], 2),
        Paragraph(texts[1], texts[2]),
        Items((Item(texts[3], lead=texts[4]),)),
        Grid(texts[5], (texts[6],), [(texts[6],)]),
    ]
    read = Reader(block_html(blocks))
    assert (read.tags <= PLAIN, read.open) == (True, [])
    assert HOSTILE in "".join(read.text)


@given(st.text("<>&\"'/ax;#-! \n"))
def test_a_cell_says_what_it_is_given(text: str) -> None:
    read = Reader(block_html([Grid("", (), [(text,)])]))
    assert "".join(read.text) == text
