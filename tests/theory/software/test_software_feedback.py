"""Software that improves itself, against its law, three integrated models and its border case."""

from __future__ import annotations

import math

import pytest
import sympy

import takeoff
from takeoff.theory.derivation import side
from takeoff.theory.software.setting import INPUT, SOFTWARE, TIME
from takeoff.theory.software.software_feedback import RESULT
from takeoff.theory.topics import derive, results
from tests.theory.software.model import PACE, PARALLEL, START, software_model

ASSUMED = results()["software-feedback"].assumptions


def software(
    time: float, returns: float, *, start: float = START, pace: float = PACE, power: float = PARALLEL
) -> float:
    return derive("software-feedback").evaluate(t=time, r=returns, S_0=start, g_S=pace, **{"lambda": power})


@pytest.mark.parametrize("branch", [0, 1], ids=["r is 1", "any other r"])
def test_both_branches_solve_the_law(branch: int) -> None:
    path, condition = RESULT.derivation.result.rhs.args[branch]
    fed = side(ASSUMED, "law").subs(INPUT(TIME), side(ASSUMED, "input"))
    residual = sympy.diff(path, TIME) / path - fed.subs(SOFTWARE(TIME), path) / path
    case = {condition.lhs: condition.rhs} if branch == 0 else {}
    assert sympy.simplify(sympy.powdenest(residual.subs(case), force=True)) == 0
    assert path.subs(TIME, 0).equals(sympy.Symbol("S_0", positive=True))


@pytest.mark.parametrize("returns", [0.7, 1.0, 1.2])
def test_the_integrated_law(returns: float) -> None:
    run = software_model().run(feedback=1, returns=returns, horizon=6)
    assert run.outcome("end") == 6
    assert run.outcome("software") == pytest.approx(software(6, returns), rel=1e-9)


def test_the_shipped_models_are_cases_of_it() -> None:
    hyperbolic = takeoff.load("hyperbolic").run(horizon=5)
    square = software(5, 2, start=1, pace=0.1, power=2)
    assert hyperbolic.outcome("size") == pytest.approx(square, rel=1e-9)
    exponential = takeoff.load("exponential").run(horizon=5)
    assert exponential["size"][-1] == pytest.approx(software(5, 1, start=1, pace=0.5), rel=1e-9)


@pytest.mark.parametrize("side", [-1e-7, 1e-7])
def test_returns_near_one_are_nearly_exponential(side: float) -> None:
    assert software(3, 1 + side) == pytest.approx(START * math.exp(3 * PACE), rel=1e-5)


def test_the_growth_rate_rises_above_one_and_falls_below() -> None:
    growth = [math.log(software(4, returns) / START) / 4 for returns in (0.7, 1.0, 1.2)]
    assert growth[0] < growth[1] < growth[2]
