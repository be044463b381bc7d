"""Leads and pauses under theft, against the integrated chance and the work that counts."""

from __future__ import annotations

import pytest
import sympy

import takeoff
from takeoff.theory.derivation import side
from takeoff.theory.lead.stealing import SAFE, TIME
from takeoff.theory.topics import derive
from tests.theory.lead.model import END, lead_and_pause

RATE, STOP = 0.8, 1.5
"""Rate of theft, and the date of a full stop, before which nothing is stolen."""


def useful(length: float, rate: float = RATE) -> float:
    return derive("useful-caution").evaluate(x=length, theta=rate)


def test_the_integrated_pause() -> None:
    """With one researcher who does alignment work in pauses only, work is the useful caution time."""
    model = lead_and_pause().change(
        theft_rate=RATE, initial_labour=1, productivity_growth=0, share_base=0, share_full=1
    )
    run = model.run(caution=takeoff.abrupt(start=STOP))
    assert run.outcome("alignment") == pytest.approx(useful(END - STOP), rel=1e-9)
    safe = run.sample("useful_share", [END])[0]
    finished = derive("useful-caution").step("finished").equation.rhs
    values = {"theta": RATE, "x": END - STOP}
    assert safe == pytest.approx(
        float(finished.subs({one: values[one.name] for one in finished.free_symbols})), rel=1e-9
    )
    assert 0.5 * safe == pytest.approx(derive("expected-lead").evaluate(X=0.5, theta=RATE, t=END - STOP), rel=1e-9)


def test_the_chance_solves_its_law() -> None:
    safe = derive("expected-lead").step("chance").equation.rhs
    assert (
        sympy.simplify(
            sympy.diff(safe, TIME) - side(derive("expected-lead").assumptions, "theft").subs(SAFE(TIME), safe)
        )
        == 0
    )


def test_limits() -> None:
    assert useful(2, 1e-9) == pytest.approx(2, rel=1e-6)
    assert useful(1e3) == pytest.approx(1 / RATE)
    assert useful(1 / RATE) * RATE == pytest.approx(0.632, abs=1e-3)
    assert useful(3 / RATE) * RATE / 3 == pytest.approx(0.317, abs=1e-3)
