"""The best slowdown along a parameter: against closed forms, where nothing helps, at kinks, and from both ends."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import takeoff
from takeoff.decide.along import Along, at_value, best_along, described
from takeoff.errors import InputError
from takeoff.model import Model

LABOUR, GROWTH, BASE, FULL, DANGER = 7000.0, 1.5, 0.05, 0.9, 3.0


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


@pytest.fixture(scope="module")
def found(model: Model) -> Along:
    return model.along("lead", ["3 month", 1], "alignment")


def best_stop(lead: float) -> float:
    """The best full stop leaves an e-folding time of productivity, shortened by the share already spent."""
    return DANGER + lead - (1 - BASE / FULL) / GROWTH


def test_values_and_stops_equal_the_closed_form(found: Along) -> None:
    for point, lead in zip(found.points, (0.25, 1.0), strict=True):
        stop, end = best_stop(lead), DANGER + lead
        work = LABOUR * (BASE * math.expm1(GROWTH * stop) / GROWTH + FULL * math.exp(GROWTH * stop) * (end - stop))
        (best,) = point.bests
        assert best.answer is not None
        assert best.answer.parameters["start"].value == pytest.approx(stop, abs=1e-4)
        assert best.value == pytest.approx(work, rel=1e-8)
        assert found.gain(point, 0) == pytest.approx(best.value - point.never.value)


def test_slopes_equal_the_derivative_of_the_closed_form(found: Along) -> None:
    for point, lead in zip(found.points, (0.25, 1.0), strict=True):
        assert point.bests[0].slope == pytest.approx(LABOUR * FULL * math.exp(GROWTH * best_stop(lead)), rel=1e-5)
        assert point.never.slope == pytest.approx(LABOUR * BASE * math.exp(GROWTH * (DANGER + lead)), rel=1e-8)


def test_where_no_pause_helps_the_slope_is_that_of_never_pausing(model: Model) -> None:
    """Where caution moves no labour, stopping only gives up growth."""
    same = model.change(share_base=FULL).along("lead", [0.5, 1], "alignment", ["abrupt(depth=0.5)"])
    for point in same.points:
        assert (same.gain(point, 0), same.top(point)) == (0.0, 0.0)
        assert point.bests[0].slope == point.never.slope > 0


def test_an_optimum_on_a_kink_has_no_slope(model: Model) -> None:
    """The supervision limit binds from the stop on: output is level on one side of it, and falls on the other."""
    (point,) = model.along("supervision_limit", [1e5], "alignment").points
    (best,) = point.bests
    assert best.answer is not None
    assert best.answer.parameters["start"].value == pytest.approx(math.log(1e5 / (FULL * LABOUR)) / GROWTH, abs=2e-3)
    assert math.isnan(best.slope)


def test_an_optimum_that_only_later_values_show_is_followed_back() -> None:
    hill = takeoff.load(Path(__file__).with_name("narrow_hill.toml"))
    (alone,) = hill.along("width", [0.005], "height").points
    narrow, wide = hill.along("width", [0.005, 1], "height").points
    assert alone.bests[0].value == pytest.approx(1.0, abs=1e-6), "a scan does not see it"
    assert narrow.bests[0].value == pytest.approx(1.5, abs=1e-6)
    assert wide.bests[0].value == pytest.approx(1.5, abs=1e-6)


def test_schedules_are_told_apart_and_may_be_given_whole(model: Model) -> None:
    case, stop, half = model.case, takeoff.abrupt(start=2.5), takeoff.abrupt(start=2.5, depth=0.5)
    whole = best_along(case, [stop, ("caution", half)], {}, "alignment", "lead", [0.5])
    assert whole.labels == ("abrupt, start 2.5", "abrupt, start 2.5, depth 0.5")
    expected = [case.with_schedules({"caution": one}).run() for one in (stop, half)]
    assert [best.value for best in whole.points[0].bests] == [run.outcome("alignment") for run in expected]
    assert whole.arguments == () and not whole.in_points
    assert described({"caution": takeoff.ramp(length=1)}) == "ramp, length 1"
    assert set(whole.provenance["runs"]["0.5 year"]) == {"never pausing", *whole.labels}


@pytest.mark.parametrize(
    ("name", "values", "maximise", "over", "message"),
    [
        ("laed", [1], "alignment", (), "no parameter 'laed'"),
        ("lead", [1], "hazard", (), "'hazard' is better when lower"),
        ("lead", [1], "alignmen", (), "did you mean 'alignment'"),
        ("lead", [1], "alignment", ("length",), "no compared schedule leaves an argument 'length' open"),
        ("supervision_limit", ["inf"], "alignment", (), "finite"),
    ],
)
def test_a_wrong_question_is_refused(
    model: Model, name: str, values: list[float | str], maximise: str, over: tuple[str, ...], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        model.along(name, values, maximise, over=over)


def test_a_parameter_with_members_is_named_with_one() -> None:
    case = takeoff.load(Path(__file__).parents[2] / "docs/examples/three-actors.toml").case
    with pytest.raises(InputError, match="'head_start' has several members"):
        at_value(case, "head_start", 1)
    moved = at_value(case, "head_start[leader]", "1 year").parameters()
    assert (moved["head_start[leader]"].value, moved["head_start[second]"].value) == (1.0, 0.75)
