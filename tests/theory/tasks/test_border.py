"""The two regimes of task output at their border."""

import pytest
import sympy

from takeoff.theory.tasks.setting import AI, AUTOMATED, EXPONENT, HUMAN
from takeoff.theory.topics import derive


@pytest.mark.parametrize("power", [-2.0, -0.3, 0.5])
@pytest.mark.parametrize("name", [AUTOMATED, AI, HUMAN], ids=str)
def test_slopes_meet_at_the_border(power: float, name: sympy.Expr) -> None:
    (inside, _), (outside, _) = derive("task-output").result.rhs.args
    border = {AUTOMATED: 0.25, AI: 1.0, HUMAN: 3.0, EXPONENT: power}
    assert float(inside.subs(border)) == pytest.approx(float(outside.subs(border)), rel=1e-12)
    slopes = [float(sympy.diff(side, name).subs(border)) for side in (inside, outside)]
    assert slopes[1] == pytest.approx(slopes[0], abs=1e-12)


def test_the_border_has_a_gradient_for_each_input() -> None:
    assert derive("task-border").result.rhs == sympy.Matrix([0, 1, 1])


@pytest.mark.parametrize("power", [-2.0, 0.5])
def test_the_curvature_jumps_as_derived(power: float) -> None:
    bend = derive("task-border").step("curvature").equation.lhs
    outside = derive("task-output").result.rhs.args[1][0]
    curvature = sympy.diff(outside, AI, 2).subs({AUTOMATED: 0.25, AI: 1.0, HUMAN: 3.0, EXPONENT: power})
    values = {"k": 1 / 3, "h": 3.0, "rho": power}
    derived = bend.subs({symbol: values[symbol.name] for symbol in bend.free_symbols})
    assert float(derived) == pytest.approx(float(curvature), rel=1e-12)
