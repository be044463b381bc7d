"""A recipe, its data and a model: what is learnt of the model's parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from takeoff.errors import InputError
from takeoff.solve.case import Case
from takeoff.spec.recipe_parts import DurationsPart
from takeoff.uncertainty.calibration.chains import STEPS, WALKERS, Chains, chains
from takeoff.uncertainty.calibration.durations import Lasting, lasting
from takeoff.uncertainty.calibration.least_squares import Fit, fit
from takeoff.uncertainty.calibration.lens import lens
from takeoff.uncertainty.calibration.measurements import data_path, read_measurements
from takeoff.uncertainty.calibration.posterior import Posterior, Watch, reweighed
from takeoff.uncertainty.calibration.recipe import Recipe
from takeoff.uncertainty.calibration.scale import SCALES


def calibrate(recipe: Recipe, data: Path, case: Case, parameters: Sequence[str] = ()) -> Fit | Lasting:
    """Follow a recipe.

    Arguments:
        recipe: says what is compared.
        data: a CSV file, or a folder with the file that the recipe names.
        case: the model; `recipe.case()` unless another is to be fitted.
        parameters: that are fitted; those of the recipe unless given.

    Returns:
        A fit, or where the recipe is about durations, their distribution.

    Raises:
        InputError: data that cannot be read, or names and units that do not fit the model.
        RunError: a run failed, or no minimum was found.
        NoAnswer: the data do not tell the parameters apart, or no distribution goes with them.
    """
    about, asked = recipe.parts.data, recipe.asked
    path = data_path(data, about)
    if isinstance(asked, DurationsPart):
        if len(parameters) > 1:
            raise InputError(f"recipe '{recipe.name}' is about durations, which are those of one parameter", "name one")
        return lasting(case, path, about, asked, *parameters)
    measurements = read_measurements(path, about, SCALES[asked.scale])
    compared = lens(case, asked, about.unit, measurements.years)
    return fit(case, measurements, compared, parameters or asked.parameters)


def weighed(
    recipe: Recipe,
    found: Fit | Lasting,
    case: Case,
    draws: int,
    seed: int,
    priors: Mapping[str, str] | None = None,
    watch: Watch = iter,
) -> Posterior:
    """Draw from the priors, and weigh every draw by the data of a fit.

    Arguments:
        recipe: its priors of fitted parameters come beside those of the model.
        found: what `calibrate` gave.
        case: the model before the fit.
        draws: how many.
        seed: of the draws.
        priors: parameter -> prior, or "fixed"; these win.
        watch: passes on the numbers of blocks, one as each is done.

    Raises:
        InputError: a wrong prior, nothing to draw, errors that are not known, or a recipe about durations.
        NoAnswer: no draw agrees with the data at all.
    """
    fitted = _fit(recipe, found, "no draws are weighed")
    return reweighed(case, fitted, draws, seed, _priors(recipe, fitted, priors), watch)


def sampled(
    recipe: Recipe,
    found: Fit | Lasting,
    case: Case,
    seed: int,
    priors: Mapping[str, str] | None = None,
    walkers: int = WALKERS,
    steps: int = STEPS,
    watch: Watch = iter,
) -> Chains:
    """Sample what the data of a fit leave of the priors of its parameters, by Markov chains.

    Arguments:
        recipe: its priors of fitted parameters come beside those of the model.
        found: what `calibrate` gave.
        case: the model before the fit.
        seed: of draws and moves.
        priors: parameter -> prior; these win.
        walkers: chains.
        steps: that are kept of each.
        watch: passes on the numbers of steps, one as each is done.

    Raises:
        InputError: a recipe about durations, and as `chains` has it.
        NoAnswer: too few draws from the priors agree with the data at all.
    """
    fitted = _fit(recipe, found, "no chains are run")
    return chains(case, fitted, seed, _priors(recipe, fitted, priors), walkers, steps, watch)


def _fit(recipe: Recipe, found: Fit | Lasting, what: str) -> Fit:
    if isinstance(found, Lasting):
        hint = "its answer tells the prior of the durations"
        raise InputError(f"recipe '{recipe.name}' is about durations, for which {what}", hint)
    return found


def _priors(recipe: Recipe, fitted: Fit, given: Mapping[str, str] | None) -> dict[str, str]:
    """Priors of a recipe for what was fitted, and those that were given, which win."""
    names = {one.name for one in fitted.estimates}
    return {name: prior for name, prior in recipe.parts.priors.items() if name in names} | dict(given or {})
