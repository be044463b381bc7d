"""`takeoff ensemble`: many runs, with parameters drawn from their priors."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from takeoff.cli.ensemble_figures import Pictures, picture_options
from takeoff.cli.options import Asked, as_json, case_options, format_option, fresh_seed
from takeoff.cli.progress import progress
from takeoff.cli.texts import read_named
from takeoff.errors import InputError, brief
from takeoff.tables.reproduce import repeated

if TYPE_CHECKING:
    from takeoff.uncertainty.blocks import Shard
    from takeoff.uncertainty.check import Check
    from takeoff.uncertainty.ensemble import Ensemble
    from takeoff.uncertainty.plan import Plan
    from takeoff.uncertainty.workers import Crew

PRIOR_FORM = 'such as --prior "lead=3 to 18 month", or --prior lead=fixed'
ENGINE_NAMES = ("auto", "heyoka", "numpy", "scipy")


@click.command("ensemble")
@case_options
@picture_options
@click.option("--draws", default=1000, show_default=True, metavar="N", help="How many runs.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Of the draws; a new one unless given.")
@click.option("--prior", "priors", multiple=True, metavar="NAME=PRIOR", help=f"A prior, or 'fixed': {PRIOR_FORM}.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where it is kept, and goes on after an interruption.")
@click.option("--shard", metavar="I/N", help="Do the I-th of N parts only; all parts share the folder.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes; as many as there are cores unless given.")
@click.option("--dask", metavar="ADDRESS", help="Use the Dask cluster whose scheduler is at this address.")
@click.option("--engine", type=click.Choice(ENGINE_NAMES), default="auto", show_default=True, help="What integrates.")
@format_option
def command(
    asked: Asked,
    pictures: Pictures,
    draws: int,
    seed: int | None,
    priors: tuple[str, ...],
    folder: Path | None,
    shard: str | None,
    workers: int | None,
    dask: str | None,
    engine: str,
    form: str,
) -> None:
    """Run a MODEL many times, its uncertain parameters drawn from their priors.

    Tells what was drawn, how outcomes and dates are spread, which members failed, and how far a sample and all
    extremes are from the reference engine. With --format csv, one line for each member.
    """
    from takeoff.uncertainty.check import check
    from takeoff.uncertainty.plan import plan
    from takeoff.uncertainty.run_ensemble import run_ensemble

    chosen = fresh_seed() if seed is None else seed
    part = _shard(shard, folder)
    case, given = asked.scheduled(), read_named("--prior", priors)
    planned = plan(case, draws, chosen, given, engine=engine, **pictures.sampling(case, draws))
    words = ["--draws", str(draws), "--seed", str(chosen), *repeated("--prior", priors), "--engine", planned.engine]
    words += [*repeated("--folder", [str(folder)] if folder else []), *pictures.words()]
    line = asked.line("ensemble", words)
    found = run_ensemble(planned, folder, _crew(planned, workers, dask), part, progress("running"))
    pictures.draw(found, line)
    checked = None if planned.engine == "scipy" or form == "csv" else check(found, progress("checking"))
    _show(found, checked, line, form)


def _shard(text: str | None, folder: Path | None) -> Shard | None:
    from takeoff.uncertainty.blocks import Shard

    if text is None:
        return None
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    if match is None:
        raise InputError(f"'{brief(text)}' is no shard", "such as --shard 2/8, the second of eight")
    if folder is None:
        raise click.UsageError("--shard needs --folder, which all shards share.")
    return Shard(int(match.group(1)), int(match.group(2)))


def _crew(planned: Plan, workers: int | None, address: str | None) -> AbstractContextManager[Crew] | None:
    from takeoff.uncertainty.workers import dask, processes

    if address is not None and workers is not None:
        raise click.UsageError("--workers and --dask exclude each other.")
    if address is not None:
        return dask(address)
    return None if workers is None else processes(min(workers, planned.blocks))


def _show(found: Ensemble, checked: Check | None, line: str, form: str) -> None:
    from takeoff.tables.ensembles import ensemble_record, ensemble_words, member_header, member_rows
    from takeoff.tables.layout import csv_table

    if form == "csv":
        click.echo(csv_table(member_header(found), member_rows(found, 0)))
        for number in range(1, found.plan.blocks):
            click.echo(csv_table(member_header(found), member_rows(found, number)).partition("\n")[2])
    elif form == "json":
        record = ensemble_record(found, checked)
        click.echo(as_json({**record, "provenance": {**record["provenance"], "command": line}}))
    else:
        click.echo(ensemble_words(found, checked))
    click.echo(f"{chr(10) if form == 'table' else ''}reproduce: {line}", err=form != "table")
