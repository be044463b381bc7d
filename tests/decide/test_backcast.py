"""Backcasts: by hand on made-up data, on the public data sets where they are, and descriptions that are wrong."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import takeoff
from takeoff.decide.backcast import Backcast, backcast, observed, trend
from takeoff.decide.observations import read_observations
from takeoff.errors import InputError, ModelError
from takeoff.figures import backcast as drawn
from takeoff.spec.find import models_folder
from takeoff.tables.backcast import backcast_record, backcast_words
from tests.data import data_file

SHIPPED = models_folder().parent / "docs" / "data" / "observations.toml"
DATES = ("2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01")
GROWING = """
schema = 1
[model]
name = "growing"
title = "Growth that slows down"
time = { unit = "year", start = 2023.0, stop = 2024.5 }
[stocks.run]
unit = "FLOP"
start = "first_run"
scale = "log"
[flows.growth]
into = "run"
rate = "pace * run * exp(-t / slowdown)"
[auxiliaries.level]
unit = "OOM"
equation = "oom(run / initial(run))"
[parameters]
first_run = { value = 1000, unit = "FLOP", source = "assumed" }
pace = { value = "log(10)", unit = "1/year", source = "assumed" }
slowdown = { value = 2, unit = "year", source = "assumed" }
[concepts]
training_compute = "run"
capability = "level"
"""
ABOUT = """
schema = 1
[data.runs]
title = "Runs"
file = "runs.csv"
concept = "training_compute"
date = "day"
value = "size"
unit = "FLOP"
keep = { kind = "big" }
[data.index]
title = "Index"
file = "runs.csv"
concept = "capability"
date = "day"
value = "index"
unit = "1"
scale = "free"
records = true
keep = { kind = "big" }
"""
ROWS = ("5,10", "50,30", "500,20", "20000,60")
Given = Callable[..., Path]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    def write(about: str = ABOUT, rows: tuple[str, ...] = ROWS) -> Path:
        lines = [f"{date},{row},big" for date, row in zip(DATES, rows, strict=True)]
        table = "\n".join(["day,size,index,kind", *lines, "2023-05-05,1,99,small", "2023-06-06,,,big"])
        (tmp_path / "runs.csv").write_text(table, encoding="utf-8")
        (tmp_path / "about.toml").write_text(about, encoding="utf-8")
        (tmp_path / "growing.toml").write_text(GROWING, encoding="utf-8")
        return tmp_path / "about.toml"

    return write


def found(about: Path) -> tuple[Backcast, ...]:
    model = takeoff.load(about.with_name("growing.toml"))
    return backcast([model.case, takeoff.load("stopping-time").case], read_observations(about, about.parent))


def test_growth_misfit_and_bias_by_hand(given: Given) -> None:
    """The model is at 1000 FLOP in 2023 and grows tenfold a year then, with an e-folding of two years."""
    (implied,) = found(given())[0].implied
    model = [1.0, 2.0, 3.0, 3.0 + 2 * (1 - math.exp(-0.5))]
    residuals = np.log10([5, 50, 500, 20000]) - model
    assert implied.levels(implied.observations.years) == pytest.approx(model, abs=1e-6)
    assert implied.misfit == pytest.approx(math.sqrt(np.mean(residuals**2)), rel=1e-6)
    assert implied.bias == pytest.approx(np.mean(residuals), rel=1e-6)
    assert implied.growth == pytest.approx(np.polyfit([0, 1, 2, 3], model, 1)[0], rel=1e-6)


def test_a_free_scale_is_fitted_to_records(given: Given) -> None:
    index = found(given())[1]
    assert list(index.observations.values) == [10, 30, 60]
    (implied,) = index.implied
    levels = [-2.0, -1.0, 2 * (1 - math.exp(-0.5))]
    assert (implied.slope, implied.offset) == pytest.approx(tuple(np.polyfit(levels, [10, 30, 60], 1)), rel=1e-5)
    assert implied.bias == pytest.approx(0, abs=1e-9)


def test_what_is_told_and_drawn(given: Given) -> None:
    both = found(given())
    told = backcast_words(both)
    assert "Runs, 2021.0 to 2024.0: 15.2 times a year" in told
    assert "implied by none of these (no quantity for the largest training run): stopping-time" in told
    record = backcast_record(both)
    assert [one["models"][0]["points"] for one in record] == [4, 3]
    figure = drawn(both)
    assert figure.get_suptitle() == "Runs: 15.2 times a year observed, 8.63 implied by growing"
    assert [len(np.array(axes.lines[0].get_xdata())) for axes in figure.axes[1:]] == [4, 3]
    assert [axes.texts[-1].get_text() for axes in figure.axes[1:]] == [
        "growing, off by 0.37 OOM",
        f"growing, off by {both[1].implied[0].misfit:.2f}",
    ]


def test_public_data_sets() -> None:
    """Growth of frontier training compute, and the trend of time horizons beside the model that was fitted to it."""
    folder = data_file("epoch_notable_models_slim.csv").parent
    training, horizons, _ = read_observations(SHIPPED, folder)
    assert 10 ** trend(training.years, observed(training)) == pytest.approx(4.9, abs=0.05)
    (told,) = backcast([takeoff.load("time-horizon").case], [horizons])
    (implied,) = told.implied
    assert len(implied.residuals) == 17
    late = implied.residuals[horizons.years >= 2023]
    assert len(late) == 14
    assert np.mean(late) == pytest.approx(0, abs=1e-3)
    assert implied.residuals[0] > 1.5, "the trend of recent years is not that of the years before"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('file = "runs.csv"', 'file = "../runs.csv"', "'../runs.csv' is not the bare name of a file"),
        ('file = "runs.csv"', 'file = "walks.csv"', "there is no walks.csv in "),
        ('value = "size"', 'value = "siez"', "runs.csv has no column 'siez'"),
        ('unit = "FLOP"', 'unit = "year"', "training_compute is not measured in year"),
        ('unit = "FLOP"', 'unit = "flopp"', "data set 'runs': unknown unit"),
        ('keep = { kind = "big" }', 'keep = { kind = "small" }', "1 rows are left, at least 3 are needed"),
        ('value = "size"', 'value = "kind"', "runs.csv:2: could not convert"),
        ('date = "day"', 'date = "kind"', "runs.csv:2: "),
        ('concept = "training_compute"', 'concept = "beauty"', "data.runs.concept: must be"),
        ('title = "Runs"', 'name = "Runs"', "unknown key 'name' in data.runs"),
    ],
)
def test_wrong_descriptions(given: Given, old: str, new: str, message: str) -> None:
    about = given(ABOUT.replace(old, new, 1))
    with pytest.raises((InputError, ModelError)) as caught:
        read_observations(about, about.parent)
    assert message in str(caught.value)


def test_a_value_that_has_no_logarithm(given: Given) -> None:
    about = given(rows=("5,10", "0,40", "500,30", "20000,100"))
    with pytest.raises(InputError, match=r"runs.csv:3: '0' is no value of training_compute"):
        read_observations(about, about.parent)
