"""`takeoff export`: a model as a file that other programs read."""

from __future__ import annotations

import math
from pathlib import Path

import click

from takeoff.cli.options import Asked, case_options
from takeoff.cli.saving import check_place
from takeoff.errors import InputError

STEP = 1 / 64
"""Default step of the tool that opens an XMILE file [year]."""


@click.command("export")
@case_options
@click.option("--to", "kind", type=click.Choice(["xmile", "javascript"]), required=True, help="Kind of file.")
@click.option(
    "--step",
    type=click.FloatRange(1e-6, 1.0),
    help=f"Time step for the tool that opens an XMILE file, in years.  [default: {STEP}]",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to stdout.")
def command(asked: Asked, kind: str, step: float | None, out: Path | None) -> None:
    """Write a MODEL, its controls closed by their schedules, as a file that other programs open.

    XMILE is for system-dynamics tools. What the file cannot carry is told in its variable read_me. JavaScript is an ES
    module that runs by itself, in a browser or elsewhere, and gives what `takeoff run` gives: its function `run` takes
    changed parameters, arguments of schedules among them, such as {"lead": 1, "caution.start": 3}; arguments
    that --schedule leaves open must be among them.
    """
    from takeoff.spec.write import write_file

    _check_step(kind, step)
    check_place(out, "--out")
    text = _text(asked, kind, STEP if step is None else step)
    line = _line(asked, kind, step)
    if out is None:
        click.echo(text)
    else:
        write_file(out, text + "\n")
    click.echo(f"reproduce: {line}", err=True)


def _check_step(kind: str, step: float | None) -> None:
    """Refuse a step that is no number, or that nothing needs."""
    if step is not None and math.isnan(step):
        raise InputError("--step is not a number of years", "such as --step 0.01")
    if step is not None and kind != "xmile":
        raise InputError("--step is for XMILE files only", "the JavaScript module chooses its own steps")


def _line(asked: Asked, kind: str, step: float | None) -> str:
    steps = ["--step", repr(STEP if step is None else step)] if kind == "xmile" else []
    return asked.line("export", ["--to", kind, *steps])


def _text(asked: Asked, kind: str, step: float) -> str:
    """The file as text."""
    from takeoff.exchange.javascript.program import module_text
    from takeoff.exchange.xmile import xmile_text

    if kind == "javascript":
        return module_text(asked.scheduled())
    return xmile_text(asked.scheduled(), step, _line(asked, kind, step))
