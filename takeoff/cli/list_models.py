"""`takeoff list`: the models that are shipped."""

from __future__ import annotations

import click

from takeoff.cli.options import as_json, format_option


@click.command("list")
@format_option
def command(form: str) -> None:
    """List the models."""
    from takeoff.spec.find import model_paths
    from takeoff.spec.read import read_model
    from takeoff.tables.layout import csv_table, text_table

    headers = {name: read_model(path).parts.model for name, path in model_paths().items()}
    rows = [(name, header.title) for name, header in headers.items()]
    if form == "json":
        click.echo(as_json([{"name": name, "title": title} for name, title in rows]))
    else:
        click.echo((csv_table if form == "csv" else text_table)(("name", "title"), rows))
