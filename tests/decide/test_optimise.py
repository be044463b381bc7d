"""Refining optima: at kinks, at ends, at bounds, and where the outcome has no value on part of the range."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from takeoff.decide import optimise
from takeoff.decide.climb import climb
from takeoff.decide.optimise import local_optima, refine
from takeoff.errors import RunError
from tests.decide.conftest import MakeGoal


def test_a_smooth_top_is_found_by_gradients_alone(make_goal: MakeGoal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimise, "climb", None)
    assert refine(make_goal("height"), (0.32, 0.58)) == pytest.approx((0.3, 0.6), abs=1e-6)


def test_a_kink_is_climbed_without_gradients(make_goal: MakeGoal, monkeypatch: pytest.MonkeyPatch) -> None:
    climbing = Mock(wraps=climb)
    monkeypatch.setattr(optimise, "climb", climbing)
    (top,) = local_optima(make_goal("tent", only=True, top_x=0.313))
    climbing.assert_called()
    assert top == pytest.approx((0.313,), abs=1e-6)


def test_a_kink_in_two_directions(make_goal: MakeGoal) -> None:
    assert refine(make_goal("tent"), (0.32, 0.58)) == pytest.approx((0.3, 0.6), abs=1e-4)


def test_optima_at_ends_of_the_range(make_goal: MakeGoal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimise, "climb", None)
    assert local_optima(make_goal("both", only=True)) == [(1.0,)]
    assert refine(make_goal("height", top_x=-1, mixed=0), (0.05, 0.58)) == pytest.approx((0, 0.6), abs=1e-6)


def test_a_bound_that_binds(make_goal: MakeGoal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimise, "climb", None)
    goal = make_goal("height", "both <= 0.6", mixed=0)
    top = refine(goal, (0.08, 0.48))
    assert top == pytest.approx((0.1, 0.5), abs=1e-6)
    assert goal.feasible(top)


def test_an_outcome_without_a_value_on_part_of_the_range(make_goal: MakeGoal) -> None:
    """The way of 5 years takes 5/x: 6 years, where that is best, and more than there are below a half."""
    (top,) = local_optima(make_goal("timely", only=True))
    assert top == pytest.approx((5 / 6,), abs=1e-6)


def test_an_optimum_where_the_outcome_ceases_to_have_a_value(make_goal: MakeGoal) -> None:
    goal = make_goal("arrival", only=True, way=5.03)
    (top,) = local_optima(goal)
    assert goal.value(top) == pytest.approx(10, abs=1e-4)
    assert top == pytest.approx((0.503,), abs=1e-5)


def test_a_climb_that_fails_leaves_the_start(make_goal: MakeGoal, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise RunError("no derivative")

    monkeypatch.setattr(optimise, "ascend", fails)
    assert refine(make_goal("height"), (0.32, 0.58)) == pytest.approx((0.3, 0.6), abs=1e-4)
