"""The best full stop under a cap on supervision: against the integrated model, every other stop, and in its limits."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

import takeoff
from tests.theory.pause.closed import changed, closed

RESULT = "stop-under-a-cap"
PEOPLE = 1e5


def work(start: float, **values: float) -> float:
    """Work by the end of a stop, with the integral before it by quadrature, in pieces at the kink."""
    base = {"phi_0": 0.05, "P_0": 7000.0, "g": 1.5, "phi_1": 0.9, "V": PEOPLE, **values}

    def used(share: float, time: float) -> float:
        return min(share * base["P_0"] * math.exp(base["g"] * time), base["V"])

    kink = min(max(math.log(base["V"] / (base["phi_0"] * base["P_0"])) / base["g"], 0.0), start)
    ends = ((0.0, kink), (kink, start))
    before = sum(quad(lambda time: used(base["phi_0"], time), *span, epsrel=1e-13)[0] for span in ends)
    return before + used(base["phi_1"], start) * (3.5 - start)


@pytest.mark.parametrize("people", [4e3, PEOPLE, 6e5])
def test_the_work_of_stops_is_that_of_the_integrated_model(people: float) -> None:
    model = changed(V=people)
    for start in (0.4, closed(RESULT, V=people), 3.3):
        run = model.run(caution=takeoff.abrupt(start=start))
        assert run.outcome("alignment") == pytest.approx(work(start, V=people), rel=1e-9)


@given(people=st.floats(500, 1e6), growth=st.floats(0.2, 3), start=st.floats(0, 3.5))
def test_no_other_stop_does_better(people: float, growth: float, start: float) -> None:
    values = {"V": people, "g": growth}
    assert work(start, **values) <= work(closed(RESULT, **values), **values) * (1 + 1e-12)


def test_the_library_finds_the_same_stop() -> None:
    found = changed(V=2e4).best_pause("alignment").best
    assert found.parameters["start"].value == pytest.approx(closed(RESULT, V=2e4), abs=1e-5)


def test_limits() -> None:
    assert closed(RESULT, V=1e9) == closed("best-stop")
    assert closed(RESULT, V=0.9 * 7000) == pytest.approx(0, abs=1e-12)
    assert closed(RESULT, V=100) == 0
    assert closed(RESULT, V=PEOPLE) == pytest.approx(math.log(PEOPLE / (0.9 * 7000)) / 1.5, rel=1e-12)
    later = closed(RESULT, V=10 * 1e4) - closed(RESULT, V=1e4)
    assert later == pytest.approx(math.log(10) / 1.5, rel=1e-12)


def test_where_the_base_share_fills_the_cap_all_stops_tie() -> None:
    assert work(1.0, V=300) == pytest.approx(work(3.0, V=300), rel=1e-12)
