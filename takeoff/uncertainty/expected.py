"""The schedule with the highest expected outcome, beside never pausing and the best schedule at present values."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from takeoff.decide.climb import climb
from takeoff.decide.pause import BestPause
from takeoff.decide.space import Point
from takeoff.equations import units as u
from takeoff.uncertainty.best_pauses import LEVEL, BestPauses
from takeoff.uncertainty.choice import Choice, Integers
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.options import Options

FINEST = 1e-4
"""Where the search for the highest mean stops, as a share of the ranges."""


@dataclass(frozen=True)
class Commitment:
    """One schedule, whichever draw is true.

    Arguments:
        point: its arguments in inside units, None for never pausing.
        outcomes: of the draws that means are over, in the declared unit.
    """

    point: Point | None
    outcomes: Floats

    @property
    def mean(self) -> float:
        """Expected outcome."""
        return float(self.outcomes.mean())

    @property
    def error(self) -> float:
        """Standard error of the mean, as of independent draws: that of Sobol' points is smaller."""
        return _error(self.outcomes)

    def gain(self, other: Commitment) -> tuple[float, float]:
        """Expected gain over another commitment, and its standard error: both meet the same draws.

        Arguments:
            other: of the same draws.
        """
        gains = self.outcomes - other.outcomes
        return float(gains.mean()), _error(gains)


@dataclass(frozen=True)
class Expected:
    """Schedules that do not depend on the draw, each with its outcome in every draw.

    The best is chosen by the same draws that its mean is over, which flatters it a little: by far less than its
    standard error as long as there are many draws and few arguments.

    Arguments:
        members: numbers of the draws, those that have a value with every schedule.
        best: the highest mean.
        present: the best at present values.
        never: without a pause.
    """

    members: Integers
    best: Commitment
    present: Commitment
    never: Commitment

    def regrets(self, commitment: Commitment, bests: BestPauses) -> Floats:
        """What a commitment falls short of the best schedule of each draw, by draw.

        Arguments:
            commitment: one of these.
            bests: the best pauses, no worse than the commitment in any draw.
        """
        return bests.outcomes[self.members] - commitment.outcomes


def expected(table: Options, present: BestPause) -> Expected:
    """Find the schedule with the highest mean: from the table, then climbing on the same draws.

    Arguments:
        table: outcomes of all draws under a grid of schedules.
        present: the answer at present values.

    Raises:
        RunError: too few draws have a value under every schedule.
    """
    choice, members = table.choice, table.complete
    means = table.outcomes[members].mean(axis=0)
    first = int(np.argmax(means))
    start: Point = tuple(table.points[first].tolist())
    top = climb(choice.space, lambda point: _mean(choice, point, members), start, _share(table, first), finest=FINEST)
    paused = max(
        (_commitment(choice, point, members) for point in (start, top)),
        key=lambda one: -math.inf if math.isnan(one.mean) else one.mean,
    )
    never = Commitment(None, choice.never.outcomes[members])
    best = paused if paused.mean > never.mean + LEVEL * abs(never.mean) else never
    return Expected(members, best, _present(choice, present, never, members), never)


def _present(choice: Choice, present: BestPause, never: Commitment, members: Integers) -> Commitment:
    level = LEVEL * (abs(present.never.run.outcomes[present.maximised].value or 0.0) or 1.0)
    if present.gain <= level:
        return never
    values = [present.best.parameters[one.name].value or 0.0 for one in choice.space.searched]
    point = tuple(value * u.scale(one.unit) for value, one in zip(values, choice.space.searched, strict=True))
    return _commitment(choice, point, members)


def _commitment(choice: Choice, point: Point, members: Integers) -> Commitment:
    return Commitment(point, choice.under(point, members))


def _mean(choice: Choice, point: Point, members: Integers) -> float:
    mean = float(choice.under(point, members).mean())
    return -math.inf if math.isnan(mean) else mean


def _share(table: Options, place: int) -> float:
    """The first step of the climb: half a step of the table there, as a share of the ranges."""
    spans = np.array([one.high - one.low for one in table.choice.space.searched])
    return float((table.steps[place] / spans).mean() / 2)


def _error(values: Floats) -> float:
    return float(values.std(ddof=1) / math.sqrt(len(values)))
