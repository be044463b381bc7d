"""Every engine on several models in one run that takes turns, beside a plain call of scipy and another program.

`make bench-table` keeps the rates for the page on speed. Rates are of one core (processor time), the best of some
rounds; `takeoff[exchange-tests]` adds PySD, `takeoff[fast]` the Taylor series.
"""

from __future__ import annotations

import functools
import importlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.integrate import solve_ivp

import takeoff
from takeoff.errors import RunError
from takeoff.exchange.xmile import xmile_text
from takeoff.solve.batch.methods import Method
from takeoff.solve.batch.run_batch import ACCURATE, integrate_batch
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.case import Case
from takeoff.solve.generate import Members as Printed
from takeoff.solve.pieces import integrate
from takeoff.solve.program import Program
from takeoff.solve.reading import outcomes
from takeoff.solve.scipy_engine import ScipyEngine
from takeoff.solve.settings import Settings
from tests.solve.batch.draws import Floats, case_of, drawn, engines
from tests.speed.bench_batch import seconds
from tests.speed.bench_tasks import model_file

FLAGSHIP = "automating-alignment"
MODELS: dict[str, dict[str, Any]] = {
    "exponential": {},
    "lead-and-pause": {"caution": takeoff.abrupt(start=1.3, depth=0.7)},
    "simple-timelines": {},
    FLAGSHIP: {"caution": takeoff.abrupt(start=5, depth=0.7)},
}
LARGE = [1_000_000] if os.environ.get("TAKEOFF_BENCH_LARGE") else []
COUNTS = [100, 1000, 10_000, 100_000, *LARGE]
TASKS = (20, 80)
MANY, FEW, ROUNDS = 2000, 10, 4
SPREAD = 0.05
STEP = 1 / 64
"""Of the other program, which knows Euler's method alone [year]."""
SINGLE = Settings(relative=1e-7, absolute=1e-10)
"""Of single runs and of the plain call; that of batches is `ACCURATE`."""
KEPT = pytest.mark.parametrize("name", MODELS)


@dataclass(frozen=True)
class Members:
    """A case, compiled, and members with all parameters drawn: a row each."""

    case: Case
    program: Program
    table: Floats
    horizons: Floats

    def batch(self, count: int, method: Method) -> None:
        """Run the first members together; any further ones are these again."""
        rows = np.arange(count) % len(self.table)
        found = integrate_batch(self.program, self.table[rows], self.horizons[rows], ACCURATE, method=method)
        assert found.failures.count("") > 0.9 * count

    def single(self, count: int) -> None:
        """Run the first members one by one, with outcomes."""
        for row, horizon in zip(self.table[:count], self.horizons[:count], strict=True):
            try:
                outcomes(self.program, integrate(self.program, row.tolist(), float(horizon), ScipyEngine(), SINGLE))
            except RunError:
                continue

    def plain(self, count: int) -> None:
        """One call of scipy for a member, over the same time: no pieces, no events, no outcomes."""
        run = self.reference
        for row, horizon in zip(self.table[:count], self.horizons[:count], strict=True):
            rates, first = self.program.rates.bind([*row, *run.fixed[len(row) :]]), run.pieces[0]
            end = min(run.end, float(horizon))
            tolerances: Any = {"rtol": SINGLE.relative, "atol": SINGLE.absolute}
            solve_ivp(flow(rates, first.modes), (0.0, end), first.begin, "DOP853", **tolerances)

    @functools.cached_property
    def reference(self) -> Any:
        """The run at the model's own values."""
        return self.case.run().trajectory


def flow(rates: Any, modes: Any) -> Callable[[float, Any], Any]:
    """Compiled rates as scipy calls them."""
    return lambda t, y: rates(t, y.tolist(), modes)


def members(model: str, given: Mapping[str, Any], count: int) -> Members:
    """Members of a model.

    Arguments:
        model: a name or a path.
        given: changes and schedules.
        count: how many different ones.
    """
    case = case_of(model, given)
    program = case.programs.program(case.kinds())
    values = {**{key: np.full(count, value) for key, value in case.values().items()}, **drawn(case, count, SPREAD)}
    made = Members(case, program, np.array([values[key] for key in program.system.parameters]).T, values["horizon", ()])
    made.batch(2, RungeKutta)
    return made


