"""A run, or several side by side, in words and tables: outcomes, milestones as dates, years of caution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from takeoff.equations.words import control_label, milestone_label, outcome_label
from takeoff.solve.run import Run
from takeoff.tables.amounts import SHORTEST, duration, moment, number
from takeoff.tables.dates import date
from takeoff.tables.layout import Row, text_table
from takeoff.tables.race import race_lines

NOT_REACHED = "not reached"


def run_words(run: Run) -> str:
    """A run's outcomes, milestones and end as text."""
    rows = [
        (outcome_label(run.meaning, name), amount.value, amount.unit, name) for name, amount in run.outcomes.items()
    ]
    table = [text_table(("outcome", "value", "unit", "name"), rows)] if rows else ["The model has no outcomes."]
    spent = [caution_line(run, name) for name in run.meaning.defaults if caution_years(run, name) > SHORTEST]
    return "\n\n".join([*table, "\n".join([*milestone_lines(run), *spent, *race_lines(run)])]).strip()


def milestone_lines(run: Run) -> Iterator[str]:
    """One line a milestone: when it was reached, as a date; then the end of the run, where no milestone tells it."""
    for name, time in run.milestones.items():
        yield f"{milestone_label(run.meaning, name)}: {NOT_REACHED if time is None else moment(run.start, time)}"
    if not run.trajectory.stopped_by and (run.milestones or run.meaning.spec.parts.stocks):
        yield f"end of the run: {moment(run.start, run.trajectory.end)}, its horizon"


def caution_years(run: Run, control: str) -> float:
    """Integral of a control over a run [year]: the years of full stop that it amounts to."""
    return float(np.trapezoid(run[control], run.time))


def caution_line(run: Run, control: str) -> str:
    """What a control amounts to, in a line."""
    return f"{control_label(run.meaning, control)}: as much as {caution_text(run, control)} at 1"


def caution_text(run: Run, control: str) -> str:
    """The years of full stop that a control amounts to: "0.36 years (4.3 months)"."""
    years = caution_years(run, control)
    short = f" ({duration(years)})" if SHORTEST < years < 2 else ""
    return f"{number(years, 3)} years{short}"


def side_by_side(runs: Mapping[str, Run]) -> str:
    """Outcomes of several runs of one model, and below them the dates of its milestones.

    Arguments:
        runs: title of the column -> run.
    """
    tables = [outcomes_beside(runs), milestones_beside(runs)]
    return "\n\n".join(text_table(header, rows) for header, *rows in tables if rows or header[0] == "outcome")


def outcomes_beside(runs: Mapping[str, Run]) -> list[Row]:
    """A header, and a row for each outcome of several runs of one model.

    Arguments:
        runs: title of the column -> run.
    """
    first = next(iter(runs.values()))
    rows: list[Row] = [
        (outcome_label(first.meaning, name), *(run.outcomes[name].value for run in runs.values()), amount.unit)
        for name, amount in first.outcomes.items()
    ]
    return [("outcome", *runs, "unit"), *rows]


def milestones_beside(runs: Mapping[str, Run]) -> list[Row]:
    """A header, and a row of dates for each milestone of several runs of one model.

    Arguments:
        runs: title of the column -> run.
    """
    first = next(iter(runs.values()))
    rows: list[Row] = [
        (milestone_label(first.meaning, name), *(_date(run, name) for run in runs.values()))
        for name in first.milestones
    ]
    return [("milestone", *runs), *rows]


def _date(run: Run, milestone: str) -> str:
    time = run.milestones[milestone]
    return NOT_REACHED if time is None else date(run.start + time)
