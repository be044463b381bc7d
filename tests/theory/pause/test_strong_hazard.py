"""The formula for a stop under strong hazard: its branch, its limit and its error against the exact condition."""

from __future__ import annotations

import math

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.special import lambertw

from takeoff.theory.pause.hazard_roots import Exact
from takeoff.theory.pause.setting import LENGTH
from takeoff.theory.pause.strong_hazard import RESULT as STRONG_HAZARD
from takeoff.theory.topics import derive
from tests.theory.pause.closed import closed

RESULT, EXACT = "stop-under-strong-hazard", "stop-under-hazard"


@pytest.fixture(scope="module")
def exact() -> Exact:
    return Exact(derive(EXACT).step("condition").equation.rhs)


def level(strength: float, growth: float) -> float:
    """The hazard level of a strength, for k = 1 and 3.5 years."""
    return strength * growth * math.exp(-3.5)


@given(strength=st.floats(2.72, 100), growth=st.floats(0.1, 100))
def test_both_branches_solve_the_leading_condition(strength: float, growth: float) -> None:
    values = {"g": growth, "h_0": level(strength, growth)}
    long, short = (closed(RESULT, name, **values) for name in ("long", "short"))
    assert short <= 1 <= long
    for length in (long, short):
        assert closed(RESULT, "leading", x=length, **values) == pytest.approx(growth, rel=1e-9)
    assert long == pytest.approx(-lambertw(-1 / strength, -1).real, rel=1e-12)
    assert closed(RESULT, "bending", x=long, **values) <= 0 <= closed(RESULT, "bending", x=short, **values)


def test_the_leading_condition_has_the_sign_of_the_branches() -> None:
    values = {"g": 50.0, "h_0": level(4, 50)}
    for name, sign in (("long", -1), ("short", 1)):
        length = closed(RESULT, name, **values)
        slopes = [50 - closed(RESULT, "leading", x=length - later, **values) for later in (-1e-4, 1e-4)]
        assert sign * (slopes[1] - slopes[0]) > 0


def test_real_from_the_printed_level_on() -> None:
    least = derive(RESULT).step("real").equation
    assert isinstance(least, sympy.Ge)
    growth, steepness, end = sympy.symbols("g k T", positive=True)
    assert sympy.simplify(least.rhs - sympy.E * growth * sympy.exp(-steepness * end)) == 0
    highest = max(closed(RESULT, "leading", x=one / 1000, h_0=level(math.e, 1), g=1) for one in range(1, 5000))
    assert highest == pytest.approx(1, rel=1e-9)


@given(strength=st.floats(3, 50), factor=st.floats(10, 1e4))
def test_the_exact_length_tends_to_the_formula(exact: Exact, strength: float, factor: float) -> None:
    formula = -lambertw(-1 / strength, -1).real
    distance = [exact.long(one, strength) - formula for one in (factor, 100 * factor)]
    assert distance[0] > distance[1] > 0
    assert distance[1] == pytest.approx(closed(RESULT, "error", g=100 * factor, x=formula), rel=0.01)


@pytest.mark.parametrize(("ratio", "strength", "has_short"), [(1.5, 3, False), (12, 3, True), (12, 4, False)])
def test_the_exact_lengths_meet_the_condition(exact: Exact, ratio: float, strength: float, has_short: bool) -> None:
    long, short = exact.long(ratio, strength), exact.short(ratio, strength)
    assert (short is not None) == has_short
    for length in (long, *([short] if short else [])):
        met = closed(EXACT, x=length, h_0=level(strength, ratio), g=ratio)
        assert met == pytest.approx(ratio, rel=1e-9)
        assert closed(EXACT, "bending", x=length, h_0=level(strength, ratio), g=ratio) < 0


@given(ratio=st.floats(0.5, 100), strength=st.floats(2.72, 100))
def test_more_hazard_makes_the_long_stop_longer(exact: Exact, ratio: float, strength: float) -> None:
    assert exact.long(ratio, strength) < exact.long(ratio, 1.1 * strength)


def test_the_gain_decides_which_stop_is_best(exact: Exact) -> None:
    """For large growth the long stop is best from exp(y) = 1 + y + y^2, y = k x, on; the exact goal agrees."""
    border = brentq(lambda y: math.exp(y) - 1 - y - y**2, 1, 3)
    assert f"k x > {border:.3f}" in derive(RESULT).step("gain").sentence
    assert closed(RESULT, "gain", x=border) == pytest.approx(0, abs=1e-9)
    for side in (-0.1, 0.1):
        y = border + side
        long, short = exact.long(1e5, math.exp(y) / y), exact.short(1e5, math.exp(y) / y)
        assert short is not None
        assert (exact.gain(1e5, math.exp(y) / y, short, long) > 0) == (side > 0)


def test_the_table_has_the_exact_length_beside_the_formula() -> None:
    assert STRONG_HAZARD.table is not None
    rows = STRONG_HAZARD.table(derive(RESULT)).rows
    assert ("4", "4", "2.3551", "2.1533", "-8.57%", "-10.07%", "this stop") in rows
    assert {row[-1][:7] for row in rows if row[0] == "40" and row[1] == "3"} == {"a short"}
    for row in rows:
        root, formula = float(row[2]), float(row[3])
        assert float(row[4].rstrip("%")) == pytest.approx(100 * (formula / root - 1), abs=0.02)
        met = closed(EXACT, x=root, g=float(row[0]), h_0=level(float(row[1]), float(row[0])))
        assert met == pytest.approx(float(row[0]), rel=1e-3)


def test_the_result_puts_the_end_in() -> None:
    values = {"g": 12.0, "h_0": level(6, 12)}
    assert closed(RESULT, **values) == pytest.approx(closed(RESULT, "long", T=3.5, **values), rel=1e-12)
    assert LENGTH in derive(RESULT).result.free_symbols
