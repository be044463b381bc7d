"""How long sympy takes for each derivation, and for all of them."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from takeoff.theory.topics import results


@pytest.mark.parametrize("name", results())
def test_a_result_is_derived(benchmark: BenchmarkFixture, name: str) -> None:
    result = results()[name]
    assert benchmark(result.argue, result.assumptions).steps


def test_all_results_are_derived(benchmark: BenchmarkFixture) -> None:
    def every() -> int:
        return sum(len(result.argue(result.assumptions).steps) for result in results().values())

    assert benchmark(every) > len(results())
