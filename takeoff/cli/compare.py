"""`takeoff compare`: slowdowns side by side, at an equal outcome if one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from takeoff.cli.notes import note_idle
from takeoff.cli.options import (
    as_json,
    case_options,
    changed_model,
    format_option,
    once,
    read_over,
    read_schedules,
    show,
)
from takeoff.cli.saving import check_figure, save_figure
from takeoff.errors import InputError

if TYPE_CHECKING:
    from takeoff.decide.slowdowns import Comparison


@click.command("compare")
@case_options
@click.option("--maximise", required=True, metavar="OUTCOME", help="What slowdowns are ranked by.")
@click.option("--equal", metavar="OUTCOME", help="What further schedules must share with the first.")
@click.option("--over", multiple=True, metavar="ARG[=LOW..HIGH UNIT]", help="An argument to search or to solve for.")
@click.option("--figure", metavar="PATH", help="Also draw them: PATH.svg and PATH.png.")
@format_option
def command(
    model: str,
    scenario: str | None,
    changes: tuple[str, ...],
    schedules: tuple[str, ...],
    maximise: str,
    equal: str | None,
    over: tuple[str, ...],
    figure: str | None,
    form: str,
) -> None:
    """Compare schedules in a MODEL with never pausing and with each other.

    Arguments that the first schedule leaves open maximise the outcome; those of the others are solved so that they
    share --equal with it.
    """
    from takeoff.decide.bounds import require_outcome
    from takeoff.decide.slowdowns import alternatives, compare
    from takeoff.tables.reproduce import command as reproduce

    check_figure(figure)
    case = changed_model(model, scenario, changes).case
    given = read_schedules(schedules)
    compared, _ = alternatives(given)
    held = once("--schedule", [(control, one) for control, one in given if control not in compared[0]]) if given else {}
    if equal is not None and require_outcome(equal, case.meaning) and len(compared) == 1:
        raise InputError(f"nothing to match at equal '{equal}'", "give --schedule once more for the same control")
    comparison = compare(case.with_schedules(held), compared, maximise, equal or "", read_over(over))
    options = ["--maximise", maximise, *(["--equal", equal] if equal else [])]
    options += [word for one in over for word in ("--over", one)] + (["--figure", figure] if figure else [])
    note_idle(case.meaning, changes, [maximise, equal or ""])
    line = reproduce("compare", model, case.changes, schedules, options)
    if figure:
        _draw(comparison, figure, line)
    show(_text(comparison, form), line, form)


def _text(comparison: Comparison, form: str) -> str:
    from takeoff.tables.compared import comparison_words
    from takeoff.tables.layout import csv_table
    from takeoff.tables.records import comparison_record

    if form == "json":
        return as_json(comparison_record(comparison))
    if form == "table":
        return comparison_words(comparison)
    names = tuple(comparison.slowdowns[0].run.outcomes)
    rows = [(one.label, *(one.run.outcomes[name].value for name in names)) for one in comparison.slowdowns]
    return csv_table(("slowdown", *names), rows)


def _draw(comparison: Comparison, figure: str, line: str) -> None:
    from takeoff.figures import slowdowns

    save_figure(slowdowns(comparison), figure, {**comparison.slowdowns[-1].run.provenance, "command": line})
