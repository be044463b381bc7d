"""The shipped recipes on the public data sets: published numbers, and straight lines by another library."""

from __future__ import annotations

import datetime
import functools
import math

import numpy as np
import pytest
from scipy import stats

from takeoff.uncertainty.calibration.calibrate import calibrate, weighed
from takeoff.uncertainty.calibration.durations import Lasting
from takeoff.uncertainty.calibration.least_squares import Fit
from takeoff.uncertainty.calibration.recipe import read_recipe, recipe_paths
from tests.data import data_file, data_rows


@functools.cache
def found(name: str) -> Fit | Lasting:
    recipe = read_recipe(name)
    return calibrate(recipe, data_file(recipe.parts.data.file), recipe.case())


def fitted(name: str) -> Fit:
    fit = found(name)
    assert isinstance(fit, Fit)
    return fit


def lasting(name: str) -> Lasting:
    durations = found(name)
    assert isinstance(durations, Lasting)
    return durations


def test_every_recipe_finds_its_model_and_credits_its_data() -> None:
    for name in recipe_paths():
        parts = read_recipe(name).parts
        assert read_recipe(name).case().meaning.header.name
        assert parts.data.source


def test_doubling_time_of_time_horizons() -> None:
    """METR publishes 128.744 days."""
    fit = fitted("time-horizon")
    doubling, _ = fit.estimates
    assert len(fit.measurements) == 14
    assert doubling.value == pytest.approx(128.744, abs=1e-3)
    line = stats.linregress(fit.measurements.years, fit.measurements.levels)
    assert doubling.value == pytest.approx(365.25 / line.slope, rel=1e-6)
    assert doubling.error / doubling.value == pytest.approx(line.stderr / line.slope, rel=1e-5)


def test_growth_of_training_compute() -> None:
    growth, start = (fit := fitted("training-compute")).estimates
    assert growth.value == pytest.approx(4.8, abs=0.05)
    years = fit.measurements.years - 2018
    line = stats.linregress(years, fit.measurements.levels)
    assert growth.value == pytest.approx(10**line.slope, rel=1e-6)
    assert growth.error == pytest.approx(growth.value * math.log(10) * line.stderr, rel=1e-5)
    assert start.value == pytest.approx(10**line.intercept, rel=1e-6)
    assert start.error == pytest.approx(start.value * math.log(10) * line.intercept_stderr, rel=1e-5)
    assert fit.deviation == pytest.approx(math.sqrt(np.sum(fit.residuals(fit.after) ** 2) / 42), rel=1e-9)


def test_stock_of_chips_at_the_ends_of_two_years() -> None:
    values = (fit := fitted("chip-stock")).measurements.values
    assert [round(value / 1e6, 2) for value in values[[0, -1]]] == [6.53, 19.74]
    assert len(values) == 5
    assert fit.estimates[0].value == pytest.approx(3.0, abs=0.05)


@pytest.mark.parametrize("kind", ["developer", "us_to_china"])
def test_leads_are_those_of_the_records_of_the_index(kind: str) -> None:
    """A record stands until another developer, or a Chinese one, has a model that is as good."""
    dated = [(one["Release date"], float(one["ECI Score"]), one) for one in data_rows("epoch_eci_slim.csv")]
    dated.sort(key=lambda one: one[:2])
    records = [one for place, one in enumerate(dated) if one[1] > max((early[1] for early in dated[:place]), default=0)]
    told = [one for one in data_rows("derived_lead_times_from_eci.csv") if one["kind"] == kind]
    for row, (date, score, record) in zip(told, records, strict=True):
        as_good = [(when, one) for when, reached, one in dated if when >= date and reached >= score]
        others = {
            "developer": [when for when, one in as_good if one["Organization"] != record["Organization"]],
            "us_to_china": [when for when, one in as_good if one["Country"] == "China"],
        }
        matched = next(iter(others[kind]), "")
        assert (row["record_date"], row["matched_date"]) == (date, matched)
        if matched:
            days = (datetime.date.fromisoformat(matched) - datetime.date.fromisoformat(date)).days
            assert float(row["lag_months"]) == pytest.approx(12 * days / 365.25, abs=0.01)


def test_leads_of_which_some_are_not_over() -> None:
    """Medians of Kaplan and Meier as published, and nearby those of the distributions; the plain mean is lower."""
    developers, china = lasting("lead-over-developers"), lasting("lead-over-china")
    assert [len(china.durations.over), len(china.durations.open)] == [17, 9]
    assert [12 * one.durations.median for one in (developers, china)] == pytest.approx([1.84, 7.1], abs=0.01)
    assert 12 * developers.median == pytest.approx(1.84, abs=0.1)
    assert 12 * china.median == pytest.approx(7.1, abs=0.2)
    assert china.fitted.mean() > china.durations.over.mean()


def test_draws_agree_with_least_squares_where_the_prior_is_wide() -> None:
    recipe = read_recipe("time-horizon")
    priors = {"doubling_time": "80 to 200"}
    posterior = weighed(recipe, fit := fitted("time-horizon"), recipe.case(), 2048, 1, priors)
    low, middle, high = posterior.quantiles(posterior.ensemble.inputs["doubling_time"], (0.16, 0.5, 0.84))
    assert posterior.effective > 100
    assert middle == pytest.approx(fit.estimates[0].value, abs=3)
    assert (high - low) / 2 == pytest.approx(fit.estimates[0].error, rel=0.2)
