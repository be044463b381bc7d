"""What models imply for the past as a page: a figure of all data sets, and a table for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from takeoff.decide.backcast import Backcast
from takeoff.tables.backcast import implied_table, observed_words
from takeoff.tables.blocks import Block, Grid, Heading, Item, Items, Paragraph, Picture

PICTURE = "past"
"""Name of the figure's file."""
INTRODUCTION = (
    "A model of the future says something of the past too: that it grew as the model does when it starts. Each model "
    "names, in its own file, what stands for the training compute of the largest run, for the time horizon or for "
    "capability; so it can be held against what was observed of them."
)
MEASURES = (
    "A model is run from its start; before, it is drawn back at the growth that it starts with, as a straight line, so "
    "that a fitted scale suits all models almost alike. Misfit is the root mean square of what is left, in factors of "
    "ten (OOM), or in the unit of the data where the scale is fitted; bias is the mean, positive where data lie above "
    "the model. A small misfit does not make a model right, as few of its numbers can be seen in the past."
)


def backcast_blocks(found: Sequence[Backcast], finding: str, command: str) -> list[Block]:
    """The page.

    Arguments:
        found: data sets.
        finding: what the figure finds.
        command: the line that prints the tables.
    """
    told = Paragraph(f"{MEASURES} `{command}` prints these tables.")
    sections = [block for one in found for block in _section(one)]
    return [Heading("Models and the past", 1), Paragraph(INTRODUCTION), told, Picture(PICTURE, finding), *sections]


def _section(one: Backcast) -> Iterator[Block]:
    data = one.observations
    yield Heading(data.about.title, 2)
    yield Paragraph(f"{len(data.years)} from {observed_words(one)}. Source: {data.about.source}.", "Observations")
    if one.implied:
        header, *rows = ([str(cell) for cell in row] for row in implied_table(one))
        yield Grid("What models imply", header, rows)
    if one.without:
        yield Paragraph("Models that imply nothing, and why:")
        yield Items(tuple(Item(f"{', '.join(models)}: {reason}.") for reason, models in one.without.items()))
