"""The search for the best point: a scan of the whole range, every local optimum, each refined."""

from __future__ import annotations

import contextlib
import itertools
import math
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from takeoff.decide.ascend import MARGIN, Ascent, ascend
from takeoff.decide.climb import FINEST, Constraint, climb
from takeoff.decide.goal import Goal
from takeoff.decide.space import Point, Space
from takeoff.decide.stationary import breach, lagrangian_slope
from takeoff.decide.turning import turning
from takeoff.errors import RunError

Index = tuple[int, ...]
"""Of a point of a scan: its place along each argument."""

GRID = {1: 61, 2: 21, 3: 11}
"""Points of the scan along each argument, by the number of arguments."""
COARSEST = 5
END = 1 / 8
"""How close to an end of its range each of several arguments is tried too, as a share of a cell of the scan."""
PLATEAU = 1e-6
"""Outcomes of a scan closer than this, relative to the largest, count as level ground: batches are no more accurate."""
DOUBTFUL = 1e-5
"""Slacks of a scan that are smaller may have either sign."""
BINDING = 1e-6
"""A bound with less slack than this, relative to its limit, binds."""
AT_AN_END = 1e-9
"""An argument closer than this to an end of its range, as a share of the range, is there."""
SETTLED = 1e-6
"""Slopes across the whole range below this, relative to the outcome, count as level."""
LEVEL = 1e-8
"""A gain below this, relative to the outcome, is none."""
PATIENCE = 6
"""A climb along edges ends after so many grids in a row, each half as wide, without a gain."""
SAME = 1e-3
"""Optima closer than this, as a share of the range, are one."""


def local_optima(goal: Goal) -> list[Point]:
    """Every local optimum that a scan can see, refined, the best first; empty where nothing meets the bounds.

    Arguments:
        goal: what to maximise.
    """
    axes = scan_axes(goal.space)
    points = dict(grid_points(axes if len(axes) == 1 else [_fine_at_ends(axis) for axis in axes]))
    starts = [points[index] for index in _starts(goal, points)] or _starts_off_the_grid(goal)
    found = distinct(goal, [refine(goal, point) for point in starts])
    return distinct(goal, [along_edges(goal, found[0]), *found[1:]]) if len(axes) > 1 and found else found


def least_violation(goal: Goal) -> Point:
    """The point of the scan that comes closest to meeting the bounds, refined.

    Arguments:
        goal: whose bounds are not met on the scan.
    """
    points = [point for _, point in grid_points(scan_axes(goal.space))]
    closest = points[int(np.argmax(goal.survey(points)[1]))]
    return max((closest, climb(goal.space, goal.slack, closest, _half_a_cell(goal.space))), key=goal.slack)


def scan_axes(space: Space, grid: Mapping[int, int] = GRID) -> list[list[float]]:
    """Values of every argument in a scan.

    Arguments:
        space: what is moved.
        grid: number of arguments -> points along each.
    """
    count = grid.get(len(space.searched), COARSEST)
    return [[s.low + (s.high - s.low) * i / (count - 1) for i in range(count)] for s in space.searched]


def _fine_at_ends(axis: list[float]) -> list[float]:
    """An axis with one more value close to each end: with hardly any pause, what is best may lie next to none."""
    first, last = END * (axis[1] - axis[0]), END * (axis[-1] - axis[-2])
    return [axis[0], axis[0] + first, *axis[1:-1], axis[-1] - last, axis[-1]]


def grid_points(axes: list[list[float]]) -> Iterator[tuple[Index, Point]]:
    """Indices and points of a grid, in order."""
    for index in itertools.product(*(range(len(axis)) for axis in axes)):
        yield index, tuple(axis[i] for axis, i in zip(axes, index, strict=True))


def distinct(goal: Goal, points: list[Point]) -> list[Point]:
    """Points without repetitions, the best first."""
    kept: list[Point] = []
    for point in sorted(points, key=goal.value, reverse=True):
        if all(_distance(goal.space, point, other) > SAME for other in kept):
            kept.append(point)
    return kept


def refine(
    goal: Goal, start: Point, finest: float = FINEST, level: float = SETTLED, reach: float | None = None
) -> Point:
    """The local optimum next to a point of the scan; never worse than that point.

    It is climbed with exact gradients. Where that does not end on level ground, since the optimum is at a kink or a
    derivative does not exist, it goes on without them.

    Arguments:
        goal: what to maximise.
        start: where to begin; meets the bounds.
        finest: accuracy without gradients, as a share of the ranges.
        level: slopes across the whole range, relative to the outcome, that count as level ground.
        reach: how far a climb with gradients may go, as a share of the ranges; to the next points of a scan unless
            given.
    """
    cell = _half_a_cell(goal.space)
    found = [start]
    try:
        found.append(ascend(Ascent(goal, start, 2 * cell if reach is None else reach)))
        if goal.feasible(found[-1]) and settled(goal, found[-1], level):
            return found[-1]
    except RunError:
        pass
    begin = max(filter(goal.feasible, found), key=goal.value)
    constraint = Constraint(goal.slack, MARGIN, math.inf, MARGIN / 2) if goal.bounds else None
    found.append(climb(goal.space, goal.value, begin, cell, constraint, finest))
    return max(filter(goal.feasible, found), key=goal.value)


