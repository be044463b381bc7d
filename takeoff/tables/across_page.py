"""One question across many models as a page: a figure of all, and a table for each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from takeoff.decide.across import Answers
from takeoff.tables.across import answer_table, finding
from takeoff.tables.blocks import Block, Grid, Heading, Item, Items, Paragraph, Picture

PICTURE = "models"
"""Name of the figure's file."""
INTRODUCTION = (
    "Every model names, in its own file, the quantities that stand for what several models have: the share of research "
    "automated, the speed of research, effective compute. So one question can be put to all of them. Where a run "
    "begins too late or ends too early, the time is the least that it may be."
)


def across_blocks(found: Sequence[Answers], command: str) -> list[Block]:
    """The page.

    Arguments:
        found: questions with their answers.
        command: the line that prints the tables.
    """
    sections = [block for answers in found for block in _section(answers)]
    told = f"{INTRODUCTION} `{command}` prints these tables."
    return [Heading("One question, many models", 1), Paragraph(told), Picture(PICTURE, finding(found[0])), *sections]


def _section(answers: Answers) -> Iterator[Block]:
    yield Heading(answers.question.text, 2)
    yield Paragraph(finding(answers))
    if answers.answered:
        header, *rows = ([str(cell) for cell in row] for row in answer_table(answers))
        yield Grid("Models that can tell", header, rows)
    if answers.unanswered:
        lines = (Item(f"{', '.join(models)}: {reason}.") for reason, models in answers.unanswered.items())
        yield Paragraph("Models that cannot, and why:")
        yield Items(tuple(lines))
