"""Results as Python's prompt and a notebook show them: in words, and as plain tables of outcomes and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from takeoff.decide.latest import LatestPauses
from takeoff.decide.pause import BestPause
from takeoff.decide.plan import Plan
from takeoff.decide.scenarios import ScenarioComparison
from takeoff.decide.slowdowns import NEVER, Comparison
from takeoff.decide.worth import Worths
from takeoff.equations.meaning import Meaning
from takeoff.solve.outlets import html, words
from takeoff.solve.run import Amount, Run
from takeoff.tables import compared, latest, plans, scenarios, worth
from takeoff.tables.block_html import block_html
from takeoff.tables.blocks import Grid, Item, Items, Paragraph
from takeoff.tables.layout import Row, cell_text
from takeoff.tables.pauses import other_optima, pause_sentences, pause_words
from takeoff.tables.runs import milestone_lines, milestones_beside, outcomes_beside, run_words

words.register(Run, run_words)
words.register(BestPause, pause_words)
words.register(Comparison, compared.comparison_words)
words.register(Plan, plans.plan_words)
words.register(LatestPauses, latest.latest_words)
words.register(Worths, worth.worth_words)
words.register(ScenarioComparison, scenarios.scenarios_words)


def model_html(meaning: Meaning, parameters: Mapping[str, Amount]) -> str:
    """A model as HTML: its title and meaning, and its parameters, the headline ones if there are any.

    Arguments:
        meaning: the model.
        parameters: with their present values.
    """
    header, parts = meaning.header, meaning.spec.parts.parameters
    headline = [name for name, part in parts.items() if part.headline]
    shown = {n: a for n, a in parameters.items() if n.partition("[")[0] in (headline or parts)}
    rows: list[Row] = [
        (name, amount.value, amount.unit, parts[name.partition("[")[0]].meaning) for name, amount in shown.items()
    ]
    told = [Paragraph(header.title, header.name), *([Paragraph(header.meaning)] if header.meaning else [])]
    title = "Headline parameters" if headline else "Parameters"
    return block_html([*told, _grid(title, ("parameter", "value", "unit", "meaning"), rows)])


@html.register
def _run(run: Run) -> str:
    outcomes = _beside({"value": run}, f"A run of {run.meaning.header.name}")
    return block_html([*outcomes, *_listed(milestone_lines(run))])


@html.register
def _best_pause(best: BestPause) -> str:
    told = _listed([*pause_sentences(best), *other_optima(best)])
    return block_html([*told, *_beside({"best pause": best.best.run, NEVER: best.never.run})])


@html.register
def _comparison(comparison: Comparison) -> str:
    runs = {one.label: one.run for one in comparison.slowdowns}
    return block_html([Paragraph(compared.finding(comparison)), *_beside(runs)])


@html.register
def _plan(plan: Plan) -> str:
    runs = {one.label: one.run for one in plan.comparison().slowdowns}
    return block_html([Paragraph(plans.finding(plan)), *_beside(runs)])


@html.register
def _latest_pauses(found: LatestPauses) -> str:
    rows = latest.latest_rows(found)
    return block_html([Paragraph(latest.finding(found)), _grid("Latest pauses", latest.latest_header(found), rows)])


@html.register
def _worths(worths: Worths) -> str:
    rows = worth.worth_rows(worths)
    return block_html([Paragraph(worth.finding(worths)), _grid("Improvements", worth.worth_header(worths), rows)])


@html.register
def _scenarios(found: ScenarioComparison) -> str:
    told = scenarios.Told(found)
    header, *rows = scenarios.scenarios_table(told)
    return block_html([Paragraph(scenarios.finding(told)), _grid("Scenarios", header, rows)])


def _beside(runs: Mapping[str, Run], title: str = "Outcomes") -> Iterator[Grid]:
    """Outcomes of runs, and the dates of their milestones where there are any."""
    (outcomes, *values), (milestones, *dates) = outcomes_beside(runs), milestones_beside(runs)
    yield _grid(title, outcomes, values)
    if dates and len(runs) > 1:
        yield _grid("Milestones", milestones, dates)


def _listed(lines: Iterable[str]) -> Iterator[Items]:
    """Lines as a list, if there are any."""
    if entries := tuple(Item(line.strip()) for line in lines):
        yield Items(entries)


def _grid(title: str, header: Row, rows: Sequence[Row]) -> Grid:
    return Grid(title, list(map(cell_text, header)), [list(map(cell_text, row)) for row in rows])
