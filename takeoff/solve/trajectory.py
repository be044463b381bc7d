"""What an integration leaves: pieces with their modes and interpolants, milestones, jumps."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from takeoff.solve.engine import Step


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

    def moments(self, between: int = 1) -> Iterator[tuple[float, Any, tuple[int, ...]]]:
        """Every step of every piece, borders from both sides: time, variables, modes."""
        for piece in self.pieces:
            for t in piece.times(between):
                yield t, piece.at(t), piece.modes
