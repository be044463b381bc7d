"""The stock-and-flow diagram on stdout, or as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from takeoff.cli.saving import check_figure, save_figure

if TYPE_CHECKING:
    from takeoff.model import Model


def draw(model: Model, given: str, kind: str, figure: str, sector: str, parameters: bool) -> None:
    """Show or save a diagram.

    Arguments:
        model: what is drawn.
        given: its name or path, as the user gave it.
        kind: "dot", "mermaid", "svg", or "" for none on stdout.
        figure: path of files without ending, or "" for none.
        sector: the only one that is drawn, or "".
        parameters: whether they are drawn too.

    Raises:
        InputError: no such sector, nothing to draw, or a place where no file can be.
    """
    from takeoff.algebra.structure import PARAMETER, structure
    from takeoff.exchange.dot import dot
    from takeoff.exchange.mermaid import mermaid

    check_figure(figure or None)
    shown = structure(model.meaning)
    shown = shown if parameters else shown.without(PARAMETER)
    shown = shown.of_sector(sector) if sector else shown
    if kind in ("dot", "mermaid"):
        click.echo(dot(shown) if kind == "dot" else mermaid(shown))
    if kind == "svg" or figure:
        from takeoff.figures.diagram import diagram
        from takeoff.figures.save import svg_text

        drawn = diagram(shown, sector)
        told = {"model": model.name, "model_sha256": model.meaning.spec.digest}
        if kind == "svg":
            click.echo(svg_text(drawn, told), nl=False)
        if figure:
            save_figure(drawn, figure, {**told, "command": _line(given, figure, sector, parameters)})


def _line(model: str, figure: str, sector: str, parameters: bool) -> str:
    from takeoff.tables.reproduce import command

    options = [*(["--sector", sector] if sector else []), *(["--parameters"] if parameters else [])]
    return command("explain", model, {}, [], [*options, "--figure", figure])
