"""`takeoff page`: the page in the browser, served by this machine."""

from __future__ import annotations

from pathlib import Path

import click

from takeoff.cli import completing
from takeoff.cli.saving import check_place
from takeoff.errors import InputError


@click.command("page")
@click.argument("model", default=None, required=False, shell_complete=completing.models)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on; a free one unless given.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others can reach some.")
@click.option("--no-browser", "silent", is_flag=True, help="Open no browser.")
@click.option(
    "--export",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page of MODEL to this HTML file, which needs no server and no network.",
)
@click.option("--verbose", is_flag=True, help="Tell requests and faults on stderr.")
def command(model: str | None, port: int, host: str, silent: bool, out: Path | None, verbose: bool) -> None:
    """Show MODEL as a page, or all shipped models that have a control and a goal.

    The page is served by this machine alone, until Ctrl-C. Its address is printed, and opened in the browser.
    """
    if out is not None:
        return _export(model, out)
    from takeoff.page.server.listening import listen
    from takeoff.page.server.offered import offered_models
    from takeoff.page.server.serve import open_browser, page_app, serve, until_interrupted

    offered, titles = offered_models(model)
    listening = listen(host, port)
    if not listening.local:
        click.echo("warning: other machines can reach the page, and make this one compute", err=True)
    with until_interrupted():
        click.echo(listening.address)
        if not silent:
            open_browser(listening.address)
        serve(page_app(offered, titles, listening.names, verbose), listening, verbose)


def _export(model: str | None, out: Path) -> None:
    """Write the page of a model to a file."""
    from takeoff.page.export.file import export_page
    from takeoff.page.server.offered import offered_models
    from takeoff.spec.write import write_file

    if model is None:
        raise InputError("--export needs a MODEL", "one file holds the page of one model")
    check_place(out, "--export")
    [(name, path)] = offered_models(model)[0].items()
    write_file(out, export_page(name, path))
    click.echo(f"page: {out}", err=True)
