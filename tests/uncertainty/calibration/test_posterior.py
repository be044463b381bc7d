"""Weighed draws against the posterior that is known in closed form: normal errors, a normal prior of a logarithm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import takeoff
from takeoff.errors import InputError, NoAnswer
from takeoff.uncertainty.calibration.least_squares import Fit
from takeoff.uncertainty.calibration.posterior import Posterior, reweighed

Written = Callable[..., tuple[Path, Path]]
DEVIATION = 0.1
PRIOR = (np.log10(2.0), 0.3)
"""Mean and standard deviation of log10(size_start)."""
LEVELS = (0.45, 0.62, 0.5)
DRAWS = 4096


def posterior(written: Written, recipe: str, draws: int = DRAWS, **priors: str) -> Posterior:
    """Of size_start, measured three times at the start with a known error."""
    ends = [(10 ** (x - DEVIATION), 10 ** (x + DEVIATION)) for x in LEVELS]
    rows = [f"2026,{10**x!r},{low!r},{high!r},good" for x, (low, high) in zip(LEVELS, ends, strict=True)]
    interval = f'low = "low"\nhigh = "high"\nsure = {float(stats.norm.cdf(1)) * 2 - 1!r}'
    text = recipe.replace('"growth", ', "").replace("keep =", f"{interval}\nkeep =")
    model = takeoff.load("exponential")
    fit = model.calibrate(*written(rows, text))
    assert isinstance(fit, Fit)
    given = {"size_start": f"lognormal(2, {float(PRIOR[1] * np.log(10))!r})", **priors}
    return reweighed(model.case, fit, draws, 1, given)


def test_quantiles_and_effective_draws_are_those_of_the_closed_form(written: Written, recipe: str) -> None:
    found = posterior(written, recipe)
    error = DEVIATION / np.sqrt(len(LEVELS))
    precision = 1 / PRIOR[1] ** 2 + 1 / error**2
    mean = (PRIOR[0] / PRIOR[1] ** 2 + np.mean(LEVELS) / error**2) / precision
    shares = (0.05, 0.5, 0.95)
    exact = 10 ** stats.norm(mean, precision**-0.5).ppf(shares)
    assert found.quantiles(found.ensemble.inputs["size_start"], shares) == pytest.approx(exact, rel=5e-3)
    assert found.quantiles(found.ensemble.outcome("size"), shares) == pytest.approx(exact * np.exp(5), rel=5e-3)
    one, two = (stats.norm(PRIOR[0], np.hypot(PRIOR[1], error / k**0.5)).pdf(np.mean(LEVELS)) for k in (1, 2))
    overlap = one**2 / two * 2 * np.sqrt(np.pi) * error
    assert found.effective / DRAWS == pytest.approx(overlap, rel=1e-2)
    assert not found.is_thin


def test_few_draws_near_the_data_are_thin(written: Written, recipe: str) -> None:
    far = posterior(written, recipe, draws=64, size_start="100 to 200")
    assert far.effective < 5
    assert far.is_thin
    assert far.weights.sum() == pytest.approx(1)


def test_draws_that_cannot_be_weighed(written: Written, recipe: str) -> None:
    model = takeoff.load("exponential")
    fit = model.calibrate(*written(["2026,2,,,good", "2027,3,,,good"], recipe))
    assert isinstance(fit, Fit)
    with pytest.raises(InputError, match="the errors of the measurements are not known"):
        reweighed(model.case, fit, 8, 1, {"growth": "0.2 to 0.6"})
    fit = model.calibrate(*written(["2026,2,,,good", "2027,3,,,good", "2030,6,,,good"], recipe))
    assert isinstance(fit, Fit)
    some = reweighed(model.case, fit, 8, 1, {"growth": "0.2 to 0.6", "horizon": "3 to 5"})
    assert 0 < some.lost < 8
    assert list(some.weights > 0) == list(some.ensemble.inputs["horizon"] >= 4)
    with pytest.raises(NoAnswer, match="no draw has a value at every measurement"):
        reweighed(model.change(horizon=2).case, fit, 8, 1, {"growth": "0.2 to 0.6"})
