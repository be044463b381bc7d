"""The least caution under a cap: the integrated model under that very caution does the work of the full stop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import sympy

import takeoff
from takeoff.model import Model
from takeoff.solve.run import Run
from takeoff.theory.pause.held_output import PRODUCTIVITY
from takeoff.theory.pause.setting import TIME
from takeoff.theory.topics import derive
from tests.theory.pause.closed import changed, closed

RESULT = "held-output"
PEOPLE, START = 1e5, 2.0


@pytest.fixture(scope="module")
def held() -> Model:
    return takeoff.load(Path(__file__).with_name("held.toml")).change(supervision_limit=PEOPLE, hold_from=START)


@pytest.fixture(scope="module")
def run(held: Model) -> Run:
    return held.run()


def test_it_ties_with_the_full_stop_and_ends_further_on(run: Run) -> None:
    stop = changed(V=PEOPLE).run(caution=takeoff.abrupt(start=START))
    assert run.outcome("alignment") == pytest.approx(stop.outcome("alignment"), rel=1e-9)
    after = stop.outcome("alignment") - closed("best-stop", "total", p=START, T=START)
    assert after == pytest.approx(closed(RESULT, "tie", p=START, V=PEOPLE), rel=1e-9)
    assert run["progress"][-1] > START + 0.3


def test_caution_and_productivity_are_those_of_the_integrated_model(run: Run) -> None:
    times = [2.1, 2.6, 3.2, 3.49]
    values = {"p": START, "V": PEOPLE}
    caution = [closed(RESULT, t=time, **values) for time in times]
    assert list(run.sample("caution", times)) == pytest.approx(caution, rel=1e-8)
    power = [closed(RESULT, "solution", t=time, **values) for time in times]
    assert list(np.exp(1.5 * run.sample("progress", times))) == pytest.approx(power, rel=1e-8)


def test_more_caution_ties_as_well(run: Run) -> None:
    """The least caution only falls, so that a steady one that is more at first is more than it until the end."""
    assert closed(RESULT, t=START, p=START, V=PEOPLE) < 0.95
    steady = changed(V=PEOPLE).run(caution=takeoff.abrupt(start=START, depth=0.95))
    assert steady.outcome("alignment") == pytest.approx(run.outcome("alignment"), rel=1e-9)
    light = changed(V=PEOPLE).run(caution=takeoff.abrupt(start=START, depth=0.5))
    assert light.outcome("alignment") < 0.99 * run.outcome("alignment")


def test_the_solution_solves_its_equation() -> None:
    derivation = derive(RESULT)
    solution = derivation.step("solution").equation.rhs
    rate = derivation.step("productivity").equation.rhs.subs(PRODUCTIVITY(TIME), solution)
    assert sympy.simplify(sympy.diff(solution, TIME) - rate) == 0


def test_limits(held: Model) -> None:
    values = {"p": START, "V": PEOPLE}
    none = closed(RESULT, "none", **values)
    assert closed(RESULT, t=none, **values) == pytest.approx(0, abs=1e-12)
    border = closed("stop-under-a-cap", "cap", V=PEOPLE)
    assert closed(RESULT, t=3.0, p=border, V=PEOPLE) == pytest.approx(1, rel=1e-9)
    ended = held.change(hold_from=2.9, lead=2.0).run()
    no_more = closed(RESULT, "none", p=2.9, V=PEOPLE)
    assert ended.sample("caution", [no_more - 0.01])[0] > 0
    assert ended.sample("caution", [no_more + 0.01])[0] == 0
