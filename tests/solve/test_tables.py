"""Lookup tables and computed parameters in runs."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import takeoff
from takeoff.errors import InputError, ModelError, RunError
from takeoff.model import Model

TEXT = """
schema = 1
[model]
name = "tables"
title = "Tables and computed parameters"
time = { unit = "year", start = 2026.0, stop = 2036.0 }
[tables.level]
x = [0, 12, 36]
x_unit = "month"
y = [1, 2, 8]
unit = "1"
between = "geometric"
[tables.pace]
x = [1, 2, 5]
x_unit = "year"
y = [100, 200, 50]
unit = "percent/year"
[stocks.size]
unit = "1"
start = "half"
[flows.growing]
into = "size"
rate = "interpolate(pace, t)"
[parameters.half]
value = "years / (4 * year)"
unit = "1"
between = [0, 10]
[parameters.years]
value = 2
unit = "year"
[parameters.year]
value = "1 year"
unit = "year"
[parameters.chained]
value = "2 * half + log(3)"
unit = "1"
[outcomes.size]
unit = "1"
equation = "size"
[outcomes.level]
unit = "1"
equation = "interpolate(level, years)"
[outcomes.chained]
unit = "1"
equation = "chained"
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    path = tmp_path_factory.mktemp("tables") / "tables.toml"
    path.write_text(TEXT, encoding="utf-8")
    return takeoff.load(path)


def test_a_table_is_integrated_exactly_with_its_ends_held(model: Model) -> None:
    run = model.run()
    area = 1 * 1 + (1 + 2) / 2 + 3 * (2 + 0.5) / 2 + 5 * 0.5
    assert run.outcome("size") == pytest.approx(0.5 + area, rel=1e-12)
    assert [piece.start for piece in run.trajectory.pieces] == [0, 1, 2, 5]


@pytest.mark.parametrize(
    ("years", "level"), [(0, 1), (0.5, math.sqrt(2)), (1, 2), (2, 4), (2.5, 4 * math.sqrt(2)), (3, 8), (7, 8)]
)
def test_geometric_interpolation(model: Model, years: float, level: float) -> None:
    assert model.run(years=years, half=1).outcome("level") == pytest.approx(level, rel=1e-12)


def test_computed_parameters_follow_what_they_read(model: Model) -> None:
    assert model.run().outcome("chained") == pytest.approx(1 + math.log(3))
    assert model.run(years="48 month").outcome("chained") == pytest.approx(2 + math.log(3))
    assert model.parameters["half"].value == 0.5


def test_a_computed_parameter_may_be_set(model: Model) -> None:
    run = model.run(half=3, years=1)
    assert run.outcome("chained") == pytest.approx(6 + math.log(3))
    assert run["size"][0] == 3


def test_a_computed_parameter_without_a_value_fails_the_run(model: Model) -> None:
    with pytest.raises(RunError, match=r"'half' = years / \(4 \* year\) has no value here"):
        model.run(year=0)
    with pytest.raises(InputError, match="outside 0 to 10"):
        model.run(half=11)


def test_computed_parameters_keep_to_their_range(model: Model) -> None:
    with pytest.raises(RunError, match="'half'.*outside 0 to 10"):
        model.run(years=400)


def test_computed_parameters_are_part_of_what_reaches_what(model: Model) -> None:
    assert "reaches: size, half, chained" in model.explain("years")


def test_a_table_may_not_stand_alone(tmp_path: Path) -> None:
    path = tmp_path / "tables.toml"
    path.write_text(TEXT.replace("interpolate(pace, t)", "pace / year"), encoding="utf-8")
    with pytest.raises(ModelError, match="unknown name 'pace'"):
        takeoff.load(path)
