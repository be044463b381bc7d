"""The batch engine on the flagship: its rate beside single runs of the same accuracy, and its cost by members.

Rates are of one core (processor time), in rounds that take turns, so that a busy machine slows both alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.errors import RunError
from takeoff.solve.batch.methods import Method
from takeoff.solve.batch.run_batch import Batch, integrate_batch
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.pieces import integrate
from takeoff.solve.program import Program
from takeoff.solve.reading import flaw, outcomes
from takeoff.solve.scipy_engine import ScipyEngine
from takeoff.solve.settings import Settings
from tests.solve.batch.draws import Floats, case_of, drawn, engines

TOLERANCES = (1e-5, 1e-6, 5e-7, 2e-7, 1e-7, 7e-8, 5e-8, 2e-8, 1e-8, 1e-9)
WANTED = 1e-6
"""99th percentile of the relative errors of all outcomes."""
COMPARED, SINGLE, MANY, ROUNDS = 150, 15, 5000, 5


@dataclass(frozen=True)
class Members:
    """Members of the flagship with a theft and a slowdown, all parameters drawn."""

    program: Program
    table: Floats
    horizons: Floats

    def batch(self, count: int, settings: Settings, method: Method = RungeKutta) -> Batch:
        """The first members as a batch."""
        return integrate_batch(self.program, self.table[:count], self.horizons[:count], settings, method=method)

    def single(self, count: int, settings: Settings) -> Floats:
        """Outcomes of the first members, run one by one by the reference engine; nan where a run fails."""
        names = len(self.program.system.outcomes)
        return np.array([self._alone(member, settings) or [np.nan] * names for member in range(count)], dtype=float)

    def _alone(self, member: int, settings: Settings) -> list[Any]:
        values, horizon = self.table[member].tolist(), float(self.horizons[member])
        try:
            run = integrate(self.program, values, horizon, ScipyEngine(), settings)
            return [] if flaw(self.program, run) else list(outcomes(self.program, run).values())
        except RunError:
            return []


@cache
def members(count: int) -> Members:
    """Members, their program compiled."""
    case = case_of("automating-alignment", {"theft_time": 4, "caution": takeoff.abrupt(start=5, depth=0.7)})
    program = case.programs.program(case.kinds())
    values = {**{key: np.full(count, value) for key, value in case.values().items()}, **drawn(case, count)}
    table = np.array([values[key] for key in program.system.parameters]).T
    made = Members(program, table, values["horizon", ()])
    made.batch(2, Settings(1e-6, 1e-9))
    return made


def loosest(run: Callable[[Settings], Floats], reference: Floats) -> Settings:
    """The loosest settings at which an engine is as accurate as wanted."""
    for relative in TOLERANCES:
        settings = Settings(relative, 1e-3 * relative)
        errors = np.abs(run(settings) - reference) / np.maximum(np.abs(reference), 1e-6)
        if np.nanpercentile(errors, 99) <= WANTED:
            return settings
    raise AssertionError("no tolerance is tight enough")


def seconds(work: Callable[[], Any]) -> float:
    """Processor time of some work [second]."""
    began = time.process_time()
    work()
    return time.process_time() - began


def test_rate_beside_single_runs(benchmark: Any) -> None:
    """The ratio of the rates, and what it is of, are among the benchmark's own notes (`--benchmark-json`)."""
    made = members(MANY)
    reference = made.single(COMPARED, Settings(1e-12, 1e-15))
    fast = loosest(lambda settings: made.batch(COMPARED, settings).outcomes, reference)
    slow = loosest(lambda settings: made.single(COMPARED, settings), reference)
    rounds = [
        (seconds(lambda: made.batch(MANY, fast)) / MANY, seconds(lambda: made.single(SINGLE, slow)) / SINGLE)
        for _ in range(ROUNDS)
    ]
    batch, single = (min(times) for times in zip(*rounds, strict=True))
    benchmark.extra_info |= {"batch": batch, "single": single, "ratio": single / batch}
    benchmark.extra_info |= {"batch tolerance": fast.relative, "single tolerance": slow.relative}
    print(
        f"\n{1 / batch:,.0f} members/s, single runs {1 / single:,.0f}/s: {single / batch:.0f} times",
        benchmark.extra_info,
    )
    benchmark.pedantic(lambda: made.batch(MANY, fast), rounds=1)
    assert single > batch


@pytest.mark.parametrize("count", [100, 1000, 10_000])
def test_cost_by_members(benchmark: Any, count: int) -> None:
    made = members(10_000)
    batch = benchmark.pedantic(lambda: made.batch(count, Settings(7e-8, 7e-11)), rounds=3)
    assert not any(batch.failures)


ENGINES = {"numpy": Settings(7e-8, 7e-11), "heyoka": Settings(1e-6, 1e-9)}
"""As accurate as wanted."""


def half(engine: str, first: int) -> int:
    """Run every second member; how many did not fail."""
    made = members(10_000)
    part = Members(made.program, made.table[first::2], made.horizons[first::2])
    return part.batch(5000, ENGINES[engine], engines()[engine]).failures.count("")


@pytest.mark.parametrize("engine", engines())
def test_ten_thousand_members_on_two_processes(benchmark: Any, engine: str) -> None:
    members(10_000)
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        work = partial(half, engine)
        list(pool.map(work, range(2)))
        done = benchmark.pedantic(lambda: sum(pool.map(work, range(2))), rounds=5)
    assert done == 10_000
