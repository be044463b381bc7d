"""The best pause of each draw by closed forms: of smooth hills, kinks, corners and draws that fail."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from takeoff.schedules.schedule import abrupt
from takeoff.solve.case import Case
from takeoff.uncertainty.best_pauses import best_pauses
from takeoff.uncertainty.choice import Integers, choice
from takeoff.uncertainty.decision import Decision
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.options import Options, options

from .by_hand import best_start, drawn, work


def test_starts_and_outcomes_are_those_of_the_closed_form(decision: Decision) -> None:
    bests, starts = decision.bests, best_start(decision.choice)
    assert bests.points[:, 0] == pytest.approx(starts, abs=1e-3)
    assert bests.outcomes == pytest.approx(work(decision.choice, starts), rel=1e-6)
    assert bests.never_best == 0.0
    assert bests.gains == pytest.approx(work(decision.choice, starts) - work(decision.choice, np.inf), rel=1e-5)


def test_a_kink_is_found(lead_and_pause: Case) -> None:
    """Supervision binds: stop where the work of all AI labour at full caution is as much as people can supervise."""
    case = lead_and_pause.change({"supervision_limit": 100_000, "initial_labour": 7000, "share_full": 0.9})
    priors = {"lead": "uniform(1, 2)", "danger_progress": "uniform(3, 4)", "productivity_growth": "uniform(1.2, 2)"}
    found = best_pauses(options(choice(case, {"caution": abrupt()}, "alignment", {"start": None}, 16, 2, priors), 21))
    kinks = np.log(100_000 / (0.9 * 7000)) / drawn(found.choice)["productivity_growth"]
    assert found.points[:, 0] == pytest.approx(kinks, abs=1e-3)


def test_two_arguments_by_hand(spread: Case) -> None:
    """With a deep stop at once the size takes longest to be twice what it was: start + (log(2)/growth - start)/0.6."""
    priors, over = {"growth": "uniform(0.6, 0.9)", "excess": "fixed"}, {"start": (0.1, 0.5), "depth": (0, 0.4)}
    found = best_pauses(options(choice(spread, {"caution": abrupt()}, "at_twice", over, 4, 1, priors), 3))
    years = 0.1 + (np.log(2) / drawn(found.choice)["growth"] - 0.1) / 0.6
    assert found.points == pytest.approx(np.tile([0.1, 0.4], (4, 1)), abs=1e-9)
    assert found.outcomes == pytest.approx(12 * years, rel=1e-6)


@dataclass(frozen=True)
class Ridges:
    """Stands in for a choice: each draw has a sharp edge across both arguments, x = `at` on top of it."""

    slopes: Floats
    at: Floats
    space = SimpleNamespace(searched=[SimpleNamespace(low=0.0, high=1.0)] * 2)

    def __len__(self) -> int:
        return len(self.slopes)

    def height(self, members: Integers, points: Floats) -> Floats:
        off = points[:, 1] - 0.3 - self.slopes[members] * (points[:, 0] - self.at[members])
        return np.asarray(1.0 - np.abs(off) - 0.1 * (points[:, 0] - self.at[members]) ** 2)

    def runs(self, members: Integers, points: Floats) -> SimpleNamespace:
        return SimpleNamespace(outcomes=self.height(members, points))


def test_an_edge_across_two_arguments_is_climbed_to_its_top() -> None:
    """Slopes from shallow to diagonal, up and down."""
    slopes, at = np.array([0.03, 0.1, 0.27, 1.0, -0.04, -0.4]), np.full(6, 0.42)
    ridges, axis = Ridges(slopes, at), np.linspace(0, 1, 9)
    points = np.array([(x, y) for x in axis for y in axis])
    outcomes = np.array([ridges.height(np.full(len(points), draw), points) for draw in range(len(slopes))])
    found = best_pauses(Options(cast(Any, ridges), (axis, axis), outcomes, {}))
    assert found.paused == pytest.approx(1.0, abs=1e-4)
    assert found.points[:, 0] == pytest.approx(at, abs=0.03)


def test_never_is_best_where_a_pause_only_costs(spread: Case) -> None:
    asked = choice(spread, {"caution": abrupt()}, "size", {"start": None}, 16, 5, {"excess": "fixed"})
    found = best_pauses(options(asked, 5))
    assert found.never_best == 1.0
    assert np.array_equal(found.outcomes, np.fmax(found.paused, asked.never.outcomes))
    assert found.gains == pytest.approx(0.0, abs=1e-4)


def test_draws_that_fail_have_no_best_and_do_not_count(spread: Case) -> None:
    asked = choice(
        spread,
        {"caution": abrupt()},
        "size",
        {"start": (3.9, 4)},
        24,
        5,
        {"excess": "fixed", "growth": "uniform(0.5, 1.5)"},
    )
    found = best_pauses(options(asked, 3))
    lost = ~found.known
    assert 0 < lost.sum() < 24
    assert np.isnan(found.points[lost]).all()
    assert np.isnan(found.gains[lost]).all()


def test_a_schedule_from_elsewhere_is_taken_where_it_is_better(decision: Decision) -> None:
    members = np.array([3, 5])
    higher = decision.bests.paused[members] * [1.5, 0.5]
    moved = decision.bests.at_least((9.0,), higher, members)
    assert moved.points[3, 0] == 9.0
    assert moved.points[5, 0] == decision.bests.points[5, 0]
    assert moved.outcomes[members] == pytest.approx([higher[0], decision.bests.paused[5]])
