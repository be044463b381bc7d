"""Chains against the closed form of a straight line with normal priors and errors, and against weighed draws."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import takeoff
from takeoff.errors import InputError, NoAnswer
from takeoff.tables.learnt import learnt_model
from takeoff.uncertainty.calibration.chains import chains
from takeoff.uncertainty.calibration.least_squares import Fit
from takeoff.uncertainty.calibration.posterior import reweighed
from takeoff.uncertainty.inputs import draws

Written = Callable[..., tuple[Path, Path]]
TIMES = np.array([0.0, 0.1, 0.2, 0.3])
LEVELS = np.array([0.45, 0.57, 0.52, 0.66])
ERROR = 0.1
TEN = math.log(10)
MEANS, DEVIATIONS = np.array([0.9, 0.4]), np.array([0.4, 0.3])
"""Of the priors of growth and of log10(size_start); a level is log10(size_start) + growth t / ln 10."""
LOGNORMAL = f"lognormal({float(10 ** MEANS[1])!r}, {float(DEVIATIONS[1] * TEN)!r})"
PRIORS = {"growth": "normal(0.9, 0.4)", "size_start": LOGNORMAL}


def fitted(written: Written, recipe: str) -> tuple[takeoff.Model, Fit]:
    """The model `exponential`, measured four times with a known error; its runs end soon after, to be quick."""
    columns = (10 ** (LEVELS + k * ERROR) for k in (0, -1, 1))
    rows = [f"{2026 + t},{x!r},{a!r},{b!r},good" for t, x, a, b in zip(TIMES, *map(np.ndarray.tolist, columns))]  # noqa: B905
    interval = f'low = "low"\nhigh = "high"\nsure = {math.erf(0.5**0.5)!r}'
    model = takeoff.load("exponential").change(horizon=0.5)
    fit = model.calibrate(*written(rows, recipe.replace("keep =", f"{interval}\nkeep =")))
    assert isinstance(fit, Fit)
    return model, fit


def closed_form() -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of the posterior of growth and log10(size_start)."""
    design = np.stack([TIMES / TEN, np.ones(4)], axis=1) / ERROR
    covariance = np.linalg.inv(design.T @ design + np.diag(DEVIATIONS**-2.0))
    return covariance @ (design.T @ LEVELS / ERROR + MEANS / DEVIATIONS**2), covariance


def test_samples_are_those_of_the_closed_form_and_of_weighed_draws(written: Written, recipe: str) -> None:
    model, fit = fitted(written, recipe)
    found = chains(model.case, fit, 5, PRIORS, walkers=64, steps=30)
    mean, covariance = closed_form()
    sampled = np.stack([found.after["growth"], np.log10(found.after["size_start"])])
    sure = 4 / math.sqrt(found.effective)
    errors = np.sqrt(np.diag(covariance))
    assert np.abs(sampled.mean(axis=1) - mean).max() < sure * errors.max()
    assert sampled.std(axis=1) == pytest.approx(errors, rel=sure)
    assert np.corrcoef(sampled)[0, 1] == pytest.approx(covariance[0, 1] / errors.prod(), abs=sure)
    weighed = reweighed(model.case, fit, 4096, 1, PRIORS)
    for name, values in found.after.items():
        assert found.quantiles(values) == pytest.approx(weighed.quantiles(weighed.after[name]), rel=0.1)
    assert found.effective > 200
    assert found.evaluations == 64 * (16 + 1 + 45)
    assert 0.3 < found.acceptance < 0.9
    again = chains(model.case, fit, 5, PRIORS, walkers=8, steps=2)
    assert again.is_short
    same = chains(model.case, fit, 5, PRIORS, walkers=8, steps=2)
    assert np.array_equal(again.samples, same.samples)
    assert not np.array_equal(again.samples, chains(model.case, fit, 6, PRIORS, walkers=8, steps=2).samples)


@pytest.mark.parametrize("bayes", [False, True])
def test_what_was_learnt_is_a_model(written: Written, recipe: str, tmp_path: Path, bayes: bool) -> None:
    """Its priors are read back, and drawn from, with the correlation of the posterior."""
    model, fit = fitted(written, recipe)
    found = chains(model.case, fit, 5, PRIORS, walkers=16, steps=20) if bayes else None
    text = learnt_model(fit, found, tmp_path, 'takeoff calibrate "it"')
    (tmp_path / "learnt.toml").write_text(text, encoding="utf-8")
    assert tomllib.loads(text)["parameters"]["growth"]["prior"].startswith(("normal(", "lognormal("))
    learnt = takeoff.load(tmp_path / "learnt.toml")
    assert learnt.name == "exponential-learnt"
    assert learnt.meaning.spec.parts.sources["calibration"].where == 'takeoff calibrate "it"'
    drawn = draws(learnt.case, 1)
    values = drawn.values(0, 2048)
    expected = {one.name: (one.value, one.error) for one in fit.estimates}
    expected |= {name: (float(np.median(x)), float(x.std())) for name, x in found.after.items()} if found else {}
    for place, name in enumerate(drawn.names):
        middle, spread = expected[name]
        assert np.median(values[:, place]) == pytest.approx(middle, abs=0.3 * spread)
        assert values[:, place].std() == pytest.approx(spread, rel=0.25)
    rank = stats.spearmanr(values).statistic
    of_fit = 6 / np.pi * np.arcsin(fit.correlations[0, 1] / 2)
    after = stats.spearmanr(found.after["growth"], found.after["size_start"]).statistic if found else of_fit
    assert rank == pytest.approx(after, abs=0.02)
    assert rank < -0.3


def test_questions_without_an_answer(written: Written, recipe: str) -> None:
    model, fit = fitted(written, recipe)
    with pytest.raises(InputError, match="the fitted parameter 'size_start' has no prior"):
        chains(model.case, fit, 1, {"growth": "0.5 to 1.5"})
    with pytest.raises(InputError, match="7 walkers; 2 parameters need an even number of them, at least 8"):
        chains(model.case, fit, 1, PRIORS, walkers=7)
    with pytest.raises(InputError, match="8 walkers of 100,000,000 steps are too many"):
        chains(model.case, fit, 1, PRIORS, walkers=8, steps=100_000_000)
    with pytest.raises(NoAnswer, match="too few draws from the priors have a value at every measurement"):
        chains(model.change(horizon=0.2).case, fit, 1, PRIORS, walkers=8)
