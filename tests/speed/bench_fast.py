"""Taylor series on the flagship: their rate beside single runs and beside Runge-Kutta batches of the same accuracy.

Rates are of one core (processor time), in rounds that take turns, so that a busy machine slows all alike.
"""

from __future__ import annotations

from typing import Any

import pytest

from takeoff.solve.batch.run_batch import ACCURATE
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.settings import Settings
from tests.speed.bench_batch import COMPARED, MANY, ROUNDS, SINGLE, loosest, members, seconds

heyoka = pytest.importorskip("heyoka")
from takeoff.solve.fast import compiled  # noqa: E402 - after it is known to be there
from takeoff.solve.fast.survey import Terms  # noqa: E402
from takeoff.solve.fast.taylor import Taylor, order_for  # noqa: E402


def test_rate_beside_single_runs_and_runge_kutta(benchmark: Any) -> None:
    """The ratios of the rates, and what they are of, are among the benchmark's own notes (`--benchmark-json`)."""
    made = members(MANY)
    reference = made.single(COMPARED, Settings(1e-12, 1e-15))
    slow = loosest(lambda settings: made.single(COMPARED, settings), reference)
    tolerances = {
        method: loosest(lambda settings, method=method: made.batch(COMPARED, settings, method).outcomes, reference)  # type: ignore[misc]
        for method in (RungeKutta, Taylor)
    }
    spent: dict[str, list[float]] = {"single": [], **{method.name: [] for method in tolerances}}
    for _ in range(ROUNDS):
        spent["single"].append(seconds(lambda: made.single(SINGLE, slow)) / SINGLE)
        for method, settings in tolerances.items():
            spent[method.name].append(seconds(lambda m=method, s=settings: made.batch(MANY, s, m)) / MANY)  # type: ignore[misc]
    least = {name: min(times) for name, times in spent.items()}
    rates = {name: f"{1 / one:,.0f}/s, {least['single'] / one:.0f} times" for name, one in least.items()}
    benchmark.extra_info |= {**rates, "tolerances": [one.relative for one in (slow, *tolerances.values())]}
    print("\n", benchmark.extra_info)
    benchmark.pedantic(lambda: made.batch(MANY, ACCURATE, Taylor), rounds=1)
    assert least[Taylor.name] < least[RungeKutta.name] < least["single"]


def test_time_to_compile(benchmark: Any) -> None:
    """As at the first time; later processes read what heyoka has kept on disk."""
    terms = Terms.of(members(MANY).program)
    kept = heyoka.llvm_state.get_diskcache_enabled()
    heyoka.llvm_state.set_diskcache_enabled(False)

    def first() -> None:
        heyoka.llvm_state.clear_memcache()
        one = compiled.Compiled(terms, order_for(ACCURATE.relative))
        one.integrator()
        assert one.survey.results and one.within.results and one.looks.results
        assert one.roots.results and one.questions and one.signs.results and one.scales.results

    benchmark.pedantic(first, rounds=3)
    heyoka.llvm_state.set_diskcache_enabled(kept)


@pytest.mark.parametrize("count", [100, 1000, 10_000])
def test_cost_by_members(benchmark: Any, count: int) -> None:
    made = members(10_000)
    made.batch(2, ACCURATE, Taylor)
    batch = benchmark.pedantic(lambda: made.batch(count, ACCURATE, Taylor), rounds=3)
    assert not any(batch.failures)
