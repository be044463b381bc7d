"""What `since` asks about, noted along the way: when a quantity first reached a level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.passage import Within
from takeoff.solve.batch.zeros import zeros

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Point:
    """Points of some members: the start of a piece, or the middle or the end of a step.

    Arguments:
        ids: of the members.
        time: [year].
        values: of the quantities asked about, a row for each.
        before: time of the point before in the same piece; that of the point itself at the start of one [year].
        steps: place of the steps among those noted, -1 at the start of a piece.
        column: place of the member among these steps.
    """

    ids: Integers
    time: Floats
    values: Floats
    before: Floats
    steps: Integers
    column: Integers


@dataclass(frozen=True)
class Began:
    """How steps can be made again: where they began."""

    start: Floats
    length: Floats
    state: Floats
    modes: npt.NDArray[np.bool_]

    def take(self, places: Integers) -> Began:
        """Those of some members."""
        state, modes = self.state.take(places, axis=1), self.modes.take(places, axis=1)
        return Began(self.start[places], self.length[places], state, modes)


def joined(parts: list[Began]) -> Began:
    """Steps of several groups of members as those of one."""
    return Began(
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.length for part in parts]),
        np.concatenate([part.state for part in parts], axis=1),
        np.concatenate([part.modes for part in parts], axis=1),
    )


class History:
    """Points of the members of a block in order of time, with what is needed to look closer.

    Arguments:
        again: (number of a quantity, how steps began, fixed numbers) -> the quantity within these steps.
    """

    def __init__(self, again: Callable[[int, Began, Floats], Within]) -> None:
        self.again = again
        self.points: list[Point] = []
        self.began: list[Began] = []

    def piece(self, ids: Integers, time: Floats, values: Floats) -> None:
        """Note the start of a piece of some members.

        Arguments:
            ids: of the members.
            time: [year].
            values: of the quantities asked about, a row for each.
        """
        nowhere = np.full(len(ids), -1)
        self.points.append(Point(ids, time, values, time, nowhere, nowhere))

    def step(self, ids: Integers, began: Began, points: list[tuple[Floats, Floats]]) -> None:
        """Note a step of some members.

        Arguments:
            ids: of the members.
            began: how the step can be made again.
            points: times and values in its middle and at its end.
        """
        place, columns, before = np.full(len(ids), len(self.began)), np.arange(len(ids)), began.start
        self.began.append(began)
        for time, values in points:
            self.points.append(Point(ids, time, values, before, place, columns))
            before = time

    def since(self, question: int, level: Floats, until: Floats, fixed: Floats) -> Floats:
        """Time since a quantity first reached a level, 0 where it never did.

        Arguments:
            question: number of the `since`.
            level: of each member.
            until: the moment from which it is told, for each member [year].
            fixed: fixed numbers, a row for each, a column for each member.
        """
        answer = np.zeros(len(level))
        found = self._first(question, level, until)
        if found is None:
            return answer
        inside = np.flatnonzero((found.steps >= 0) & (found.before < found.time))
        first = found.time.copy()
        if len(inside):
            first[inside] = self._closer(question, found, inside, level, fixed)
        answer[found.ids] = until[found.ids] - first
        return answer

    def _first(self, question: int, level: Floats, until: Floats) -> Point | None:
        """The first point of each member at which its level is reached, of those that reach it."""
        if not self.points:
            return None
        ids, time = _all(self.points, "ids"), _all(self.points, "time")
        values = np.concatenate([point.values[question] for point in self.points])
        reached = np.flatnonzero((values >= level[ids]) & (time <= until[ids]))
        members, places = np.unique(ids[reached], return_index=True)
        at = reached[places]
        more = [_all(self.points, name)[at] for name in ("before", "steps", "column")]
        return Point(members, time[at], values[None, at], *more)

    def _closer(self, question: int, found: Point, inside: Integers, level: Floats, fixed: Floats) -> Floats:
        began, ids = self._began(found.steps[inside], found.column[inside]), found.ids[inside]
        above = _Above(self.again(question, began, fixed.take(ids, axis=1)), level[ids])
        low, high = ((time, above(time)) for time in (found.before[inside], found.time[inside]))
        first = zeros(above, low, high)
        end = np.where(low[1] >= 0.0, low[0], high[0])  # one that is reached at an end may miss it there by rounding
        return np.where(np.isnan(first), end, first)

    def _began(self, steps: Integers, columns: Integers) -> Began:
        """How some steps began, by their places and columns among those noted."""
        order = np.argsort(steps, kind="stable")
        noted, firsts = np.unique(steps[order], return_index=True)
        groups = [columns[some] for some in np.split(order, firsts[1:])]
        parts = [self.began[place].take(group) for place, group in zip(noted, groups, strict=True)]
        back = np.argsort(order, kind="stable")
        return joined(parts).take(back)


@dataclass(frozen=True)
class _Above:
    """How far a quantity is above its level inside a step of each of some members."""

    value: Within
    level: Floats

    def __call__(self, t: Floats) -> Floats:
        found: Floats = self.value(t)[0] - self.level
        return found

    def take(self, places: Integers) -> _Above:
        return _Above(self.value.take(places), self.level[places])


def _all(points: list[Point], name: str) -> Any:
    return np.concatenate([getattr(point, name) for point in points])
