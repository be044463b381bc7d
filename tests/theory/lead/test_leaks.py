"""Leads that leak, against two integrated models, their law and their limits."""

from __future__ import annotations

import math

import pytest
import sympy

import takeoff
from takeoff.theory.lead.leaking import ASSUMPTIONS, GAP, GAP_START, TIME, slope_of_gap
from takeoff.theory.topics import derive
from tests.theory.lead.model import leaks

PACES = {"q_L": 1.3, "q_F": 0.9}


def gap(time: float, caution: float, leak: float = 0.2, start: float = 1.5) -> float:
    return derive("leak").evaluate(t=time, c=caution, ell=leak, G_0=start, **PACES)


def lasts(caution: float, leak: float = 0.2, start: float = 1.5) -> float:
    return derive("overtaken").evaluate(c=caution, ell=leak, G_0=start, **PACES)


@pytest.mark.parametrize("caution", [0.0, 0.4])
def test_the_integrated_gap(caution: float) -> None:
    run = leaks().run(caution=caution, horizon=4)
    assert run.sample("gap", [4])[0] == pytest.approx(gap(4, caution), rel=1e-9)


@pytest.mark.parametrize(("caution", "leak"), [(1.0, 0.2), (1.0, 0.0), (0.5, 0.2)])
def test_the_integrated_lead_is_gone_when_stated(caution: float, leak: float) -> None:
    end = leaks().run(caution=caution, leak=leak).outcome("end")
    stated = lasts(caution, leak) if leak else 1.5 / (0.9 - (1 - caution) * 1.3)
    assert end == pytest.approx(stated, rel=1e-9)


def test_the_flagship_at_a_constant_pace() -> None:
    """Without returns to more researchers, the pace of both actors is `software_growth`."""
    model = takeoff.load("automating-alignment").change(parallel_exponent=0, lead=3, horizon=2)
    end = model.run(caution=takeoff.abrupt(start=0, depth=0.7)).at(2)
    software = {actor: end[f"software[{actor}]"].value or math.nan for actor in ("leader", "follower")}
    pace = math.log(3)
    stated = derive("leak").evaluate(t=2, c=0.7, ell=0.1, G_0=3 * pace, q_L=pace, q_F=pace)
    assert math.log(software["leader"] / software["follower"]) == pytest.approx(stated, rel=1e-9)


def test_the_path_solves_the_law() -> None:
    path = derive("leak").result.rhs
    assert sympy.simplify(sympy.diff(path, TIME) - slope_of_gap(ASSUMPTIONS).subs(GAP, path)) == 0
    assert sympy.simplify(path.subs(TIME, 0) - GAP_START) == 0


def test_limits() -> None:
    assert gap(1, 0.4, leak=1e-9) == pytest.approx(1.5 + 0.6 * 1.3 - 0.9, rel=1e-6)
    assert lasts(1, leak=1e-9) == pytest.approx(1.5 / 0.9, rel=1e-6)
    assert lasts(1) == pytest.approx(math.log(1 + 0.2 * 1.5 / 0.9) / 0.2)
    assert gap(lasts(0.5), 0.5) == pytest.approx(0, abs=1e-12)
    half_life = derive("leak").step("half-life").equation.rhs
    assert float(half_life.subs({one: 0.1 for one in half_life.free_symbols})) == pytest.approx(math.log(2) / 0.1)
