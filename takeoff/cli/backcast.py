"""`takeoff backcast`: what models imply for the past, beside data."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from takeoff.cli.compare_models import note_silent
from takeoff.cli.options import as_json, format_option, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import check_figure, save_figure
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takeoff.decide.backcast import Backcast


@click.command("backcast")
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the data files are; that of DATA unless given.",
)
@click.option("--model", "models", multiple=True, metavar="MODEL", help="A name or a path; all models unless given.")
@click.option("--figure", metavar="PATH", help="Also draw the data and the models: PATH.svg and PATH.png.")
@format_option
def command(data: Path, folder: Path | None, models: tuple[str, ...], figure: str | None, form: str) -> None:
    """Hold models against observations of what their [concepts] name; DATA says which columns measure it.

    A model is run from its start; before, it is drawn back at the growth that it starts with. Misfit is the root mean
    square of what is left, in factors of ten, or in the data's own unit where its scale is fitted.
    """
    from takeoff.model.many import backcast

    check_figure(figure)
    found = backcast(data, models, folder, progress("models"))
    note_silent(models)
    words = ["takeoff", "backcast", str(data), *(["--folder", str(folder)] if folder else [])]
    words += repeated("--model", models)
    line = shlex.join([*words, *(["--figure", figure] if figure else [])])
    if figure:
        from takeoff.figures import backcast as drawn

        runs = {implied.model: dict(implied.run.provenance) for one in found for implied in one.implied}
        save_figure(drawn(found), figure, {"models": runs, "command": line})
    show(_text(found, form), line, form)


def _text(found: Sequence[Backcast], form: str) -> str:
    from takeoff.tables.backcast import HEADER, backcast_record, backcast_rows, backcast_words
    from takeoff.tables.layout import csv_table

    if form == "json":
        return as_json(backcast_record(found))
    return csv_table(HEADER, backcast_rows(found)) if form == "csv" else backcast_words(found)
