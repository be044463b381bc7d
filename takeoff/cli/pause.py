"""`takeoff pause`: when to pause, what that buys, what is worth most; the latest pause; the best while unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from takeoff.cli import completing
from takeoff.cli.notes import note_direction, note_idle
from takeoff.cli.options import Asked, Sought, as_json, bounds_option, case_options, format_option, search_options, show
from takeoff.cli.pause_draws import Drawn, draws_options
from takeoff.cli.saving import check_figure
from takeoff.cli.texts import once, read_schedules
from takeoff.errors import InputError
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from takeoff.decide.pause import BestPause


@click.command("pause")
@case_options
@search_options
@bounds_option
@click.option("--worth", is_flag=True, help="Also tell what the model's improvements are worth.")
@click.option("--latest", is_flag=True, help="Find the latest pause that meets the bounds instead of the best.")
@click.option(
    "--along",
    metavar="NAME=LOW..HIGH UNIT",
    shell_complete=completing.settings,
    help="The latest pause as a function of this parameter.",
)
@click.option(
    "--points", type=click.IntRange(2, 201), default=11, show_default=True, help="Values of the parameter of --along."
)
@draws_options
@format_option
def command(
    asked: Asked,
    sought: Sought,
    bounds: tuple[str, ...],
    worth: bool,
    latest: bool,
    along: str | None,
    points: int,
    drawn: Drawn,
    form: str,
) -> None:
    """Find when to pause in a MODEL: the schedule's arguments that maximise an outcome.

    With --worth, each of the model's improvements is told with the pause chosen anew. With --latest, the latest pause
    that meets every --subject-to is found instead. With --draws, parameters are drawn from their priors: the pause that
    is best on average, how the best of each draw is spread, and what it would be worth to know more, or to wait.
    """
    from takeoff.cli.latest import answer_latest

    check_figure(sought.figure)
    limits = repeated("--subject-to", bounds)
    if drawn.draws is not None:
        drawn.refuse({"--subject-to": bounds, "--worth": worth, "--latest": latest, "--along": along})
        drawn.answer(asked, sought, form)
        return
    drawn.refuse_alone()
    if latest:
        if worth:
            raise InputError("--worth and --latest exclude each other", "one question at a time")
        answer_latest(asked, sought, bounds, along, points, limits, form)
    elif along is not None:
        raise InputError("--along is for the latest pause", "add --latest")
    else:
        _answer_best(asked, sought, bounds, worth, limits, form)


def _answer_best(
    asked: Asked, sought: Sought, bounds: tuple[str, ...], worth: bool, limits: list[str], form: str
) -> None:
    from takeoff.decide.pause import best_pause, split_schedules

    maximise, case, ranges = sought.outcome, asked.case(), sought.ranges()
    searched, held = split_schedules(once("--schedule", read_schedules(asked.schedules)), ranges)
    best = best_pause(case.with_schedules(held), searched, maximise, ranges, bounds)
    note_direction(case.meaning, maximise)
    note_idle(case.meaning, asked.changes, [maximise, *(bound.outcome for bound in best.bounds)])
    line = asked.line("pause", [*sought.options(), *limits, *(["--worth"] if worth else [])])
    if worth:
        from takeoff.cli.worth import show_worth

        show_worth(best, sought.figure, line, form)
        return
    if sought.figure:
        _draw(best, sought.figure, line)
    show(_text(best, form), line, form)


def _text(best: BestPause, form: str) -> str:
    from takeoff.tables.layout import csv_table
    from takeoff.tables.pauses import pause_header, pause_rows, pause_words
    from takeoff.tables.records import pause_record

    if form == "json":
        return as_json(pause_record(best))
    return csv_table(pause_header(best), pause_rows(best)) if form == "csv" else pause_words(best)


def _draw(best: BestPause, figure: str, line: str) -> None:
    """The best pause beside never pausing."""
    from takeoff.cli.compare import draw_slowdowns
    from takeoff.decide.slowdowns import NEVER, Comparison, Slowdown

    chosen = {control: str(schedule) for control, schedule in best.solved_schedules().items()}
    never, paused = Slowdown(NEVER, {}, best.never.run), Slowdown("best pause", chosen, best.best.run)
    draw_slowdowns(Comparison((never, paused), best.maximised), figure, line)
