"""`takeoff sensitivity`: which uncertain inputs the answer hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from takeoff.cli.options import Asked, Sought, account, as_json, case_options, format_option, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import check_figure, save_figure
from takeoff.cli.texts import once, read_named, read_schedules
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from takeoff.equations.meaning import Meaning
    from takeoff.solve.case import Case
    from takeoff.uncertainty.answers import Question
    from takeoff.uncertainty.sensitivity import Measure
    from takeoff.uncertainty.tornado import Tornado

METHODS = ("tornado", "sobol", "morris", "pawn")


@click.command("sensitivity")
@case_options
@click.option("--outcome", metavar="OUTCOME", help="The answer: an outcome of the run.")
@click.option("--maximise", metavar="OUTCOME", help="The answer: what the best pause gives; needs --over.")
@click.option("--over", multiple=True, metavar="ARG[=LOW..HIGH UNIT]", help="An argument that is searched.")
@click.option("--tell", metavar="ARG", help="With --maximise: this argument of the best pause is the answer.")
@click.option("--method", type=click.Choice(METHODS), default="tornado", show_default=True, help="How it is measured.")
@click.option("--points", type=click.IntRange(4, 2**20), help="Base points, trajectories (morris), or draws (pawn).")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Of the points.")
@click.option("--prior", "priors", multiple=True, metavar="NAME=PRIOR", help='A prior, or "fixed".')
@click.option("--figure", metavar="PATH", help="Also draw the answer: PATH.svg and PATH.png.")
@format_option
def command(
    asked: Asked,
    outcome: str | None,
    maximise: str | None,
    over: tuple[str, ...],
    tell: str | None,
    method: str,
    points: int | None,
    seed: int,
    priors: tuple[str, ...],
    figure: str | None,
    form: str,
) -> None:
    """Tell which uncertain inputs of a MODEL the answer hangs on.

    The answer is an outcome of the run (--outcome), or of the best pause, which is then sought anew for every set of
    inputs (--maximise with --over; --tell start for its date). A tornado moves one input at a time; sobol, morris and
    pawn move all of them.
    """
    from takeoff.uncertainty.inputs import draws
    from takeoff.uncertainty.sensitivity import points_for, sensitivity

    if (outcome is None) == (maximise is None):
        raise click.UsageError("Give either --outcome or --maximise.")
    check_figure(figure)
    sought, count = Sought(maximise, over, figure), points_for(method, points)
    case, question = _asked(asked, outcome, sought, tell)
    found = sensitivity(case, draws(case, seed, read_named("--prior", priors)), question, method, points)
    words = [*(["--outcome", outcome] if outcome else []), *sought.options()]
    words += [*(["--tell", tell] if tell else []), "--method", method]
    words += ["--points", str(count), "--seed", str(seed)] if count else []
    line = asked.line("sensitivity", words + repeated("--prior", priors))
    if figure is not None:
        _draw(found, case.meaning, figure, line)
    show(_text(found, case.meaning, line, form), line, form)


def _asked(asked: Asked, outcome: str | None, sought: Sought, tell: str | None) -> tuple[Case, Question]:
    from takeoff.decide.pause import split_schedules
    from takeoff.uncertainty.answers import outcome_question, pause_question

    if outcome is not None:
        if sought.over or tell:
            raise click.UsageError("--over and --tell go with --maximise.")
        case = asked.scheduled()
        return case, outcome_question(case, outcome, watch=progress("running"))
    over = sought.ranges()
    searched, held = split_schedules(once("--schedule", read_schedules(asked.schedules)), over)
    case = asked.case().with_schedules(held)
    return case, pause_question(case, searched, sought.outcome, over, tell or "", progress("solving"))


def _draw(found: Tornado | Measure, meaning: Meaning, figure: str, line: str) -> None:
    from takeoff import figures
    from takeoff.uncertainty.tornado import Tornado

    drawn = figures.tornado(found, meaning) if isinstance(found, Tornado) else figures.indices(found, meaning)
    save_figure(drawn, figure, account(meaning, line))


def _text(found: Tornado | Measure, meaning: Meaning, line: str, form: str) -> str:
    from takeoff.tables import sensitivity as told
    from takeoff.tables.layout import csv_table
    from takeoff.uncertainty.tornado import Tornado

    if form == "json":
        return as_json({**told.sensitivity_record(found, meaning), "provenance": account(meaning, line)})
    if isinstance(found, Tornado):
        rows = told.tornado_rows(found, meaning)
        return csv_table(told.tornado_header(found), rows) if form == "csv" else told.tornado_words(found, meaning)
    if form == "csv":
        return csv_table(told.measure_header(found), told.measure_rows(found, meaning))
    return told.measure_words(found, meaning)
