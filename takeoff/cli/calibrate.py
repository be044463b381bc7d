"""`takeoff calibrate`: a model held against data, its parameters fitted, and draws weighed by what was measured."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from takeoff.cli import completing
from takeoff.cli.options import as_json, format_option, show
from takeoff.cli.progress import progress
from takeoff.cli.saving import check_figure, check_place, figure_stem, save_figure
from takeoff.cli.texts import read_named
from takeoff.errors import InputError
from takeoff.tables.reproduce import repeated

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

    Before its start, a model is drawn back at the growth that it starts with. With --draws, every draw from the priors
    is weighed by the likelihood of the data; with --bayes, Markov chains sample what is left of the priors.
    """
    from takeoff.uncertainty.calibration.calibrate import calibrate, sampled, weighed
    from takeoff.uncertainty.calibration.recipe import read_recipe

    _check_places(figure, save)
    size = _size(draws, bayes, priors, {"walkers": walkers, "steps": steps})
    read = read_recipe(recipe)
    case = _case(read, model, changes)
    found, given = calibrate(read, data, case, parameters), read_named("--prior", priors)
    posterior = None if draws is None else weighed(read, found, case, draws, seed, given, progress("running"))
    chains = sampled(read, found, case, seed, given, **size, watch=progress("sampling")) if bayes else None
    words = ["takeoff", "calibrate", recipe, "--data", str(data), *(["--model", model] if model else [])]
    words += [*repeated("--fit", parameters), *repeated("--set", changes), *repeated("--prior", priors)]
    line = shlex.join([*words, *_options(draws, seed, bayes, {**size, "save": save, "figure": figure})])
    if save:
        _save(read, found, chains, save, line)
    if figure:
        _draw(read, found, posterior, chains, figure_stem(figure), line)
    show(_text(read, found, posterior, chains, form), line, form)


def _check_places(figure: str | None, save: Path | None) -> None:
    check_figure(figure)
    check_place(save, "--save")


def _options(draws: int | None, seed: int, bayes: bool, others: dict[str, Any]) -> list[str]:
    """What stands at the end of the line that reproduces an answer."""
    words = [] if draws is None else ["--draws", str(draws)]
    words += ["--bayes"] if bayes else []
    words += ["--seed", str(seed)] if words else []
    given = {name: value for name, value in others.items() if value is not None}
    return words + [word for name, value in given.items() for word in (f"--{name}", str(value))]


def _size(draws: int | None, bayes: bool, priors: Words, given: dict[str, int | None]) -> dict[str, int]:
    """Of the chains, as given; two posteriors at once are refused, and chains or priors that nobody asked for."""
    if draws is not None and bayes:
        raise InputError("--draws and --bayes exclude each other", "both tell what the data leave of the priors")
    if priors and draws is None and not bayes:
        raise InputError("--prior is for draws or samples: a fit takes no priors", "add --draws N, or --bayes")
    size = {name: number for name, number in given.items() if number is not None}
    if size and not bayes:
        raise InputError(f"--{next(iter(size))} is for samples of a posterior", "add --bayes")
    return size


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
    return case.change(read_named("--set", changes))


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
