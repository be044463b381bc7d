"""How long doublings take, against an integrated model, published numbers and the blow-up."""

from __future__ import annotations

import math

import pytest

from takeoff.theory.software.doubling_times import EXAMPLES, RESULT
from takeoff.theory.topics import derive
from tests.theory.software.model import software_model


def time_of(count: float, first: float, returns: float, power: float = 1) -> float:
    return derive("doubling-times").evaluate(n=count, tau_0=first, r=returns, **{"lambda": power})


@pytest.mark.parametrize("returns", [0.7, 1.0, 1.2])
def test_doublings_of_the_integrated_law(returns: float) -> None:
    run = software_model().run(feedback=1, returns=returns, limit=2 * 2**10, horizon=20)
    first = run.milestones["doubled"]
    assert first is not None
    assert run.milestones["four_times"] == pytest.approx(time_of(2, first, returns, 0.5), rel=1e-9)
    assert run.milestones["beyond"] == pytest.approx(time_of(10, first, returns, 0.5), rel=1e-9)


@pytest.mark.parametrize(
    ("returns", "speed_up", "years", "months"),
    [(1.0, 6, 3, 12.0), (1.2, 8, 3, 5.66), (1.2, 8, 10, 8.10), (0.7, 8, 3, 47.8)],
)
def test_published_numbers(returns: float, speed_up: float, years: int, months: float) -> None:
    case = next(one for one in EXAMPLES if (one.returns, one.speed_up, one.years) == (returns, speed_up, years))
    assert time_of(case.doublings(), case.first(), returns) == pytest.approx(months, abs=0.005 if months < 40 else 0.05)


def test_all_doublings_of_a_published_case_take_until_its_blow_up() -> None:
    first = 12 / (8 * 0.5 * math.log2(10))
    assert time_of(1e4, first, 1.2) == pytest.approx(8.28, abs=0.005)


def test_the_table_shows_every_published_case() -> None:
    assert RESULT.table is not None
    rows = RESULT.table(derive("doubling-times")).rows
    assert [float(row[-2]) for row in rows] == pytest.approx([float(row[-1]) for row in rows], rel=1e-3)
