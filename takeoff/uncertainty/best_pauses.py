"""The best pause of every draw: from the table, then on finer and finer grids around each, all draws in one batch."""

from __future__ import annotations

import functools
import itertools
import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from takeoff.decide.space import Point
from takeoff.uncertainty.choice import Choice, Integers, Watch
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.options import Options

Bools = npt.NDArray[np.bool_]

LEVELS = 9
"""Finer grids, each half as wide as the one before along what falls most: 1/512 of the table's steps at last."""
STEEP = 0.25
"""A step along which it falls by less than this share of the steepest fall is not shortened."""
ASLANT = 0.25
"""A move along more than one step, each by more than this share of it, turns one of them."""
OUT = 1.5
"""How far out the top of a quadratic is believed, in steps."""
LEVEL = 1e-6
"""A gain below this, relative to the outcome, is none: batches are no more accurate."""


@dataclass(frozen=True)
class BestPauses:
    """The best schedule of every draw, were it known.

    The hill that is climbed is that of the table's best schedule, along sharp edges across several arguments too: of
    75 draws of `automating-alignment` over start and depth, 74 were within 2e-6 of the best of 400 and more further
    runs of each, and one 4e-5 below it, on a lower hill.

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

    On every level a grid of three values along each of the steps is run around the best so far, then the top of the
    quadratic through it; each is kept only where it is better.

    Arguments:
        table: outcomes of all draws under a grid of schedules.
        watch: passes on numbers of levels.
        levels: finer grids, each half as wide as the one before along what falls most.
    """
    choice = table.choice
    points, paused = np.full((len(choice), len(table.axes)), np.nan), np.full(len(choice), np.nan)
    members = np.flatnonzero(np.isfinite(table.outcomes).any(axis=1))
    best = np.nanargmax(table.outcomes[members], axis=1)
    climb = _Climb(choice, members, table.points[best], table.outcomes[members, best], _straight(table.steps[best] / 2))
    for _ in watch(range(levels)):
        climb = climb.level()
    points[members], paused[members] = climb.tops, climb.heights
    return BestPauses(choice, points, paused)


def _straight(lengths: Floats) -> Floats:
    """Steps along each argument."""
    steps: Floats = lengths[:, :, None] * np.eye(lengths.shape[1])
    return steps


@dataclass(frozen=True)
class _Climb:
    """Where the climbs of all draws are.

    Arguments:
        choice: what is chosen.
        members: numbers of the draws.
        tops: the best points so far, (draws, arguments) in inside units.
        heights: their outcomes.
        steps: (draws, steps, arguments), as many steps as arguments, which turn along ridges.
    """

    choice: Choice
    members: Integers
    tops: Floats
    heights: Floats
    steps: Floats

    def level(self) -> _Climb:
        """The best of a grid around each point, of the top of the quadratic through it, and of the point itself."""
        offsets = _offsets(self.tops.shape[1])
        around = self._inside(offsets @ self.steps + self.tops[:, None])
        heights = np.column_stack([self.heights, self._outcomes(around)])
        tried = np.concatenate([self.tops[:, None], around], axis=1)
        places = (tried - self.tops[:, None]) @ np.linalg.inv(self.steps)
        peak = self._inside(self.tops[:, None] + _tops(heights, places)[:, None] @ self.steps)
        tried, found = np.concatenate([tried, peak], axis=1), np.column_stack([heights, self._outcomes(peak)])
        rows, highest = np.arange(len(found)), np.nanargmax(found, axis=1)
        tops, best = tried[rows, highest], found[rows, highest]
        steps = _turned(self.steps, tops - self.tops, _falls(heights))
        return replace(self, tops=tops, heights=best, steps=steps)

    def _inside(self, points: Floats) -> Floats:
        searched = self.choice.space.searched
        inside: Floats = np.clip(points, [one.low for one in searched], [one.high for one in searched])
        return inside

    def _outcomes(self, points: Floats) -> Floats:
        """Outcomes of some points of each draw."""
        draws, many, arguments = points.shape
        return self.choice.runs(np.repeat(self.members, many), points.reshape(-1, arguments)).outcomes.reshape(
            draws, -1
        )


def _offsets(arguments: int) -> Floats:
    """Of a grid of three values along each step, in steps, without its middle; first one step ahead and back each."""
    grid = itertools.product((-1.0, 0.0, 1.0), repeat=arguments)
    far = sorted((sum(map(abs, one)), one) for one in grid)[1:]
    return np.array([one for _, one in far])


def _falls(heights: Floats) -> Floats:
    """How far it goes down from the middle along each step, on the side where it does less: (draws, steps)."""
    arguments = round(math.log(heights.shape[1], 3))
    beside = np.abs(_offsets(arguments)[: 2 * arguments]).argmax(axis=1)
    down = heights[:, :1] - np.where(np.isfinite(heights), heights, -np.inf)[:, 1 : 1 + 2 * arguments]
    falls: Floats = np.stack([down[:, beside == one].min(axis=1) for one in range(arguments)], axis=1)
    return np.maximum(falls, 0.0)


def _turned(steps: Floats, moves: Floats, falls: Floats) -> Floats:
    """Shorter steps where it falls most, so that ridges show; after a move aslant, one step goes on as it did.

    Arguments:
        steps: (draws, steps, arguments).
        moves: from the last point to the next, (draws, arguments).
        falls: along each step.
    """
    steep = falls >= STEEP * falls.max(axis=1, keepdims=True)
    shorter: Floats = np.where(steep, 0.5, 1.0)[:, :, None] * steps
    parts = np.abs(moves[:, None] @ np.linalg.inv(steps))[:, 0]
    aslant = np.flatnonzero(np.count_nonzero(parts > ASLANT, axis=1) > 1)
    shorter[aslant, parts[aslant].argmax(axis=1)] = moves[aslant]
    return shorter


def _tops(heights: Floats, places: Floats) -> Floats:
    """Where the quadratic through each grid is highest, hardly further out than the grid; its best point without a top.

    Arguments:
        heights: (draws, points); not a number where there is none.
        places: of the points, in steps: (draws, points, arguments).
    """
    arguments = places.shape[2]
    pairs = list(itertools.combinations_with_replacement(range(arguments), 2))
    products = [places[:, :, one] * places[:, :, other] for one, other in pairs]
    terms = np.concatenate([np.ones_like(places[:, :, :1]), places, np.stack(products, axis=2)], axis=2)
    known = np.isfinite(heights.sum(axis=1))
    weights = (np.linalg.pinv(terms) @ np.where(known[:, None], heights, 0.0)[:, :, None])[:, :, 0]
    slopes, bends = weights[:, 1 : 1 + arguments], np.zeros((len(heights), arguments, arguments))
    for place, (one, other) in enumerate(pairs, 1 + arguments):
        bends[:, one, other] += weights[:, place]
        bends[:, other, one] += weights[:, place]
    hills: Bools = known & (np.linalg.eigvalsh(bends).max(axis=1) < 0.0)
    tops: Floats = places[np.arange(len(places)), np.nanargmax(heights, axis=1)]
    tops[hills] = np.clip(-np.linalg.solve(bends[hills], slopes[hills, :, None])[:, :, 0], -OUT, OUT)
    return tops
