"""`takeoff run`: one run, its outcomes and milestones."""

from __future__ import annotations

import click

from takeoff.cli.notes import note_idle
from takeoff.cli.options import Asked, as_json, case_options, format_option, show


@click.command("run")
@case_options
@format_option
def command(asked: Asked, form: str) -> None:
    """Run a MODEL once and print its outcomes."""
    from takeoff.tables.layout import csv_table
    from takeoff.tables.records import run_record
    from takeoff.tables.runs import run_words

    case = asked.scheduled()
    run = case.run()
    note_idle(case.meaning, asked.changes, [])
    line = asked.line("run", [])
    if form == "json":
        record = run_record(case, run)
        text = as_json({**record, "provenance": {**record["provenance"], "command": line}})
    elif form == "csv":
        text = csv_table(("outcome", "value", "unit"), [(n, a.value, a.unit) for n, a in run.outcomes.items()])
    else:
        text = run_words(run)
    show(text, line, form)
