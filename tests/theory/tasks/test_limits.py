"""The limits of task output against values near them, and their stated forms."""

import pytest
import sympy

from takeoff.equations import safe_math
from takeoff.theory.tasks.setting import AI, AUTOMATED, EXPONENT, HUMAN
from takeoff.theory.topics import derive

F, M, H, RHO = AUTOMATED, AI, HUMAN, EXPONENT
POINT = {F: sympy.Rational(3, 10), M: 7, H: 2, RHO: sympy.Rational(-3, 2)}


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        pytest.param("task-bottleneck", H * (1 - F) ** ((1 - RHO) / RHO), id="AI without limit"),
        pytest.param("task-amdahl", H / (1 - F), id="Amdahl"),
        pytest.param("task-cobb-douglas", (M / F) ** F * (H / (1 - F)) ** (1 - F), id="Cobb-Douglas"),
    ],
)
def test_a_limit_has_its_stated_form(name: str, stated: sympy.Expr) -> None:
    assert sympy.simplify(derive(name).result.rhs / stated) == 1


@pytest.mark.parametrize(
    ("name", "near"),
    [
        pytest.param("task-bottleneck", {M: sympy.Float("1e9", 50)}, id="AI without limit"),
        pytest.param("task-amdahl", {RHO: sympy.Float("-1e9", 50)}, id="Amdahl"),
        pytest.param("task-cobb-douglas", {RHO: sympy.Rational(1, 10**9)}, id="Cobb-Douglas from above"),
        pytest.param("task-cobb-douglas", {RHO: -sympy.Rational(1, 10**9)}, id="Cobb-Douglas from below"),
    ],
)
def test_the_formula_tends_to_its_limit(name: str, near: dict[sympy.Expr, sympy.Expr]) -> None:
    value = sympy.N(derive("task-output").result.rhs.subs({**POINT, **near}), 30)
    assert float(value) == pytest.approx(float(derive(name).result.rhs.subs(POINT)), rel=1e-7)


def test_the_models_function_takes_the_limits() -> None:
    limit = float(derive("task-cobb-douglas").result.rhs.subs(POINT))
    assert safe_math.ces_bottleneck(0.3, 7, 2, 0.0) == pytest.approx(limit, rel=1e-12)
    ceiling = derive("task-bottleneck").evaluate(f=0.3, h=2, rho=-1.5)
    assert safe_math.ces_bottleneck(0.3, 1e200, 2, -1.5) == pytest.approx(ceiling, rel=1e-12)


def test_the_bottleneck_tends_to_amdahl() -> None:
    bottleneck, amdahl = (derive(name).result.rhs for name in ("task-bottleneck", "task-amdahl"))
    assert sympy.limit(bottleneck.subs(F, sympy.Rational(1, 4)), RHO, -sympy.oo) == amdahl.subs(F, sympy.Rational(1, 4))


def test_half_the_tasks_automated_doubles_people_at_worst() -> None:
    assert derive("task-amdahl").evaluate(f=0.5, h=100) == pytest.approx(200)
    assert derive("task-bottleneck").evaluate(f=0.9, h=1, rho=-2) == pytest.approx(10**1.5)
