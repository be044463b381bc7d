"""Dimensions given as a count, and the functions that number their members."""

from __future__ import annotations

from pathlib import Path

import pytest

import takeoff
from takeoff.errors import ModelError
from takeoff.model import Model

MODEL = """
schema = 1
[model]
name = "counted"
title = "Counted"
[dimensions]
box = {count}
side = ["left", "right"]
[stocks.filled]
over = "box"
unit = "1"
start = "position(box) / count(box)"
[auxiliaries.total]
unit = "1"
equation = "sum(filled[box], box)"
[auxiliaries.pair]
over = ["box", "side"]
unit = "1"
equation = "{pair}"
[outcomes]
total = {{ unit = "1", equation = "total" }}
weighed = {{ unit = "1", equation = "sum(position(box) * filled[box], box)" }}
corner = {{ unit = "1", equation = "{corner}" }}
"""


def load(
    folder: Path,
    count: str = "4",
    pair: str = "10 * position(box) + position(side)",
    corner: str = "pair[box_2, right]",
) -> Model:
    path = folder / "counted.toml"
    path.write_text(MODEL.format(count=count, pair=pair, corner=corner), encoding="utf-8")
    return takeoff.load(path)


def test_members_are_numbered_from_one(tmp_path: Path) -> None:
    model = load(tmp_path)
    assert model.meaning.dimensions["box"] == ("box_1", "box_2", "box_3", "box_4")
    run = model.run()
    assert run.outcome("total") == pytest.approx(10 / 4)
    assert run.outcome("weighed") == pytest.approx((1 + 4 + 9 + 16) / 4)
    assert run.outcome("corner") == 22


def test_one_to_two_hundred(tmp_path: Path) -> None:
    assert load(tmp_path, "1", corner="pair[box_1, left]").run().outcome("corner") == 11
    assert len(load(tmp_path, "200").meaning.dimensions["box"]) == 200


@pytest.mark.parametrize("count", ["0", "-3", "201", "2.5", "1000000000000", "true", '"20"', "[]"])
def test_other_counts_are_refused(tmp_path: Path, count: str) -> None:
    with pytest.raises(ModelError, match="box"):
        load(tmp_path, count)


@pytest.mark.parametrize(
    ("corner", "message"),
    [
        ("position(box)", "repeated over box"),
        ("position(left)", "needs a dimension"),
        ("count(boxes)", "needs a dimension"),
        ("count(3)", "needs a dimension"),
        ("count(box, side)", "got 2 arguments"),
        ("position(box) + t", "repeated over box"),
    ],
)
def test_numbering_needs_a_dimension(tmp_path: Path, corner: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        load(tmp_path, corner=corner)


def test_a_position_can_choose_by_member(tmp_path: Path) -> None:
    model = load(tmp_path, pair="where(position(box) < 3, 0, 1)", corner="sum(pair[box, left], box)")
    assert model.run().outcome("corner") == 2
