"""The search for the best point: a scan of the whole range, every local optimum, each refined."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from takeoff.decide.bounds import Bound
from takeoff.decide.climb import FINEST, Constraint, climb
from takeoff.decide.space import Point, Space

GRID = {1: 61, 2: 15, 3: 8}
"""Points of the scan along each argument, by the number of arguments."""
COARSEST = 5
PLATEAU = 1e-10
"""Outcomes closer than this, relative to the largest, count as level ground."""
INSIDE = -1e-9
"""Least slack of a point that meets its bounds, relative to the limits."""
MARGIN = 2e-8
"""Slack that refinement aims for, so that the answer itself is inside."""
SAME = 1e-3
"""Optima closer than this, as a share of the range, are one."""


@dataclass(frozen=True)
class Goal:
    """What is maximised, and under which bounds.

    Arguments:
        space: what is moved.
        outcome: what is maximised.
        bounds: limits on outcomes.
    """

    space: Space
    outcome: str
    bounds: tuple[Bound, ...] = ()

    def value(self, point: Sequence[float]) -> float:
        """The outcome at a point; minus infinity where the run failed."""
        value = self.space.outcome(point, self.outcome)
        return -math.inf if math.isnan(value) else value

    def slack(self, point: Sequence[float]) -> float:
        """The smallest slack of all bounds; minus infinity where the run failed."""
        slacks = [bound.slack(self.space.outcome(point, bound.outcome)) for bound in self.bounds]
        return min((-math.inf if math.isnan(slack) else slack for slack in slacks), default=math.inf)

    def feasible(self, point: Sequence[float]) -> bool:
        """Whether a point meets all bounds and gives a value."""
        return self.slack(point) >= INSIDE and self.value(point) > -math.inf


def local_optima(goal: Goal) -> list[Point]:
    """Every local optimum that a scan can see, refined, the best first; empty where nothing meets the bounds.

    Arguments:
        goal: what to maximise.
    """
    axes = scan_axes(goal.space)
    points = {index: point for index, point in grid_points(axes)}
    feasible = [index for index, point in points.items() if goal.feasible(point)]
    if not feasible:
        return _optima_off_the_grid(goal, list(points.values()))
    values = {index: goal.value(points[index]) for index in feasible}
    refined = [refine(goal, points[index]) for index in _peaks(values)]
    return distinct(goal, [point for point in refined if goal.feasible(point)])


def least_violation(goal: Goal) -> Point:
    """The point of the scan that comes closest to meeting the bounds, refined.

    Arguments:
        goal: whose bounds are not met on the scan.
    """
    points = [point for _, point in grid_points(scan_axes(goal.space))]
    closest = max(points, key=goal.slack)
    return max((closest, climb(goal.space, goal.slack, closest, _half_a_cell(goal.space))), key=goal.slack)


def scan_axes(space: Space, grid: Mapping[int, int] = GRID) -> list[list[float]]:
    """Values of every argument in a scan.

    Arguments:
        space: what is moved.
        grid: number of arguments -> points along each.
    """
    count = grid.get(len(space.searched), COARSEST)
    return [[s.low + (s.high - s.low) * i / (count - 1) for i in range(count)] for s in space.searched]


def grid_points(axes: list[list[float]]) -> Iterator[tuple[tuple[int, ...], Point]]:
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


def refine(goal: Goal, start: Point, finest: float = FINEST) -> Point:
    """The local optimum next to a point of the scan; never worse than that point.

    Arguments:
        goal: what to maximise.
        start: where to begin; meets the bounds.
        finest: accuracy, as a share of the ranges.
    """
    constraint = Constraint(goal.slack, MARGIN, math.inf, MARGIN / 2) if goal.bounds else None
    found = climb(goal.space, goal.value, start, _half_a_cell(goal.space), constraint, finest)
    return found if goal.feasible(found) and goal.value(found) >= goal.value(start) else start


def _optima_off_the_grid(goal: Goal, points: list[Point]) -> list[Point]:
    """Optima where the bounds are met between the points of the scan only."""
    start = least_violation(goal)
    return [refine(goal, start)] if goal.feasible(start) else []


def _peaks(values: dict[tuple[int, ...], float]) -> list[tuple[int, ...]]:
    """Indices that no neighbour exceeds; of level ground, one point each, and none that touches higher ground."""
    level = PLATEAU * max(map(abs, values.values()))
    seen: set[tuple[int, ...]] = set()
    peaks = []
    for index in values:
        if index in seen:
            continue
        ground, edge = _ground(index, values, level)
        seen |= ground
        if all(values[other] < values[index] for other in edge):
            peaks.append(max(ground, key=lambda one: values[one]))
    return peaks


def _ground(
    index: tuple[int, ...], values: dict[tuple[int, ...], float], level: float
) -> tuple[set[tuple[int, ...]], set[tuple[int, ...]]]:
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


def _neighbours(index: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for shift in itertools.product((-1, 0, 1), repeat=len(index)):
        if any(shift):
            yield tuple(i + s for i, s in zip(index, shift, strict=True))


def _half_a_cell(space: Space) -> float:
    return 0.5 / (GRID.get(len(space.searched), COARSEST) - 1)


def _distance(space: Space, one: Point, other: Point) -> float:
    return max(abs(a - b) / (s.high - s.low) for a, b, s in zip(one, other, space.searched, strict=True))
