"""`takeoff theory`: results derived by sympy, with their steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from takeoff.cli import completing
from takeoff.cli.options import as_json, format_option
from takeoff.cli.saving import check_figure, save_figure
from takeoff.errors import InputError, near

if TYPE_CHECKING:
    from takeoff.tables.blocks import Block
    from takeoff.theory.derivation import Result
    from takeoff.theory.topic import Topic

STEPS, LATEX, MARKDOWN = "steps", "latex", "markdown"


@click.command("theory")
@click.argument("name", default="", shell_complete=completing.results)
@click.option("--steps", "markup", flag_value=STEPS, help="Also show assumptions, steps and symbols.")
@click.option("--latex", "markup", flag_value=LATEX, help="All of it as a LaTeX document.")
@click.option("--markdown", "markup", flag_value=MARKDOWN, help="All of it as Markdown.")
@click.option("--figure", metavar="PATH", help="Draw the figure of a result: PATH.svg and PATH.png.")
@format_option
def command(name: str, markup: str | None, figure: str | None, form: str) -> None:
    """List the results of the theory, or show NAME: a topic, or one result."""
    check_figure(figure)
    from takeoff.theory.topics import topics

    if not name:
        _refuse_without_name(markup, figure)
        click.echo(_listed(topics(), form))
        return
    topic, found = _find(name, topics())
    if form != "table":
        _refuse_with_form(markup, form)
        click.echo(_told(found, form))
    else:
        click.echo(_written(topic, found, markup))
    if figure is not None:
        _draw(found, name, figure)


def _refuse_without_name(markup: str | None, figure: str | None) -> None:
    if markup or figure:
        option = f"--{markup}" if markup else "--figure"
        raise InputError(f"{option} needs the NAME of a topic or result", "takeoff theory lists them")


def _refuse_with_form(markup: str | None, form: str) -> None:
    if markup:
        raise InputError(f"--{markup} and --format {form} exclude each other", "one form at a time")


def _find(name: str, topics: dict[str, Topic]) -> tuple[Topic | None, list[Result]]:
    """A topic with its results, or one result.

    Raises:
        InputError: nothing of that name.
    """
    from takeoff.theory.topics import results

    if name in topics:
        return topics[name], list(topics[name].results)
    if name in results():
        return None, [results()[name]]
    raise InputError(f"there is no topic or result '{name}'", near(name, [*topics, *results()]) or "see takeoff theory")


def _listed(topics: dict[str, Topic], form: str) -> str:
    from takeoff.tables.layout import csv_table, text_table
    from takeoff.tables.theory import LISTED, list_rows

    rows = list_rows(topics)
    if form == "json":
        return as_json([dict(zip(LISTED, row, strict=True)) for row in rows])
    return (csv_table if form == "csv" else text_table)(LISTED, rows)


def _written(topic: Topic | None, found: list[Result], markup: str | None) -> str:
    from takeoff.tables.block_latex import block_latex
    from takeoff.tables.block_markdown import block_markdown
    from takeoff.tables.block_text import block_text

    write: Any = {LATEX: block_latex, MARKDOWN: block_markdown}.get(markup or "", block_text)
    text: str = write(_blocks(topic, found, steps=markup is not None))
    return text


def _blocks(topic: Topic | None, found: list[Result], steps: bool) -> Iterator[Block]:
    from takeoff.tables.theory import result_blocks, symbols_block, topic_blocks
    from takeoff.theory.topics import derive

    if topic is not None:
        yield from topic_blocks(topic, steps)
        return
    yield from result_blocks(found[0], steps)
    if steps:
        yield symbols_block(derive(found[0].name))


def _told(found: list[Result], form: str) -> str:
    from takeoff.tables.layout import csv_table
    from takeoff.tables.theory import COLUMNS, result_row

    rows = [result_row(result) for result in found]
    if form == "csv":
        return csv_table(COLUMNS, rows)
    return as_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])


def _draw(found: list[Result], name: str, path: str) -> None:
    """Save the figure of a result.

    Raises:
        InputError: it has none, or a topic was asked for.
    """
    from takeoff.figures.illustrations import illustration
    from takeoff.tables.reproduce import command as line
    from takeoff.theory.topics import derive

    drawn = [result for result in found if result.picture is not None]
    if len(drawn) != 1:
        names = ", ".join(result.name for result in drawn)
        raise InputError(
            f"'{name}' has {len(drawn)} figures", f"name one of {names}" if drawn else "see takeoff theory"
        )
    make = drawn[0].picture
    if make is not None:
        told = {"result": drawn[0].name, "command": line("theory", drawn[0].name, {}, [], ["--figure", path])}
        save_figure(illustration(make(derive(drawn[0].name))), path, told)
