"""`takeoff explain`: what a model assumes, and how it hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from takeoff.cli import completing
from takeoff.cli.options import as_json, format_option, model_argument
from takeoff.errors import InputError

if TYPE_CHECKING:
    from takeoff.model import Model


TOLD = (*("stocks", "auxiliaries", "parameters", "controls", "outcomes", "flows"), *("tables", "milestones", "events"))


@click.command("explain")
@model_argument
@click.argument("name", default="", shell_complete=completing.of_model(*TOLD))
@format_option
@click.option(
    "--as",
    "markup",
    type=click.Choice(["text", "markdown", "latex"]),
    default="text",
    help="Markup of the equations on stdout.",
)
@click.option("--loops", is_flag=True, help="Show the feedback loops of the default run, or those through NAME.")
@click.option(
    "--closed-form",
    "closed",
    is_flag=True,
    help="Show each stock, or NAME, as a function of time where there is one, else why not.",
)
@click.option("--diagram", type=click.Choice(["dot", "mermaid", "svg"]), help="Show the stock-and-flow diagram.")
@click.option("--figure", metavar="PATH", help="Draw the stock-and-flow diagram: PATH.svg and PATH.png.")
@click.option("--sector", default="", help="Draw only one file of a folder model, and what feeds it.")
@click.option("--parameters", is_flag=True, help="Draw the parameters too.")
def command(
    model: str,
    name: str,
    form: str,
    markup: str,
    loops: bool,
    closed: bool,
    diagram: str | None,
    figure: str | None,
    sector: str,
    parameters: bool,
) -> None:
    """Show a whole MODEL, or one quantity NAME of it: equation, unit, value, source, what feeds it, what it reaches."""
    from takeoff.cli.diagram import draw
    from takeoff.model import load

    drawn = bool(diagram or figure)
    _check(name, form, markup, (loops, closed, drawn), bool(sector or parameters))
    loaded = load(model)
    if drawn:
        draw(loaded, model, diagram or "", figure or "", sector, parameters)
    elif loops:
        click.echo(_loops(loaded, name, form))
    elif closed:
        click.echo(_closed_forms(loaded, name, form, markup))
    else:
        click.echo(_told(loaded, name, form, markup))


def _check(name: str, form: str, markup: str, others: tuple[bool, bool, bool], of_drawing: bool) -> None:
    """Refuse options that do not go together."""
    loops, closed, drawn = others
    if loops + closed + drawn > 1 or (markup != "text" and (loops or drawn)):
        options = "--as, --loops, and --diagram or --figure" if not closed else "--closed-form, --loops and --diagram"
        raise InputError(f"{options} exclude each other", "one question at a time")
    if form != "table" and (markup != "text" or drawn):
        raise InputError(f"--format {form} is for quantities and loops", "leave --format out")
    if drawn and name:
        raise InputError("a diagram shows a model or a sector, no single quantity", "leave the NAME out, or --sector")
    if of_drawing and not drawn:
        raise InputError("--sector and --parameters are for a diagram", "add --diagram svg, or --figure PATH")


def _told(model: Model, name: str, form: str, markup: str) -> str:
    """Quantities as text, rows, Markdown or LaTeX."""
    from takeoff.tables import document, latex, markdown
    from takeoff.tables.explain import HEADER, quantity_rows
    from takeoff.tables.layout import csv_table

    if markup != "text":
        written = document.document(model.meaning, name)
        return latex.latex(written) if markup == "latex" else markdown.markdown(written)
    text = model.explain(name)
    rows = [row for row in quantity_rows(model.meaning) if name in ("", row[2])]
    if form == "json":
        return as_json([dict(zip(HEADER, row, strict=True)) for row in rows])
    return csv_table(HEADER, rows) if form == "csv" else text


def _loops(model: Model, name: str, form: str) -> str:
    from takeoff.tables.layout import csv_table
    from takeoff.tables.loops import HEADER, Feedback

    feedback = Feedback(model.run(), name)
    if form == "json":
        return as_json(feedback.record())
    return csv_table(HEADER, feedback.rows()) if form == "csv" else feedback.text()


def _closed_forms(model: Model, name: str, form: str, markup: str) -> str:
    from takeoff.tables import latex, markdown
    from takeoff.tables.closed_forms import HEADER, ClosedForms
    from takeoff.tables.layout import csv_table

    found = ClosedForms(model.meaning, model.closed_forms()).only(name)
    if markup != "text":
        return latex.latex(found.document()) if markup == "latex" else markdown.markdown(found.document())
    if form == "json":
        return as_json(found.record())
    return csv_table(HEADER, found.rows()) if form == "csv" else found.text()
