"""The time of blow-up, against integrated models, the path that blows up and its limit."""

from __future__ import annotations

import math

import pytest

import takeoff
from takeoff.theory.topics import derive
from tests.theory.software.model import PACE, PARALLEL, START, software_model


def blow_up(returns: float, start: float = START, pace: float = PACE, power: float = PARALLEL) -> float:
    return derive("blow-up").evaluate(r=returns, S_0=start, g_S=pace, **{"lambda": power})


@pytest.mark.parametrize("returns", [1.2, 3.0])
def test_what_is_left_at_the_end_of_an_integrated_run(returns: float) -> None:
    """A power p of software falls to 0 at a constant slope, so that 1/(|p| growth) is left at any moment."""
    run = software_model().run(feedback=1, returns=returns)
    left = 1 / (PARALLEL * (1 - 1 / returns) * run.outcome("growth"))
    assert run.outcome("software") == pytest.approx(1e6, rel=1e-9)
    assert run.outcome("end") + left == pytest.approx(blow_up(returns), rel=1e-9)


def test_the_hyperbolic_model() -> None:
    run = takeoff.load("hyperbolic").run()
    assert run.outcome("blow_up_time") == pytest.approx(blow_up(2, start=1, pace=0.1, power=2), rel=1e-9)


@pytest.mark.parametrize(("returns", "start", "power"), [(1.2, 2.0, 0.5), (4.0, 0.1, 1.5)])
def test_software_is_finite_just_before_and_grows_beyond_bounds(returns: float, start: float, power: float) -> None:
    path = derive("software-feedback").evaluate
    end = blow_up(returns, start, PACE, power)
    exponent = power * (1 - 1 / returns)
    early, late = (
        path(t=end * (1 - left), r=returns, S_0=start, g_S=PACE, **{"lambda": power}) for left in (1e-2, 1e-4)
    )
    assert math.log(late / early) == pytest.approx(math.log(100) / exponent, rel=1e-6)


def test_towards_returns_of_one_it_never_comes() -> None:
    assert blow_up(1 + 1e-9) > 1e8
