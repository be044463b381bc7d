"""Balanced growth, against the integrated law: on its balanced path, and on the way there."""

from __future__ import annotations

import math

import pytest
import sympy

from takeoff.model import Model
from takeoff.theory.software.balanced_growth import AUTOMATED, ELASTICITY, LABOUR_GROWTH, RATE, change_of_growth
from takeoff.theory.software.balanced_growth import LAW as BALANCED_LAW
from takeoff.theory.software.setting import RETURNS
from takeoff.theory.topics import derive
from tests.theory.software.model import PACE, START, software_model

ALPHA, R, N = 0.5, 1.4, 0.8
"""Power of labour, returns and growth of labour; alpha r is 0.7."""


def model(**changes: float) -> Model:
    """The law with alpha as power of labour and 1/r as that of software, which the model calls parallel/returns."""
    return software_model().change(parallel=ALPHA, returns=ALPHA * R, input_growth=N, limit=1e300, **changes)


def balanced(step: str) -> float:
    formula = derive("balanced-growth").step(step).equation.rhs
    return float(formula.subs({ELASTICITY: ALPHA, RETURNS: R, LABOUR_GROWTH: N}))


@pytest.mark.parametrize(("step", "feedback"), [("balance", 0), ("new balance", 1)])
def test_on_the_balanced_path_growth_stays(step: str, feedback: int) -> None:
    growth = balanced(step)
    start = (growth / PACE) ** (1 / (ALPHA * feedback - 1 / R))
    run = model().run(software_start=start, feedback=feedback, horizon=5)
    assert run.sample("software", [5])[0] == pytest.approx(start * math.exp(5 * growth), rel=1e-9)


@pytest.mark.parametrize("start", [0.01, 100.0])
def test_every_path_ends_there(start: float) -> None:
    run = model().run(software_start=start, feedback=1, horizon=70)
    assert run.outcome("growth") == pytest.approx(balanced("new balance"), rel=1e-9)


def test_growth_moves_as_stated() -> None:
    """The logistic equation of the growth rate, solved by hand, against the integrated law."""
    change = change_of_growth({"law": BALANCED_LAW, "automated": AUTOMATED}, "automated")
    linear = sympy.expand(change / RATE).subs({ELASTICITY: ALPHA, RETURNS: R, LABOUR_GROWTH: N})
    up, down = float(linear.coeff(RATE, 0)), -float(linear.coeff(RATE, 1))
    first = PACE * START ** (ALPHA - 1 / R)
    stated = 1 / (down / up + (1 / first - down / up) * math.exp(-up * 3))
    assert model().run(feedback=1, horizon=3).outcome("growth") == pytest.approx(stated, rel=1e-9)


def test_davidson() -> None:
    multiple = derive("balanced-growth").evaluate(alpha=0.5, r=1.4)
    assert multiple == pytest.approx(3.333, abs=5e-4)
    assert multiple == pytest.approx(balanced("new balance") / balanced("balance"), rel=1e-12)
    assert derive("balanced-growth").evaluate(alpha=0.5, r=2 - 1e-9) > 1e8
