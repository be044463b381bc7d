"""Climbing with exact gradients: to tops inside, at ends of ranges and at bounds; against scipy's least squares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import lsq_linear

from takeoff.decide.ascend import MARGIN, Ascent, ascend
from takeoff.errors import RunError
from tests.decide.conftest import MakeGoal

START = (0.9, 0.1)


def test_the_top_inside_the_range(make_goal: MakeGoal) -> None:
    assert ascend(Ascent(make_goal("height"), START)) == pytest.approx((0.3, 0.6), abs=1e-6)


def test_tops_at_ends_of_the_range(make_goal: MakeGoal) -> None:
    goal = make_goal("height", top_x=-0.4, top_y=1.5, mixed=0)
    assert ascend(Ascent(goal, START)) == pytest.approx((0, 1), abs=1e-12)


def test_a_bound_binds_and_is_met(make_goal: MakeGoal) -> None:
    """On x + y = s, without the mixed term, x and y fall short of the top in the proportion 2 to 1."""
    top = ascend(Ascent(make_goal("height", "both <= 0.6", mixed=0), (0.1, 0.1)))
    assert top == pytest.approx((0.1, 0.5), abs=1e-6)
    assert 0.6 - 10 * MARGIN < sum(top) <= 0.6


def test_a_start_outside_the_bounds_finds_in(make_goal: MakeGoal) -> None:
    top = ascend(Ascent(make_goal("height", "both <= 0.6", mixed=0), (1.0, 1.0)))
    assert top == pytest.approx((0.1, 0.5), abs=1e-6)


def test_no_step_leaves_the_reach(make_goal: MakeGoal) -> None:
    top = ascend(Ascent(make_goal("height", mixed=0), START, reach=0.2))
    assert top == pytest.approx((0.7, 0.3), abs=1e-9)


def test_stretching_changes_steps_and_not_the_top(make_goal: MakeGoal) -> None:
    goal = make_goal("height", "both <= 0.8")
    stretched = ascend(Ascent(goal, (0.2, 0.2), stretch=np.array([30.0, 0.1])))
    assert stretched == pytest.approx(ascend(Ascent(goal, (0.2, 0.2))), abs=1e-5)


def test_an_outcome_without_a_derivative_is_told(make_goal: MakeGoal) -> None:
    """Slower than a half, the way is never walked."""
    with pytest.raises(RunError, match="'there' was never reached"):
        ascend(Ascent(make_goal("timely", only=True), (0.2,)))


@settings(max_examples=15)
@given(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5), st.floats(-2, 2), st.floats(0.3, 1.7))
def test_quadratics_against_scipy(make_goal: MakeGoal, top_x: float, top_y: float, mixed: float, most: float) -> None:
    """The top meets a linear bound, or lies on it: both are least squares within a box."""
    root, aim = np.linalg.cholesky([[1, mixed / 2], [mixed / 2, 2]]).T, np.array([top_x, top_y])
    known = lsq_linear(root, root @ aim, bounds=(0, 1), method="bvls")
    if known.x.sum() > most:
        edge, along = np.array([0, most]), np.array([1, -1])
        within = (max(0, most - 1), min(1, most))
        known = lsq_linear((root @ along)[:, None], root @ (aim - edge), bounds=within, method="bvls")
    goal = make_goal("height", f"both <= {most!r}", top_x=top_x, top_y=top_y, mixed=mixed)
    top = ascend(Ascent(goal, (0.1, 0.1)))
    assert goal.feasible(top)
    assert goal.value(top) == pytest.approx(1 - 2 * known.cost, abs=1e-6)
