"""The switching function with hazard: its turns, and that of the picture without hazard."""

import numpy as np
import pytest
import sympy

from takeoff.theory.abrupt.hazard import HAZARD_GROWTH, HAZARD_LEVEL, RATIO, RESULT
from takeoff.theory.abrupt.linear import RESULT as LINEAR
from takeoff.theory.pause.setting import BASE, CAUTION, END, FULL, GROWTH, LABOUR, PROGRESS, TIME, WORK
from tests.theory.abrupt import values

NUMBERS = {LABOUR: values.LABOUR, BASE: values.BASE, FULL: values.FULL, END: values.END, WORK: 1e5}


def test_without_hazard_it_is_that_of_most_work_over_the_work() -> None:
    without = RESULT.derivation.result.rhs.subs(HAZARD_LEVEL, 0)
    assert sympy.simplify(without - LINEAR.derivation.step("slope").equation.rhs / WORK) == 0


def test_the_slope_is_that_of_the_stated_switching_function() -> None:
    stated = FULL * GROWTH * LABOUR * sympy.exp(GROWTH * PROGRESS(TIME)) / WORK
    stated -= HAZARD_GROWTH * HAZARD_LEVEL * sympy.exp(HAZARD_GROWTH * PROGRESS(TIME))
    assert sympy.simplify(RESULT.derivation.result.rhs - stated) == 0
    assert not RESULT.derivation.result.has(CAUTION)


@pytest.mark.parametrize(("growth", "before", "after"), [(3.0, -1, 1), (0.5, 1, -1)])
def test_it_turns_once_and_in_the_direction_of_the_faster_growth(growth: float, before: int, after: int) -> None:
    ratio = RESULT.derivation.step("ratio").equation.rhs.subs({**NUMBERS, GROWTH: growth, HAZARD_GROWTH: 1.0})
    level = float(ratio.subs({HAZARD_LEVEL: 1.0, PROGRESS(TIME): 1.5}))
    point = {**NUMBERS, GROWTH: growth, HAZARD_GROWTH: 1.0, HAZARD_LEVEL: level}
    slope = RESULT.derivation.result.rhs.subs(point)
    signs = [sympy.sign(slope.subs(PROGRESS(TIME), progress)) for progress in (0.0, 1.4, 1.6, 3.0)]
    assert signs == [before, before, after, after]
    assert RATIO in RESULT.derivation.step("turn").equation.rhs.free_symbols


def test_the_plan_that_is_best_by_search_switches_where_the_switching_function_is_zero() -> None:
    assert RESULT.picture is not None
    shown = RESULT.picture(RESULT.derivation)
    (drawn,) = shown.curves
    go, stop = (mark.x for mark in shown.marks)
    assert 0 < go < stop < shown.x.high
    assert np.interp([go, stop], drawn.x, drawn.y) == pytest.approx([0, 0], abs=1e-4)
    signs = [np.sign(np.interp(time, drawn.x, drawn.y)) for time in (go / 2, (go + stop) / 2, shown.x.high)]
    assert signs == [1, -1, 1]
