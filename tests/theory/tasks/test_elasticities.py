"""Elasticities of task output against differences, in both regimes, and in their limits."""

import math

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from takeoff.theory.tasks.setting import AI, AUTOMATED, EXPONENT, HUMAN
from takeoff.theory.topics import derive
from tests.theory.tasks.derived import derived, output_of


@settings(max_examples=50)
@given(
    automated=st.floats(0.05, 0.95),
    machine=st.floats(0.01, 100),
    power=st.floats(-3, 0.9).filter(lambda power: abs(power) > 1e-2),
)
def test_an_elasticity_is_the_slope_of_logarithms(automated: float, machine: float, power: float) -> None:
    step = 1e-5
    assume(abs(machine - automated * (machine + 1)) > 10 * step * machine)
    above, below = (output_of(automated, machine, math.exp(sign * step), power) for sign in (1, -1))
    of_ai, of_people = (
        derived("task-elasticities", name)(automated, machine, 1.0, power) for name in ("of AI", "of people")
    )
    assert of_people == pytest.approx((math.log(above) - math.log(below)) / (2 * step), abs=1e-7)
    assert of_people + of_ai == pytest.approx(1, abs=1e-12)


def test_people_decide_where_ai_abounds_and_tasks_need_each_other() -> None:
    outside = derive("task-elasticities").result.rhs.args[1][0]
    for power, limit in ((-2, 1), (sympy.S.Half, 0)):
        share = outside.subs({EXPONENT: power, AUTOMATED: sympy.Rational(1, 2), HUMAN: 1})
        assert sympy.limit(share, AI, sympy.oo) == limit


def test_substitution_is_the_response_of_the_mix_to_its_price() -> None:
    derived = derive("task-elasticities").step("substitution").equation.rhs
    outside = derive("task-output").result.rhs.args[1][0]
    price = sympy.log(sympy.diff(outside, HUMAN) / sympy.diff(outside, AI))
    point = {AUTOMATED: 0.3, HUMAN: 2.0, EXPONENT: -1.5}
    prices = [float(price.subs({**point, AI: 7 * factor})) for factor in (1, 1.01)]
    sigma = math.log(1.01) / (prices[1] - prices[0])
    assert float(derived.subs(EXPONENT, -1.5)) == pytest.approx(sigma, rel=1e-9) == pytest.approx(0.4)
    assert derived.subs(EXPONENT, 0) == 1
