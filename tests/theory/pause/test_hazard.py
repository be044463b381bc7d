"""The condition for a stop under hazard: against the integrated model, the search, and a count of its solutions."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import takeoff
from takeoff.model import Model
from takeoff.theory.pause.setting import END, GROWTH, LENGTH
from takeoff.theory.topics import derive
from tests.theory.pause.closed import NAMES, closed

RESULT = "stop-under-hazard"
STRONG = {"g": 4.0, "h_0": 0.5, "phi_0": 0.0}


@pytest.fixture(scope="module")
def goal() -> Model:
    """The model without a cap: in a late stop at such a growth, the default would bind."""
    model = takeoff.load(Path(__file__).with_name("goal.toml")).change(supervision_limit=1e15)
    return model.change(**{NAMES[one]: STRONG[one] for one in STRONG})


def value(length: float, **values: float) -> float:
    """The goal of a stop, by the closed forms of its parts."""
    return math.log(closed(RESULT, "work", x=length, **values)) - closed(RESULT, "hazard", x=length, **values)


def slope(length: float, **values: float) -> float:
    return closed(RESULT, "slope", x=length, **values)


@pytest.mark.parametrize("length", [0.2, 1.7, 3.5])
def test_work_hazard_and_goal_are_those_of_the_integrated_model(goal: Model, length: float) -> None:
    run = goal.run(caution=takeoff.abrupt(start=3.5 - length))
    assert run.outcome("alignment") == pytest.approx(closed(RESULT, "work", x=length, **STRONG), rel=1e-9)
    assert run.outcome("hazard") == pytest.approx(closed(RESULT, "hazard", x=length, **STRONG), rel=1e-9)
    assert run.outcome("goal") == pytest.approx(value(length, **STRONG), rel=1e-9)


def test_the_best_stop_of_the_integrated_model_meets_the_condition(goal: Model) -> None:
    start = goal.best_pause("goal").best.parameters["start"].value
    assert start is not None
    assert closed(RESULT, x=3.5 - start, **STRONG) == pytest.approx(STRONG["g"], abs=1e-4)
    assert slope(3.5 - start - 1e-3, **STRONG) < 0 < slope(3.5 - start + 1e-3, **STRONG)


def test_the_printed_condition() -> None:
    level, steepness = sympy.symbols("h_0 k", positive=True)
    stated = 1 / LENGTH + level * steepness * LENGTH * sympy.exp(steepness * (END - LENGTH))
    assert sympy.simplify(derive(RESULT).step("condition").equation.rhs - stated) == 0


@given(ratio=st.floats(0.2, 5.8), strength=st.floats(0.01, 30), end=st.floats(0.5, 4), length=st.floats(0.05, 1))
def test_the_sign_of_the_second_derivative(ratio: float, strength: float, end: float, length: float) -> None:
    values = {"k": 1.0, "X": end / 2, "D": end / 2, "x": length * end}
    values = {**values, "h_0": strength * math.exp(-end)}
    values = {**values, "g": closed(RESULT, **{**values, "g": 1.0})}
    bending = closed(RESULT, "bending", **values) * values["x"] ** 2
    assert closed(RESULT, "sign", **values) == pytest.approx(bending, rel=1e-9, abs=1e-9)
    if values["g"] < (3 + math.sqrt(8)) * values["k"]:
        assert bending < 0


@pytest.mark.parametrize(("ratio", "count"), [(1.5, 1), (5.8, 1), (5.9, 3), (12, 3)])
def test_how_many_stops_meet_the_condition(ratio: float, count: int) -> None:
    """At the hazard level for which the middle of three is where the second derivative is greatest."""
    border = 3 + math.sqrt(8)
    middle = (ratio + 1) / (2 * ratio)
    level = (ratio - 1 / middle) / (middle * math.exp(3.5 - middle))
    lengths = np.geomspace(1e-3, 50, 20_001)
    signs = np.sign([slope(one, g=ratio, k=1, h_0=level) for one in lengths])
    assert int(np.sum(signs[1:] != signs[:-1])) == count
    assert (count == 1) == (ratio < border)


def test_limits() -> None:
    assert derive(RESULT).step("condition").equation.rhs.subs(sympy.Symbol("h_0", positive=True), 0) == 1 / LENGTH
    assert derive(RESULT).step("border").equation.lhs == GROWTH
    assert closed(RESULT, "border", k=1) == pytest.approx(3 + math.sqrt(8), rel=1e-15)
    assert value(1e-9) < value(1e-3) < value(0.1)
