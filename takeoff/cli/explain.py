"""`takeoff explain`: what a model assumes."""

from __future__ import annotations

import click

from takeoff.cli.options import as_json, format_option, model_argument


@click.command("explain")
@model_argument
@click.argument("name", default="")
@format_option
def command(model: str, name: str, form: str) -> None:
    """Show a whole MODEL, or one quantity NAME of it: equation, unit, value, source, what feeds it, what it reaches."""
    from takeoff.model import load
    from takeoff.tables.explain import HEADER, quantity_rows
    from takeoff.tables.layout import csv_table

    loaded = load(model)
    text = loaded.explain(name)
    rows = [row for row in quantity_rows(loaded.meaning) if name in ("", row[2])]
    if form == "json":
        click.echo(as_json([dict(zip(HEADER, row, strict=True)) for row in rows]))
    else:
        click.echo(csv_table(HEADER, rows) if form == "csv" else text)
