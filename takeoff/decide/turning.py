"""Climbing many hills together without gradients, along sharp edges too: on grids that shrink and turn."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Heights = Callable[[Floats], Floats]
"""(hills, points, arguments) -> (hills, points), not a number where there is no height."""

STEEP = 0.25
"""A step along which it falls by less than this share of the steepest fall is not shortened."""
ASLANT = 0.25
"""A move along more than one step, each by more than this share of it, turns one of them."""
FAR, ON = 0.75, 1.5
"""After a move of more than the one share of one of several steps, that step is so many times the move."""
OUT = 1.5
"""How far out the top of a quadratic is believed, in steps."""


@dataclass(frozen=True)
class Turning:
    """Where the climbs of all hills are.

    Arguments:
        of: gives heights.
        lows, highs: ranges of the arguments.
        tops: the best points so far, (hills, arguments).
        heights: theirs.
        steps: (hills, steps, arguments), as many steps as arguments, which turn along ridges.
        falls: how far it went down along each of the steps before these, (hills, steps).
    """

    of: Heights
    lows: Floats
    highs: Floats
    tops: Floats
    heights: Floats
    steps: Floats
    falls: Floats

    def level(self) -> Turning:
        """The best of a grid around each point, of the top of the quadratic through it, and of the point itself."""
        offsets = _offsets(self.tops.shape[1])
        around = self._inside(offsets @ self.steps + self.tops[:, None])
        heights = np.column_stack([self.heights, self.of(around)])
        tried = np.concatenate([self.tops[:, None], around], axis=1)
        places = (tried - self.tops[:, None]) @ np.linalg.inv(self.steps)
        peak = self._inside(self.tops[:, None] + _tops(heights, places)[:, None] @ self.steps)
        tried, found = np.concatenate([tried, peak], axis=1), np.column_stack([heights, self.of(peak)])
        rows, highest = np.arange(len(found)), np.nanargmax(found, axis=1)
        tops, best, falls = tried[rows, highest], found[rows, highest], _falls(heights)
        return replace(self, tops=tops, heights=best, steps=_turned(self.steps, tops - self.tops, falls), falls=falls)

    def _inside(self, points: Floats) -> Floats:
        inside: Floats = np.clip(points, self.lows, self.highs)
        return inside


def turning(of: Heights, ends: tuple[Floats, Floats], tops: Floats, heights: Floats, lengths: Floats) -> Turning:
    """Begin to climb.

    Arguments:
        of: gives heights.
        ends: of the ranges of the arguments, lower and upper.
        tops: where to begin, (hills, arguments).
        heights: there.
        lengths: of the first steps, along each argument, (hills, arguments).
    """
    steps = lengths[:, :, None] * np.eye(lengths.shape[1])
    return Turning(of, *ends, tops, heights, steps, np.full(tops.shape, np.inf))


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
    """Shorter steps where it falls most, so that ridges show; after a move aslant or far, one step goes on as it did.

    Arguments:
        steps: (hills, steps, arguments).
        moves: from the last point to the next, (hills, arguments).
        falls: along each step.
    """
    steep = falls >= STEEP * falls.max(axis=1, keepdims=True)
    next_ones: Floats = np.where(steep, 0.5, 1.0)[:, :, None] * steps
    parts = np.abs(moves[:, None] @ np.linalg.inv(steps))[:, 0]
    far = (parts.max(axis=1) > FAR) & (parts.shape[1] > 1)
    on = np.flatnonzero(far | (np.count_nonzero(parts > ASLANT, axis=1) > 1))
    next_ones[on, parts[on].argmax(axis=1)] = np.where(far[on], ON, 1.0)[:, None] * moves[on]
    return next_ones


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
