"""Concave output: the path solves its equation, and fits the integrated model."""

from pathlib import Path

import pytest
import sympy

import takeoff
from takeoff.theory.abrupt.gradual_path import RESULT as PATH
from takeoff.theory.abrupt.setting import CURVATURE
from takeoff.theory.pause.setting import CAUTION, END, FULL, GROWTH, LABOUR, TIME
from tests.theory.abrupt import values

MODEL = Path(__file__).with_name("gradual.toml")
NUMBERS = {GROWTH: values.GROWTH, LABOUR: values.LABOUR, FULL: values.FULL, END: values.END}
A, G, T = CURVATURE, GROWTH, END


def path() -> sympy.Expr:
    return PATH.derivation.result.rhs.args[0][0]


def test_the_path_solves_the_stated_equation() -> None:
    rate = G * CAUTION * (1 + CAUTION * (1 - A) / A) / (1 - A)
    assert sympy.simplify(sympy.diff(path(), TIME) - rate.subs(CAUTION, path())) == 0
    assert sympy.simplify(path().subs(TIME, T - A / G) - 1) == 0


def test_the_path_has_the_stated_form() -> None:
    q = sympy.exp(-G * (T - A / G - TIME) / (1 - A))
    assert sympy.simplify(path() - A * q / (1 - (1 - A) * q)) == 0


@pytest.mark.parametrize(("curvature", "stated"), [(0.5, 343261), (0.2, 474393), (0.9, 295971)])
def test_the_path_buys_the_stated_work_in_the_integrated_model(curvature: float, stated: float) -> None:
    run = takeoff.load(MODEL).run(curvature=curvature, share_base=0)
    assert run.outcome("alignment") == pytest.approx(stated, abs=0.6)
    assert run.outcome("alignment") == pytest.approx(values.bought(curvature), rel=1e-9)
    early = float(path().subs({**NUMBERS, CURVATURE: curvature, TIME: 1.0}))
    assert run.sample("caution", [2027.0])[0] == pytest.approx(early, rel=1e-9)


def test_the_path_turns_abrupt_as_output_straightens() -> None:
    nearly = path().subs({**NUMBERS, CURVATURE: 0.999})
    switch = values.END - 1 / values.GROWTH
    assert float(nearly.subs(TIME, switch - 0.02)) < 1e-6
    assert float(PATH.derivation.step("start").equation.rhs.subs({**NUMBERS, CURVATURE: 0.999})) == pytest.approx(
        switch, abs=1e-3
    )
