"""The pause solver: every optimum, bounds, questions without an answer."""

from __future__ import annotations

import math
from typing import Any

import pytest

import takeoff
from takeoff.decide.bounds import read_bound, read_bounds
from takeoff.errors import InputError, Misfit, NoAnswer
from takeoff.model import Model


def test_every_local_optimum_is_reported_the_best_first(two_hills: Model) -> None:
    best = two_hills.best_pause("height")
    starts = [optimum.parameters["start"].value for optimum in best.optima]
    assert starts == pytest.approx([7, 2], abs=1e-4)
    assert best.best is best.optima[0]
    assert best.gain == pytest.approx(1.5 - 1.5 * math.exp(-9), abs=1e-6)


def test_a_bound_moves_the_answer_to_its_edge(two_hills: Model) -> None:
    best = two_hills.best_pause("height", subject_to=["reached <= 66 month"])
    assert best.best.parameters["start"].value == pytest.approx(2, abs=1e-4)
    edge = two_hills.best_pause("height", over={"start": (4.5, 9)}, subject_to=["reached <= 66 month"])
    assert edge.best.parameters["start"].value == pytest.approx(5.5, abs=1e-5)
    assert edge.best.run.outcome("reached") <= 5.5 * (1 + 1e-9)


def test_a_bound_met_between_the_points_of_the_scan_is_found(two_hills: Model) -> None:
    best = two_hills.best_pause("height", subject_to=["reached <= 6.702", "reached >= 6.701"])
    assert best.best.parameters["start"].value == pytest.approx(6.702, abs=1e-3)


def test_a_bound_that_nothing_meets_has_no_answer_and_says_by_how_much(two_hills: Model) -> None:
    with pytest.raises(NoAnswer, match=r"no pause in range satisfies height >= 3") as caught:
        two_hills.best_pause("height", subject_to=["height >= 3"])
    assert "height = 1.5" in str(caught.value)
    assert "off by 1.5" in str(caught.value)


def test_level_ground_is_one_optimum(two_hills: Model) -> None:
    best = two_hills.best_pause("height", takeoff.abrupt(start=20), over=["depth"])
    assert len(best.optima) == 1
    assert best.gain == pytest.approx(0, abs=1e-12)


def test_a_constant_schedule_can_be_searched(two_hills: Model) -> None:
    from takeoff.schedules.schedule import Schedule

    best = two_hills.best_pause("height", Schedule("constant"), over=["level"])
    assert best.best.parameters["level"].value == pytest.approx(0.3, abs=1e-5)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"maximise": "hight"}, "did you mean 'height'"),
        ({"over": ["begin"]}, "no chosen schedule has an argument 'begin'"),
        ({"over": []}, "nothing to search over"),
        ({"over": {"start": (3, 2)}}, "no finite range"),
        ({"over": {"start": ("2 month", "1 researcher")}}, "the range of 'start'"),
        ({"over": {"start": (math.nan, 2)}}, "not a finite number"),
        ({"schedule": takeoff.ramp()}, "needs 'length'"),
        ({"schedule": takeoff.abrupt(start=3)}, "both given and searched"),
        ({"control": "attention"}, "no control 'attention'"),
        ({"subject_to": ["reached = 3"]}, "is not a bound"),
        ({"subject_to": ["reached <= 3 token"]}, "the bound on 'reached'"),
        ({"subject_to": ["rached <= 3"]}, "did you mean 'reached'"),
        ({"subject_to": "rached <= 3"}, "did you mean 'reached'"),
        ({"over": "begin"}, "no chosen schedule has an argument 'begin'"),
    ],
)
def test_a_wrong_question_is_refused(two_hills: Model, question: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        two_hills.best_pause(**{"maximise": "height", **question})


def test_bounds_are_read_with_units(two_hills: Model) -> None:
    bound = read_bound("reached >= 6 month", two_hills.meaning)
    assert read_bounds("reached >= 6 month", two_hills.meaning) == (bound,)
    assert bound.limit == pytest.approx(0.5)
    assert bound.slack(0.75) == pytest.approx(0.5)
    assert bound.slack(0.25) == pytest.approx(-0.5)


def test_a_range_that_reaches_before_another_node(two_hills: Model) -> None:
    """Caution rises from 5 until time_2, so that 5 + (time_2 - 5)/2 = 7 is best; before 5 nothing fits."""
    line = takeoff.piecewise([(5, 0), (None, 1)])
    best = two_hills.best_pause("height", line, over={"time_2": (0, 10)})
    assert [one.parameters["time_2"].value for one in best.optima] == pytest.approx([9], abs=1e-4)
    with pytest.raises(Misfit, match="schedule 'piecewise': time_2 = 0 year is before time_1 = 5 year") as caught:
        two_hills.best_pause("height", line, over={"time_2": (0, 4)})
    assert caught.value.exit_code == 2
