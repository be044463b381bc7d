"""How supervisors grow, against the flagship and their law."""

from __future__ import annotations

import pytest
import sympy

from takeoff.theory.derivation import side
from takeoff.theory.supervision.setting import TIME
from takeoff.theory.supervision.supervisor_growth import GROWTH, MOST, NUMBER, START
from takeoff.theory.topics import derive
from tests.theory.supervision.flagship import TIMES, run, values

DEFAULTS = {GROWTH: 0.5, MOST: 2000, START: 100}


def path() -> sympy.Expr:
    formula: sympy.Expr = derive("supervisor-growth").step("path").equation.rhs
    return formula


def reached(share: float) -> float:
    return derive("supervisor-growth").evaluate(q=share, g_V=0.5, V_max=2000, V_0=100)


@pytest.mark.parametrize("time", TIMES)
def test_the_flagship(time: float) -> None:
    stated = float(path().subs({**DEFAULTS, TIME: time}))
    assert values(time)["supervisors"] == pytest.approx(stated, rel=1e-9)


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_the_flagship_reaches_a_share_when_stated(share: float) -> None:
    assert run().at(reached(share))["supervisors"].value == pytest.approx(share * 2000, rel=1e-9)


def test_the_path_solves_the_law() -> None:
    residual = sympy.diff(path(), TIME) - side(derive("supervisor-growth").assumptions, "training").subs(
        NUMBER(TIME), path()
    )
    assert sympy.simplify(residual) == 0
    assert sympy.simplify(path().subs(TIME, 0) - START) == 0


def test_limits() -> None:
    assert reached(0.05) == pytest.approx(0, abs=1e-12)
    assert reached(1 - 1e-15) > 60
    assert float(path().subs({**DEFAULTS, TIME: 100})) == pytest.approx(2000, rel=1e-9)
