"""What an integration leaves: pieces with their modes and interpolants, milestones, jumps."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.solve.engine import Step

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Moments:
    """Many moments of a run.

    Arguments:
        times: [year].
        states: variables, a row for each, a column for each moment.
        modes: 0 or 1, a row for each followed switch, a column for each moment.
    """

    times: Floats
    states: Floats
    modes: Floats

    def __len__(self) -> int:
        return len(self.times)

    def __iter__(self) -> Iterator[tuple[float, Any, tuple[int, ...]]]:
        """Time, variables and modes, one moment after the other."""
        modes = self.modes.astype(int).T.tolist()
        for place, t in enumerate(self.times.tolist()):
            yield t, self.states[:, place], tuple(modes[place])


@dataclass(frozen=True)
class Piece:
    """A stretch between two jumps or kinks.

    Arguments:
        start, end: its times [year].
        begin: variables at its start.
        modes: 0 or 1 for each followed switch.
        steps: accepted steps; none where the piece has no length.
    """

    start: float
    end: float
    begin: Any
    modes: tuple[int, ...]
    steps: tuple[Step, ...]

    def at(self, t: float) -> Any:
        """Variables at a time inside the piece."""
        if not self.steps or t <= self.start:
            return self.begin
        position = bisect.bisect_left([step.end for step in self.steps], t)
        step = self.steps[min(position, len(self.steps) - 1)]
        return step.state if t == step.end else step.at(t)

    def at_all(self, times: Floats) -> Floats:
        """Variables at times inside the piece, a column for each."""
        states = np.repeat(np.array(self.begin, dtype=float)[:, None], len(times), axis=1)
        ends = np.array([step.end for step in self.steps])
        inside = np.flatnonzero(times > self.start) if self.steps else np.array([], dtype=int)
        positions = np.minimum(np.searchsorted(ends, times[inside]), len(self.steps) - 1)
        for position in np.unique(positions).tolist():
            step, here = self.steps[position], inside[positions == position]
            states[:, here] = step.at(times[here])
            states[:, here[times[here] == step.end]] = np.array(step.state)[:, None]
        return states

    def times(self, between: int = 1) -> list[float]:
        """Times of the steps, with some evenly spaced between."""
        times = [self.start]
        for step in self.steps:
            end = min(step.end, self.end)
            times += [step.start + share * (end - step.start) / between for share in range(1, between)] + [end]
        return times


@dataclass(frozen=True)
class Jumped:
    """An event that happened.

    Arguments:
        event: its place among the system's events.
        modes: 0 or 1 for each followed switch, before it.
    """

    event: int
    modes: tuple[int, ...]


@dataclass(frozen=True)
class Border:
    """What happened at the start of a run, or where a piece ended.

    Arguments:
        modes: 0 or 1 for each followed switch, after the ones that were due had turned.
        jumps: events, in the order in which they then happened.
    """

    modes: tuple[int, ...]
    jumps: tuple[Jumped, ...]


@dataclass(frozen=True)
class Trajectory:
    """A finished integration.

    Arguments:
        fixed: parameters, then values at the start.
        pieces: in order of time; consecutive ones share their border.
        borders: the start, then where each piece ended.
        end: when the run ended [year].
        state: variables at the end.
        modes: 0 or 1 for each followed switch, at the end.
        milestones: name -> first time [year], None where never.
        stopped_by: the milestone that ended the run, "" for the horizon.
        evaluations: of the right-hand side.
    """

    fixed: tuple[float, ...]
    pieces: tuple[Piece, ...]
    borders: tuple[Border, ...]
    end: float
    state: Any
    modes: tuple[int, ...]
    milestones: Mapping[str, float | None]
    stopped_by: str
    evaluations: int

    def at(self, t: float) -> tuple[Any, tuple[int, ...]]:
        """Variables and modes at a time; at a border, those after it."""
        position = bisect.bisect_right([piece.start for piece in self.pieces], t) - 1
        piece = self.pieces[max(position, 0)]
        return piece.at(min(t, piece.end)), piece.modes

    def at_all(self, times: Sequence[float]) -> Moments:
        """Variables and modes at many times; at a border, those after it."""
        given = np.array(times, dtype=float)
        starts = [piece.start for piece in self.pieces]
        places = np.maximum(np.searchsorted(starts, given, side="right") - 1, 0)
        states = np.empty((len(self.state), len(given)))
        modes = np.empty((len(self.modes), len(given)))
        for place in np.unique(places).tolist():
            piece, here = self.pieces[place], places == place
            states[:, here] = piece.at_all(np.minimum(given[here], piece.end))
            modes[:, here] = np.array(piece.modes, dtype=float)[:, None]
        return Moments(given, states, modes)

    def all_moments(self, between: int = 1) -> Moments:
        """Every step of every piece, borders from both sides."""
        return joined([(piece, np.array(piece.times(between))) for piece in self.pieces])

    def moments(self, between: int = 1) -> Iterator[tuple[float, Any, tuple[int, ...]]]:
        """Every step of every piece, borders from both sides: time, variables, modes."""
        for piece in self.pieces:
            for t in piece.times(between):
                yield t, piece.at(t), piece.modes


def joined(parts: Sequence[tuple[Piece, Floats]]) -> Moments:
    """Moments of pieces, one after the other.

    Arguments:
        parts: at least one piece, each with times inside of it.
    """
    modes = [np.repeat(np.array(piece.modes, dtype=float)[:, None], len(times), axis=1) for piece, times in parts]
    states = [piece.at_all(times) for piece, times in parts]
    return Moments(
        np.concatenate([times for _, times in parts]), np.concatenate(states, axis=1), np.concatenate(modes, axis=1)
    )
