"""Convex output: no plan does better than the full stop of a straight line."""

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import takeoff
from takeoff.theory.abrupt.convex import ABOVE_ONE, RESULT
from takeoff.theory.abrupt.linear import RESULT as LINEAR
from takeoff.theory.derivation import Assumption, side
from takeoff.theory.pause.setting import CAUTION
from takeoff.theory.proof import Refused
from tests.theory.abrupt import values

SWITCH = values.END - (1 - values.BASE / values.FULL) / values.GROWTH


@given(st.floats(1, 6), values.cautions, values.ends)
def test_no_other_plan_does_better(curvature: float, cautions: list[float], ends: list[float]) -> None:
    def share(caution: float) -> float:
        return float(values.BASE + (values.FULL - values.BASE) * caution**curvature)

    assert values.work(cautions, ends, share) <= values.work([0, 1], [SWITCH, values.END], share) * (1 + 1e-12)


def test_the_plan_is_that_of_a_straight_line() -> None:
    assert RESULT.derivation.result == LINEAR.derivation.result


def test_the_plan_buys_what_it_buys_on_the_line_in_the_integrated_model() -> None:
    total = takeoff.load("lead-and-pause").run(caution=takeoff.abrupt(start=SWITCH)).outcome("alignment")
    assert total == pytest.approx(
        values.work([0, 1], [SWITCH, values.END], lambda c: values.BASE + (values.FULL - values.BASE) * c**3), rel=1e-9
    )


def test_a_power_of_one_is_the_line() -> None:
    assert RESULT.derivation.step("share").equation.rhs.subs(ABOVE_ONE, 0) == 1


def test_concave_output_is_refused() -> None:
    half = sympy.Eq(sympy.Symbol("a", positive=True), sympy.Rational(1, 2))
    given = {**RESULT.assumptions, "power": Assumption("Concave.", half)}
    assert side(given, "labour").has(CAUTION)
    with pytest.raises(Refused):
        RESULT.argue(given)
