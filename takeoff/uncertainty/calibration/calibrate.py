"""A recipe, its data and a model: what is learnt of the model's parameters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from takeoff.solve.case import Case
from takeoff.spec.recipe_parts import DurationsPart
from takeoff.uncertainty.calibration.durations import Lasting, lasting
from takeoff.uncertainty.calibration.least_squares import Fit, fit
from takeoff.uncertainty.calibration.lens import lens
from takeoff.uncertainty.calibration.measurements import data_path, read_measurements
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
        return lasting(case, path, about, asked, *parameters)
    measurements = read_measurements(path, about, SCALES[asked.scale])
    compared = lens(case, asked, about.unit, measurements.years)
    return fit(case, measurements, compared, parameters or asked.parameters)
