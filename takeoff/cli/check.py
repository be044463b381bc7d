"""`takeoff check`: is a model file right?"""

from __future__ import annotations

import click

from takeoff.cli.options import as_json, format_option, model_argument


@click.command("check")
@model_argument
@format_option
def command(model: str, form: str) -> None:
    """Check a model: names, units, order, values; list every problem at once."""
    from takeoff.model import load
    from takeoff.tables.explain import check_counts, check_text
    from takeoff.tables.layout import csv_table

    checked = load(model)
    checked.case.check()
    counts = check_counts(checked.meaning)
    if form == "json":
        click.echo(as_json({"model": checked.name, "problems": [], "counts": counts}))
    elif form == "csv":
        click.echo(csv_table(("part", "count"), list(counts.items())))
    else:
        click.echo(check_text(checked.meaning))
