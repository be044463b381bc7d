"""The best pause of every draw: from the table, then on finer and finer grids around each, all draws in one batch."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from takeoff.decide.space import Point
from takeoff.uncertainty.choice import Choice, Integers, Watch
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.options import Options

Bools = npt.NDArray[np.bool_]

LEVELS = 8
"""Finer grids, each half as wide as the one before: the last step is 1/256 of that of the table."""
LEVEL = 1e-6
"""A gain below this, relative to the outcome, is none: batches are no more accurate."""


@dataclass(frozen=True)
class BestPauses:
    """The best schedule of every draw, were it known.

    The hill that is climbed is that of the table's best schedule. Where the outcome is smooth, or one argument has a
    kink, it is as accurate as batches are. A sharp edge that runs across several arguments may stop the climb short
    of the top: of 25 draws of `automating-alignment` over start and depth, 23 were within 1e-7 of the search for one
    draw and the others 1e-4 and 3e-4 below it.

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


def best_pauses(table: Options, watch: Watch = iter, levels: int = LEVELS) -> BestPauses:
    """Find the best pause of every draw.

    On every level a grid of three values of each argument is run around the best so far, then the top of the
    quadratic through it; each is kept only where it is better.

    Arguments:
        table: outcomes of all draws under a grid of schedules.
        watch: passes on numbers of levels.
        levels: finer grids, each half as wide as the one before.
    """
    choice = table.choice
    points, paused = np.full((len(choice), len(table.axes)), np.nan), np.full(len(choice), np.nan)
    members = np.flatnonzero(np.isfinite(table.outcomes).any(axis=1))
    best = np.nanargmax(table.outcomes[members], axis=1)
    top, height, step = table.points[best], table.outcomes[members, best], table.steps[best]
    for _ in watch(range(levels)):
        step = step / 2
        top, height = _climbed(choice, members, (top, height), step)
    points[members], paused[members] = top, height
    return BestPauses(choice, points, paused)


def _climbed(choice: Choice, members: Integers, best: tuple[Floats, Floats], step: Floats) -> tuple[Floats, Floats]:
    """The best of a fine grid around each point, of the top of the quadratic through it, and of the point itself."""
    low, high = (np.array([getattr(one, end) for one in choice.space.searched]) for end in ("low", "high"))
    middle = np.clip(best[0], low + step, high - step)
    offsets = _offsets(len(low))
    around = np.clip(middle[:, None] + step[:, None] * offsets, low, high)
    heights = choice.runs(np.repeat(members, len(offsets)), around.reshape(-1, len(low))).outcomes
    heights = heights.reshape(len(members), len(offsets))
    peak = np.clip(middle + step * _tops(heights, offsets), low, high)
    tried = np.concatenate([best[0][:, None], around, peak[:, None]], axis=1)
    found = np.column_stack([best[1], heights, choice.runs(members, peak).outcomes])
    highest = np.nanargmax(found, axis=1)
    rows = np.arange(len(members))
    return tried[rows, highest], found[rows, highest]


def _offsets(arguments: int) -> Floats:
    return np.array(list(itertools.product((-1.0, 0.0, 1.0), repeat=arguments)))


def _tops(heights: Floats, offsets: Floats) -> Floats:
    """Where the quadratic through each grid is highest, no further out than the grid; its best point if it has no top.

    Arguments:
        heights: (any number, points); not a number where there is none.
        offsets: of the points, in steps.
    """
    arguments = offsets.shape[1]
    pairs = list(itertools.combinations_with_replacement(range(arguments), 2))
    products = [offsets[:, one] * offsets[:, other] for one, other in pairs]
    terms = np.column_stack([np.ones(len(offsets)), offsets, *products])
    known = np.isfinite(heights.sum(axis=1))
    weights = np.where(known[:, None], heights, 0.0) @ np.linalg.pinv(terms).T
    slopes, bends = weights[:, 1 : 1 + arguments], np.zeros((len(heights), arguments, arguments))
    for place, (one, other) in enumerate(pairs, 1 + arguments):
        bends[:, one, other] += weights[:, place]
        bends[:, other, one] += weights[:, place]
    hills: Bools = known & (np.linalg.eigvalsh(bends).max(axis=1) < 0.0)
    tops: Floats = offsets[np.argmax(np.where(np.isfinite(heights), heights, -np.inf), axis=1)]
    tops[hills] = np.clip(-np.linalg.solve(bends[hills], slopes[hills, :, None])[:, :, 0], -1.0, 1.0)
    return tops
