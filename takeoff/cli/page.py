"""`takeoff page`: the page in the browser, served by this machine, or as one file."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from takeoff.cli import completing
from takeoff.cli.saving import check_place
from takeoff.errors import InputError


@click.command("page")
@click.argument("model", default=None, required=False, shell_complete=completing.models)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port to listen on; a free one unless given."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others can reach some.")
@click.option("--no-browser", "silent", is_flag=True, help="Open no browser.")
@click.option("--verbose", is_flag=True, help="Tell requests and faults on stderr.")
@click.option(
    "--export",
    "file",
    metavar="FILE.html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Serve nothing; write the page of MODEL as one file that works without a server.",
)
def command(model: str | None, port: int, host: str, silent: bool, verbose: bool, file: Path | None) -> None:
    """Show MODEL as a page, or all shipped models that have a control and a goal.

    The page is served by this machine alone, until Ctrl-C. Its address is printed, and opened in the browser.
    """
    if file is not None:
        _export(model, file)
        return
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


def _export(model: str | None, file: Path) -> None:
    """Write the page of a model as one file, and say where it is and what writes it again.

    Raises:
        InputError: no model is named, or no file can be there.
    """
    if model is None:
        raise InputError("--export needs a MODEL", "one file holds one model")
    check_place(file, "--export")
    from takeoff.page.export.file import export_page
    from takeoff.page.server.offered import offered_models
    from takeoff.spec.write import write_file

    ((name, path),) = offered_models(model)[0].items()
    write_file(file, export_page(name, path))
    click.echo(str(file))
    click.echo(f"reproduce: {shlex.join(['takeoff', 'page', model, '--export', str(file)])}", err=True)
