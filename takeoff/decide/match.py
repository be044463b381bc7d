"""Matching a schedule to another at an equal outcome: every crossing found, the best of them chosen."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.optimize import brentq

from takeoff.decide.climb import Constraint, climb
from takeoff.decide.space import SCAN, Point, Space

ALONG = 41
"""Points of the scan along the first argument, whose crossings are solved for."""
ALONG_EACH = 17
"""The same, where further arguments are scanned too."""
ACROSS = 9
"""Points of the scan along every further argument, over which the ranked outcome is maximised."""
CLOSE = 1e-9
"""Accuracy of a crossing, as a share of the argument's range."""
DOUBTFUL = 1e-4
"""Gaps of a scan that are smaller, relative to target and outcome, may have either sign: single runs tell."""
NEAR = 0.02
"""How far a crossing is from that of a curve through the scan, as a share of a step, unless that curve misleads."""


@dataclass(frozen=True)
class Match:
    """What is matched.

    Arguments:
        space: what is moved; the first argument is solved for, the others are chosen for the best.
        equal: the outcome to match.
        target: its value, in its declared unit.
        ranked_by: the outcome that decides between matches.
        higher: whether more of it is better.
    """

    space: Space
    equal: str
    target: float
    ranked_by: str
    higher: bool = True

    def gap(self, point: Point) -> float:
        """How far the matched outcome is from its target."""
        return self.space.outcome(point, self.equal) - self.target

    def gaps(self, points: Sequence[Point]) -> list[float]:
        """Gaps at many points, run together: each has its right sign, but is no more accurate than a scan needs."""
        found = self.space.outcomes(np.array(points), [self.equal], SCAN)[:, 0]
        gaps = found - self.target
        doubtful = np.abs(gaps) <= DOUBTFUL * np.maximum(np.abs(found), abs(self.target))
        return [
            self.gap(point) if doubt else gap
            for point, gap, doubt in zip(points, gaps.tolist(), doubtful.tolist(), strict=True)
        ]

    def merit(self, point: Point) -> float:
        """The ranked outcome, larger is better; minus infinity where the run failed."""
        value = self.space.outcome(point, self.ranked_by)
        return -math.inf if math.isnan(value) else value if self.higher else -value


def matches(match: Match) -> list[Point]:
    """Points where the outcome equals its target, the best first; empty where it never does.

    Arguments:
        match: what is matched. With one argument, all its crossings are given; with several, the best found.
    """
    others = match.space.searched[1:]
    if not others:
        return sorted(_crossings(match, [()]), key=match.merit, reverse=True)
    rests = list(itertools.product(*(_evenly(s.low, s.high, ACROSS) for s in others)))
    best = max(_crossings(match, rests, ALONG_EACH), key=match.merit, default=None)
    return [] if best is None else [_polished(match, best)]


def reach(match: Match) -> tuple[float, float]:
    """Smallest and largest value of the matched outcome on the scan, in its declared unit."""
    axes = [_evenly(s.low, s.high, ACROSS if index else ALONG) for index, s in enumerate(match.space.searched)]
    known = [gap + match.target for gap in match.gaps(list(itertools.product(*axes))) if not math.isnan(gap)]
    return (min(known), max(known)) if known else (math.nan, math.nan)


def _polished(match: Match, start: Point) -> Point:
    """The best match near one of the scan, its first argument solved for once more."""
    size = abs(match.target) or 1.0
    equality = Constraint(lambda point: match.gap(point) / size, 0.0, 0.0, 1e-6)
    top = climb(match.space, match.merit, start, 0.25 / (ACROSS - 1), equality)
    first = match.space.searched[0]
    reach_out = (first.high - first.low) / (ALONG - 1)
    near = _crossings(match, [top[1:]], 5, (max(first.low, top[0] - reach_out), min(first.high, top[0] + reach_out)))
    return max([start, *near], key=match.merit)


def _crossings(
    match: Match, rests: Sequence[Point], count: int = ALONG, span: tuple[float, float] | None = None
) -> list[Point]:
    """Points along the first argument, for each choice of the others, where the outcome equals its target."""
    first = match.space.searched[0]
    axis = _evenly(*(span or (first.low, first.high)), count)
    gaps = match.gaps([(x, *rest) for rest in rests for x in axis])
    rows = [gaps[place : place + count] for place in range(0, len(gaps), count)]
    return [(x, *rest) for rest, row in zip(rests, rows, strict=True) for x in _roots(match, rest, axis, row)]


def _roots(match: Match, rest: Point, axis: Sequence[float], gaps: Sequence[float]) -> Iterator[float]:
    """Where the outcome equals its target: at points of a scan, and between two on different sides of it."""
    yield from (x for x, gap in zip(axis, gaps, strict=True) if gap == 0.0)
    for (low, at_low), (high, at_high) in itertools.pairwise(zip(axis, gaps, strict=True)):
        if at_low * at_high < 0:
            yield from _root(match, rest, (low, high), _guess(axis, gaps, (low, high)))


def _guess(axis: Sequence[float], gaps: Sequence[float], ends: tuple[float, float]) -> float:
    """Where a smooth curve through a scan crosses between two of its points."""
    known = np.isfinite(gaps)
    curve = PchipInterpolator(np.array(axis)[known], np.array(gaps)[known])
    return float(brentq(lambda x: float(curve(x)), *ends))


def _root(match: Match, rest: Point, ends: tuple[float, float], guess: float) -> Iterator[float]:
    """The crossing between two points, by single runs alone; looked for near a guess first."""
    first = match.space.searched[0]
    near = NEAR * (ends[1] - ends[0])
    for low, high in ((max(ends[0], guess - near), min(ends[1], guess + near)), ends):
        if match.gap((low, *rest)) * match.gap((high, *rest)) <= 0:
            yield float(brentq(lambda x: match.gap((x, *rest)), low, high, xtol=CLOSE * (first.high - first.low)))
            return


def _evenly(low: float, high: float, count: int) -> list[float]:
    return [low + (high - low) * i / (count - 1) for i in range(count)]
