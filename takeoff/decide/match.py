"""Matching a schedule to another at an equal outcome: every crossing found, the best of them chosen."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scipy.optimize import brentq

from takeoff.decide.climb import Constraint, climb
from takeoff.decide.optimise import grid_points
from takeoff.decide.space import Point, Searched, Space

ALONG = 41
"""Points of the scan along the first argument, whose crossings are solved for."""
ALONG_EACH = 17
"""The same, where further arguments are scanned too."""
ACROSS = 9
"""Points of the scan along every further argument, over which the ranked outcome is maximised."""
CLOSE = 1e-9
"""Accuracy of a crossing, as a share of the argument's range."""


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
        return sorted(_crossings(match, ()), key=match.merit, reverse=True)
    found = [point for rest in _scan(others) for point in _crossings(match, rest, ALONG_EACH)]
    best = max(found, key=match.merit, default=None)
    return [] if best is None else [_polished(match, best)]


def reach(match: Match) -> tuple[float, float]:
    """Smallest and largest value of the matched outcome on the scan, in its declared unit."""
    axes = [_evenly(s.low, s.high, ACROSS if index else ALONG) for index, s in enumerate(match.space.searched)]
    values = [match.gap(point) + match.target for _, point in grid_points(axes)]
    known = [value for value in values if not math.isnan(value)]
    return (min(known), max(known)) if known else (math.nan, math.nan)


def _scan(others: Sequence[Searched]) -> Iterator[Point]:
    return itertools.product(*(_evenly(s.low, s.high, ACROSS) for s in others))


def _polished(match: Match, start: Point) -> Point:
    """The best match near one of the scan, its first argument solved for once more."""
    size = abs(match.target) or 1.0
    equality = Constraint(lambda point: match.gap(point) / size, 0.0, 0.0, 1e-6)
    top = climb(match.space, match.merit, start, 0.25 / (ACROSS - 1), equality)
    first = match.space.searched[0]
    reach_out = (first.high - first.low) / (ALONG - 1)
    near = _crossings(match, top[1:], 5, (max(first.low, top[0] - reach_out), min(first.high, top[0] + reach_out)))
    return max([start, *near], key=match.merit)


def _crossings(match: Match, rest: Point, count: int = ALONG, span: tuple[float, float] | None = None) -> list[Point]:
    """Points along the first argument where the outcome equals its target."""
    first = match.space.searched[0]
    axis = _evenly(*(span or (first.low, first.high)), count)
    gaps = [match.gap((x, *rest)) for x in axis]
    points: list[Point] = [(x, *rest) for x, gap in zip(axis, gaps, strict=True) if gap == 0.0]
    for (low, at_low), (high, at_high) in itertools.pairwise(zip(axis, gaps, strict=True)):
        if at_low * at_high < 0:
            root = brentq(lambda x: match.gap((x, *rest)), low, high, xtol=CLOSE * (first.high - first.low))
            points.append((float(root), *rest))
    return points


def _evenly(low: float, high: float, count: int) -> list[float]:
    return [low + (high - low) * i / (count - 1) for i in range(count)]
