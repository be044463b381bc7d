"""Software with constant input, against its law, the integrated law and its limits."""

from __future__ import annotations

import pytest
import sympy

from takeoff.theory.derivation import side
from takeoff.theory.software.setting import INPUT, RETURNS, SOFTWARE, TIME
from takeoff.theory.software.setting import PARALLEL as PARALLEL_EXPONENT
from takeoff.theory.topics import derive, results
from tests.theory.software.model import PACE, PARALLEL, START, software_model

ASSUMED = results()["constant-input"].assumptions


def test_the_path_solves_the_law() -> None:
    path = derive("constant-input").result.rhs
    law = side(ASSUMED, "law").subs(INPUT(TIME), side(ASSUMED, "input")).subs(SOFTWARE(TIME), path)
    assert sympy.simplify(sympy.powdenest(sympy.diff(path, TIME) / path - law / path, force=True)) == 0


@pytest.mark.parametrize("returns", [0.5, 1.2])
def test_the_integrated_law(returns: float) -> None:
    run = software_model().run(returns=returns)
    stated = derive("constant-input").evaluate(t=10, S_0=START, g_S=PACE, r=returns, **{"lambda": PARALLEL})
    assert run.outcome("software") == pytest.approx(stated, rel=1e-9)


def test_growth_times_time_tends_to_a_number() -> None:
    """Time is counted from where the straight line of the power, drawn back, meets 0."""
    run = software_model().run(returns=1.2, horizon=50)
    limit = derive("constant-input").step("long run").equation.rhs
    stated = float(limit.subs({RETURNS: 1.2, PARALLEL_EXPONENT: PARALLEL}))
    head_start = stated / (PACE * START ** (-PARALLEL / 1.2))
    assert run.outcome("growth") * (50 + head_start) == pytest.approx(stated, rel=1e-9)
    assert stated == pytest.approx(1.2 / PARALLEL)
