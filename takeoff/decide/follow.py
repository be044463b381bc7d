"""Following an optimum while the model changes: from where it was, and from a coarse scan where that is higher."""

from __future__ import annotations

from collections.abc import Sequence

from takeoff.decide.climb import FINEST
from takeoff.decide.goal import Goal
from takeoff.decide.optimise import COARSEST, SETTLED, distinct, grid_points, local_optima, refine, scan_axes
from takeoff.decide.space import Point, Space

GRID = {1: 21, 2: 7, 3: 5}
"""Points of the coarse scan along each argument, by the number of arguments."""

Shares = tuple[float, ...]
"""A point in shares of its ranges, which move with the model."""


def followed(
    goal: Goal,
    starts: Sequence[Shares],
    scan: bool = True,
    finest: float = FINEST,
    level: float = SETTLED,
    reach: float | None = None,
) -> list[Point]:
    """Local optima, the best first: those reached from known ones, and a higher one that a coarse scan sees.

    Arguments:
        goal: what to maximise.
        starts: optima of a similar goal.
        scan: whether to look for a hill that is higher than those followed.
        finest: accuracy without gradients, as a share of the ranges.
        level: slopes across the whole range, relative to the outcome, that count as none.
        reach: how far a climb with gradients may go, as a share of the ranges.

    Returns:
        Points; where bounds leave nothing of the known ones, those that a whole search finds.
    """
    hills = _apart(starts, 1 / (GRID.get(len(goal.space.searched), COARSEST) - 1))
    known = [point for point in (point_of(goal.space, shares) for shares in hills) if goal.feasible(point)]
    found = [refine(goal, point, finest, level, reach) for point in known]
    if scan and found:
        top = max(
            (point for _, point in grid_points(scan_axes(goal.space, GRID)) if goal.feasible(point)), key=goal.value
        )
        if goal.value(top) > max(map(goal.value, found)):
            found.append(refine(goal, top, finest, level, reach))
    return distinct(goal, found) or local_optima(goal)


def _apart(starts: Sequence[Shares], cell: float) -> list[Shares]:
    """Starts without those that lie on the hill of an earlier one: less than a cell of the scan away."""
    kept: list[Shares] = []
    for start in starts:
        if all(max(abs(a - b) for a, b in zip(start, other, strict=True)) > cell for other in kept):
            kept.append(start)
    return kept


def shares_of(space: Space, point: Point) -> Shares:
    """A point in shares of its ranges."""
    return tuple((x - s.low) / (s.high - s.low) for x, s in zip(point, space.searched, strict=True))


def point_of(space: Space, shares: Shares) -> Point:
    """A point from shares of its ranges, in inside units."""
    return tuple(s.low + share * (s.high - s.low) for share, s in zip(shares, space.searched, strict=True))
