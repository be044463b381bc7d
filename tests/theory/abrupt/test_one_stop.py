"""Hazard: one stop or two, against the integrated model and a direct search over plans."""

import functools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy
from numpy.typing import NDArray
from scipy.optimize import Bounds, differential_evolution, minimize_scalar

import takeoff
from takeoff.theory.abrupt.hazard import FINAL_HAZARD, HAZARD_GROWTH, HAZARD_LEVEL
from takeoff.theory.abrupt.hazard import RESULT as SWITCHING
from takeoff.theory.abrupt.one_stop import RESULT as ONE_STOP
from takeoff.theory.abrupt.phases import FIRST, GO
from takeoff.theory.pause.setting import BASE, END, FULL, GROWTH, LABOUR, PROGRESS, STOP, TIME, WORK
from tests.theory.abrupt import values

PLAN = Path(__file__).with_name("plan.toml")
NUMBERS = {LABOUR: values.LABOUR, BASE: values.BASE, FULL: values.FULL, END: values.END, HAZARD_GROWTH: 1.0}


def part(name: str) -> sympy.Expr:
    return ONE_STOP.derivation.step(name).equation.rhs


@functools.cache
def derived() -> Callable[..., tuple[Any, Any]]:
    """Work and hazard by growth, level of hazard, first stop and time between the stops; derived on first need."""
    parts = (part("work").subs(NUMBERS), part("hazard").subs(NUMBERS))
    function: Callable[..., tuple[Any, Any]] = sympy.lambdify((GROWTH, HAZARD_LEVEL, FIRST, GO), parts)
    return function


def goal(growth: float, level: float, first: float, go: float) -> float:
    work, hazard = derived()(growth, level, first, min(go, values.END - first))
    return float(math.log(work) - hazard)


def best_single(growth: float, level: float) -> tuple[float, float]:
    found = minimize_scalar(
        lambda stop: -goal(growth, level, 0.0, stop), bounds=(0, values.END), options={"xatol": 1e-10}
    )
    return float(found.x), -float(found.fun)


def best_double(growth: float, level: float) -> float:
    def loss(plan: NDArray[np.float64]) -> float:
        return -goal(growth, level, float(plan[0]), float(plan[1]))

    found = differential_evolution(
        loss, Bounds([0.0, 0.0], [values.END, values.END]), seed=1, popsize=8, maxiter=60, tol=1e-9
    )
    return -float(found.fun)


@pytest.mark.parametrize(("first", "go"), [(1.259, 1.907), (0.0, 2.5), (0.4, 3.0)])
def test_work_and_hazard_are_those_of_the_integrated_model(first: float, go: float) -> None:
    model = takeoff.load(PLAN).scenario("two-pauses").change(supervision_limit=1e12)
    run = model.run(first_stop=first, last_stop=first + go)
    work, hazard = derived()(4.0, 0.5, first, go)
    assert run.outcome("alignment") == pytest.approx(work, rel=1e-9)
    assert run.outcome("hazard") == pytest.approx(hazard, rel=1e-9)


def test_two_stops_beat_one_in_the_stated_case() -> None:
    assert goal(4.0, 0.5, 1.259, 1.907) == pytest.approx(10.702, abs=5e-4)
    assert best_single(4.0, 0.5)[1] == pytest.approx(9.422, abs=5e-4)
    assert best_double(4.0, 0.5) == pytest.approx(10.702, abs=5e-4)
    first = part("first stop").subs({**NUMBERS, GROWTH: 4.0, HAZARD_LEVEL: 0.5, GO: 1.907})
    assert float(first) == pytest.approx(1.259, abs=5e-4)


@pytest.mark.parametrize(
    ("growth", "level", "enough"),
    [
        pytest.param(0.9, 0.1, True, id="labour grows more slowly than hazard"),
        pytest.param(1.5, 0.2, True, id="labour grows little faster"),
        pytest.param(2.0, 0.080, True, id="just below the lower border"),
        pytest.param(2.0, 0.095, False, id="just above the lower border"),
        pytest.param(2.0, 0.365, False, id="just below the upper border"),
        pytest.param(2.0, 0.39, True, id="just above the upper border"),
        pytest.param(4.0, 0.12, True, id="fast growth, little hazard"),
        pytest.param(4.0, 0.14, False, id="fast growth, more hazard"),
    ],
)
def test_the_inequality_tells_where_two_stops_win(growth: float, level: float, enough: bool) -> None:
    stop, alone = best_single(growth, level)
    point = {**NUMBERS, GROWTH: growth, HAZARD_LEVEL: level, STOP: stop}
    assert bool(ONE_STOP.derivation.result.subs(point)) is enough
    gain = best_double(growth, level) - alone
    assert gain == pytest.approx(0, abs=1e-7) if enough else gain > 1e-6


def test_at_high_hazard_a_plan_far_away_wins_though_the_inequality_holds() -> None:
    stop, alone = best_single(4.0, 1.05)
    assert stop > 0.01
    assert ONE_STOP.derivation.result.subs({**NUMBERS, GROWTH: 4.0, HAZARD_LEVEL: 1.05, STOP: stop})
    assert best_double(4.0, 1.05) > alone + 0.05


def test_a_plan_far_away_may_win_over_stopping_at_once() -> None:
    stop, alone = best_single(4.0, 1.3)
    assert stop < 1e-6
    assert best_double(4.0, 1.3) > alone + 0.05


def test_the_inequality_is_the_switching_function_at_the_start() -> None:
    """Along the single stop at p, sigma(0) = sigma(p) minus its rise from 0 to p, where sigma(p) = 0."""
    rate = SWITCHING.derivation.result.rhs.subs(PROGRESS(TIME), TIME)
    at_start = -sympy.integrate(sympy.expand(rate), (TIME, 0, STOP)).subs(WORK, part("work").subs({FIRST: 0, GO: STOP}))
    stated = ONE_STOP.derivation.result.lhs - ONE_STOP.derivation.result.rhs
    assert sympy.simplify(at_start - stated) == 0


def test_the_single_stop_is_where_the_switching_function_is_zero() -> None:
    rate = SWITCHING.derivation.result.rhs.subs(PROGRESS(TIME), STOP)
    at_stop = (FULL - BASE) * LABOUR * sympy.exp(GROWTH * STOP) / WORK - rate * (END - STOP)
    assert sympy.simplify(at_stop + ONE_STOP.derivation.step("single stop").equation.lhs) == 0


def test_the_first_stop_is_stationary() -> None:
    slope = ONE_STOP.derivation.step("longer first stop").equation.rhs
    at = {**NUMBERS, GROWTH: 3.0, HAZARD_LEVEL: 0.4, GO: 1.7}
    placed = slope.subs(WORK, part("work")).subs(FIRST, part("first stop"))
    assert float(placed.subs(at)) == pytest.approx(0, abs=1e-12)


def test_without_hazard_the_single_stop_is_that_of_most_work() -> None:
    condition = ONE_STOP.derivation.step("single stop").equation.lhs.subs(HAZARD_LEVEL, 0)
    (best,) = sympy.solve(condition, STOP)
    assert sympy.simplify(best - (END - (1 - BASE / FULL) / GROWTH)) == 0
    assert FINAL_HAZARD in ONE_STOP.derivation.notation


def test_the_figure_shows_both_borders() -> None:
    assert ONE_STOP.picture is not None
    wins, fails = ONE_STOP.picture(ONE_STOP.derivation).curves
    for curve in (wins, fails):
        lower = curve.x[curve.y.index(2.0)]
        assert lower == pytest.approx(0.0868, abs=2e-4)
        assert min(curve.y) > 1
