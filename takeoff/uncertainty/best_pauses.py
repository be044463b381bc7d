"""The best pause of every draw: from the table, then on finer and finer grids around each, all draws in one batch."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from takeoff.decide.space import Point
from takeoff.decide.turning import turning
from takeoff.uncertainty.choice import Choice, Integers, Watch
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.options import Options

Bools = npt.NDArray[np.bool_]

LEVELS, LEVELS_OF_SEVERAL = 9, 15
"""Finer grids for one argument, and for several: each half as wide as the one before along what falls most."""
LEVEL = 1e-6
"""A gain below this, relative to the outcome, is none: batches are no more accurate."""


@dataclass(frozen=True)
class BestPauses:
    """The best schedule of every draw, were it known.

    The hill that is climbed is that of the table's best schedule, along sharp edges across several arguments too.
    Over start and depth, 40 draws of `automating-alignment` were within 2e-6 of single searches; of 32 draws of
    `lead-and-pause` 29 were within 1e-6, and three 1e-4 below: on sharp edges, or beside a hill narrower than the
    table's steps.

    Arguments:
        choice: what is chosen, and what is uncertain.
        points: best pause of each draw, (draws, arguments) in inside units; not a number where no schedule has a value.
        paused: its outcome, in the declared unit.
    """

    choice: Choice
    points: Floats
    paused: Floats

    @property
    def outcomes(self) -> Floats:
        """Outcome of each draw with its best schedule, or without one where that is better."""
        return np.fmax(self.paused, self.choice.never.outcomes)

    @property
    def gains(self) -> Floats:
        """What the best schedule of each draw adds to never pausing, 0 where never is best."""
        return self.outcomes - self.choice.never.outcomes

    @functools.cached_property
    def pauses(self) -> Bools:
        """Draws in which some pause is better than none."""
        never = self.choice.never.outcomes
        level = LEVEL * np.where(never == 0.0, 1.0, np.abs(never))
        return np.isfinite(self.paused) & ~(self.paused - never <= level)

    @property
    def known(self) -> Bools:
        """Draws that have a value with some schedule, or without."""
        return np.isfinite(self.outcomes)

    @property
    def never_best(self) -> float:
        """Share of the draws in which never pausing is best."""
        return float((~self.pauses[self.known]).mean())

    def run_again(self, choice: Choice) -> BestPauses:
        """The same schedules, with outcomes as accurate as those of another choice.

        Arguments:
            choice: of the same schedules and draws.
        """
        members = np.flatnonzero(np.isfinite(self.paused))
        paused = np.full_like(self.paused, np.nan)
        paused[members] = choice.runs(members, self.points[members]).outcomes
        return BestPauses(choice, self.points, paused)

    def at_least(self, point: Point, outcomes: Floats, members: Integers) -> BestPauses:
        """The best pauses, with another schedule where it does better.

        Arguments:
            point: its arguments, in inside units.
            outcomes: with it.
            members: numbers of the draws that have these.
        """
        better = members[outcomes > self.paused[members]]
        points, paused = self.points.copy(), self.paused.copy()
        points[better] = point
        paused[members] = np.fmax(paused[members], outcomes)
        return replace(self, points=points, paused=paused)


def best_pauses(table: Options, watch: Watch = iter, levels: int | None = None) -> BestPauses:
    """Find the best pause of every draw.

    On every level a grid of three values along each of the steps is run around the best so far, then the top of the
    quadratic through it; each is kept only where it is better.

    Arguments:
        table: outcomes of all draws under a grid of schedules.
        watch: passes on numbers of levels.
        levels: finer grids; as the number of arguments asks for unless given.
    """
    choice = table.choice
    points, paused = np.full((len(choice), len(table.axes)), np.nan), np.full(len(choice), np.nan)
    members = np.flatnonzero(np.isfinite(table.outcomes).any(axis=1))
    best = np.nanargmax(table.outcomes[members], axis=1)
    searched = choice.space.searched
    ends = np.array([one.low for one in searched]), np.array([one.high for one in searched])
    heights = functools.partial(_outcomes, choice, members)
    climb = turning(heights, ends, table.points[best], table.outcomes[members, best], table.steps[best] / 2)
    many = levels if levels is not None else LEVELS if len(searched) == 1 else LEVELS_OF_SEVERAL
    for _ in watch(range(many)):
        climb = climb.level()
    points[members], paused[members] = climb.tops, climb.heights
    return BestPauses(choice, points, paused)


def _outcomes(choice: Choice, members: Integers, points: Floats) -> Floats:
    """Outcomes of some points of each draw."""
    draws, many, arguments = points.shape
    found = choice.runs(np.repeat(members, many), points.reshape(-1, arguments))
    return found.outcomes.reshape(draws, many)
