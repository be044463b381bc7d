"""What the gradual slowdown buys solves the equation of Bellman, and no other plan does better."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takeoff.theory.abrupt.gradual_value import RESULT as VALUE
from takeoff.theory.abrupt.setting import CURVATURE
from takeoff.theory.pause.setting import END, FULL, GROWTH, LABOUR
from tests.theory.abrupt import values

NUMBERS = {GROWTH: values.GROWTH, LABOUR: values.LABOUR, FULL: values.FULL, END: values.END}


@settings(max_examples=30)
@given(st.floats(0.05, 0.95), values.cautions, values.ends)
def test_no_other_plan_does_better(curvature: float, cautions: list[float], ends: list[float]) -> None:
    other = values.work(cautions, ends, lambda caution: values.FULL * caution**curvature)
    assert other <= values.bought(curvature) * (1 + 1e-9)


@pytest.mark.parametrize("curvature", [0.3, 0.7])
def test_the_value_solves_the_equation_of_bellman(curvature: float) -> None:
    """dA/dT = the most, over caution, of labour now plus what progress adds to A: g A for each year."""
    slope = VALUE.derivation.result.rhs.diff(END).subs({**NUMBERS, CURVATURE: curvature})
    caution = np.geomspace(1e-9, 1, 200_001)
    labour = values.LABOUR * values.FULL * caution**curvature
    most = float(np.max(labour + values.GROWTH * values.bought(curvature) * (1 - caution)))
    assert float(slope) == pytest.approx(most, rel=1e-8)
