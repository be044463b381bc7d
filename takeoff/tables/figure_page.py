"""The figures that models ask for as a page: each with what it finds, what it is for, and the line that draws it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from takeoff.equations.meaning import Meaning
from takeoff.tables.blocks import Block, Heading, Paragraph, Picture
from takeoff.tables.markdown import escaped
from takeoff.tables.reproduce import command

TITLE = "Figures"
INTRODUCTION = (
    "Whatever a model file asks for under `[figures]` is drawn here, when these pages are built, from the file as it "
    "is. The title of a figure is what it finds. `takeoff figures MODEL --out FOLDER` draws all figures of a model, as "
    "SVG, PDF and PNG."
)


def figure_line(given: str, name: str) -> str:
    """The line that draws a figure into the present folder.

    Arguments:
        given: the model as the user named it.
        name: of the figure.
    """
    return command("figures", given, {}, [], ["--only", name, "--out", "."])


def figure_blocks(meaning: Meaning, given: str, findings: Mapping[str, str]) -> Iterator[Block]:
    """The part of the page that shows one model's figures.

    Arguments:
        meaning: the model.
        given: the model as the line that draws a figure names it.
        findings: name of each figure -> what it finds.
    """
    header, figures = meaning.header, meaning.spec.parts.figures
    yield Heading(header.name, 2)
    yield Paragraph(escaped(f"{header.title}."))
    for name, finding in findings.items():
        yield Heading(name, 3)
        yield Paragraph(escaped(figures[name].meaning))
        yield Picture(f"{header.name}-{name}", finding)
        yield Paragraph(f"{escaped(finding.rstrip('.'))}. `{figure_line(given, name)}` draws it.")


def links_to_figures(meaning: Meaning, page: str) -> Sequence[Block]:
    """What a model's own page says of its figures; nothing if it asks for none.

    Arguments:
        meaning: the model.
        page: path of the page that shows them.
    """
    figures = meaning.spec.parts.figures
    if not figures:
        return ()
    link = f"[{len(figures)} {'figure' if len(figures) == 1 else 'figures'}]({page}#{meaning.header.name})"
    return [Heading(TITLE, 2), Paragraph(f"The model asks for {link}: {', '.join(figures)}.")]
