"""Linear output: the switching function against the integrated model, and no other plan does better."""

from pathlib import Path

import pytest
import sympy
from hypothesis import given

import takeoff
from takeoff.theory.abrupt import setting
from takeoff.theory.abrupt.linear import RESULT, last_switch
from takeoff.theory.derivation import Assumption
from takeoff.theory.pause.setting import BASE, CAUTION, END, FULL, GROWTH, LABOUR, PROGRESS, STOP, TIME
from tests.theory.abrupt import values

PLAN = Path(__file__).with_name("plan.toml")
NUMBERS = {GROWTH: values.GROWTH, LABOUR: values.LABOUR, BASE: values.BASE, FULL: values.FULL, END: values.END}


def best() -> float:
    return float(RESULT.derivation.step("switch").equation.rhs.subs(NUMBERS))


def share(caution: float) -> float:
    return values.BASE + (values.FULL - values.BASE) * caution


def test_the_switch_is_the_best_single_stop() -> None:
    assert best() == pytest.approx(2.870370, abs=5e-7)
    total = takeoff.load("lead-and-pause").run(caution=takeoff.abrupt(start=best())).outcome("alignment")
    assert total == pytest.approx(311030.25, abs=5e-3)
    assert total == pytest.approx(values.work([0, 1], [best(), values.END], share), rel=1e-9)


@given(values.cautions, values.ends)
def test_no_other_plan_does_better(cautions: list[float], ends: list[float]) -> None:
    most = values.work([0, 1], [best(), values.END], share)
    assert values.work(cautions, ends, share) <= most * (1 + 1e-12)


def test_the_switching_function_is_what_a_little_caution_adds() -> None:
    model, short = takeoff.load(PLAN), 1e-4
    with_stop, without = (model.run(first_stop=first, last_stop=best()).outcome("alignment") for first in (short, 0.0))
    rate = RESULT.derivation.step("slope").equation.rhs.subs(PROGRESS(TIME), TIME).subs(NUMBERS)
    assert (with_stop - without) / short == pytest.approx(-float(sympy.integrate(rate, (TIME, 0, best()))), rel=1e-3)


def test_any_labour_that_rises_with_progress_gives_one_switch() -> None:
    labour = sympy.Function("P")
    law = sympy.Eq(sympy.Symbol("L"), labour(PROGRESS(TIME)) * (BASE + (FULL - BASE) * CAUTION))
    given = {**RESULT.assumptions, "labour": Assumption("Any.", law)}
    total = setting.hamiltonian(given)
    slope = setting.switching_rate(given, total)
    assert sympy.simplify(slope - FULL * labour(PROGRESS(TIME)).diff(PROGRESS(TIME))) == 0


def test_without_a_base_share_the_stop_takes_one_e_folding_time() -> None:
    total = setting.hamiltonian(RESULT.assumptions)
    assert sympy.simplify(END - last_switch(total).subs(BASE, 0) - 1 / GROWTH) == 0
    assert STOP not in RESULT.derivation.result.free_symbols
