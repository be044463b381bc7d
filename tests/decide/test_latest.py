"""The latest pause that meets bounds: every interval, against closed forms, and as a function of a parameter."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import brentq

import takeoff
from takeoff.decide.latest import LatestPauses, evenly
from takeoff.errors import InputError, NoAnswer
from takeoff.model import Model


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


def ends(found: LatestPauses) -> list[tuple[float | None, float | None]]:
    return [(low.value, high.value) for low, high in found.points[0].intervals]


def height(x: float) -> float:
    return math.exp(-((x - 2) ** 2)) + 1.5 * math.exp(-((x - 7) ** 2))


def edge(low: float, high: float, level: float) -> float:
    return float(brentq(lambda x: height(x) - level, low, high, xtol=1e-13))


def hazard(start: float, end: float) -> float:
    """Hazard by the end of a full stop from `start` on, by hand."""
    return 0.001 * (math.expm1(start) + (end - start) * math.exp(start))


@pytest.mark.parametrize("level", [0.5, 0.9, 0.9999])
def test_every_interval_is_found(two_hills: Model, level: float) -> None:
    found = two_hills.latest_pause([f"height >= {level}"])
    exact = [(edge(0, 2, level), edge(2, 4, level)), (edge(5, 7, level), edge(7, 9, level))]
    assert np.array(ends(found)) == pytest.approx(np.array(exact), abs=1e-7)
    (point,) = found.points
    assert point.answer is not None and not point.needless
    assert point.answer.parameters["start"].value == point.intervals[-1][1].value
    assert point.answer.run.outcome("height") >= level * (1 - 1e-8)


def test_a_narrow_interval_and_a_narrow_gap_show_between_the_points_of_the_scan(two_hills: Model) -> None:
    low, high = edge(6, 7, 1.4999), edge(7, 8, 1.4999)
    ranged = {"start": (0.05, 9.9)}
    narrow = two_hills.latest_pause(["height >= 1.4999"], over=ranged)
    assert np.array(ends(narrow)) == pytest.approx(np.array([(low, high)]), abs=1e-7)
    gap = two_hills.latest_pause(["height <= 1.4999"], over=ranged)
    assert np.array(ends(gap)) == pytest.approx(np.array([(0.05, low), (high, 9.9)]), abs=1e-7)
    assert gap.points[0].needless


def test_the_latest_pause_along_the_lead_equals_the_closed_form(model: Model) -> None:
    found = model.latest_pause(["hazard <= 0.02"], along="lead", values=["6 month", 1, "18 month"])
    for point, lead in zip(found.points, (0.5, 1.0, 1.5), strict=True):
        end = 3 + lead
        exact = brentq(lambda s, end=end: hazard(s, end) - 0.02, 0, end)
        assert point.at is not None and point.at.value == pytest.approx(lead)
        assert point.answer is not None
        assert point.answer.parameters["start"].value == pytest.approx(exact, abs=1e-7)
        assert point.answer.run.outcome("hazard") == pytest.approx(0.02, rel=1e-8)


def test_where_no_pause_meets_the_bounds_the_point_says_why(model: Model) -> None:
    found = model.latest_pause(["hazard <= 0.004"], along="lead", values=[0.5, 2])
    first, last = found.points
    assert first.answer is not None and first.reason == ""
    assert last.answer is None and last.intervals == ()
    assert last.reason == "the closest has hazard = 0.005, off by 0.001 from hazard <= 0.004 (at start = 0 year)"


def test_no_pause_at_any_value_has_no_answer(model: Model) -> None:
    with pytest.raises(NoAnswer, match="no pause in range satisfies hazard <= 0.001 at any lead") as caught:
        model.latest_pause(["hazard <= 0.001"], along="lead", values=[1, 2])
    assert "off by 0.004 from hazard <= 0.001 (at start = 0 year) with lead = 2 year" in str(caught.value)


def test_any_argument_can_be_asked_for(model: Model) -> None:
    found = model.latest_pause(["caution_time <= 18 month"], takeoff.abrupt(start=0.5), over=["depth"])
    assert np.array(ends(found)) == pytest.approx(np.array([(0, 0.5)]), abs=1e-8)


def test_values_at_even_distances(model: Model) -> None:
    assert evenly(model.case, "lead", "6 month", "1.5 year", 3) == ["0.5 year", "1.0 year", "1.5 year"]
    assert evenly(model.case, "supervision_limit", 1, 100, 3, log=True) == [
        f"{x!r} researcher" for x in (1.0, 10.0, 100.0)
    ]
    with pytest.raises(InputError, match="both ends must be positive"):
        evenly(model.case, "lead", 0, 2, 3, log=True)
    with pytest.raises(InputError, match="no parameter 'laed'"):
        evenly(model.case, "laed", 1, 2, 3)
    with pytest.raises(InputError, match="'supervision_limit': -1"):
        evenly(model.case, "supervision_limit", -1, 2, 3)


@pytest.mark.parametrize(
    ("bounds", "over", "message"),
    [
        ([], ["start"], "needs a bound"),
        (["hazard <= 0.01"], ["start", "depth"], "over one argument"),
        (["hazzard <= 0.01"], ["start"], "did you mean 'hazard'"),
    ],
)
def test_a_wrong_question_is_refused(model: Model, bounds: list[str], over: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        model.latest_pause(bounds, over=over)
