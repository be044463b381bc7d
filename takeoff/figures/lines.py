"""The lines of a panel: sampled so that jumps are crisp, and drawn once where all slowdowns agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.decide.slowdowns import Comparison
from takeoff.equations import units as u
from takeoff.equations.scope import Key, label
from takeoff.equations.shown import Panel, is_parameter, race_of
from takeoff.solve.race import time_lead
from takeoff.solve.run import Run

Floats = npt.NDArray[np.float64]
SAMPLES = 300
BEFORE = 1e-9
"""How long before the border of two pieces a line is read once more [year]."""
AGREE = 0.01
"""Lines that differ by less than this share of what a panel shows are drawn once."""
SEEN = 0.003
"""A line is drawn from where it differs from the first by this share."""
DEPARTS = 0.02
"""Share of a control's range by which slowdowns have to differ to have begun."""


@dataclass(frozen=True)
class Line:
    """One line.

    Arguments:
        key: the quantity.
        slowdown: position of the slowdown that it belongs to; None where all agree.
        times: calendar years.
        values: in the unit of the panel's first quantity.
    """

    key: Key
    slowdown: int | None
    times: Floats
    values: Floats

    @property
    def end(self) -> tuple[float, float]:
        """Calendar year and value of its last point."""
        known = np.flatnonzero(np.isfinite(self.values))[-1]
        return float(self.times[known]), float(self.values[known])


def visible_from(comparison: Comparison) -> float:
    """Calendar year from which the slowdowns are worth seeing: as long before they part as the runs go on after it."""
    runs = [slowdown.run for slowdown in comparison.slowdowns]
    start, end, parting = runs[0].start, max(run.end for run in runs), _parting(runs)
    if parting is None:
        return start
    since = math.floor(start + parting - max(end - start - parting, 1.0))
    return float(since) if since - start > 0.2 * (end - start) else start


def _parting(runs: Sequence[Run]) -> float | None:
    """Years from the start after which a control first differs between runs; None where none does."""
    times = np.linspace(0.0, min(run.trajectory.end for run in runs), SAMPLES)
    first = None
    for name, control in runs[0].meaning.spec.parts.controls.items():
        values = np.array([run.sample(name, times.tolist()) for run in runs])
        spread = values.max(axis=0) - values.min(axis=0)
        differ = times[spread > DEPARTS * (control.between[1] - control.between[0])]
        first = min([float(differ[0])] if first is None else [first, float(differ[0])]) if len(differ) else first
    return first


def sample_times(run: Run, since: float) -> list[float]:
    """Years from the start at which a line is read: evenly, at the solver's steps, and around borders of pieces."""
    first, end = since - run.start, run.trajectory.end
    borders = [piece.start for piece in run.trajectory.pieces if first < piece.start < end]
    both = [time for border in borders for time in (max(border - BEFORE, first), border)]
    steps = [time for piece in run.trajectory.pieces for time in piece.times(2) if first < time < end]
    return sorted({*steps, *np.linspace(first, max(first, end), SAMPLES).tolist(), *both})


def lines(comparison: Comparison, panel: Panel, since: float) -> list[Line]:
    """The lines of a panel, quantity by quantity, without those that have no finite value.

    Arguments:
        comparison: the slowdowns.
        panel: what to show.
        since: first calendar year shown.
    """
    runs = [slowdown.run for slowdown in comparison.slowdowns]
    apart = [
        Line(key, position, *_read(run, key, panel.keys[0], since))
        for key in panel.keys
        for position, run in enumerate(runs)
        if run.end > since
    ]
    finite = [line for line in apart if np.isfinite(line.values).any()]
    together: list[Line] = []
    for key in panel.keys:
        together += _once(
            [line for line in finite if line.key == key], len(runs), _extent(finite, panel.log), panel.log
        )
    return [_stretched(runs, line) if is_parameter(runs[0].meaning, line.key) else line for line in together]


def _read(run: Run, key: Key, first: Key, since: float) -> tuple[Floats, Floats]:
    if race := race_of(run.meaning, key):
        lead = time_lead(run, race)
        shown = lead.time >= since
        return lead.time[shown], np.where(lead.known, lead.years, np.nan)[shown]
    times = sample_times(run, since)
    name = label(key)
    ratio = u.scale(run.unit(name)) / u.scale(run.unit(label(first)))
    return run.start + np.array(times), run.sample(name, times) * ratio


def stretches(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last place of every run of true flags."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.array(flags, dtype=int), [0]])))
    return [(int(first), int(last) - 1) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _extent(all_lines: Sequence[Line], log: bool) -> float:
    values = [_scaled(line.values, log) for line in all_lines]
    finite = [one[np.isfinite(one)] for one in values]
    shown = np.concatenate([one for one in finite if len(one)] or [np.zeros(1)])
    return float(shown.max() - shown.min()) or 1.0


def _scaled(values: Floats, log: bool) -> Floats:
    positive = np.where(values > 0, values, np.nan)
    return np.log10(positive) if log else values


def _once(same: Sequence[Line], all_of: int, extent: float, log: bool) -> list[Line]:
    """One line for a quantity on which all slowdowns agree, else one for each."""
    if len(same) < all_of or not all(_agree(same[0], other, extent, log) for other in same[1:]):
        return [*same[:1], *(_departing(same[0], other, extent, log) for other in same[1:])]
    longest = max(same, key=lambda line: float(line.times[-1]))
    return [Line(longest.key, None, longest.times, longest.values)]


def _agree(one: Line, other: Line, extent: float, log: bool) -> bool:
    both = other.times <= one.times[-1]
    return bool(np.all(_gap(one, other, log)[both] <= AGREE * extent))


def _departing(first: Line, line: Line, extent: float, log: bool) -> Line:
    """A line from where it can be told from the first one."""
    told = np.flatnonzero(~(_gap(first, line, log) <= SEEN * extent))
    begin = max(int(told[0]) - 1, 0) if len(told) else len(line.times) - 1
    return Line(line.key, line.slowdown, line.times[begin:], line.values[begin:])


def _gap(one: Line, other: Line, log: bool) -> Floats:
    """Distance at the other's times; infinite where the one has ended."""
    known = np.interp(other.times, one.times, _scaled(one.values, log), right=np.inf)
    return np.abs(known - _scaled(other.values, log))


def _stretched(runs: Sequence[Run], line: Line) -> Line:
    """A parameter goes on to the end of the longest run."""
    times = np.array([line.times[0], max(run.end for run in runs)])
    return Line(line.key, line.slowdown, times, np.full(2, line.values[0]))
