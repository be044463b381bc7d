"""`takeoff list`: the models that are shipped."""

from __future__ import annotations

from pathlib import Path

import click

from takeoff.cli.options import as_json, format_option
from takeoff.errors import ModelError


@click.command("list")
@format_option
def command(form: str) -> None:
    """List the models."""
    from takeoff.spec.find import model_paths
    from takeoff.tables.layout import csv_table, text_table

    rows = [(name, _title(name, path)) for name, path in model_paths().items()]
    if form == "json":
        click.echo(as_json([{"name": name, "title": title} for name, title in rows]))
    else:
        click.echo((csv_table if form == "csv" else text_table)(("name", "title"), rows))


def _title(name: str, path: Path) -> str:
    """Title of a model; a bad one hides none of the others."""
    from takeoff.spec.read import read_model

    try:
        spec = read_model(path)
        problems, title = len(spec.problems), spec.parts.model.title
    except ModelError as error:
        problems, title = len(error.problems), ""
    if not problems:
        return title
    click.echo(f"note: '{name}' has problems, see: takeoff check {name}", err=True)
    return f"{title} (has problems)".strip()
