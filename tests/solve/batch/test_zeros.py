"""Zeros of many functions at once, against known ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from takeoff.solve.batch.zeros import zeros

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Powers:
    """x^n - c, whose zeros are the roots of c; counts what is asked."""

    power: Floats
    level: Floats
    asked: list[int]

    def __call__(self, x: Floats) -> Floats:
        self.asked.append(len(x))
        found: Floats = x**self.power - self.level
        return found

    def take(self, places: npt.NDArray[np.int64]) -> Powers:
        return Powers(self.power[places], self.level[places], self.asked)


def located(functions: Powers, low: Floats, high: Floats) -> Floats:
    return zeros(functions, (low, functions(low)), (high, functions(high)))


POWER, LEVEL = np.array([1.0, 2.0, 3.0, 9.0, 41.0]), np.array([0.3, 0.3, 0.7, 0.2, 1e-9])
LOW, HIGH = np.zeros(5), np.ones(5)


def test_zeros_are_located_to_the_last_digits() -> None:
    functions = Powers(POWER, LEVEL, [])
    assert located(functions, LOW, HIGH) == pytest.approx(LEVEL ** (1 / POWER), rel=1e-13)
    assert min(functions.asked) < len(POWER)


def test_a_zero_depends_on_no_other() -> None:
    together = located(Powers(POWER, LEVEL, []), LOW, HIGH)
    for place in range(len(POWER)):
        one = slice(place, place + 1)
        assert located(Powers(POWER[one], LEVEL[one], []), LOW[one], HIGH[one])[0] == together[place]


def test_ends_that_are_zero_and_functions_of_one_sign() -> None:
    level = np.array([0.0, 1.0, 2.0, -1.0])
    found = located(Powers(np.ones(4), level, []), np.zeros(4), np.ones(4))
    assert found == pytest.approx([0.0, 1.0, np.nan, np.nan], abs=0.0, nan_ok=True)
    assert located(Powers(np.ones(0), np.ones(0), []), np.zeros(0), np.zeros(0)).tolist() == []
