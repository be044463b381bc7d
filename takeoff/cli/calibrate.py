"""`takeoff calibrate`: a model held against data, its parameters fitted, and draws weighed by what was measured."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from takeoff.cli import completing
from takeoff.cli.options import as_json, format_option, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import check_figure, check_place, save_figure
from takeoff.cli.texts import once, pair
from takeoff.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takeoff.solve.case import Case
    from takeoff.uncertainty.calibration.chains import Chains
    from takeoff.uncertainty.calibration.durations import Lasting
    from takeoff.uncertainty.calibration.least_squares import Fit
    from takeoff.uncertainty.calibration.posterior import Posterior
    from takeoff.uncertainty.calibration.recipe import Recipe

Words = tuple[str, ...]


@click.command("calibrate")
@click.argument("recipe", shell_complete=completing.recipes)
@click.option(
    "--data", required=True, type=click.Path(exists=True, path_type=Path), help="The CSV file, or the folder it is in."
)
@click.option(
    "--model",
    metavar="MODEL",
    shell_complete=completing.models,
    help="A name or a path; that of the recipe unless given.",
)
@click.option("--fit", "parameters", multiple=True, metavar="NAME", help="Fit these instead of those of the recipe.")
@click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", help="Change a parameter before the fit.")
@click.option("--draws", type=click.IntRange(1), metavar="N", help="Also draw from the priors, and weigh the draws.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True, help="Of the draws.")
@click.option("--prior", "priors", multiple=True, metavar="NAME=PRIOR", help='A prior, or "fixed".')
@click.option("--bayes", is_flag=True, help="Also sample the posterior of what is fitted, by Markov chains.")
@click.option("--walkers", type=click.IntRange(2), metavar="N", help="With --bayes: chains (an even number).")
@click.option("--steps", type=click.IntRange(1), metavar="N", help="With --bayes: steps of each that are kept.")
@click.option(
    "--save",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the model with the fitted parameters as priors: a TOML file.",
)
@click.option("--figure", metavar="PATH", help="Also draw model and data; with --draws or --bayes PATH-posterior too.")
@format_option
def command(
    recipe: str,
    data: Path,
    model: str | None,
    parameters: Words,
    changes: Words,
    draws: int | None,
    seed: int,
    priors: Words,
    bayes: bool,
    walkers: int | None,
    steps: int | None,
    save: Path | None,
    figure: str | None,
    form: str,
) -> None:
    """Fit parameters of a model to data, as a RECIPE says: a shipped one or a TOML file.

    A model is run from its start; before, it is drawn back at the growth that it starts with. With --draws, every draw
    from the priors is weighed by the likelihood of the data, which tells what these leave of the priors. With --bayes,
    Markov chains sample the same for the fitted parameters alone, also where few draws would be near the data.
    """
    from takeoff.uncertainty.calibration.calibrate import calibrate, sampled, weighed
    from takeoff.uncertainty.calibration.recipe import read_recipe

    check_figure(figure)
    check_place(save, "--save")
    _refuse(draws, bayes, {"--walkers": walkers, "--steps": steps})
    read = read_recipe(recipe)
    case = _case(read, model, changes)
    found = calibrate(read, data, case, parameters)
    given = once("--prior", map(pair, priors))
    posterior = None if draws is None else weighed(read, found, case, draws, seed, given, progress("running"))
    size = {name: given for name, given in {"walkers": walkers, "steps": steps}.items() if given is not None}
    chains = sampled(read, found, case, seed, given, **size, watch=progress("sampling")) if bayes else None
    words = ["takeoff", "calibrate", recipe, "--data", str(data), *(["--model", model] if model else [])]
    for option, texts in (("--fit", parameters), ("--set", changes), ("--prior", priors)):
        words += [word for one in texts for word in (option, one)]
    words += [] if draws is None else ["--draws", str(draws), "--seed", str(seed)]
    words += ["--bayes", "--seed", str(seed)] if bayes else []
    words += [word for name, number in size.items() for word in (f"--{name}", str(number))]
    words += ["--save", str(save)] if save else []
    line = shlex.join([*words, *(["--figure", figure] if figure else [])])
    if save:
        _save(read, found, chains, save, line)
    if figure:
        _draw(read, found, posterior, chains, figure.removesuffix(".svg").removesuffix(".png"), line)
    show(_text(read, found, posterior, chains, form), line, form)


def _refuse(draws: int | None, bayes: bool, others: dict[str, int | None]) -> None:
    """Refuse two posteriors at once, and options of chains without chains."""
    if draws is not None and bayes:
        raise InputError("--draws and --bayes exclude each other", "both tell what the data leave of the priors")
    for option, given in others.items():
        if given is not None and not bayes:
            raise InputError(f"{option} is for samples of a posterior", "add --bayes")


def _save(recipe: Recipe, found: Fit | Lasting, chains: Chains | None, path: Path, line: str) -> None:
    from takeoff.spec.write import write_file
    from takeoff.tables.learnt import learnt_model
    from takeoff.uncertainty.calibration.least_squares import Fit

    if not isinstance(found, Fit):
        raise InputError(f"recipe '{recipe.name}' is about durations, whose prior is told below", "use --prior")
    write_file(path, learnt_model(found, chains, path.parent, line))
    click.echo(f"model: {path}", err=True)


def _case(recipe: Recipe, model: str | None, changes: Words) -> Case:
    from takeoff.solve.load import load_case

    case = recipe.case() if model is None else load_case(model)
    return case.change(once("--set", map(pair, changes)))


def _draw(
    recipe: Recipe,
    found: Fit | Lasting,
    posterior: Posterior | None,
    chains: Chains | None,
    stem: str,
    line: str,
) -> None:
    from takeoff import figures
    from takeoff.uncertainty.calibration.least_squares import Fit

    if not isinstance(found, Fit):
        record = {"recipe": recipe.name, "command": line}
        save_figure(figures.durations(found, recipe.parts.recipe.title), stem, record)
        return
    provenance = {**found.after.provenance, "command": line}
    save_figure(figures.fitted(found, sampled=chains), stem, provenance)
    learnt = posterior or chains
    if learnt is not None:
        save_figure(figures.posterior(found, learnt), f"{stem}-posterior", provenance)


def _text(recipe: Recipe, found: Fit | Lasting, posterior: Posterior | None, chains: Chains | None, form: str) -> str:
    from takeoff.tables import calibration as told
    from takeoff.tables.layout import csv_table
    from takeoff.uncertainty.calibration.least_squares import Fit

    if not isinstance(found, Fit):
        rows: Sequence[Sequence[object]] = [told.lasting_row(found)]
        forms = {"json": lambda: as_json(told.lasting_record(recipe, found))}
        forms |= {"csv": lambda: csv_table(told.LASTING, rows), "table": lambda: told.lasting_words(recipe, found)}
        return forms[form]()
    if form == "json":
        return as_json(told.fit_record(recipe, found, posterior, chains))
    if form == "csv":
        return csv_table(told.ROWS, told.fit_rows(found, posterior, chains))
    return told.fit_words(recipe, found, posterior, chains)
