"""Task output against a direct search for the best placement, the function of the models, and integrated models."""

import math
from pathlib import Path

import numpy
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.optimize import Bounds, LinearConstraint, minimize

import takeoff
from takeoff.equations import safe_math
from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.heads import ces_bottleneck
from takeoff.theory.derivation import side
from takeoff.theory.tasks.output import RESULT, multiplier
from takeoff.theory.tasks.setting import (
    ADVANTAGE,
    AI,
    AUTOMATED,
    EXPONENT,
    HUMAN,
    MANUAL,
    ON_AUTOMATED,
    ON_MANUAL,
    OUTPUT,
    PEOPLE,
    in_shares,
)
from takeoff.theory.topics import derive
from tests.theory.tasks.derived import output_of

TASKS = 8
GIVEN = RESULT.assumptions
CORNER = (AUTOMATED ** (1 - EXPONENT) * AI**EXPONENT + (1 - AUTOMATED) ** (1 - EXPONENT) * HUMAN**EXPONENT) ** (
    1 / EXPONENT
)
PRICE = sympy.lambdify((MANUAL, HUMAN, ADVANTAGE, EXPONENT, OUTPUT), multiplier(GIVEN), "math")


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
    assert searched(count, ai, human, power) == pytest.approx(output_of(count / TASKS, ai, human, power), rel=1e-6)


def test_the_result_is_the_stated_form() -> None:
    (inside, enough), (outside, otherwise) = derive("task-output").result.rhs.args
    assert sympy.simplify(inside - AI - HUMAN) == 0
    assert sympy.simplify(outside / CORNER) == 1
    assert sympy.expand(enough.gts - enough.lts) == sympy.expand(AUTOMATED * (AI + HUMAN) - AI)
    assert otherwise == sympy.true


def test_the_placement_meets_the_first_order_condition() -> None:
    derivation = derive("task-output")
    groups = in_shares(GIVEN, sympy.Matrix([side(GIVEN, name) for name in ("automated", "manual")]))
    placed = derivation.step("two groups").equation.rhs.subs({ON_AUTOMATED: groups[0], ON_MANUAL: groups[1]})
    slope = sympy.diff(sympy.log(placed), PEOPLE)
    scarce = {AUTOMATED: sympy.Rational(3, 10), AI: sympy.Rational(1, 5), HUMAN: sympy.Rational(11, 10)}
    assert sympy.simplify(slope.subs(PEOPLE, derivation.step("even").equation.rhs).subs(scarce)) == 0
    best = derivation.step("even").equation.rhs.subs(scarce)
    assert best > 0
    assert float(sympy.diff(placed, PEOPLE, 2).subs({**scarce, PEOPLE: best, EXPONENT: -1.5})) < 0


def test_the_multiplier_is_the_slope_where_nobody_is_on_automated_tasks() -> None:
    shares = {AUTOMATED: sympy.Rational(3, 10), HUMAN: 2, EXPONENT: sympy.Rational(-3, 2), ADVANTAGE: 1}
    border = shares[AUTOMATED] * shares[HUMAN] / (1 - shares[AUTOMATED])
    point = {**shares, AI: border * sympy.E}
    placed = derive("task-output").step("two groups").equation.rhs
    moved = placed.subs({ON_AUTOMATED: (AI + PEOPLE) / AUTOMATED, ON_MANUAL: (HUMAN - PEOPLE) / (1 - AUTOMATED)})
    slope = float(sympy.diff(moved, PEOPLE).subs({**point, PEOPLE: 0}))
    price = multiplier(GIVEN).subs({OUTPUT: CORNER, MANUAL: 1 - AUTOMATED}).subs(point)
    assert slope == pytest.approx(-float(price), rel=1e-12)


@given(
    automated=st.floats(0.05, 0.95),
    human=st.floats(0.1, 10),
    advantage=st.floats(0, 5),
    power=st.floats(-5, 0.9).filter(lambda power: abs(power) > 1e-2),
)
def test_the_multiplier_is_not_negative_beyond_the_border(
    automated: float, human: float, advantage: float, power: float
) -> None:
    assert PRICE(1 - automated, human, advantage, power, human) >= -1e-12


def test_the_models_function_is_the_derived_one() -> None:
    """Its two branches are those of the result, and the head of its bottleneck has the derived form's slopes."""
    build = FUNCTIONS["ces"].build
    assert build is not None
    root, scarce, abundant = build(lambda *three: three, AUTOMATED, AI, HUMAN, EXPONENT)
    (inside, enough), (outside, _) = derive("task-output").result.rhs.args
    assert sympy.expand(root - enough.gts + enough.lts) == 0
    assert sympy.simplify(scarce - inside) == 0
    assert abundant == ces_bottleneck(AUTOMATED, AI, HUMAN, EXPONENT)
    for name in (AUTOMATED, AI, HUMAN, EXPONENT):
        slope = sympy.diff(abundant, name).subs(abundant, outside)
        point = {AUTOMATED: 0.3, AI: 7.0, HUMAN: 2.0, EXPONENT: -1.5}
        assert float(slope.subs(point)) == pytest.approx(float(sympy.diff(outside, name).subs(point)), rel=1e-9)


@settings(max_examples=50)
@given(
    automated=st.floats(0.01, 0.99),
    human=st.floats(0.1, 1e4),
    beyond=st.floats(1, 1e3),
    power=st.floats(-5, 0.9).filter(lambda power: abs(power) > 1e-2),
)
def test_the_models_numbers_are_the_derived_ones(automated: float, human: float, beyond: float, power: float) -> None:
    machine = beyond * automated * human / (1 - automated)
    number = safe_math.ces_bottleneck(automated, machine, human, power)
    assert number == pytest.approx(output_of(automated, machine, human, power), rel=1e-10)


def test_an_integrated_model_adds_the_derived_output_up() -> None:
    model = takeoff.load(Path(__file__).with_name("integrated.toml"))
    start, growth, people, automated, power = (
        float(model.parameters[name].value or 0)
        for name in ("ai_start", "growth", "people", "automated", "substitution")
    )

    def output(time: float) -> float:
        return float(output_of(automated, start * math.exp(growth * time), people, power))

    border = math.log(automated * people / (1 - automated) / start) / growth
    assert 0 < border < 10
    parts = [quad(output, low, high, epsabs=0, epsrel=1e-12)[0] for low, high in ((0, border), (border, 10))]
    assert model.run().outcome("work_done") == pytest.approx(sum(parts), rel=1e-9)


def test_the_shipped_model_holds_the_derived_output() -> None:
    run = takeoff.load("task-by-task").run()
    shares, machines, people, labour = (
        run[name] for name in ("automation[continuous]", "ai_labour", "people", "research_labour[continuous]")
    )
    exact = [output_of(f, m, h, -2.0) for f, m, h in zip(shares, machines, people, strict=True)]
    assert labour == pytest.approx(exact, rel=1e-9)
