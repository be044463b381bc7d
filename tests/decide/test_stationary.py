"""The condition of Karush, Kuhn and Tucker: met where scipy finds optima, with multipliers; broken elsewhere."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import lsq_linear, minimize

from takeoff.decide.stationary import breach, lagrangian_slope

Floats = npt.NDArray[np.float64]

numbers = st.floats(-2, 2)
square = arrays(np.float64, (3, 3), elements=numbers)
three = arrays(np.float64, 3, elements=numbers)
END = 1e-7
"""Arguments closer than this to an end of [0, 1] are there."""


def ends(point: Floats) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    return point < END, point > 1 - END


@given(square, three)
def test_the_optimum_of_a_quadratic_in_a_box(matrix: Floats, aim: Floats) -> None:
    """The largest -|A x - b|^2/2 with 0 <= x <= 1, by scipy's least squares within bounds."""
    matrix = matrix + 5 * np.eye(3)
    point = lsq_linear(matrix, aim, bounds=(0, 1), method="bvls", tol=1e-15).x
    lowest, highest = ends(point)
    assert breach(-matrix.T @ (matrix @ point - aim), lowest, highest) == pytest.approx(0, abs=1e-9)


@given(square, three, arrays(np.float64, 3, elements=st.floats(0, 1)))
def test_elsewhere_the_condition_is_broken(matrix: Floats, aim: Floats, other: Floats) -> None:
    matrix = matrix + 5 * np.eye(3)
    point = lsq_linear(matrix, aim, bounds=(0, 1), method="bvls", tol=1e-15).x
    assume(np.abs(point - other).max() > 1e-3)
    slope = -matrix.T @ (matrix @ other - aim)
    told = breach(slope, *ends(other))
    gain = (np.sum((matrix @ other - aim) ** 2) - np.sum((matrix @ point - aim) ** 2)) / 2
    assume(gain > 1e-5)
    assert np.abs(told).sum() >= gain - 1e-9  # a concave function gains no more than its slope along the way


@given(three, arrays(np.float64, (2, 3), elements=numbers), st.floats(0.2, 1), st.floats(0.2, 1))
def test_bounds_that_bind_have_multipliers(aim: Floats, rows: Floats, first: float, second: float) -> None:
    """The point of the box closest to an aim, where rows @ x is at most some limits; by scipy's SLSQP."""
    limits = np.array([first, second])
    bound: Any = {"type": "ineq", "fun": lambda x: limits - rows @ x, "jac": lambda x: -rows}
    asked: Any = {"jac": lambda x: x - aim, "bounds": [(0, 1)] * 3, "constraints": bound, "method": "SLSQP"}
    exact: Any = {"ftol": 1e-15, "maxiter": 500}

    def distance(x: Any) -> float:
        return float(np.sum((x - aim) ** 2) / 2)

    found = minimize(distance, np.zeros(3), options=exact, **asked)
    assume(found.success)
    lowest, highest = ends(found.x)
    binding = limits - rows @ found.x < END
    free = ~(lowest | highest)
    told = lagrangian_slope(aim - found.x, -rows[binding], free)
    assert told[free] == pytest.approx(0, abs=1e-5)


def test_multipliers_are_never_negative() -> None:
    """A slope away from the bound is not excused by it."""
    slope, rows, free = np.array([-1.0, 0.5]), np.array([[-1.0, 0.0]]), np.array([True, True])
    assert lagrangian_slope(slope, rows, free) == pytest.approx([-1.0, 0.5])
    assert lagrangian_slope(-slope, rows, free) == pytest.approx([0.0, -0.5])


def test_without_bounds_or_free_arguments_the_slope_stays() -> None:
    slope = np.array([1.0, -2.0])
    assert lagrangian_slope(slope, np.zeros((0, 2)), np.array([True, True])) is slope
    assert lagrangian_slope(slope, np.ones((1, 2)), np.array([False, False])) is slope


def test_ends_excuse_slopes_out_of_the_range_only() -> None:
    at, inside = np.array([True]), np.array([False])
    for slope in (np.array([3.0]), np.array([-3.0])):
        up = slope[0] > 0
        assert breach(slope, inside, inside) == slope
        assert breach(slope, at, inside) == (3.0 if up else 0.0)
        assert breach(slope, inside, at) == (0.0 if up else -3.0)
