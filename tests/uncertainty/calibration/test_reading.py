"""Recipes and data files that are wrong: what is told, and where it stands; totals and intervals by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from takeoff.errors import InputError, ModelError
from takeoff.uncertainty.calibration.measurements import Measurements, data_path, read_measurements
from takeoff.uncertainty.calibration.recipe import read_recipe
from takeoff.uncertainty.calibration.scale import SCALES

Written = Callable[..., tuple[Path, Path]]
ROWS = ("2026-01-01,1,0.5,2,good", "2027-01-01,10,5,20,good", "2027-01-01,,,,good", "2030-01-01,1000,1,2,bad")
INTERVAL = 'low = "low"\nhigh = "high"\n'


def read(paths: tuple[Path, Path]) -> Measurements:
    recipe = read_recipe(paths[0])
    return read_measurements(paths[1], recipe.parts.data, SCALES["log10"])


def test_dates_are_as_far_apart_as_the_calendar_has_days(written: Written) -> None:
    found = read(written(["2024-03-01,1,,,good", "2024-02-01,2,,,good", "2025.5,3,,,good"]))
    assert np.diff(found.years)[0] * 365.25 == pytest.approx(29)
    assert found.years[0] == pytest.approx(2024 + 31 / 365.25, abs=1 / 365)
    assert found.years[2] == 2025.5
    assert list(found.values) == [2, 1, 3]
    assert found.errors is None


def test_intervals_become_errors_on_the_scale(written: Written, recipe: str) -> None:
    found = read(written(ROWS, recipe.replace("keep =", f"{INTERVAL}sure = 0.95\nkeep =")))
    assert found.errors is not None
    assert found.errors == pytest.approx(np.log10(4) / (2 * 1.959963984540054))


def test_rows_of_a_date_are_added_up(written: Written, recipe: str) -> None:
    total = recipe.replace("keep =", "total = true\nkeep =")
    rows = [f"{year},{value},,,good" for year in (2026, 2027) for value in (1, 2)]
    assert list(read(written(rows, total)).values) == [3, 3]
    with pytest.raises(InputError, match=r"'Sizes': a total of 1 rows at sizes.csv:4, of 2 elsewhere"):
        read(written(rows[:-1], total))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[fit]", "[fitt]", "recipe.toml:14: unknown key 'fitt'"),
        ('quantity = "size"', 'quantity = "size"\noutcome = "size"', "recipe.toml:14: [fit] needs one of concept,"),
        ('scale = "log10"', 'scale = "log3"', "fit.scale: must be 'plain', 'log2' or 'log10'"),
        ('["growth", "size_start"]', '["growth", "growth"]', "a list of 1 to 20 different parameters is needed"),
        ("keep =", 'low = "low"\nkeep =', "recipe.toml:6: an interval has both ends: low and high"),
        ("keep =", "sure = 1.5\nkeep =", "data.sure: a share between 0 and 1 is needed"),
        ("keep =", f"{INTERVAL}total = true\nkeep =", "without an interval, can be added up"),
        ("schema = 1", "schema = 2", "must be 1, the only version"),
        (
            "[fit]",
            '[durations]\nparameter = "x"\ndistribution = "lognormal"\nclosed = ""\nshortest = ""\n[fit]',
            "either",
        ),
    ],
)
def test_wrong_recipes(written: Written, recipe: str, old: str, new: str, told: str) -> None:
    assert old in recipe
    with pytest.raises(ModelError) as caught:
        read_recipe(written(ROWS, recipe.replace(old, new, 1))[0])
    assert told in str(caught.value)


@pytest.mark.parametrize("model", ["exponentia", "../exponential.toml", "/etc/passwd.toml", "none.toml"])
def test_models_that_a_recipe_cannot_have(written: Written, recipe: str, model: str) -> None:
    read_one = read_recipe(written(ROWS, recipe.replace('"exponential"', f'"{model}"'))[0])
    with pytest.raises(InputError, match="no model"):
        read_one.case()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["2026-01-01,0,,,good"], "sizes.csv:2: 0 has no logarithm"),
        (["2026-01-01,ten,,,good"], "sizes.csv:2: could not convert string to float: 'ten'"),
        (["2026-01-01,1,,,good", "2026-02-30,1,,,good"], "sizes.csv:3: 2026-02-30 is no day of the calendar"),
        (["2026-01-01,nan,,,good"], "sizes.csv:2: 'nan' is not a finite number"),
        (["2026-01-01,1,,,bad"], "0 rows are left"),
        (["2026-01-01"], "0 rows are left"),
        ([f"2026-01-01,1,{'9' * 200_000},,good"], "sizes.csv is no CSV file (field larger than field limit"),
        (["2026-01-01,1,,,good"] * 2001, "2,001 rows are left; 1 to 2,000 can be compared"),
    ],
)
def test_wrong_data(written: Written, rows: list[str], told: str) -> None:
    with pytest.raises(InputError) as caught:
        read(written(rows))
    assert told in str(caught.value)


@pytest.mark.parametrize("ends", ["2,1", "1,1", "0,1", ",1"])
def test_intervals_that_are_none(written: Written, recipe: str, ends: str) -> None:
    with pytest.raises(InputError, match=r"sizes.csv:2: .* is no interval"):
        read(written([f"2026-01-01,1,{ends},good"], recipe.replace("keep =", f"{INTERVAL}keep =")))


def test_columns_and_files_that_are_not_there(written: Written, recipe: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="sizes.csv has no column 'size'"):
        read(written(ROWS, header="when,sise,low,high,kind"))
    with pytest.raises(InputError, match="sizes.csv has more than one column 'size'"):
        read(written(ROWS, header="when,size,low,size,kind"))
    path, data = written(ROWS, recipe.replace("sizes.csv", "../sizes.csv"))
    about = read_recipe(path).parts.data
    assert data_path(data, about) == data
    with pytest.raises(InputError, match="not the bare name of a file"):
        data_path(tmp_path, about)
    with pytest.raises(InputError, match="there is no none.csv in"):
        read_measurements(tmp_path / "none.csv", about, SCALES["plain"])
    with pytest.raises(InputError, match="did you mean 'time-horizon'"):
        read_recipe("time-horizn")
