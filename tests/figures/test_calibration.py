"""Pictures of calibration: what stands in them, and what they are drawn from."""

from __future__ import annotations

import numpy as np
import pytest

import takeoff
from takeoff import figures
from takeoff.errors import InputError
from takeoff.figures.wording import rounded
from takeoff.uncertainty.calibration.durations import Durations, Lasting
from takeoff.uncertainty.calibration.least_squares import Fit
from takeoff.uncertainty.calibration.posterior import reweighed

RECIPE = """
schema = 1
[recipe]
title = "Growth of a size"
model = "exponential"
[data]
title = "Sizes"
file = "sizes.csv"
date = "when"
value = "size"
low = "low"
high = "high"
unit = "1"
source = "Made up."
[fit]
quantity = "size"
scale = "log10"
parameters = ["growth", "size_start"]
"""


@pytest.fixture(scope="module")
def fit(tmp_path_factory: pytest.TempPathFactory) -> Fit:
    folder = tmp_path_factory.mktemp("fit")
    rows = ["2024,0.6,0.4,0.8", "2026,2.8,2,4", "2028,17,11,22", "2030,80,60,105"]
    (folder / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    (folder / "sizes.csv").write_text("\n".join(["when,size,low,high", *rows]), encoding="utf-8")
    found = takeoff.load("exponential").calibrate(folder / "recipe.toml", folder)
    assert isinstance(found, Fit)
    return found


def test_dots_bars_and_both_lines(fit: Fit) -> None:
    drawn = figures.fitted(fit)
    growth = fit.estimates[0]
    assert drawn.get_suptitle() == f"Growth rate: {growth.value:.3f} ± {growth.error:.3f} 1/year"
    axes = drawn.axes[1]
    dots, before, after = axes.lines
    assert list(np.array(dots.get_ydata())) == list(fit.measurements.values)
    assert axes.get_yscale() == "log"
    years, values = (np.array(one) for one in (after.get_xdata(), after.get_ydata()))
    exact = fit.estimates[1].value * np.exp(growth.value * (years - 2026))
    assert values == pytest.approx(exact, rel=1e-4)
    assert np.array(before.get_ydata())[-1] == pytest.approx(np.exp(0.5 * (years[-1] - 2026)), rel=1e-4)
    texts = [text.get_text() for text in axes.texts]
    assert texts == [
        f"{name}, off by {rounded(fit.misfit(run))} OOM"
        for name, run in (("before the fit", fit.before), ("fitted", fit.after))
    ]


def test_priors_and_what_is_left_of_them(fit: Fit) -> None:
    case = takeoff.load("exponential").case
    weighed = reweighed(case, fit, 256, 1, {"growth": "0.5 to 1.2", "size_start": "1.5 to 5"})
    drawn = figures.posterior(fit, weighed)
    assert [axes.get_title("left") for axes in drawn.axes] == ["growth rate (1/year)", "size start"]
    title = drawn.get_suptitle().replace("\n", " ")
    assert title.startswith("Growth rate: ")
    assert title.endswith(" 1/year after the data (90 %), 0.50 to 1.20 before")
    for axes in drawn.axes:
        assert axes.get_xscale() == "linear"
        *prior, outline = (patch.get_extents().height for patch in axes.patches)
        assert outline > 1.5 * max(prior), "the data narrow it"
    far = reweighed(case, fit, 64, 1, {"growth": "0.5 to 1.2", "size_start": "0.1 to 50"})
    assert [axes.get_xscale() for axes in figures.posterior(fit, far).axes] == ["linear", "log"]
    with pytest.raises(InputError, match="no fitted parameter was drawn"):
        figures.posterior(fit, reweighed(case.change({}), fit, 8, 1, {"horizon": "9 to 10"}))


def test_shares_that_last_longer() -> None:
    measured = Durations(np.array([1.0, 2.0, 4.0]), np.array([]), np.array([3.0]))
    found = Lasting(("lead", ()), "year", 1.0, measured, "exponential", 2.31, 1.8, float("nan"))
    drawn = figures.durations(found, "Leads")
    assert drawn.get_suptitle() == "Leads: half are over within 2.31 years"
    steps, ticks, line = drawn.axes[1].lines
    assert np.array(steps.get_ydata()) == pytest.approx([1, 0.75, 0.5, 0.5, 0, 0])
    assert np.array(ticks.get_ydata()) == pytest.approx([0.5])
    lengths = np.array(line.get_xdata())
    assert np.array(line.get_ydata()) == pytest.approx(0.5 ** (lengths / 2.31), rel=1e-9)
