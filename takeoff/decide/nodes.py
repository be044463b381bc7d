"""Caution as straight lines between nodes: made even, made denser where it bends, taken from another schedule."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.decide.space import Searched, Space
from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.schedules.close import argument_key
from takeoff.schedules.schedule import Schedule, piecewise
from takeoff.solve.case import Case
from takeoff.solve.run import Run

Floats = npt.NDArray[np.float64]

UNSEEN = 1.0
"""Error that a line through all of time may have where it does not bend."""
KEPT = 8
"""Runs that a climb over levels keeps: each is as large as its nodes are many."""
SAMPLES = 2001
"""Points at which a line is looked at to place nodes anew."""


@dataclass(frozen=True)
class Line:
    """A control along time.

    Arguments:
        times: of the nodes, rising [year from the start].
        levels: of the control there; before the first and after the last it stays.
    """

    times: Floats
    levels: Floats

    def at(self, times: Floats) -> Floats:
        """The control at some times [year from the start]."""
        return np.interp(times, self.times, self.levels)

    def with_levels(self, levels: Floats) -> Line:
        """The same nodes at other levels."""
        return Line(self.times, levels)

    def schedule(self) -> Schedule:
        """The line as a schedule."""
        return piecewise(list(zip(self.times.tolist(), self.levels.tolist(), strict=True)))

    def halved(self) -> Line:
        """The same line with a node more in the middle of each piece."""
        between = (self.times[1:] + self.times[:-1]) / 2
        times = np.sort(np.concatenate([self.times, between]))
        return Line(times, self.at(times))

    def weights(self, end: float) -> Floats:
        """How many years of full control each level stands for, until an end [year]."""
        edges = np.append(self.times, max(end, self.times[-1]))
        grid = np.unique(np.clip(np.append(edges, np.linspace(0.0, end, SAMPLES)), 0.0, end))
        weights = np.zeros(len(self.times))
        middle, length = (grid[1:] + grid[:-1]) / 2, np.diff(grid)
        place = np.clip(np.searchsorted(self.times, middle, side="right") - 1, 0, len(self.times) - 2)
        share = np.clip((middle - self.times[place]) / np.diff(self.times)[place], 0.0, 1.0)
        np.add.at(weights, place, (1 - share) * length)
        np.add.at(weights, place + 1, share * length)
        return weights

    def space(self, case: Case, control: str) -> Space:
        """The levels as what a search moves, the times as they are.

        Arguments:
            case: the model with its changes.
            control: what is scheduled.
        """
        chosen = case.with_schedules({control: self.schedule()})
        numbered = range(1, len(self.times) + 1)
        levels = [argument_key(control, f"level_{number}") for number in numbered]
        searched = tuple(Searched(label(key), key, u.none(), 0.0, 1.0) for key in levels)
        return Space(chosen, searched, KEPT)

    def case(self, case: Case, control: str) -> Case:
        """A case with the control on this line."""
        return case.with_schedules({control: self.schedule()})


def even(count: int, end: float) -> Line:
    """A line at level 0 with evenly spaced nodes.

    Arguments:
        count: of nodes.
        end: time of the last [year from the start].
    """
    return Line(np.linspace(0.0, end, count), np.zeros(count))


def sampled(run: Run, control: str, times: Floats) -> Line:
    """The control of a run, read at some times; after its end it stays.

    Arguments:
        run: any run of the model.
        control: its name.
        times: of the nodes [year from the start].
    """
    return Line(times, np.asarray(run.sample(control, np.minimum(times, run.trajectory.end).tolist()), dtype=float))


def refined(line: Line, count: int) -> Line:
    """The same line with more nodes, where straight lines are likely to be furthest from the best.

    The error of a straight piece is its bend times its width; half a piece has a quarter of it.

    Arguments:
        line: what is known.
        count: of nodes afterwards.
    """
    widths = np.diff(line.times)
    bends = np.abs(np.diff(np.diff(line.levels) / widths, prepend=0.0, append=0.0))
    errors = np.maximum(bends[1:], bends[:-1]) * widths + UNSEEN * (widths / widths.sum()) ** 2
    pieces = [(-float(error), float(t), float(w)) for error, t, w in zip(errors, line.times, widths, strict=False)]
    heapq.heapify(pieces)
    while len(pieces) + 1 < count:
        error, start, width = heapq.heappop(pieces)
        for begin in (start, start + width / 2):
            heapq.heappush(pieces, (error / 4, begin, width / 2))
    times = np.array([*sorted(start for _, start, _ in pieces), line.times[-1]])
    return Line(times, line.at(times))
