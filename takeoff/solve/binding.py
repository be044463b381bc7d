"""Stretches of time in which one limit binds: its elasticity is the largest of those that move."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from takeoff.solve.limits import Limits

STEADY = 0.01
"""A limit whose elasticity moves less than this in all runs is told apart: it is as much of a limit at all times."""
SHORT = 0.01
"""Stretches shorter than this share of the time shown are not told."""


@dataclass(frozen=True)
class Stretch:
    """A time in which one limit has the largest elasticity.

    Arguments:
        limit: its place.
        start: calendar year.
        end: calendar year.
    """

    limit: int
    start: float
    end: float


@dataclass(frozen=True)
class Binding:
    """Which limits bind when, in several runs that are told together.

    Arguments:
        found: elasticities of one quantity by the same limits, along each run.
    """

    found: Sequence[Limits]

    @property
    def span(self) -> tuple[float, float]:
        """First and last calendar year."""
        return float(self.found[0].time[0]), max(float(one.time[-1]) for one in self.found)

    @functools.cached_property
    def steady(self) -> dict[int, float]:
        """Limits that count equally at all times in all runs, with their elasticities; none if that were all."""
        count = len(self.found[0].names)
        rows = [np.concatenate([one.elasticities[place] for one in self.found]) for place in range(count)]
        known = {place: row[np.isfinite(row)] for place, row in enumerate(rows)}
        steady = {place: float(row.mean()) for place, row in known.items() if len(row) and np.ptp(row) < STEADY}
        return steady if len(steady) < len(rows) else {}

    def stretches(self, one: Limits) -> list[Stretch]:
        """Which of the limits that move has the largest elasticity, from when to when; short stretches left out.

        Arguments:
            one: of `found`.
        """
        moving = [place for place in range(len(one.names)) if place not in self.steady]
        only = _only(one, moving)
        largest = np.array(moving)[only.binding()]
        known = np.atleast_1d(np.isfinite(only.elasticities).any(axis=0))
        least, found = SHORT * (self.span[1] - self.span[0]), list[Stretch]()
        start = float(one.time[0])
        for first, last in _same(np.where(known, largest, -1)):
            end = _turn(only, last)
            if known[first] and end - start >= least:
                again = found.pop().start if found and found[-1].limit == largest[first] else start
                found.append(Stretch(int(largest[first]), again, end))
            start = end
        return found


def lasting(one: Limits) -> Limits:
    """Limits without what has no duration: between the first and the last sample at one time.

    Arguments:
        one: limits along a run.
    """
    moves = np.diff(one.time) > 0
    kept = np.append(True, moves) | np.append(moves, True)
    return replace(one, time=one.time[kept], elasticities=one.elasticities[:, kept])


def _turn(one: Limits, last: int) -> float:
    """When the limit that binds at a step is overtaken by the one that binds at the next; the end if there is none."""
    if last + 1 == len(one.time):
        return float(one.time[last])
    places = one.binding()[last : last + 2]
    ahead = one.elasticities[places[0], last : last + 2] - one.elasticities[places[1], last : last + 2]
    return (
        float(np.interp(0.0, -ahead, one.time[last : last + 2])) if ahead[0] > ahead[1] else float(one.time[last + 1])
    )


def _only(one: Limits, places: Sequence[int]) -> Limits:
    names = tuple(one.names[place] for place in places)
    return Limits(one.run, one.of, names, one.time, one.elasticities[list(places)])


def _same(values: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    """First and last place of each run of equal values."""
    starts = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist()]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), len(values) - 1], strict=True))
