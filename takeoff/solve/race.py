"""A race along a run: the time lead at every moment, overtaking, and what events do to both."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from takeoff.equations import units as u
from takeoff.equations.meaning import RaceMeaning
from takeoff.equations.scope import Key, label
from takeoff.solve.reading import variables
from takeoff.solve.run import Run
from takeoff.solve.trajectory import Piece

Floats = npt.NDArray[np.float64]
BETWEEN = 4
"""Moments a step, as those of `Run.time`."""


@dataclass(frozen=True)
class Lead:
    """How far one quantity is ahead of another along a run, in time.

    Arguments:
        race: what is held against what.
        time: calendar years, as `Run.time`: borders of pieces stand twice, before and after; so does the end of the
            run where an event jumps there.
        leader, follower: both quantities, in the unit.
        unit: of the leader, as the model declares it.
        years: how long ago the leader was where the follower is; negative, how long ago the follower was where the
            leader is. What was passed before the start counts from the start.
        known: where the one behind has come to where the other was at the start; before, the lead is longer than told.
        first: calendar year from which it is known, and the lead then; None where it never is.
        overtaken: calendar year in which the follower first is level with the leader; None where it never is.
    """

    race: RaceMeaning
    time: Floats
    leader: Floats
    follower: Floats
    unit: str
    years: Floats
    known: npt.NDArray[np.bool_]
    first: tuple[float, float] | None
    overtaken: float | None


def time_lead(run: Run, race: RaceMeaning) -> Lead:
    """The time lead along a run.

    At the end of the run it equals since(leader, follower) - since(follower, leader), as an outcome has it.

    Arguments:
        run: of the race's model.
        race: one of its races.
    """
    leader, follower = _Climb(run, race.leader), _Climb(run, race.follower)
    times = leader.times
    years = [
        leader.since(follower.values[place], place) - follower.since(leader.values[place], place)
        for place in range(len(times))
    ]
    begun = np.where(leader.values >= follower.values, leader.values[0], follower.values[0])
    known = np.minimum(leader.values, follower.values) >= begun
    unit, first, overtaken = run.unit(label(race.leader)), _first(leader, follower, known, years), None
    if level := _earliest(follower.values >= leader.values):
        overtaken = run.start + _crossing(leader, follower, level[0])
    ahead, behind = (climb.values / u.scale(unit) for climb in (leader, follower))
    told = first and (run.start + first[0], first[1])
    return Lead(race, run.start + times, ahead, behind, u.readable(unit), np.array(years), known, told, overtaken)


def _earliest(true: npt.NDArray[np.bool_]) -> list[int]:
    """The first place at which something is true, if it is anywhere."""
    return [int(place) for place in np.flatnonzero(true)[:1]]


def _first(
    leader: _Climb, follower: _Climb, known: npt.NDArray[np.bool_], years: list[float]
) -> tuple[float, float] | None:
    """When the lead can first be told [year from the start], and the lead then."""
    for place in _earliest(known):
        ahead, behind = (leader, follower) if years[place] >= 0 else (follower, leader)
        time = float(behind.times[place])
        if 0 < place and behind.times[place - 1] < time and years[place] != 0.0:
            time = time - behind.since(ahead.values[0], place)
            return time, math.copysign(time, years[place])
        return time, years[place]
    return None


def _crossing(leader: _Climb, follower: _Climb, place: int) -> float:
    """When the follower is level with the leader, which it is at a moment and was not before [year from the start]."""
    low, high = float(leader.times[max(place - 1, 0)]), float(leader.times[place])
    if low == high:
        return high
    return float(brentq(lambda t: leader.read(t, place) - follower.read(t, place), low, high, xtol=1e-12))


class _Climb:
    """A quantity along a run, and when it first reached a level."""

    def __init__(self, run: Run, key: Key) -> None:
        self._run = run
        self._value = run.program.quantity(run.program.symbol(key)).bind(run.trajectory.fixed)
        self._moments = list(_moments(run))
        self.times = np.array([t for t, _ in self._moments])
        self.values = np.array([self.read(t, place) for place, t in enumerate(self.times)])

    def read(self, t: float, place: int) -> float:
        """The quantity within the piece of a moment, in inside units."""
        piece = self._moments[place][1]
        return float(self._value(t, variables(self._run.program, piece.at(t)), piece.modes)[0])

    @functools.cached_property
    def _highest(self) -> Floats:
        return np.maximum.accumulate(self.values)

    def since(self, level: float, place: int) -> float:
        """Time from when it first reached a level to a moment [year]; 0 if it did not by then."""
        first = int(np.searchsorted(self._highest, level))
        return float(self.times[place]) - self._reached(level, first) if first <= place else 0.0

    def _reached(self, level: float, first: int) -> float:
        low, high = self.times[max(first - 1, 0)], self.times[first]
        if low == high or self.read(low, first) >= level:
            return float(low)
        return float(brentq(lambda t: self.read(t, first) - level, low, high, xtol=1e-13))


def _moments(run: Run) -> Iterator[tuple[float, Piece]]:
    trajectory = run.trajectory
    last = Piece(trajectory.end, trajectory.end, trajectory.state, trajectory.modes, ())
    for piece in (*trajectory.pieces, *([last] if trajectory.borders[-1].jumps else [])):
        for t in piece.times(BETWEEN):
            yield t, piece


@dataclass(frozen=True)
class Happened:
    """Events of the model that happened at one time.

    Arguments:
        events: their names.
        time: calendar year.
        before, after: places in `Lead.time` on both sides; the same at the start, before which there is nothing.
    """

    events: tuple[str, ...]
    time: float
    before: int
    after: int


def happened(run: Run) -> list[Happened]:
    """The model's events in the order in which they happened; those of schedules are left out.

    Arguments:
        run: a finished run.
    """
    pieces, names = run.trajectory.pieces, run.program.system.events
    found, place = [], -1
    for index, border in enumerate(run.trajectory.borders):
        place += len(pieces[index - 1].times(BETWEEN)) if index else 0
        own = [names[jump.event].name for jump in border.jumps]
        own = [name for name in own if name in run.meaning.spec.parts.events]
        if own:
            time = run.start + (pieces[index - 1].end if index else 0.0)
            found.append(Happened(tuple(dict.fromkeys(own)), time, max(place, 0), place + 1))
    return found
