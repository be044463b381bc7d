"""The scenarios of a model as a page: a table of all, a figure, and a paragraph on each with its result."""

from __future__ import annotations

from collections.abc import Iterator

from takeoff.decide.scenarios import AS_IT_IS, AS_PLANNED, InScenario, ScenarioComparison
from takeoff.decide.slowdowns import NEVER
from takeoff.equations.words import sentence
from takeoff.tables.blocks import Block, Grid, Heading, Item, Items, Paragraph, Picture
from takeoff.tables.explain import scenario_text
from takeoff.tables.race import race_lines
from takeoff.tables.scenarios import Told, against_model, finding, scenario_sentences, scenarios_table

PICTURE = "scenarios"
"""Name of the figure's file."""
INTRODUCTION = (
    "A scenario is a named set of changes in a model file: values of parameters, and schedules of controls. Each is "
    "asked the same question, with the slowdown's arguments chosen anew."
)


def scenario_blocks(found: ScenarioComparison, command: str) -> list[Block]:
    """The page.

    Arguments:
        found: slowdowns in all scenarios.
        command: the line that prints the table.
    """
    told = Told(found)
    header, *rows = ([str(cell) for cell in row] for row in scenarios_table(told))
    paragraphs = [block for entry in found.entries for block in _section(told, entry)]
    return [
        Heading("Scenarios", 1),
        Paragraph(f"{INTRODUCTION} {finding(told)}"),
        Grid(f"{sentence(told.outcome)} by scenario; `{command}` prints it", header, rows),
        Picture(PICTURE, finding(told)),
        *paragraphs,
    ]


def _section(told: Told, entry: InScenario) -> Iterator[Block]:
    yield Heading(entry.title, 2)
    if entry.name != AS_IT_IS:
        changed = scenario_text(told.found.case.meaning.spec.parts.scenarios[entry.name])
        yield Paragraph(f"{entry.meaning} (`--scenario {entry.name}`: `{changed}`)".strip())
    if entry.comparison is None:
        yield Paragraph(f"It has no answer: {entry.reason}")
        return
    sentences = scenario_sentences(told, entry.comparison)
    if entry.name != AS_IT_IS:
        sentences.append(against_model(told, entry.comparison))
    yield Paragraph(" ".join(sentence for sentence in sentences if sentence))
    best = told.found.best(entry.comparison)
    planned = [one for one in entry.comparison.slowdowns if one.label == AS_PLANNED and one is not best]
    for one in (*planned, best):
        if race := race_lines(one.run):
            label = one.label if one.label in (NEVER, AS_PLANNED) else f"with the best {one.label}"
            yield Paragraph(f"The race, {label}:")
            yield Items(tuple(Item(f"{line}.") for line in race))
