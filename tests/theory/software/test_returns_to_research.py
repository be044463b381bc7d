"""What r means, against the integrated law."""

from __future__ import annotations

import pytest
import sympy

from takeoff.theory.derivation import side
from takeoff.theory.software.setting import INPUT, POWER, RETURNS, SOFTWARE, TIME
from takeoff.theory.topics import derive, results
from tests.theory.software.model import software_model

ASSUMED = results()["returns-to-research"].assumptions


@pytest.mark.parametrize(("returns", "power"), [(0.5, 0.5), (1.2, 0.5), (1.2, 0.9)])
def test_software_grows_r_times_as_fast_as_input_in_the_long_run(returns: float, power: float) -> None:
    run = software_model().run(input_growth=1.5, returns=returns, parallel=power, horizon=60, limit=1e300)
    stated = derive("returns-to-research").evaluate(r=returns)
    assert run.outcome("growth") / 1.5 == pytest.approx(stated, rel=1e-9)


def test_the_path_solves_the_law() -> None:
    derivation = derive("returns-to-research")
    power = derivation.step("power").equation.rhs.as_base_exp()[1]
    path = derivation.step("path").equation.rhs ** (1 / power)
    law = side(ASSUMED, "law").subs(INPUT(TIME), side(ASSUMED, "input")).subs(SOFTWARE(TIME), path)
    assert sympy.simplify(sympy.powdenest(sympy.diff(path, TIME) / path - law / path, force=True)) == 0


def test_it_is_the_r_of_the_law() -> None:
    assert derive("returns-to-research").result.rhs == RETURNS
    assert derive("returns-to-research").step("linear").equation.lhs == sympy.Derivative(POWER(TIME), TIME)
