"""The path of a run over two of its quantities, and when it passes an edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.figures.lines import DEPARTS, SEEN, sample_times, stretches
from takeoff.solve.run import Run

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Path:
    """Two quantities along one run.

    Arguments:
        run: the run.
        since: years from its start.
        x: one quantity, in its declared unit.
        y: the other, likewise.
        slowed: whether a control is moved, at each time.
    """

    run: Run
    since: Sequence[float]
    x: Floats
    y: Floats
    slowed: npt.NDArray[np.bool_]

    @property
    def times(self) -> Floats:
        """Calendar years."""
        return self.run.start + np.array(self.since)

    @property
    def end(self) -> tuple[float, float]:
        """Where the path ends."""
        return float(self.x[-1]), float(self.y[-1])

    def pauses(self) -> list[slice]:
        """Stretches in which a control is moved."""
        return [slice(first, last + 2) for first, last in stretches(self.slowed.tolist())]

    def along(self, name: str) -> Floats:
        """Another quantity along the path, in its declared unit."""
        return self.run.sample(name, self.since)

    def at(self, years: Floats | float) -> tuple[Floats, Floats]:
        """Both quantities in some calendar years."""
        x, y = (np.asarray(np.interp(years, self.times, values)) for values in (self.x, self.y))
        return x, y

    def leaves(self, other: Path) -> int:
        """The last place at which the path cannot be told from another one.

        Arguments:
            other: a path over the same quantities.
        """
        gaps = [
            np.abs(np.interp(self.times, other.times, theirs, right=np.inf) - mine) > SEEN * (np.ptp(mine) or 1.0)
            for mine, theirs in ((self.x, other.x), (self.y, other.y))
        ]
        apart = np.flatnonzero(np.any(gaps, axis=0))
        return max(int(apart[0]) - 1, 0) if len(apart) else len(self.x) - 1

    def crossing(self, edge: Floats) -> float | None:
        """Calendar year from which x is beyond an edge for the first time; None where it never is.

        Arguments:
            edge: along the path, in the unit of x.
        """
        beyond = np.flatnonzero(self.x > edge)
        if not len(beyond):
            return None
        place = int(beyond[0])
        if not place:
            return float(self.times[0])
        before, after = (self.x - edge)[place - 1 : place + 1]
        return float(np.interp(0.0, [before, after], self.times[place - 1 : place + 1]))


def path_of(run: Run, x: str, y: str, controls: Sequence[str]) -> Path:
    """The path of a run.

    Arguments:
        run: the run.
        x: a quantity.
        y: another.
        controls: those that a schedule moves.

    Raises:
        InputError: no such quantity.
    """
    since = sample_times(run, run.start)
    parts, defaults = run.meaning.spec.parts.controls, run.meaning.defaults
    slowed = np.zeros(len(since), dtype=bool)
    for control in controls:
        low, high = parts[control].between
        slowed |= np.abs(run.sample(control, since) - defaults[control]) > DEPARTS * (high - low)
    return Path(run, since, run.sample(x, since), run.sample(y, since), slowed)
