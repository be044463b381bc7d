"""`takeoff run`: one run, its outcomes and milestones."""

from __future__ import annotations

from pathlib import Path

import click

from takeoff.cli.notes import note_idle
from takeoff.cli.options import Asked, as_json, case_options, format_option, show
from takeoff.cli.saving import check_place


@click.command("run")
@case_options
@click.option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), help="Also write all values along time: FILE.nc."
)
@format_option
def command(asked: Asked, save: Path | None, form: str) -> None:
    """Run a MODEL once and print its outcomes.

    With --save, everything that is read off the run goes into a NetCDF file, for other programs and takeoff.load_run.
    """
    from takeoff.tables.layout import csv_table
    from takeoff.tables.records import run_record
    from takeoff.tables.runs import run_words

    check_place(save, "--save")
    case = asked.scheduled()
    run = case.run()
    note_idle(case.meaning, asked.changes, [])
    line = asked.line("run", [] if save is None else ["--save", str(save)])
    if save is not None:
        run.save(save)
        click.echo(f"saved: {save}", err=True)
    if form == "json":
        record = run_record(case, run)
        text = as_json({**record, "provenance": {**record["provenance"], "command": line}})
    elif form == "csv":
        text = csv_table(("outcome", "value", "unit"), [(n, a.value, a.unit) for n, a in run.outcomes.items()])
    else:
        text = run_words(run)
    show(text, line, form)
