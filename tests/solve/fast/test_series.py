"""Series of known polynomials."""

from __future__ import annotations

import numpy as np

from takeoff.solve.fast.series import Groups, Series


def test_values_of_series_and_of_groups() -> None:
    """One variable of three members: 1 + 2 t + 3 t^2 over a step of 2, 5 - t over a step of 1, and 7."""
    coefficients = np.array([[[1.0, 5.0, 7.0], [2.0, -1.0, 0.0], [3.0, 0.0, 0.0]]])
    length = np.array([2.0, 1.0, 1.0])
    series = Series(np.zeros(3), length, coefficients[:, 0], coefficients)
    assert series.at(0.5).tolist() == [[6.0, 4.5, 7.0]]
    assert series.at(np.array([1.0, 0.0, 0.3])).tolist() == [[17.0, 5.0, 7.0]]
    padded = np.concatenate((coefficients, coefficients[:, :, -1:]), axis=2)
    groups = Groups(np.zeros(3), length, coefficients[:, 0], np.stack([padded[..., :2], padded[..., 2:]]))
    assert groups.at(0.5).tolist() == series.at(0.5).tolist()
    assert groups.take(np.array([2, 0])).at(1.0).tolist() == [[7.0, 17.0]]
    assert series.take([1]).at(1.0).tolist() == [[4.0]]
