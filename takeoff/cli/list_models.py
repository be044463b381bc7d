"""`takeoff list`: the models that are shipped, the kinds of schedule, or the scenarios of a model."""

from __future__ import annotations

from pathlib import Path

import click

from takeoff.cli import completing
from takeoff.cli.options import as_json, format_option
from takeoff.errors import InputError, ModelError


@click.command("list")
@click.option("--schedules", "kinds", is_flag=True, help="List the kinds of schedule and their arguments.")
@click.option(
    "--scenarios",
    "model",
    metavar="MODEL",
    shell_complete=completing.models,
    help="List the scenarios of a model and what each changes.",
)
@format_option
def command(kinds: bool, model: str | None, form: str) -> None:
    """List the models, or with --schedules the kinds of schedule, with --scenarios those of a model."""
    from takeoff.tables.layout import csv_table, text_table

    if kinds and model is not None:
        raise InputError("--schedules and --scenarios exclude each other", "one list at a time")
    names, rows = _scenarios(model) if model is not None else _schedules() if kinds else _models()
    if form == "json":
        click.echo(as_json([dict(zip(names, row, strict=True)) for row in rows]))
    else:
        click.echo((csv_table if form == "csv" else text_table)(names, rows))


def _models() -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    from takeoff.spec.find import model_paths

    return ("name", "title"), [(name, _title(name, path)) for name, path in model_paths().items()]


def _schedules() -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    from takeoff.schedules.find import find_kind, kind_names

    kinds = [find_kind(name) for name in kind_names()]
    return ("name", "arguments", "meaning"), [(kind.name, kind.arguments_text(), kind.meaning) for kind in kinds]


def _scenarios(model: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    from takeoff.model import load
    from takeoff.tables.explain import scenario_text

    parts = load(model).meaning.spec.parts.scenarios
    rows: list[tuple[str, ...]] = [(name, one.title, scenario_text(one), one.meaning) for name, one in parts.items()]
    return ("name", "title", "changes", "meaning"), rows


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
