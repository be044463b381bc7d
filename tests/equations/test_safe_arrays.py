"""Every head of the language for arrays: element by element what it is for floats, nan where that raises."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from takeoff.equations.functions import NUMERICS
from takeoff.equations.safe_arrays import ARRAYS

PLAIN = st.floats(-50, 50) | st.sampled_from([0.0, -1.0, 1.0, 700.0, -700.0])
POSITIVE = st.floats(1e-9, 1e9) | st.sampled_from([0.0, 1.0, 1e-30])
NUMBERS = {
    "logistic": [PLAIN],
    "softplus": [PLAIN],
    "normal_cdf": [PLAIN],
    "box_cox": [PLAIN, st.floats(-3, 3)],
    "power": [POSITIVE | st.floats(-9, -0.1), st.floats(-3, 3) | st.integers(-3, 3).map(float)],
    "power_bend": [POSITIVE, st.floats(0.1, 3)],
    **dict.fromkeys(["soft_min", "soft_min_slope", "soft_min_bend"], [POSITIVE, POSITIVE, st.floats(0.2, 20)]),
    **dict.fromkeys(
        ["ces_bottleneck", "ces_bend"],
        [st.floats(0.001, 0.999) | st.sampled_from([0.0, 1.0]), st.floats(1e-3, 1e9), POSITIVE, st.floats(-5, 0.9)],
    ),
}


def test_every_head_has_both_forms() -> None:
    assert set(ARRAYS) == set(NUMERICS) == set(NUMBERS)


def single(function: Callable[..., float], arguments: list[float]) -> float:
    """What a head is for floats; nan where it raises, 0 or infinite where a number is too small or large for one."""
    try:
        return float(function(*arguments))
    except OverflowError:
        return math.inf
    except (ArithmeticError, ValueError, TypeError):
        return math.nan


@pytest.mark.parametrize("name", NUMBERS)
def test_arrays_are_floats_element_by_element(name: str) -> None:
    @given(st.lists(st.tuples(*NUMBERS[name]), min_size=1, max_size=9))
    def check(rows: list[tuple[float, ...]]) -> None:
        with np.errstate(all="ignore"):
            found = ARRAYS[name](*np.array(rows).T.copy())
        wanted = np.array([single(NUMERICS[name], list(row)) for row in rows])
        known = np.isfinite(wanted)
        assert found[known] == pytest.approx(wanted[known], rel=1e-9, abs=1e-300)
        assert not np.isfinite(found[~known]).any()

    check()


@given(st.lists(st.floats(-800, 800), min_size=1, max_size=20))
@example([-745.0, 745.0])
def test_nothing_overflows_to_nan(numbers: list[float]) -> None:
    with np.errstate(all="ignore"):
        for name in ("logistic", "softplus", "normal_cdf"):
            assert np.isfinite(ARRAYS[name](np.array(numbers))).all()
