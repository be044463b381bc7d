"""The option --scenarios of `takeoff compare`: one question in every scenario of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takeoff.cli.notes import note_idle
from takeoff.cli.options import Asked, Sought, account, as_json, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import save_figure
from takeoff.cli.texts import read_compared, read_over

if TYPE_CHECKING:
    from takeoff.decide.scenarios import ScenarioComparison


def answer_scenarios(asked: Asked, sought: Sought, form: str) -> None:
    """Compare slowdowns in every scenario, and show what each gives there.

    Arguments:
        asked: of which model.
        sought: what is maximised, over which arguments.
        form: "table", "json" or "csv".

    Raises:
        TakeoffError: a wrong name or value, or a model without scenarios.
    """
    from takeoff.decide.scenarios import compare_scenarios
    from takeoff.decide.slowdowns import labels_of

    maximise, case = sought.outcome, asked.case()
    compared, held = read_compared(asked.schedules)
    schedules = dict(zip(labels_of(compared), compared, strict=True))
    over, watch = read_over(sought.over), progress("scenarios")
    found = compare_scenarios(case.with_schedules(held), maximise, schedules, over, watch=watch)
    note_idle(case.meaning, asked.changes, [maximise])
    line = asked.line("compare", [*sought.options(), "--scenarios"])
    if sought.figure:
        from takeoff.figures import scenarios as drawn

        save_figure(drawn(found), sought.figure, {**found.provenance, "command": line})
    show(_text(found, line, form), line, form)


def _text(found: ScenarioComparison, line: str, form: str) -> str:
    from takeoff.tables.layout import csv_table
    from takeoff.tables.records import scenarios_record
    from takeoff.tables.scenarios import scenarios_header, scenarios_rows, scenarios_words

    if form == "json":
        return as_json({**scenarios_record(found), "provenance": account(found.case.meaning, line)})
    return csv_table(scenarios_header(found), scenarios_rows(found)) if form == "csv" else scenarios_words(found)
