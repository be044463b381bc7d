"""Fits to made-up data: recovered where these are exact, and those of another library where they are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import curve_fit

import takeoff
from takeoff.errors import InputError, NoAnswer, RunError
from takeoff.solve.case import Case
from takeoff.uncertainty.calibration.least_squares import Fit

SPREAD = Path(__file__).parents[1] / "spread.toml"
Written = Callable[..., tuple[Path, Path]]
YEARS = np.array([2024.0, 2025.25, 2026.5, 2027.0, 2028.75, 2030.0])
NOISE = np.array([0.03, -0.05, 0.02, 0.06, -0.04, 0.01])


def rows(values: object, half: object = 0.0) -> list[str]:
    ends = np.broadcast_to(np.asarray(half, dtype=float), YEARS.shape)
    columns = zip(YEARS, np.asarray(values, dtype=float), ends, strict=True)
    return [
        f"{year},{float(value)!r},{float(value - end)!r},{float(value + end)!r},good" for year, value, end in columns
    ]


def fitted(paths: tuple[Path, Path], *parameters: str, **changes: float) -> Fit:
    fit = takeoff.load("exponential").change(**changes).calibrate(*paths, parameters)
    assert isinstance(fit, Fit)
    return fit


def size(years: object, growth: float, start: float) -> np.ndarray:
    return start * np.exp(growth * (np.asarray(years) - 2026.0))


def test_exact_data_are_recovered_also_from_before_the_start(written: Written) -> None:
    fit = fitted(written([*rows(size(YEARS, 0.8, 3.0)), "2027.5,77,,,bad"]))
    assert [one.value for one in fit.estimates] == pytest.approx([0.8, 3.0], rel=1e-7)
    assert fit.misfit(fit.after) < 1e-6 < 0.1 < fit.misfit(fit.before)
    assert fit.after.outcome("size") == pytest.approx(3.0 * np.exp(8.0), rel=1e-6)
    assert fit.after.provenance["changes"] == {one.name: one.value for one in fit.estimates}
    assert fit.case.run().outcome("size") == fit.after.outcome("size")


@pytest.mark.parametrize("known", [False, True])
def test_values_and_errors_are_those_of_another_library(written: Written, recipe: str, known: bool) -> None:
    """A curve that is no straight line on the plain scale; errors from an interval, or from what is left."""
    text = recipe.replace('"log10"', '"plain"')
    text = text.replace('kind = "good" }', 'kind = "good" }\nlow = "low"\nhigh = "high"\nsure = 0.9') if known else text
    late = YEARS >= 2026
    values, half = size(YEARS, 0.6, 2.0) * (1 + NOISE), np.linspace(0.1, 0.9, len(YEARS))
    lines = [line for line, is_late in zip(rows(values, half), late, strict=True) if is_late]
    fit = fitted(written(lines, text))
    sigma = half[late] / 1.6448536269514722 if known else None
    answer, covariance = curve_fit(
        size, YEARS[late], values[late], (0.5, 1.0), sigma, absolute_sigma=known, xtol=1e-12, ftol=1e-12
    )
    assert [one.value for one in fit.estimates] == pytest.approx(answer, rel=1e-6)
    errors = np.sqrt(np.diag(covariance))
    assert [one.error for one in fit.estimates] == pytest.approx(errors, rel=1e-4)
    assert fit.correlations[0, 1] == pytest.approx(covariance[0, 1] / errors.prod(), rel=1e-4)


def test_an_outcome_is_compared_with_every_value(written: Written, recipe: str) -> None:
    text = recipe.replace('quantity = "size"', 'outcome = "doubling_time"').replace('"log10"', '"plain"')
    text = text.replace('["growth", "size_start"]', '["growth"]').replace('unit = "1"', 'unit = "month"')
    fit = fitted(written(rows([20, 22, 24, 26, 28, 30]), text))
    (growth,) = fit.estimates
    assert growth.value == pytest.approx(12 * np.log(2) / 25, rel=1e-7)
    assert growth.error == pytest.approx(
        growth.value / 25 * np.std([20, 22, 24, 26, 28, 30], ddof=1) / 6**0.5, rel=1e-5
    )


def test_what_would_go_on_beyond_its_range_stays_at_its_end(written: Written) -> None:
    growth, start = fitted(written(rows(size(YEARS, 0.02, 3.0)))).estimates
    assert growth.value == pytest.approx(0.1, abs=1e-6)
    assert growth.at_end
    assert np.isnan(growth.error)
    assert not start.at_end
    assert start.error > 0


def test_questions_without_an_answer(written: Written, recipe: str) -> None:
    data = rows(size(YEARS, 0.8, 3.0))
    text = recipe.replace('quantity = "size"', 'outcome = "doubling_time"').replace('unit = "1"', 'unit = "year"')
    with pytest.raises(NoAnswer, match="the data say nothing of 'size_start'"):
        fitted(written(data, text))
    with pytest.raises(NoAnswer, match="do not tell these apart: growth, size_start"):
        fitted(written([data[2], data[2]]))
    with pytest.raises(InputError, match="2 parameters cannot be fitted to 1 measurements"):
        fitted(written(data[:1]))
    with pytest.raises(InputError, match="no parameter 'grwth' to fit"):
        fitted(written(data), "grwth")
    with pytest.raises(RunError, match=r"no value at the date of a measurement; the run ends at 2028"):
        fitted(written(data), horizon=2.0)


def test_a_run_that_fails_on_the_way_says_with_what(written: Written, spread: Case) -> None:
    """The model promises that its size stays below 60."""
    paths = written(["2026,1,,,good", "2028,30,,,good", "2030,900,,,good"])
    with pytest.raises(RunError, match=r"the fit came to growth = .*, where .*small"):
        takeoff.Model(spread).calibrate(*paths, ("growth",))


def test_parameters_that_cannot_move(written: Written, tmp_path: Path) -> None:
    text = SPREAD.read_text(encoding="utf-8").replace("between = [-1, 1]", "between = [0, 0]")
    text = text.replace('prior = "uniform(-0.5, 0.2)"', "")
    text = text.replace("between = [0, 10]", "between = [0, inf]\ndate = true").replace('"1/year"', '"year"')
    text = text.replace("value = 0.5", 'value = "never"').replace('prior = "uniform(0.1, 0.9)"', "")
    text = text.replace("growth * size**(1 + excess)", "size**(1 + excess) / growth")
    (tmp_path / "still.toml").write_text(text, encoding="utf-8")
    model, paths = takeoff.load(tmp_path / "still.toml"), written(["2026,1,,,good", "2028,3,,,good"])
    with pytest.raises(InputError, match="'excess' may have one value only"):
        model.calibrate(*paths, ("excess",))
    with pytest.raises(InputError, match="'growth' never comes"):
        model.calibrate(*paths, ("growth",))
