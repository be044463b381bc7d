"""The limits of the task CES against its values near them, and its border against both of its regimes."""

from collections.abc import Callable

import pytest
import sympy
from takeoff.theory.task_ces import AI, AUTOMATED, EXPONENT, HUMAN, task_ces
from takeoff.theory.task_ces_limits import abundant_ai, amdahl, smooth_border, unit_elasticity

from takeoff.theory.derivation import Derivation

EVERY_LIMIT = (abundant_ai, amdahl, unit_elasticity, smooth_border)
POINT = {AUTOMATED: sympy.Rational(3, 10), AI: 7, HUMAN: 2, EXPONENT: sympy.Rational(-3, 2)}
F, M, H, RHO = AUTOMATED, AI, HUMAN, EXPONENT


@pytest.mark.parametrize(
    ("derive", "stated"),
    [
        pytest.param(abundant_ai, H * (1 - F) ** ((1 - RHO) / RHO), id="AI without limit"),
        pytest.param(amdahl, H / (1 - F), id="Amdahl"),
        pytest.param(unit_elasticity, (M / F) ** F * (H / (1 - F)) ** (1 - F), id="Cobb-Douglas"),
    ],
)
def test_a_limit_has_its_stated_form(derive: Callable[[], Derivation], stated: sympy.Expr) -> None:
    assert sympy.simplify(derive().result.rhs / stated) == 1


@pytest.mark.parametrize(
    ("derive", "near"),
    [
        pytest.param(abundant_ai, {AI: sympy.Float("1e9", 50)}, id="AI without limit"),
        pytest.param(amdahl, {EXPONENT: sympy.Float("-1e9", 50)}, id="Amdahl"),
        pytest.param(unit_elasticity, {EXPONENT: sympy.Rational(1, 10**9)}, id="Cobb-Douglas from above"),
        pytest.param(unit_elasticity, {EXPONENT: -sympy.Rational(1, 10**9)}, id="Cobb-Douglas from below"),
    ],
)
def test_the_formula_tends_to_its_limit(derive: Callable[[], Derivation], near: dict[sympy.Expr, sympy.Expr]) -> None:
    value = sympy.N(task_ces().result.rhs.subs({**POINT, **near}), 30)
    assert float(value) == pytest.approx(float(derive().result.rhs.subs(POINT)), rel=1e-7)


@pytest.mark.parametrize("power", [-2.0, -0.3, 0.5])
@pytest.mark.parametrize("name", [AUTOMATED, AI, HUMAN], ids=str)
def test_slopes_meet_at_the_border(power: float, name: sympy.Expr) -> None:
    (inside, _), (outside, _) = task_ces().result.rhs.args
    border = {AUTOMATED: 0.25, AI: 1.0, HUMAN: 3.0, EXPONENT: power}
    slopes = [float(sympy.diff(side, name).subs(border)) for side in (inside, outside)]
    assert slopes[1] == pytest.approx(slopes[0], abs=1e-12)


def test_the_border_has_a_gradient_for_each_input() -> None:
    assert smooth_border().result.rhs == sympy.Matrix([0, 1, 1])
