"""`takeoff compare`: slowdowns side by side, at an equal outcome if one is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from takeoff.cli.notes import note_idle
from takeoff.cli.options import (
    OUTCOMES,
    Asked,
    Sought,
    account,
    as_json,
    case_options,
    format_option,
    search_options,
    show,
)
from takeoff.cli.saving import check_figure, save_figure
from takeoff.cli.scenarios import answer_scenarios
from takeoff.cli.texts import read_compared, read_over
from takeoff.errors import InputError

if TYPE_CHECKING:
    from takeoff.decide.slowdowns import Comparison


@click.command("compare")
@case_options
@search_options
@click.option(
    "--equal", metavar="OUTCOME", shell_complete=OUTCOMES, help="What further schedules must share with the first."
)
@click.option("--scenarios", is_flag=True, help="Compare in every scenario of the model.")
@format_option
def command(asked: Asked, sought: Sought, equal: str | None, scenarios: bool, form: str) -> None:
    """Compare schedules in a MODEL with never pausing and with each other.

    Arguments that the first schedule leaves open maximise the outcome; those of the others are solved so that they
    share --equal with it. With --scenarios, open arguments maximise the outcome in every scenario of the model; unless
    schedules are given, these are a full stop and an abrupt slowdown of any depth.
    """
    check_figure(sought.figure)
    if scenarios:
        if equal is not None or asked.scenario is not None:
            other = "--equal" if equal is not None else "--scenario"
            raise InputError(f"--scenarios and {other} exclude each other", "one question at a time")
        answer_scenarios(asked, sought, form)
    else:
        _answer(asked, sought, equal, form)


def _answer(asked: Asked, sought: Sought, equal: str | None, form: str) -> None:
    from takeoff.decide.bounds import require_outcome
    from takeoff.decide.slowdowns import compare

    maximise = sought.outcome
    case = asked.case()
    compared, held = read_compared(asked.schedules)
    if equal is not None and require_outcome(equal, case.meaning) and len(compared) == 1:
        raise InputError(f"nothing to match at equal '{equal}'", "give --schedule once more for the same control")
    comparison = compare(case.with_schedules(held), compared, maximise, equal or "", read_over(sought.over))
    note_idle(case.meaning, asked.changes, [maximise, equal or ""])
    line = asked.line("compare", [*sought.options(), *(["--equal", equal] if equal else [])])
    if sought.figure:
        draw_slowdowns(comparison, sought.figure, line)
    show(_text(comparison, line, form), line, form)


def _text(comparison: Comparison, line: str, form: str) -> str:
    from takeoff.tables.compared import comparison_words
    from takeoff.tables.layout import csv_table
    from takeoff.tables.records import comparison_record

    if form == "json":
        told = account(comparison.slowdowns[0].run.meaning, line)
        return as_json({**comparison_record(comparison), "provenance": told})
    if form == "table":
        return comparison_words(comparison)
    names = tuple(comparison.slowdowns[0].run.outcomes)
    rows = [(one.label, *(one.run.outcomes[name].value for name in names)) for one in comparison.slowdowns]
    return csv_table(("slowdown", *names), rows)


def draw_slowdowns(comparison: Comparison, figure: str, line: str) -> None:
    """Save the figure of slowdowns.

    Arguments:
        comparison: what is drawn.
        figure: what --figure gives.
        line: that reproduces it.
    """
    from takeoff.figures import slowdowns

    save_figure(slowdowns(comparison), figure, {**comparison.slowdowns[-1].run.provenance, "command": line})
