"""How long sympy takes for a derivation."""

from pytest_benchmark.fixture import BenchmarkFixture
from takeoff.theory.task_ces import task_ces


def test_the_task_ces_is_derived(benchmark: BenchmarkFixture) -> None:
    assert benchmark(task_ces).steps
