"""The table that decisions are made from: the outcome of every draw under every schedule of a grid, and without one.

Every schedule meets the same draws (common random numbers), so that what all of them share drops out of differences.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from takeoff.decide.space import Searched
from takeoff.errors import RunError
from takeoff.uncertainty.choice import Choice, Integers, Watch
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.reasons import counted
from takeoff.uncertainty.sensitivity import MOST_LOST

GRID: Mapping[int, int] = MappingProxyType({1: 61, 2: 17, 3: 9})
"""Schedules along each argument, by the number of arguments."""
COARSEST = 5
FINE = 2001
"""Points at which the share of draws that still run is counted."""


@dataclass(frozen=True)
class Options:
    """Outcomes by draw and schedule.

    Arguments:
        choice: what is chosen, and what is uncertain.
        axes: values of each argument, rising, in inside units.
        outcomes: (draws, schedules) in the declared unit; not a number where a run failed or has no value.
        failures: reason -> runs that failed of it, those without a pause included.
    """

    choice: Choice
    axes: tuple[Floats, ...]
    outcomes: Floats
    failures: Mapping[str, int]

    @functools.cached_property
    def points(self) -> Floats:
        """The schedules: (schedules, arguments) in inside units."""
        return _points(self.axes)

    @functools.cached_property
    def steps(self) -> Floats:
        """How far apart schedules are around each: (schedules, arguments), half the way between both neighbours."""
        return _points([_spacing(axis) for axis in self.axes])

    @functools.cached_property
    def complete(self) -> Integers:
        """Draws that have a value with every schedule and without: means are over these.

        Raises:
            RunError: too few do; what is left would be a biased choice of draws.
        """
        fine = np.isfinite(self.outcomes).all(axis=1) & np.isfinite(self.choice.never.outcomes)
        if not fine.mean() >= 1 - MOST_LOST:
            lost = f"{100 * (1 - fine.mean()):.3g} % of the draws have no value under some schedule"
            why = "".join(f"; of what failed, most so: {reason}" for reason in itertools.islice(self.failures, 1))
            hint = "narrow the priors of what makes runs fail, or ask for an outcome that every run has"
            raise RunError(f"{lost}; left out, they would bias the rest{why}", hint)
        return np.flatnonzero(fine)


def options(choice: Choice, count: int | None = None, watch: Watch = iter) -> Options:
    """Run every draw under every schedule of a grid.

    Dates lie close where many draws still run and far apart where few do: between two of them lie equal shares of the
    time that all draws together run. Other arguments are spread evenly.

    Arguments:
        choice: what is chosen, and what is uncertain.
        count: schedules along each argument; as `GRID` has it unless given.
        watch: passes on numbers of chunks of runs.
    """
    along = count or GRID.get(len(choice.space.searched), COARSEST)
    axes = tuple(_axis(choice, one, along) for one in choice.space.searched)
    points = _points(axes)
    members = np.repeat(np.arange(len(choice)), len(points))
    runs = choice.runs(members, np.tile(points, (len(choice), 1)), watch)
    failures = counted((*choice.never.failures, *runs.failures))
    return Options(choice, axes, runs.outcomes.reshape(len(choice), len(points)), failures)


def _axis(choice: Choice, one: Searched, count: int) -> Floats:
    if not _is_date(choice, one):
        return np.linspace(one.low, one.high, count)
    times = np.linspace(one.low, one.high, FINE)
    ends = choice.never.ends[np.isfinite(choice.never.ends)]
    passed = np.array([np.minimum(time, ends).mean() for time in times.tolist()])
    shares = np.linspace(passed[0], passed[-1], count)
    axis: Floats = np.interp(shares, passed, times)
    axis[0], axis[-1] = one.low, one.high
    return axis


def _is_date(choice: Choice, one: Searched) -> bool:
    control, _, argument = one.key[0].partition(".")
    return choice.space.case.kinds()[control].door(argument).date


def _points(axes: tuple[Floats, ...] | list[Floats]) -> Floats:
    return np.array(list(itertools.product(*(axis.tolist() for axis in axes))), dtype=float)


def _spacing(axis: Floats) -> Floats:
    """Half the distance of both neighbours; at an end, the distance of the one."""
    gaps = np.diff(axis)
    return np.concatenate([gaps[:1], (gaps[1:] + gaps[:-1]) / 2, gaps[-1:]])
