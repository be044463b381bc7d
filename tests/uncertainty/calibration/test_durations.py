"""Durations of which some are not over: closed forms of the exponential, recovery of a lognormal, wrong rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

import takeoff
from takeoff.errors import InputError, NoAnswer
from takeoff.uncertainty.calibration.durations import Lasting

Written = Callable[..., tuple[Path, Path]]
RECIPE = """
schema = 1
[recipe]
title = "Leads"
model = "lead-and-pause"
[data]
title = "Leads"
file = "sizes.csv"
date = "began"
value = "lasted"
unit = "month"
[durations]
parameter = "lead"
distribution = "exponential"
closed = "2026"
shortest = "1 day"
"""


def found(written: Written, rows: Sequence[str], text: str = RECIPE, *parameters: str) -> Lasting:
    lasting = takeoff.load("lead-and-pause").calibrate(*written(rows, text, "began,lasted"), parameters)
    assert isinstance(lasting, Lasting)
    return lasting


def test_an_exponential_is_the_time_at_risk_over_what_ended(written: Written) -> None:
    """Its logarithm has a standard error of 1 / sqrt(ended)."""
    lasting = found(written, ["2020,6", "2021,12", "2022,3", "2023,9", "2024,", "2025,"])
    mean = (6 + 12 + 3 + 9 + 24 + 12) / 12 / 4
    assert lasting.median == pytest.approx(mean * math.log(2), rel=1e-4)
    assert math.log(lasting.factor) == pytest.approx(0.5, rel=1e-3)
    assert (lasting.prior, lasting.before, lasting.unit) == ("", 0.5, "year")
    assert lasting.fitted.median() == pytest.approx(lasting.median)


def test_a_lognormal_is_recovered_although_the_long_ones_are_cut_off(written: Written) -> None:
    rng = np.random.default_rng(7)
    began = rng.uniform(2022, 2026, 400)
    months = 12 * np.exp(rng.normal(math.log(1.5), 0.5, 400))
    is_over = began + months / 12 < 2026
    rows = [
        f"{b!r},{m!r}" if o else f"{b!r}," for b, m, o in zip(began.tolist(), months.tolist(), is_over, strict=True)
    ]
    lasting = found(written, rows, RECIPE.replace('"exponential"', '"lognormal"'))
    assert lasting.median == pytest.approx(1.5, rel=0.1)
    assert lasting.spread == pytest.approx(0.5, rel=0.1)
    assert abs(math.log(lasting.median / 1.5)) < 3 * math.log(lasting.factor) < 0.15
    assert lasting.prior == f"lognormal({lasting.median:.4g} year, {lasting.spread:.3g})"
    assert np.median(months[is_over] / 12) < 1.35, "without those that are not over, it is too short"


def test_what_is_shorter_than_dates_can_tell_is_known_to_be_short(written: Written) -> None:
    lasting = found(written, ["2020,6", "2021,12", "2022,3", "2023,0"])
    assert (len(lasting.durations.over), len(lasting.durations.short)) == (3, 1)
    assert lasting.median == pytest.approx(math.log(2) * 21 / 12 / 4, rel=0.01)
    assert lasting.durations.median == pytest.approx(0.25)


def test_wrong_durations(written: Written) -> None:
    rows = ["2020,6", "2021,12", "2022,3"]
    for lines, text, told in (
        ([*rows, "2023,-1"], RECIPE, "sizes.csv:5: -1 is no duration"),
        ([*rows, "2027,"], RECIPE, "sizes.csv:5: what is not over began after the data were closed"),
        (rows, RECIPE.replace('"lead"', '"leed"'), "no parameter 'leed'"),
        (rows, RECIPE.replace('"lead"', '"share_base"'), "durations are in units of time"),
        (rows, RECIPE.replace('"month"', '"mnth"'), "data.unit: unknown unit"),
        (rows, RECIPE.replace('"1 day"', '"1 token"'), "durations: 1 token is in token"),
    ):
        with pytest.raises(InputError, match=told):
            found(written, lines, text)
    with pytest.raises(NoAnswer, match="2 durations were over"):
        found(written, [*rows[:2], "2023,"])
