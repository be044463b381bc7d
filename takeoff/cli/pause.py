"""`takeoff pause`: when to pause, and what that buys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from takeoff.cli.notes import note_idle
from takeoff.cli.options import (
    Span,
    as_json,
    case_options,
    changed_model,
    format_option,
    once,
    read_over,
    read_schedules,
    show,
)

if TYPE_CHECKING:
    from takeoff.decide.pause import Answer, BestPause
    from takeoff.tables.layout import Row


@click.command("pause")
@case_options
@click.option("--maximise", required=True, metavar="OUTCOME", help="What the pause is for.")
@click.option(
    "--over", required=True, multiple=True, metavar="ARG[=LOW..HIGH UNIT]", help="An argument to search over."
)
@click.option("--subject-to", "bounds", multiple=True, metavar="BOUND", help='Such as "hazard_leader <= 0.02".')
@format_option
def command(
    model: str,
    scenario: str | None,
    changes: tuple[str, ...],
    schedules: tuple[str, ...],
    maximise: str,
    over: tuple[str, ...],
    bounds: tuple[str, ...],
    form: str,
) -> None:
    """Find when to pause in a MODEL: the schedule's arguments that maximise an outcome."""
    from takeoff.decide.pause import best_pause, split_schedules
    from takeoff.tables.reproduce import command as reproduce

    case = changed_model(model, scenario, changes).case
    ranges = read_over(over)
    searched, held = split_schedules(once("--schedule", read_schedules(schedules)), ranges)
    best = best_pause(case.with_schedules(held), searched, maximise, ranges, bounds)
    options = ["--maximise", maximise]
    options += [word for one in over for word in ("--over", one)] + [w for b in bounds for w in ("--subject-to", b)]
    _warn(best)
    note_idle(case.meaning, changes, [maximise, *(bound.outcome for bound in best.bounds)])
    show(_text(best, ranges, form), reproduce("pause", model, case.changes, schedules, options), form)


def _warn(best: BestPause) -> None:
    """Say on stderr that more of the outcome is worse, where the model says so."""
    from takeoff.decide.slowdowns import higher_is_better

    if not higher_is_better(best.case.meaning, best.maximised):
        click.echo(f"note: '{best.maximised}' is better when lower; --subject-to sets a limit to it", err=True)


def _text(best: BestPause, ranges: Mapping[str, Span], form: str) -> str:
    from takeoff.tables.layout import csv_table
    from takeoff.tables.records import pause_record
    from takeoff.tables.words import pause_words

    if form == "json":
        return as_json(pause_record(best))
    return csv_table(_header(best), _rows(best)) if form == "csv" else pause_words(best, ranges)


def _header(best: BestPause) -> Row:
    return ("answer", *best.best.parameters, *best.best.run.outcomes)


def _rows(best: BestPause) -> list[Row]:
    def row(name: str, answer: Answer) -> Row:
        found = [answer.parameters[n].value if n in answer.parameters else None for n in best.best.parameters]
        return (name, *found, *(amount.value for amount in answer.run.outcomes.values()))

    return [row("best", best.best), row("never", best.never), *(row("optimum", one) for one in best.optima)]
