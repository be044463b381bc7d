"""What is read of a model at dates: derivatives against differences, before its start and after its end."""

from __future__ import annotations

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.spec.recipe_parts import FitPart
from takeoff.uncertainty.calibration.lens import lens

YEARS = np.array([2024.0, 2026.0, 2027.5, 2031.0])
NAMES = ("growth", "capacity")


@pytest.fixture(scope="module")
def model() -> takeoff.Model:
    return takeoff.load("logistic")


@pytest.mark.parametrize("scale", ["plain", "log2", "log10"])
def test_slopes_are_those_of_differences(model: takeoff.Model, scale: str) -> None:
    names = tuple(model.parameters)
    part = FitPart(quantity="size", scale=scale, parameters=list(names))  # type: ignore[arg-type]
    read = lens(model.case, part, "1", YEARS)
    exact = read.slopes(model.run(), names)
    for place, name in enumerate(names):
        value = model.parameters[name].value
        assert value is not None
        low, high = (read.of(model.change(**{name: value * share}).run()) for share in (1 - 1e-4, 1 + 1e-4))
        assert exact[:, place] == pytest.approx((high - low) / (2e-4 * value), rel=1e-4, abs=1e-6)


def test_before_the_start_growth_is_that_at_the_start(model: takeoff.Model) -> None:
    run = model.run()
    read = lens(model.case, FitPart(quantity="size", scale="log2", parameters=["x"]), "percent", YEARS)
    levels = read.of(run)
    slope = (np.log2(run.sample("size", [1e-3])) - np.log2(run.sample("size", [0.0])))[0] / 1e-3
    assert levels[0] == pytest.approx(levels[1] - 2 * slope, abs=1e-2)
    assert levels[1] == pytest.approx(np.log2(100 * run.sample("size", [0.0])[0]), rel=1e-9)


def test_after_its_end_a_run_has_no_level(model: takeoff.Model) -> None:
    read = lens(model.case, FitPart(quantity="size", parameters=["x"]), "1", YEARS)
    assert list(np.isnan(read.of(model.change(horizon=3).run()))) == [False, False, False, True]


def test_what_a_model_does_not_have(model: takeoff.Model) -> None:
    for part, unit, told in (
        (FitPart(quantity="sise", parameters=["x"]), "1", "has no quantity 'sise'"),
        (FitPart(outcome="sise", parameters=["x"]), "1", "has no outcome 'sise'"),
        (FitPart(concept="capability", parameters=["x"]), "1", "has no quantity for the concept 'capability'"),
        (FitPart(quantity="size", parameters=["x"]), "year", "'size' is in 1, and is not measured in year"),
        (FitPart(quantity="size", parameters=["x"]), "yaer", "data.unit: unknown unit"),
    ):
        with pytest.raises(InputError, match=told):
            lens(model.case, part, unit, YEARS)
