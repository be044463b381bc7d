"""The stopping rule: its published dates, the integrated model, and the limit of log utility."""

import math
from pathlib import Path

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

import takeoff
from takeoff.theory.risk.stopping import BEYOND, CONSUMPTION, DEATH, GROWTH, JONES, RESULT, START_VALUE, date

MODEL = takeoff.load(Path(__file__).with_name("growth.toml"))
PUBLISHED = [(1.0, 40.0, 0.330), (2.0, 4.52, 0.0442), (3.0, 2.40, 0.0237)]


@pytest.mark.parametrize(("power", "year", "risk"), PUBLISHED)
def test_the_dates_are_the_published_ones(power: float, year: float, risk: float) -> None:
    when = date(RESULT.derivation, power)
    assert when == pytest.approx(year, abs=5e-3)
    run = MODEL.run(power=power, stop_at=when)
    assert run.outcome("risk_taken") == pytest.approx(risk, abs=5e-4)
    assert run.outcome("value") == pytest.approx(JONES[GROWTH] / JONES[DEATH], rel=1e-9)


@pytest.mark.parametrize("power", [1.0, 2.0, 3.0])
def test_any_other_date_is_worse_in_the_integrated_model(power: float) -> None:
    when = date(RESULT.derivation, power)
    best, *others = (
        MODEL.run(power=power, stop_at=stop).outcome("expected")
        for stop in (when, 0.0, 0.9 * when, 1.1 * when, 3 * when if power > 1 else 90.0)
    )
    assert all(other < best for other in others)


@settings(max_examples=30)
@given(st.floats(1.1, 8), st.floats(0.02, 0.3), st.floats(1e-4, 2e-3))
def test_no_other_date_is_better(power: float, growth: float, risk: float) -> None:
    def loss(stop: float) -> float:
        return -math.exp(-risk * stop) * (6 + (math.exp((1 - power) * growth * stop) - 1) / (1 - power))

    when = RESULT.derivation.evaluate(gamma=power, g=growth, d=risk, v_1=6.0)
    found = minimize_scalar(loss, bounds=(0, 3 * when), options={"xatol": 1e-9 * when})
    assert float(found.fun) >= loss(when) - 1e-12 * abs(loss(when))


def test_the_rule_is_met_at_the_date() -> None:
    value = RESULT.derivation.step("value").equation.rhs
    reached = sympy.exp(GROWTH * RESULT.derivation.step("date").equation.rhs)
    assert sympy.simplify(value.subs(CONSUMPTION, reached) - GROWTH / DEATH) == 0


def test_the_general_date_tends_to_that_of_log_utility() -> None:
    limit = RESULT.derivation.step("limit").equation.rhs
    assert sympy.simplify(limit - (1 / DEATH - START_VALUE / GROWTH)) == 0
    exact = {symbol: sympy.Rational(str(value)) for symbol, value in JONES.items()}
    near = RESULT.derivation.step("date").equation.rhs.subs({**exact, BEYOND: sympy.Rational(1, 10**12)})
    assert float(sympy.N(near, 30)) == pytest.approx(40.0, rel=1e-9)


def test_the_table_has_the_published_numbers() -> None:
    assert RESULT.table is not None
    assert RESULT.table(RESULT.derivation).rows == (
        ("1", "40", "0.33"),
        ("2", "4.52", "0.0442"),
        ("3", "2.4", "0.0237"),
    )
