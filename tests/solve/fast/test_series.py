"""Series of known polynomials."""

from __future__ import annotations

import numpy as np
import pytest

from takeoff.solve.fast.series import Kept, Series


def test_values_of_series() -> None:
    """One variable of three members: 1 + 2 t + 3 t^2 over a step of 2, 5 - t over a step of 1, and 7."""
    coefficients = np.array([[[1.0, 5.0, 7.0], [2.0, -1.0, 0.0], [3.0, 0.0, 0.0]]])
    length = np.array([2.0, 1.0, 1.0])
    series = Series(np.zeros(3), length, coefficients[:, 0], coefficients)
    assert series.at(0.5).tolist() == [[6.0, 4.5, 7.0]]
    assert series.at(np.array([1.0, 0.0, 0.3])).tolist() == [[17.0, 5.0, 7.0]]
    assert series.take([1]).at(1.0).tolist() == [[4.0]]


def test_series_that_are_kept() -> None:
    """Of three members those of the first and the last: 1 + 2 t and 7."""
    coefficients, length = np.array([[[1.0, 7.0], [2.0, 0.0]]]), np.array([2.0, 1.0, 1.0])
    kept = Kept(np.zeros(3), length, np.array([[1.0, 5.0, 7.0]]), coefficients, np.array([0, 2]))
    assert kept.take(np.array([2, 0])).at(1.0).tolist() == [[7.0, 5.0]]
    with pytest.raises(IndexError):
        kept.at(0.5)
    wider = Kept(kept.start, length, kept.state, np.repeat(coefficients, 2, axis=2), kept.places)
    with pytest.raises(IndexError):
        wider.take(np.array([1, 0]))
    whole = Kept(np.zeros(2), length[:2], coefficients[:, 0], coefficients, np.array([0, 1]))
    assert whole.at(0.5).tolist() == [[3.0, 7.0]]