def along_edges(goal: Goal, start: Point) -> Point:
    """The top of a sharp edge across several arguments, on which other climbs may end before it; never worse.

    Arguments:
        goal: what to maximise.
        start: where another climb has ended; meets the bounds.
    """
    with contextlib.suppress(RunError):
        if settled(goal, start):
            return start
    lows, spans = (np.array(ends) for ends in zip(*((s.low, s.high - s.low) for s in goal.space.searched), strict=True))

    def heights(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        tried = points.reshape(-1, len(lows)).tolist()
        return np.array([goal.value(one) if goal.feasible(one) else math.nan for one in tried]).reshape(
            points.shape[:2]
        )

    steps = (_half_a_cell(goal.space) * spans)[None]
    climb = turning(heights, (lows, lows + spans), np.array([start]), np.array([goal.value(start)]), steps)
    since, level = 0, LEVEL * (abs(goal.value(start)) or 1.0)
    while since < PATIENCE:
        before, climb = climb.heights[0], climb.level()
        since = 0 if climb.heights[0] > before + level else since + 1
    return tuple(climb.tops[0].tolist())


def settled(goal: Goal, point: Point, level: float = SETTLED) -> bool:
    """Whether a point is an optimum to first order.

    Arguments:
        goal: what to maximise.
        point: meets the bounds.
        level: slopes across the whole range, relative to the outcome, that count as none.

    Raises:
        RunError: the run failed, or has no derivative.
    """
    lows, spans = (np.array(ends) for ends in zip(*((s.low, s.high - s.low) for s in goal.space.searched), strict=True))
    shares = (np.array(point) - lows) / spans
    lowest, highest = shares < AT_AN_END, shares > 1 - AT_AN_END
    binding = np.array(goal.slacks(point)) < BINDING
    slopes = goal.slack_slopes(point)[binding] * spans
    slope = lagrangian_slope(goal.slope(point) * spans, slopes, ~(lowest | highest))
    return float(np.abs(breach(slope, lowest, highest)).max()) <= level * (abs(goal.value(point)) or 1.0)


def _starts(goal: Goal, points: Mapping[Index, Point]) -> list[Index]:
    """Where to climb from: the peaks of a scan that is made in one batch.

    What a batch is not accurate enough to tell, whether a bound that nearly binds is met, a single run decides.
    """
    found, slacks = (one.tolist() for one in goal.survey(list(points.values())))
    values = {
        index: value
        for (index, point), value, slack in zip(points.items(), found, slacks, strict=True)
        if value > -math.inf and (goal.feasible(point) if abs(slack) < DOUBTFUL else slack > 0.0)
    }
    while peaks := _peaks(values):
        wrong = [index for index in peaks if not goal.feasible(points[index])]
        if not wrong:
            return peaks
        values = {index: value for index, value in values.items() if index not in wrong}
    return []


def _starts_off_the_grid(goal: Goal) -> list[Point]:
    """Where to climb from if the bounds are met between the points of the scan only."""
    start = least_violation(goal)
    return [start] if goal.feasible(start) else []


def _peaks(values: dict[Index, float]) -> list[Index]:
    """Indices that no neighbour exceeds; of level ground, one point each, and none that touches higher ground."""
    level = PLATEAU * max(map(abs, values.values()), default=0.0)
    seen: set[Index] = set()
    peaks = []
    for index in values:
        if index in seen:
            continue
        ground, edge = _ground(index, values, level)
        seen |= ground
        if all(values[other] < values[index] for other in edge):
            peaks.append(max(ground, key=lambda one: values[one]))
    return peaks


def _ground(index: Index, values: dict[Index, float], level: float) -> tuple[set[Index], set[Index]]:
    """The level ground around an index, and the indices around it."""
    ground, edge, waiting = {index}, set(), [index]
    while waiting:
        for other in _neighbours(waiting.pop()):
            if other not in values or other in ground:
                continue
            if abs(values[other] - values[index]) <= level:
                ground.add(other)
                waiting.append(other)
            else:
                edge.add(other)
    return ground, edge


def _neighbours(index: Index) -> Iterator[Index]:
    for shift in itertools.product((-1, 0, 1), repeat=len(index)):
        if any(shift):
            yield tuple(i + s for i, s in zip(index, shift, strict=True))


def _half_a_cell(space: Space) -> float:
    return 0.5 / (GRID.get(len(space.searched), COARSEST) - 1)


def _distance(space: Space, one: Point, other: Point) -> float:
    return max(abs(a - b) / (s.high - s.low) for a, b, s in zip(one, other, space.searched, strict=True))