def another_program(name: str, given: Mapping[str, Any], folder: Path) -> Callable[[int], None] | None:
    """PySD on the model as XMILE; None if it is not installed, or cannot read the model."""
    try:
        pysd = importlib.import_module("pysd")
    except ImportError:
        return None
    path = folder / f"{name}.xmile"
    try:
        path.write_text(xmile_text(case_of(name, given), STEP), encoding="utf-8")
        model = pysd.read_xmile(str(path))
        model.run()
    except Exception as error:  # noqa: BLE001 - whatever another program has no words for
        print(f"\nPySD does not read {name}: {str(error)[:200]}")
        return None

    def work(count: int) -> None:
        for _ in range(count):
            model.run()

    return work


def ways(name: str, folder: Path) -> dict[str, tuple[int, Callable[[], Any]]]:
    """What is timed: how many members, and the work."""
    made = members(name, MODELS[name], MANY)
    made.single(1)
    made.plain(1)
    found: dict[str, tuple[int, Callable[[], Any]]] = {
        "single": (FEW, partial(made.single, FEW)),
        "plain": (FEW, partial(made.plain, FEW)),
    }
    for engine, method in engines().items():
        made.batch(2, method)
        found[engine] = MANY, partial(made.batch, MANY, method)
    if other := another_program(name, MODELS[name], folder):
        found["pysd"] = 2, partial(other, 2)
    return found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.timeout(0)
@KEPT
def test_rates(benchmark: Any, tmp_path: Path, name: str) -> None:
    timed = ways(name, tmp_path)
    spent: dict[str, list[float]] = {way: [] for way in timed}
    for _ in range(ROUNDS):
        for way, (count, work) in timed.items():
            spent[way].append(seconds(work) / count)
    benchmark.extra_info |= {"model": name, "rates": {way: 1 / min(times) for way, times in spent.items()}}
    print("\n", benchmark.extra_info)
    benchmark.pedantic(timed["single"][1], rounds=1)
    assert min(spent["numpy"]) < min(spent["single"])


@pytest.mark.timeout(0)
@pytest.mark.parametrize("count", COUNTS)
def test_rate_by_members(benchmark: Any, count: int) -> None:
    made = members(FLAGSHIP, MODELS[FLAGSHIP], 1000)
    rounds = 2 if count < 100_000 else 1
    rates = {
        engine: count / min(seconds(partial(made.batch, count, method)) for _ in range(rounds))
        for engine, method in engines().items()
    }
    benchmark.extra_info |= {"members": count, "rates": rates}
    print("\n", benchmark.extra_info)
    benchmark.pedantic(partial(made.batch, 1, RungeKutta), rounds=1)
    assert min(rates.values()) > 0.0


@pytest.mark.timeout(0)
@pytest.mark.parametrize("count", TASKS)
def test_rate_by_tasks(benchmark: Any, tmp_path: Path, count: int) -> None:
    made = members(str(model_file(tmp_path, count)), {"horizon": 8}, 200)
    rates = {"single": 3 / seconds(partial(made.single, 3))}
    for engine, method in engines().items():
        made.batch(2, method)
        rates[engine] = 200 / seconds(partial(made.batch, 200, method))
    benchmark.extra_info |= {"tasks": count, "rates": rates}
    print("\n", benchmark.extra_info)
    benchmark.pedantic(partial(made.batch, 1, RungeKutta), rounds=1)
    assert rates["numpy"] > rates["single"]


def parts(engine: str) -> dict[str, tuple[Any, str]]:
    """What an engine spends its time on -> the class and the method of it in which it does."""
    if engine == "numpy":
        return {"equations": (Printed, "__call__")}
    compiled, lanes = (importlib.import_module(f"takeoff.solve.fast.{name}") for name in ("compiled", "lanes"))
    return {"Taylor series": (lanes.Lanes, "_fill"), "compiled functions": (compiled.Function, "__call__")}


@pytest.mark.parametrize("engine", engines())
def test_where_the_time_goes(benchmark: Any, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    made = members(FLAGSHIP, MODELS[FLAGSHIP], MANY)
    work = partial(made.batch, MANY, engines()[engine])
    work()
    inside = dict.fromkeys(parts(engine), 0.0)

    def timed(part: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            began = time.perf_counter()
            found = method(*arguments)
            inside[part] += time.perf_counter() - began
            return found

        return call

    for part, (owner, name) in parts(engine).items():
        monkeypatch.setattr(owner, name, timed(part, getattr(owner, name)))
    began = time.perf_counter()
    work()
    whole = time.perf_counter() - began
    benchmark.extra_info |= {"engine": engine, "shares": {part: spent / whole for part, spent in inside.items()}}
    print("\n", benchmark.extra_info)
    benchmark.pedantic(partial(made.batch, 1, RungeKutta), rounds=1)
    assert 0.0 < sum(inside.values()) < whole
