"""Climbing with exact gradients: scipy's SLSQP on the ranges of a space, with bounds on outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from takeoff.decide.goal import Goal
from takeoff.decide.space import Point

Floats = npt.NDArray[np.float64]

CLOSE = 1e-12
"""Where the climb stops, relative to the outcome."""
MOST_STEPS = 200
MARGIN = 2e-8
"""Slack that a climb aims for, so that the answer itself is inside."""


@dataclass(frozen=True)
class Ascent:
    """A goal in units in which steps are measured.

    Arguments:
        goal: what is climbed.
        start: where the climb begins.
        reach: how far it may go along each argument, as a share of the range.
        stretch: units of a range; more where an argument matters more.
    """

    goal: Goal
    start: Point
    reach: float = 1.0
    stretch: Floats = field(default_factory=lambda: np.ones(1))

    @property
    def lows(self) -> Floats:
        """Lower ends of the ranges, in inside units."""
        return np.array([one.low for one in self.goal.space.searched])

    @property
    def units(self) -> Floats:
        """Inside units of one unit of each step."""
        return np.array([one.high - one.low for one in self.goal.space.searched]) / self.stretch

    def box(self) -> list[tuple[float, float]]:
        """How far each argument may go, in units of steps."""
        highest = self.stretch * np.ones(len(self.start))
        begin, reach = self.place(self.start), self.reach * highest
        lows, highs = np.maximum(begin - reach, 0.0), np.minimum(begin + reach, highest)
        return list(zip(lows.tolist(), highs.tolist(), strict=True))

    def place(self, point: Point) -> Floats:
        """A point in units of steps."""
        return np.asarray((np.array(point) - self.lows) / self.units)

    def point(self, place: Floats) -> Point:
        """A place in inside units."""
        box = np.array(self.box())
        inside = np.clip(place, box[:, 0], box[:, 1])
        return tuple((self.lows + inside * self.units).tolist())


def ascend(ascent: Ascent) -> Point:
    """The top of the hill that the start lies on.

    Arguments:
        ascent: what is climbed, from where.

    Raises:
        RunError: a run on the way failed, or has no derivative.
    """
    goal, low = ascent.goal, ascent.goal.value(ascent.start)
    scale = abs(low) or 1.0

    def loss(place: Floats) -> float:
        return (low - max(goal.value(ascent.point(place)), low - scale)) / scale

    def slope(place: Floats) -> Floats:
        return -goal.slope(ascent.point(place)) * ascent.units / scale

    limits: Any = {
        "type": "ineq",
        "fun": lambda place: np.maximum(goal.slacks(ascent.point(place)), -1.0) - MARGIN,
        "jac": lambda place: goal.slack_slopes(ascent.point(place)) * ascent.units,
    }
    found = minimize(
        loss,
        ascent.place(ascent.start),
        jac=slope,
        method="SLSQP",
        bounds=ascent.box(),
        constraints=[limits] if goal.bounds else [],
        options={"maxiter": MOST_STEPS, "ftol": CLOSE},
    )
    return ascent.point(found.x)
