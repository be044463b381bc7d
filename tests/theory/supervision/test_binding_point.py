"""Where review capacity binds, against the flagship's soft minimum and its corner."""

from __future__ import annotations

import pytest
import sympy

from takeoff.theory.derivation import side
from takeoff.theory.supervision.binding_point import BY_REVIEW, BY_SUPPLY
from takeoff.theory.supervision.setting import REVIEW, SHARPNESS, SOFT_MINIMUM, SUPPLY
from takeoff.theory.topics import derive
from tests.theory.supervision.flagship import TIMES, values

USABLE = side({"usable": SOFT_MINIMUM}, "usable")


def enough(time: float) -> float:
    at = values(time)
    return derive("binding-point").evaluate(
        a=at["ai_alignment_labour"],
        kappa=at["review_capacity"],
        A=at["alignment"],
        A_v=at["review_scale"],
        eta=at["review_learning"],
    )


@pytest.mark.parametrize("time", TIMES)
def test_the_flagship_binds_where_it_has_fewer_supervisors(time: float) -> None:
    at = values(time)
    assert (at["review_limit"] < at["ai_alignment_labour"]) == (at["supervisors"] < enough(time))
    assert at["review_limit"] * enough(time) / at["supervisors"] == pytest.approx(at["ai_alignment_labour"], rel=1e-9)
    stated = USABLE.subs({SUPPLY: at["ai_alignment_labour"], REVIEW: at["review_limit"], SHARPNESS: 4})
    assert at["supervised_labour"] == pytest.approx(float(stated), rel=1e-9)


@pytest.mark.parametrize(("name", "by"), [("by review", REVIEW), ("by supply", SUPPLY)])
def test_an_elasticity_is_a_slope_of_logarithms(name: str, by: sympy.Symbol) -> None:
    equation = derive("binding-point").step(name).equation
    point = {SUPPLY: 700, REVIEW: 400, SHARPNESS: 3}
    steps = [float(sympy.log(USABLE).subs({**point, by: point[by] * (1 + change)})) for change in (-1e-6, 1e-6)]
    assert equation.lhs == {REVIEW: BY_REVIEW, SUPPLY: BY_SUPPLY}[by]
    assert (steps[1] - steps[0]) / 2e-6 == pytest.approx(float(equation.rhs.subs(point)), rel=1e-6)


def test_at_the_crossing_both_count_a_half_and_some_is_lost() -> None:
    derivation = derive("binding-point")
    for name in ("by review", "by supply"):
        assert derivation.step(name).equation.rhs.subs(REVIEW, SUPPLY) == sympy.Rational(1, 2)
    assert float(derivation.step("loss").equation.rhs.subs(SHARPNESS, 4)) == pytest.approx(2**-0.25)


@pytest.mark.parametrize(("supply", "review"), [(300, 200), (200, 300)])
def test_a_sharp_limit_is_the_minimum(supply: float, review: float) -> None:
    sharp = sympy.N(USABLE.subs({SUPPLY: supply, REVIEW: review, SHARPNESS: 400}))
    assert float(sharp) == pytest.approx(min(supply, review), rel=1e-9)
