"""The best full stop under theft: against the integrated model, the printed form, and in its limits."""

from __future__ import annotations

import math

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

import takeoff
from takeoff.theory.pause.setting import BASE, END, GROWTH, LENGTH, STOP
from takeoff.theory.pause.theft import THEFT
from takeoff.theory.topics import derive
from tests.theory.pause.closed import changed, closed

RESULT = "stop-under-theft"


def test_the_slope_of_the_work_vanishes_there() -> None:
    derivation = derive(RESULT)
    work, best = derivation.step("total").equation.rhs, derivation.step("stationary").equation.rhs
    slope = sympy.diff(work, STOP).subs(STOP, END - LENGTH)
    assert sympy.factor(slope.subs(sympy.exp(-THEFT * LENGTH), sympy.exp(-THEFT * best))) == 0


def test_the_printed_forms() -> None:
    derivation = derive(RESULT)
    stated = sympy.log(1 + THEFT / GROWTH) / THEFT
    idle = derivation.step("stationary").equation.rhs.subs(BASE, 0)
    assert sympy.simplify(idle - stated) == 0
    assert sympy.simplify(derivation.step("no share before").equation.rhs - stated) == 0
    useful = derivation.step("useful").equation.rhs
    assert sympy.simplify(useful - (1 - sympy.exp(-THEFT * LENGTH)) / THEFT) == 0


@pytest.mark.parametrize("share", [0.0, 0.05])
@pytest.mark.parametrize("start", [0.5, 2.9])
def test_work_and_what_is_kept_are_those_of_the_integrated_model(share: float, start: float) -> None:
    values = {"theta": 1.3, "phi_0": share}
    run = changed(**values).run(caution=takeoff.abrupt(start=start))
    assert run.outcome("alignment") == pytest.approx(closed(RESULT, "total", p=start, **values), rel=1e-9)
    assert run["useful_share"][-1] == pytest.approx(closed(RESULT, "kept", t=3.5, p=start, theta=1.3), rel=1e-9)


@given(theft=st.floats(0.01, 20), length=st.floats(0.01, 5))
def test_useful_time_is_the_integral_of_what_is_kept(theft: float, length: float) -> None:
    kept, _ = quad(lambda time: closed(RESULT, "kept", t=time, p=0, theta=theft), 0, length, epsabs=1e-12)
    assert closed(RESULT, "useful", theta=theft, x=length) == pytest.approx(kept, rel=1e-9)


def test_the_library_finds_the_same_stop() -> None:
    found = changed(theta=2.0).best_pause("alignment").best
    assert found.parameters["start"].value == pytest.approx(closed(RESULT, theta=2.0), abs=1e-5)


@given(theft=st.floats(0.01, 20), growth=st.floats(0.2, 6), share=st.floats(0.001, 0.5))
def test_more_theft_makes_it_shorter_and_never_nothing(theft: float, growth: float, share: float) -> None:
    values = {"g": growth, "phi_0": share}
    less, more = (closed(RESULT, "stationary", theta=one, **values) for one in (theft, 1.1 * theft))
    assert 0 < more < less < closed("best-stop", "length", **values)


def test_limits() -> None:
    derivation = derive(RESULT)
    no_theft = derivation.step("no theft").equation.rhs
    assert sympy.simplify(no_theft - derive("best-stop").step("length").equation.rhs) == 0
    assert sympy.limit(derivation.step("no share before").equation.rhs, THEFT, 0) == 1 / GROWTH
    near = closed(RESULT, "stationary", theta=1e-7)
    assert near == pytest.approx(closed(RESULT, "no theft"), rel=1e-6)
    assert closed(RESULT, "stationary", theta=1e9) == pytest.approx(math.log(18) / 1e9, rel=1e-6)
