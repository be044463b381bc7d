"""Pauses that are lifted: when a control has fallen, and what a quantity gains then above its pace before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.solve.run import Run

Floats = npt.NDArray[np.float64]
LEAST = 0.05
"""A control that falls by less, as a share of its range, lifts no pause."""
SOON = 0.25
"""How long after a pause was lifted its overhang is told [year]."""


@dataclass(frozen=True)
class Lifted:
    """A pause that was lifted.

    Arguments:
        controls: those that fell.
        time: calendar year in which they had fallen.
        began: calendar year in which they had last been as low; None where that was not before.
        years: how long the run goes on after it, at most `SOON`.
    """

    controls: tuple[str, ...]
    time: float
    began: float | None
    years: float

    def gains(self, run: Run, name: str) -> tuple[float, float | None]:
        """What a quantity gains in the first while after, and in as long before the pause; None where nothing is known.

        Arguments:
            run: in which the pause was lifted.
            name: of the quantity, with its member.
        """
        after = _gain(run, name, self.time, self.time + self.years)
        if self.began is None or self.began - self.years < run.start:
            return after, None
        return after, _gain(run, name, self.began - self.years, self.began)


def _gain(run: Run, name: str, start: float, end: float) -> float:
    before, after = run.sample(name, [start - run.start, min(end - run.start, run.trajectory.end)])
    return float(after - before)


def lifted(run: Run) -> list[Lifted]:
    """Pauses that were lifted before the end of a run, in order; controls that fall together are told together.

    Arguments:
        run: a finished run.
    """
    found: dict[tuple[float, float | None], list[str]] = {}
    for name, control in run.meaning.spec.parts.controls.items():
        low, high = control.between
        for began, time in _falls(run.time, run[name], LEAST * (high - low)):
            if time < run.end:
                found.setdefault((time, began), []).append(name)
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return [Lifted(tuple(names), t, began, min(SOON, run.end - t)) for (t, began), names in ordered]


def _falls(time: Floats, level: Floats, least: float) -> Iterator[tuple[float | None, float]]:
    """For each fall: when the control had last been as low before, and when it had fallen."""
    place = 0
    while place < len(level) - 1:
        end = place
        while end < len(level) - 1 and level[end + 1] < level[end]:
            end += 1
        if level[place] - level[end] >= least:
            earlier = np.flatnonzero(level[:place] <= level[end])
            yield (float(time[earlier[-1]]) if len(earlier) else None), float(time[end])
        place = max(end, place + 1)
