"""How long the flagship takes: a run, loading, a pause question; the run beside a plain solve_ivp of the same model."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from scipy.integrate import solve_ivp

import takeoff
from takeoff.solve.case import Case


@pytest.fixture(scope="module")
def case() -> Case:
    case = takeoff.load("automating-alignment").case.with_schedules({"caution": takeoff.abrupt(start=7)})
    case.run().outcome("success")
    return case


def test_run_with_outcomes(benchmark: Any, case: Case) -> None:
    outcome = benchmark(lambda: case.run().outcome("success"))
    assert outcome == pytest.approx(0.3907168, abs=1e-6)


def test_plain_solve_ivp_of_the_same_equations(benchmark: Any, case: Case) -> None:
    """The yardstick: one call of scipy on the generated right-hand side, without pieces, guard or outcomes."""
    run = case.run()
    rates = run.program.rates.bind(run.trajectory.fixed)
    first = run.trajectory.pieces[0]

    def plain() -> Any:
        span = (0.0, run.trajectory.end)
        return solve_ivp(
            lambda t, y: rates(t, y.tolist(), first.modes), span, first.begin, "DOP853", rtol=1e-10, atol=1e-13
        )

    assert benchmark(plain).success


@pytest.mark.parametrize("count", [3, 60])
def test_run_with_gradient(benchmark: Any, case: Case, count: int) -> None:
    names = ["caution.start", "lead", *case.parameters()][:count]
    gradient = benchmark(lambda: case.run().gradient("success", names))
    assert gradient["caution.start"] != 0


def test_a_pause_over_one_argument(benchmark: Any) -> None:
    """A scan of the whole range and a climb, once compiled: to be held against `test_run_with_outcomes`."""
    model = takeoff.load("automating-alignment")
    model.best_pause("success", over={"start": ("9 year", "9.2 year")})
    best = benchmark.pedantic(lambda: model.best_pause("success"), rounds=5)
    assert best.best.run.outcome("success") == pytest.approx(0.5483941, abs=1e-7)


def test_loading(benchmark: Any) -> None:
    model = benchmark.pedantic(lambda: takeoff.load("automating-alignment"), rounds=5)
    assert model.name == "automating-alignment"


def test_help_of_the_command_line(benchmark: Any) -> None:
    result = benchmark(
        lambda: subprocess.run([sys.executable, "-m", "takeoff", "--help"], check=True, capture_output=True)
    )
    assert b"pause" in result.stdout


def test_best_pause(benchmark: Any) -> None:
    model = takeoff.load("automating-alignment")
    model.best_pause("success")
    best = benchmark.pedantic(lambda: model.best_pause("success"), rounds=3)
    assert best.best.parameters["start"].value == pytest.approx(9.0016, abs=2e-3)
