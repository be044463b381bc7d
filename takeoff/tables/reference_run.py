"""A model at its defaults: its diagram, its outcomes, its milestones and its figure, before any markup."""

from __future__ import annotations

from collections.abc import Iterator

from takeoff.equations.meaning import Meaning
from takeoff.equations.words import outcome_label, sentence
from takeoff.solve.run import Run
from takeoff.tables.blocks import Block, Grid, Heading, Item, Items, Paragraph, Picture
from takeoff.tables.layout import cell_text
from takeoff.tables.race import race_lines
from takeoff.tables.runs import milestone_lines

DIAGRAM, FIGURE = "diagram", "run"
"""Endings of the names of the two pictures, after the model's name and a hyphen."""
HEADER = ("outcome", "value", "unit", "name")


def reference_blocks(run: Run) -> Iterator[Block]:
    """What stands before the assumptions of a model: how it hangs together, and where it leads.

    Arguments:
        run: at the defaults.
    """
    name, drawn = run.meaning.header.name, moves(run.meaning)
    if drawn:
        yield Heading("Diagram", 2)
        yield Picture(f"{name}-{DIAGRAM}", f"Stocks, flows, and what feeds them in the model {name}")
    yield Heading("Reference run", 2)
    yield Paragraph(f"At the defaults; `takeoff run {name}` prints it.")
    if run.outcomes:
        yield Grid("Outcomes", HEADER, [_row(run, outcome) for outcome in run.outcomes])
    if lines := [*milestone_lines(run), *race_lines(run)]:
        yield Items(tuple(Item(f"{sentence(line)}.") for line in lines))
    if drawn:
        yield Picture(f"{name}-{FIGURE}", f"The run of the model {name} at its defaults")


def moves(meaning: Meaning) -> bool:
    """Whether a model has anything to draw: one without stocks and auxiliaries is only computed.

    Arguments:
        meaning: a checked model.
    """
    return bool(meaning.starts or meaning.auxiliaries)


def _row(run: Run, outcome: str) -> tuple[str, ...]:
    amount = run.outcomes[outcome]
    return (outcome_label(run.meaning, outcome), cell_text(amount.value), amount.unit, f"`{outcome}`")
