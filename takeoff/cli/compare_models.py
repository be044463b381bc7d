"""`takeoff compare-models`: one question put to every model that can answer it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from takeoff.cli.options import as_json, format_option, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import check_figure, save_figure
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takeoff.decide.across import Answers


@click.command("compare-models")
@click.argument("questions", nargs=-1, metavar="[QUESTION]...")
@click.option(
    "--model", "models", multiple=True, metavar="MODEL", help="Whom to ask: a name or a path; all models unless given."
)
@click.option("--figure", metavar="PATH", help="Also draw the answers: PATH.svg and PATH.png.")
@format_option
def command(questions: tuple[str, ...], models: tuple[str, ...], figure: str | None, form: str) -> None:
    """Put the same QUESTION to every model that can answer it, and say which cannot and why.

    Questions, with what they are asked with unless given: automated(level=0.99), takeoff(low=0.2, high=0.99),
    pause(low=0.5, high=0.9, length=6 month), speed(low=10, high=250), growth(level=3 OOM); all of them unless any is
    named. A model answers through the quantities that its [concepts] name.
    """
    from takeoff.model.many import compare_models

    check_figure(figure)
    found = compare_models(questions, models, progress("models"))
    note_silent(models)
    options = [*questions, *repeated("--model", models)]
    line = shlex.join(["takeoff", "compare-models", *options, *(["--figure", figure] if figure else [])])
    if figure:
        _draw(found, figure, line)
    show(_text(found, form), line, form)


def note_silent(models: Sequence[str]) -> None:
    """Say which shipped models were not asked, if all of them were meant.

    Arguments:
        models: that are named.
    """
    from takeoff.model.many import shipped

    if not models and (silent := [one.name for one in shipped()[1]]):
        click.echo(f"note: not asked, as their [concepts] name no quantity: {', '.join(silent)}", err=True)


def _draw(found: Sequence[Answers], figure: str, line: str) -> None:
    from takeoff.figures import across

    runs = {
        one.case.meaning.header.name: list(one.provenance) for answers in found for one in answers.given if one.answered
    }
    save_figure(across(found), figure, {"models": runs, "command": line})


def _text(found: Sequence[Answers], form: str) -> str:
    from takeoff.tables.across import HEADER, across_record, across_rows, across_words
    from takeoff.tables.layout import csv_table

    if form == "json":
        return as_json(across_record(found))
    return csv_table(HEADER, across_rows(found)) if form == "csv" else across_words(found)
