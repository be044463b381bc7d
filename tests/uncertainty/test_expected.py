"""The schedule that is best on average, against the mean by hand; standard errors; regret."""

import math

import pytest
from scipy.optimize import minimize_scalar

from takeoff.uncertainty.decision import Decision

from .by_hand import work


def test_the_highest_mean_is_that_of_the_closed_form(decision: Decision) -> None:
    best = decision.expected.best
    assert best.point is not None
    by_hand = minimize_scalar(
        lambda start: -work(decision.choice, start).mean(), (best.point[0] - 0.1, best.point[0]), tol=1e-8
    )
    assert best.point[0] == pytest.approx(by_hand.x, abs=5e-3)
    assert best.mean == pytest.approx(-by_hand.fun, rel=1e-6)
    assert best.mean >= decision.table.outcomes.mean(axis=0).max()


def test_standard_errors_are_those_of_the_same_draws(decision: Decision) -> None:
    best, never = decision.expected.best, decision.expected.never
    assert best.error == pytest.approx(best.outcomes.std(ddof=1) / math.sqrt(128))
    gain, error = best.gain(never)
    assert gain == pytest.approx(best.mean - never.mean)
    assert error == pytest.approx((best.outcomes - never.outcomes).std(ddof=1) / math.sqrt(128))


def test_the_best_at_present_values_is_run_in_every_draw(decision: Decision) -> None:
    present = decision.expected.present
    assert present.point == pytest.approx((3.5 - (1 - 0.05 / 0.9) / 1.5,), abs=1e-4)
    assert present.outcomes == pytest.approx(work(decision.choice, present.point[0] if present.point else 0), rel=1e-6)


def test_regret_is_never_negative_and_least_on_average_for_the_best(decision: Decision) -> None:
    found = decision.expected
    regrets = [decision.regrets(one) for one in (found.best, found.present, found.never)]
    assert min(one.min() for one in regrets) >= 0.0
    assert regrets[0].mean() == min(one.mean() for one in regrets)
    assert decision.perfect_information == pytest.approx(regrets[0].mean())
