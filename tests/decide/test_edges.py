"""Searches end on the top of sharp edges, no lower than a fine grid that scipy polishes, and agree with batches."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import pytest
from scipy.optimize import minimize

import takeoff
from takeoff.decide.goal import Goal
from takeoff.decide.optimise import local_optima
from takeoff.decide.pause import ask
from takeoff.decide.space import Searched, Space
from takeoff.equations import units as u
from takeoff.errors import RunError
from takeoff.schedules.text import read_schedule_text
from takeoff.uncertainty.best_pauses import best_pauses
from takeoff.uncertainty.choice import choice
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.options import options

CLOSE = 1e-6
"""How much lower than a polished grid a search may end, relative to the outcome."""
AGREEMENT = 1e-3
"""How far the batched search may be from the single one: it climbs one hill, on fewer grids."""


@dataclass
class Edge:
    """Stands in for a space: a sharp edge across both arguments, without derivatives, x = `at` on top of it."""

    slope_of_edge: float
    at: float
    searched = tuple(Searched(name, (name, ()), u.none(), 0.0, 1.0) for name in "xy")

    def outcome(self, point: Sequence[float], name: str) -> float:
        x, y = point
        return 1.0 - abs(y - 0.5 - self.slope_of_edge * (x - self.at)) - 0.1 * (x - self.at) ** 2

    def outcomes(self, points: Floats, names: Sequence[str]) -> Floats:
        return np.array([[self.outcome(point, "") for _ in names] for point in points.tolist()])

    def slope(self, point: Sequence[float], name: str) -> Floats:
        raise RunError("no derivative")


@pytest.mark.parametrize(("slope", "at"), [(0.1, 0.42), (-0.4, 0.7)])
def test_the_top_of_an_edge_is_found(slope: float, at: float) -> None:
    goal = Goal(cast(Space, Edge(slope, at)), "height")
    assert goal.value(local_optima(goal)[0]) == pytest.approx(1.0, abs=1e-4)


CASES = [
    ("lead-and-pause", "alignment", "abrupt", ("start", "depth"), 41),
    ("lead-and-pause", "alignment", "ramp", ("start", "length", "depth"), 9),
]


@pytest.mark.parametrize(("name", "outcome", "schedule", "over", "count"), CASES)
def test_no_search_is_lower_than_a_fine_grid_polished(
    name: str, outcome: str, schedule: str, over: tuple[str, ...], count: int
) -> None:
    case, schedules = takeoff.load(name).case, {"caution": read_schedule_text(schedule)}
    asked = choice(case, schedules, outcome, dict.fromkeys(over), 2, 11)
    together = best_pauses(options(asked, 9))
    drawn = dict(zip(asked.draws.keys, asked.values[0].tolist(), strict=True))
    goal, _ = ask(replace(case.with_schedules(schedules), exact=drawn), schedules, outcome, dict.fromkeys(over), ())
    found = goal.value(local_optima(goal)[0])
    assert found >= polished(goal, count) - CLOSE * abs(found)
    assert together.paused[0] == pytest.approx(found, rel=AGREEMENT)


def polished(goal: Goal, count: int) -> float:
    """The highest of a fine grid, then of Nelder and Mead's search from there."""
    lows, highs = (np.array(ends) for ends in zip(*((s.low, s.high) for s in goal.space.searched), strict=True))
    axes = [np.linspace(low, high, count).tolist() for low, high in zip(lows, highs, strict=True)]
    points = list(itertools.product(*axes))
    values, _ = goal.survey(points)
    cell: Floats = (highs - lows) / (count - 1)
    start = np.array(points[int(np.argmax(values))])
    corners = [start + np.where(start + step <= highs, step, -step) for step in np.diag(0.7 * cell)]
    options: Any = {"initial_simplex": np.array([start, *corners]), "maxfev": 60}

    def depth(place: Any) -> float:
        return -max(goal.value(place.tolist()), -1e300)

    value = float(cast(Any, minimize)(depth, start, method="Nelder-Mead", options=options).fun)
    return max(-value, goal.value(start.tolist()))
