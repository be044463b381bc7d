"""Caution as straight lines between nodes: made even, made denser where it bends, taken from another schedule."""

from __future__ import annotations

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

UNSEEN = 0.1
"""How wrong a single piece through all of time may be where it does not bend."""
ALIKE = 1e-4
"""Pieces that may be wrong by as much, to this share, are told apart by their bends: rounding must not choose."""
STILL = 1e-3
"""A control that moves by less than this within `JUMP` does not jump."""
JUMP = 1e-4
"""Time that a line takes for what is a jump in another schedule [year]."""
KEPT = 8
"""Runs that a climb over levels keeps: each is as large as its nodes are many."""
SAMPLES = 2001
"""Points, beside the nodes, between which the weights of a line are summed."""


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
        low, high = case.meaning.spec.parts.controls[control].between
        searched = tuple(Searched(label(key), key, u.none(), low, high) for key in levels)
        return Space(chosen, searched, KEPT)

    def case(self, case: Case, control: str) -> Case:
        """A case with the control on this line."""
        return case.with_schedules({control: self.schedule()})


def sampled(run: Run, control: str, count: int) -> Line:
    """The control of a run as a line: jumps are kept, other nodes are even.

    Arguments:
        run: any run of the model.
        control: its name.
        count: of nodes.
    """
    end = run.trajectory.end
    borders = [piece.start for piece in run.trajectory.pieces if 2 * JUMP < piece.start < end - JUMP]
    levels = zip(_read(run, control, [t - JUMP for t in borders]), _read(run, control, borders), strict=True)
    jumps = [t for t, (before, after) in zip(borders, levels, strict=True) if abs(after - before) > STILL]
    kept = [time for border in jumps for time in (border - JUMP, border)]
    kept = kept if len(kept) + 2 <= count else []
    others = np.linspace(0.0, end, count - len(kept))
    apart = [t for t in others if all(abs(t - one) > JUMP for one in kept)]
    times = np.array(sorted([*kept, *apart]))
    return Line(times, np.array(_read(run, control, times.tolist())))


def _read(run: Run, control: str, times: list[float]) -> list[float]:
    return [float(level) for level in run.sample(control, times)]


def refined(line: Line, count: int) -> Line:
    """The same line with more nodes, where straight pieces are likely to be furthest from the best.

    A piece may be wrong by the sharper bend at its ends times its width, for as long as it is wide. The one that may
    be wrong by most is halved, again and again. Of several, as beside a jump, it is the one that bends at both ends,
    and then the first.

    Arguments:
        line: what is known.
        count: of nodes afterwards.
    """
    times = line.times
    while len(times) < count:
        widths, levels = np.diff(times), line.at(times)
        bends = np.abs(np.diff(np.diff(levels) / widths, prepend=0.0, append=0.0))
        wrong = np.maximum(bends[1:], bends[:-1]) * widths**2 / widths.sum() + UNSEEN * (widths / widths.sum()) ** 2
        both = np.where(wrong >= (1 - ALIKE) * wrong.max(), bends[1:] + bends[:-1], -1.0)
        place = int(np.argmax(both >= (1 - ALIKE) * both.max()))
        times = np.insert(times, place + 1, times[place] + widths[place] / 2)
    return Line(times, line.at(times))
