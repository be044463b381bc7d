"""The best full stop: against every other stop, the integrated model, and in its limits."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import takeoff
from takeoff.theory.pause.setting import BASE, END, FULL, GROWTH, STOP
from takeoff.theory.topics import derive
from tests.theory.pause.closed import changed, closed

SHARES = st.tuples(st.floats(0.001, 0.5), st.floats(0.5, 1))


def test_the_printed_numbers() -> None:
    start = closed("best-stop")
    assert start == pytest.approx(2.870370, abs=5e-7)
    assert closed("best-stop", "total", p=start) == pytest.approx(311030.25, abs=5e-3)


def test_the_slope_of_the_work_vanishes_there() -> None:
    derivation = derive("best-stop")
    work, best = derivation.step("total").equation.rhs, derivation.step("stationary").equation.rhs
    assert sympy.simplify(sympy.diff(work, STOP).subs(STOP, best)) == 0
    stated = (1 - BASE / FULL) / GROWTH
    assert sympy.simplify(END - best - stated) == 0
    assert sympy.simplify(derivation.step("length").equation.rhs - stated) == 0


@given(shares=SHARES, growth=st.floats(0.1, 6), lead=st.floats(0.1, 5), share=st.floats(0, 1))
def test_no_other_stop_does_better(shares: tuple[float, float], growth: float, lead: float, share: float) -> None:
    base, full = shares
    values = {"phi_0": base, "phi_1": full, "g": growth, "X": lead}
    best = closed("best-stop", **values)
    other = closed("best-stop", "total", p=share * (3 + lead), **values)
    assert other <= closed("best-stop", "total", p=best, **values) * (1 + 1e-12)


@pytest.mark.parametrize("values", [{"g": 0.7, "phi_0": 0.2}, {"g": 2.5, "X": 1.0, "phi_1": 0.6}])
def test_work_is_that_of_the_integrated_model(values: dict[str, float]) -> None:
    for start in (0.0, 1.3, closed("best-stop", **values)):
        run = changed(**values).run(caution=takeoff.abrupt(start=start))
        assert run.outcome("alignment") == pytest.approx(closed("best-stop", "total", p=start, **values), rel=1e-9)


def test_limits() -> None:
    length = derive("best-stop").step("length").equation.rhs
    assert length.subs(BASE, 0) == 1 / GROWTH
    assert length.subs(BASE, FULL) == 0
    assert closed("best-stop", g=0.1) == 0
