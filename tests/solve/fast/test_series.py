"""Series of known polynomials."""

from __future__ import annotations

import numpy as np
import pytest

from takeoff.solve.fast.series import Series


def test_values_slopes_and_groups() -> None:
    """One variable of two members: 1 + 2 t + 3 t^2 over a step of 2, and 5 - t over a step of 1."""
    coefficients = np.array([[[1.0, 5.0]], [[2.0, -1.0]], [[3.0, 0.0]]])
    series = Series(np.zeros(2), np.array([2.0, 1.0]), coefficients[0], coefficients)
    assert series.at(0.5).tolist() == [[6.0, 4.5]]
    assert series.at(np.array([1.0, 0.0])).tolist() == [[17.0, 5.0]]
    assert series.slope().tolist() == [[14.0, -1.0]]
    again = series.take([1]).joined([series.take([0]), series])
    assert again.at(1.0).tolist() == [[4.0, 17.0, 17.0, 4.0]]
    assert again.length.tolist() == pytest.approx([1.0, 2.0, 2.0, 1.0])
