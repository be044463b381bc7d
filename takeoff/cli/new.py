"""`takeoff new`: a model to start from."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command("new")
@click.argument("name")
@click.option(
    "--folder", type=click.Path(path_type=Path), default=Path(), help="Where the file goes; here, unless given."
)
def command(name: str, folder: Path) -> None:
    """Write NAME.toml, a small model with comments, to start from."""
    from takeoff.spec.starter import new_model

    path = new_model(name, folder)
    shown = shlex.quote(str(path))
    click.echo(f"{path} is a model that runs: change it, and ask it.")
    click.echo(f"  takeoff check {shown}")
    click.echo(f"  takeoff run {shown}")
    click.echo(f"  takeoff pause {shown} --maximise safety --schedule caution=abrupt --over start")
