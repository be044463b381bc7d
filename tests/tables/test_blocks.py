"""Blocks in three markups: nothing is lost, and nothing but formulas means markup."""

import pytest
import sympy

from takeoff.tables.block_latex import block_latex
from takeoff.tables.block_markdown import block_markdown
from takeoff.tables.block_text import WIDTH, block_text
from takeoff.tables.blocks import Block, Formula, Grid, Heading, Item, Items, Paragraph, Picture

X = sympy.Symbol("x", positive=True)
SQUARE = sympy.Eq(sympy.Symbol("y"), X**2)
BLOCKS: list[Block] = [
    Heading("A square", 1),
    Paragraph("The side is $x$, 5 % of it."),
    Items((Item("Multiply.", SQUARE, "Product"), Item("Done.")), numbered=True),
    Items((Item("A point."),)),
    Formula(SQUARE),
    Paragraph("Go on.", "In short"),
    Grid("Sizes", ("side", "area"), [("$x$", "a|b"), ("2", "4")]),
    Picture("square", "A square grows"),
]


def test_text() -> None:
    assert block_text(BLOCKS).splitlines() == [
        "A square",
        "========",
        "",
        "The side is x, 5 % of it.",
        "",
        "1. Product: Multiply.",
        "       y = x**2",
        "2. Done.",
        "",
        "- A point.",
        "",
        "    y = x**2",
        "",
        "In short: Go on.",
        "",
        "Sizes",
        "side  area",
        "----  ----",
        "x     a|b",
        "2     4",
    ]


def test_long_sentences_are_wrapped_and_formulas_are_not() -> None:
    wide = sympy.Eq(sympy.Symbol("y"), sympy.Add(*sympy.symbols("z:60")))
    lines = block_text([Items((Item("word " * 60, wide),))]).splitlines()
    assert max(map(len, lines[:-1])) <= WIDTH
    assert all(line.startswith("  ") for line in lines[1:])
    assert len(lines[-1]) > WIDTH


def test_markdown() -> None:
    assert block_markdown(BLOCKS, "pictures") == "\n\n".join(
        [
            "# A square",
            "The side is $x$, 5 % of it.",
            "1. **Product.** Multiply.",
            "   $$\n   y = x^{2}\n   $$",
            "2. Done.",
            "- A point.",
            "$$\ny = x^{2}\n$$",
            "**In short.** Go on.",
            "*Sizes*",
            "| side | area |\n| --- | --- |\n| $x$ | a\\|b |\n| 2 | 4 |",
            "![A square grows](pictures/square.svg)",
        ]
    )


def test_markdown_without_pictures() -> None:
    assert "square.svg" not in block_markdown(BLOCKS)


@pytest.mark.parametrize(
    "line",
    [
        r"\section*{A square}",
        r"The side is $x$, 5 \% of it.",
        r"\item \textbf{Product.} Multiply.",
        r"\begin{equation*}y = x^{2}\end{equation*}",
        r"\textbf{In short.} Go on.",
        r"\emph{Sizes}",
        r"$x$ & a|b \\",
    ],
)
def test_latex(line: str) -> None:
    assert line in block_latex(BLOCKS).splitlines()


def test_latex_is_a_document_whose_environments_close() -> None:
    written = block_latex(BLOCKS)
    assert written.startswith(r"\documentclass")
    assert written.endswith(r"\end{document}")
    for kind in ("document", "enumerate", "itemize", "longtable"):
        assert written.count(rf"\begin{{{kind}}}") == written.count(rf"\end{{{kind}}}") == 1
