"""The gain of gradual over abrupt: a ratio of two works, and its limits."""

import pytest
import sympy

from takeoff.theory.abrupt.gradual_gain import RESULT as GAIN
from takeoff.theory.abrupt.setting import CURVATURE
from takeoff.theory.pause.setting import END, FULL, GROWTH, LABOUR
from tests.theory.abrupt import values

NUMBERS = {GROWTH: values.GROWTH, LABOUR: values.LABOUR, FULL: values.FULL, END: values.END}
STOP = 294443


def test_the_gain_is_the_ratio_to_the_best_full_stop() -> None:
    exact = GAIN.derivation.step("gain").equation.rhs.subs(NUMBERS)
    assert float(GAIN.derivation.step("abrupt").equation.rhs.subs(NUMBERS)) == pytest.approx(STOP, abs=0.6)
    for curvature in (0.2, 0.5, 0.9):
        assert float(exact.subs(CURVATURE, curvature)) == pytest.approx(values.bought(curvature) / STOP, rel=3e-6)
        assert 1 < float(exact.subs(CURVATURE, curvature)) < GAIN.derivation.evaluate(a=curvature)


def test_the_gain_has_its_limits() -> None:
    most = GAIN.derivation.result.rhs
    assert sympy.simplify(most - CURVATURE**CURVATURE * sympy.exp(1 - CURVATURE)) == 0
    assert sympy.limit(most, CURVATURE, 1) == 1
    assert sympy.limit(most, CURVATURE, 0, "+") == sympy.E
    assert values.bought(1 - 1e-7) == pytest.approx(STOP, abs=0.6)
