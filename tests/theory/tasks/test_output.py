"""The task CES against its stated form, and against a direct search for the best placement of labour."""

import math

import numpy
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, minimize
from takeoff.theory.task_ces import AI, AUTOMATED, EXPONENT, HUMAN, MANUAL, PEOPLE, task_ces

from takeoff.theory import task_ces as theory

TASKS = 8


def value(automated: float, ai: float, human: float, power: float) -> float:
    result = task_ces().result.rhs
    return float(result.subs({AUTOMATED: automated, AI: ai, HUMAN: human, EXPONENT: power}))


def searched(count: int, ai: float, human: float, power: float) -> float:
    """Output of the best placement that SLSQP finds when the first `count` of the tasks are automated."""

    def loss(placed: NDArray[numpy.float64]) -> float:
        labour = placed[count:] + numpy.append(placed[:count], numpy.zeros(TASKS - count))
        return -float(numpy.mean(labour**power) ** (1 / power))

    row = numpy.append(numpy.ones(count), numpy.zeros(TASKS)) / TASKS
    start: NDArray[numpy.float64] = numpy.append(numpy.full(count, ai * TASKS / count), numpy.full(TASKS, human))
    found = minimize(
        loss,
        start,
        method="SLSQP",
        bounds=Bounds(numpy.where(numpy.arange(start.size) < 2 * count, 0.0, 1e-6)),
        constraints=[LinearConstraint(numpy.array([row, 1 / TASKS - row]), [ai, human], [ai, human])],
        options={"maxiter": 1000, "ftol": 1e-14},
    )
    return -float(found.fun)


@pytest.mark.parametrize("power", [-2.0, -0.5, 0.5])
@pytest.mark.parametrize(
    ("count", "ai", "human"),
    [
        pytest.param(4, 0.3, 1.0, id="AI scarce"),
        pytest.param(2, 1 / 3, 1.0, id="at the border"),
        pytest.param(4, 3.0, 1.0, id="AI abundant"),
        pytest.param(7, 5.0, 0.2, id="nearly all automated"),
    ],
)
def test_no_placement_of_labour_does_better(power: float, count: int, ai: float, human: float) -> None:
    assert searched(count, ai, human, power) == pytest.approx(value(count / TASKS, ai, human, power), rel=1e-6)


def test_the_result_is_the_stated_form() -> None:
    corner = (AUTOMATED ** (1 - EXPONENT) * AI**EXPONENT + (1 - AUTOMATED) ** (1 - EXPONENT) * HUMAN**EXPONENT) ** (
        1 / EXPONENT
    )
    (interior, enough), (outside, otherwise) = task_ces().result.rhs.args
    assert sympy.simplify(interior - AI - HUMAN) == 0
    assert sympy.simplify(outside / corner) == 1
    assert sympy.expand(enough.gts - enough.lts) == sympy.expand(AUTOMATED * (AI + HUMAN) - AI)
    assert otherwise == sympy.true


def test_the_first_order_condition_is_the_slope_of_what_is_maximised() -> None:
    objective = (AUTOMATED * theory.ON_AUTOMATED**EXPONENT + MANUAL * theory.ON_MANUAL**EXPONENT) / EXPONENT
    slope = sympy.diff(objective, PEOPLE).subs(MANUAL, 1 - AUTOMATED)
    stated = task_ces().steps[4].equation
    point = {AUTOMATED: 0.3, AI: 0.7, HUMAN: 1.1, PEOPLE: 0.2, EXPONENT: -1.5}
    assert float((stated.lhs - theory.MULTIPLIER).subs(point)) == pytest.approx(float(slope.subs(point)), rel=1e-12)


def test_an_even_spread_is_a_maximum_below_one() -> None:
    below = sympy.Symbol("below", positive=True)
    assert task_ces().steps[2].equation.lhs.subs(EXPONENT, 1 - below).is_negative


@given(
    automated=st.floats(0.05, 0.95),
    human=st.floats(0.1, 10),
    beyond=st.floats(1, 100),
    power=st.floats(-5, 0.9).filter(lambda power: abs(power) > 1e-2),
)
def test_the_multiplier_is_not_negative_beyond_the_border(
    automated: float, human: float, beyond: float, power: float
) -> None:
    border = automated * human / (1 - automated)
    point = {AUTOMATED: automated, MANUAL: 1 - automated, HUMAN: human, AI: beyond * border, EXPONENT: power}
    price = float(theory.corner_multiplier().subs(point))
    assert price >= -1e-9 * (human / (1 - automated)) ** (power - 1)


def test_another_aggregator_gives_another_formula() -> None:
    original, mutated = task_ces().result, task_ces(2 * EXPONENT).result
    point = {AUTOMATED: 0.5, AI: 3, HUMAN: 1, EXPONENT: -1}
    assert mutated.rhs.args[0] == original.rhs.args[0]
    assert float(original.rhs.subs(point)) == pytest.approx(3)
    assert float(mutated.rhs.subs(point)) == pytest.approx((0.5**3 / 9 + 0.5**3) ** -0.5)
    assert not math.isclose(float(original.rhs.subs(point)), float(mutated.rhs.subs(point)), rel_tol=1e-3)
