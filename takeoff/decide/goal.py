"""What a search is for: an outcome to maximise over a space, under bounds, with exact derivatives."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.decide.bounds import Bound
from takeoff.decide.space import Space

Floats = npt.NDArray[np.float64]

INSIDE = -1e-9
"""Least slack of a point that meets its bounds, relative to the limits."""


@dataclass(frozen=True)
class Goal:
    """What is maximised, and under which bounds.

    Arguments:
        space: what is moved.
        outcome: what is maximised.
        bounds: limits on outcomes.
    """

    space: Space
    outcome: str
    bounds: tuple[Bound, ...] = ()

    def value(self, point: Sequence[float]) -> float:
        """The outcome at a point; minus infinity where the run failed."""
        value = self.space.outcome(point, self.outcome)
        return -math.inf if math.isnan(value) else value

    def slacks(self, point: Sequence[float]) -> list[float]:
        """The slack of every bound; minus infinity where the run failed."""
        slacks = [bound.slack(self.space.outcome(point, bound.outcome)) for bound in self.bounds]
        return [-math.inf if math.isnan(slack) else slack for slack in slacks]

    def slack(self, point: Sequence[float]) -> float:
        """The smallest slack of all bounds; minus infinity where the run failed."""
        return min(self.slacks(point), default=math.inf)

    def survey(self, points: Sequence[Sequence[float]]) -> tuple[Floats, Floats]:
        """The outcome and the smallest slack at many points, as accurate as batches; minus infinity where a run failed.

        Arguments:
            points: any number, at least one.
        """
        names = [self.outcome, *(bound.outcome for bound in self.bounds)]
        found = self.space.outcomes(np.array(points), names)
        slacks = [
            min((bound.slack(value) for bound, value in zip(self.bounds, row, strict=True)), default=math.inf)
            for row in found[:, 1:].tolist()
        ]
        return _known(found[:, 0]), _known(np.array(slacks))

    def feasible(self, point: Sequence[float]) -> bool:
        """Whether a point meets all bounds and gives a value."""
        return self.slack(point) >= INSIDE and self.value(point) > -math.inf

    def slope(self, point: Sequence[float]) -> Floats:
        """Derivatives of the outcome by every argument, in inside units.

        Raises:
            RunError: the run failed, or has no derivative.
        """
        return self.space.slope(point, self.outcome)

    def slack_slopes(self, point: Sequence[float]) -> Floats:
        """Derivatives of the slacks, a row for each bound and a column for each argument, in inside units.

        Raises:
            RunError: the run failed, or has no derivative.
        """
        slopes = [bound.slack_slope * self.space.slope(point, bound.outcome) for bound in self.bounds]
        return np.array(slopes).reshape(len(self.bounds), len(self.space.searched))


def _known(found: Floats) -> Floats:
    """What is not a number counts as minus infinity."""
    return np.where(np.isnan(found), -math.inf, found)
