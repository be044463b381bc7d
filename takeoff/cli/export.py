"""`takeoff export`: a model as a file that other programs read."""

from __future__ import annotations

import math
from pathlib import Path

import click

from takeoff.cli.options import Asked, case_options
from takeoff.cli.saving import check_place
from takeoff.errors import InputError


@click.command("export")
@case_options
@click.option("--to", "kind", type=click.Choice(["xmile"]), required=True, help="Kind of file.")
@click.option(
    "--step",
    type=click.FloatRange(1e-6, 1.0),
    default=1 / 64,
    show_default=True,
    help="Time step for the tool that opens the file, in years.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to stdout.")
def command(asked: Asked, kind: str, step: float, out: Path | None) -> None:
    """Write a MODEL, its controls closed by their schedules, as a file that other programs open.

    XMILE is for system-dynamics tools. What the file cannot carry is told in its variable read_me.
    """
    from takeoff.exchange.xmile import xmile_text
    from takeoff.spec.write import write_file

    if math.isnan(step):
        raise InputError("--step is not a number of years")
    check_place(out, "--out")
    case = asked.scheduled()
    line = asked.line("export", ["--to", kind, "--step", repr(step)])
    text = xmile_text(case, step, line)
    if out is None:
        click.echo(text)
    else:
        write_file(out, text + "\n")
    click.echo(f"reproduce: {line}", err=True)
