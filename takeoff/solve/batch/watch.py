"""Where switches turn inside the steps of some members: `solve.roots`, for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.passage import Passage, Within
from takeoff.solve.batch.stepper import Crossed, Tried
from takeoff.solve.batch.zeros import Point, zeros
from takeoff.solve.program import Program
from takeoff.solve.roots import BEYOND, NOISE

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

HALF = 0.5


@dataclass
class Seen:
    """Steps in which switches have turned, and between which samples.

    Arguments:
        places: of their members, rising.
        turned: switches that have turned at a sample, the first where one has; a row for each switch.
        before, now: the times between which they did [year].
        low, high: root functions at these times.
    """

    places: Integers
    turned: Bools
    before: Floats
    now: Floats
    low: Floats
    high: Floats


def doubtful(roots: Sequence[Floats], modes: Floats, watched: Bools) -> Bools:
    """Members with a watched switch on the wrong side, or a condition that gives no number, at some sample.

    Arguments:
        roots: root functions at each sample, a row for each switch.
        modes: 0 or 1 for each switch.
        watched: switches whose time is not known beforehand.
    """
    found = np.zeros(modes.shape[1], dtype=bool)
    if watched.any():
        wrong = _wrong(modes, watched)
        for values in roots:
            found |= ~np.logical_and.reduce(values * wrong <= 0.0, axis=0)
    return found


def _wrong(modes: Floats, watched: Bools) -> Floats:
    """Signs of root functions on the wrong side; 0 for switches that are not watched."""
    return np.where(watched[:, None], np.where(modes > HALF, -1.0, 1.0), 0.0)


class Watch:
    """Watches switches whose time is not known beforehand.

    Arguments:
        program: the compiled system.
        fates: who failed.
        watched: which these are.
    """

    def __init__(self, program: Program, fates: Fates, watched: Bools) -> None:
        self.program, self.fates, self.watched = program, fates, watched
        self.states, self.count = len(program.variables), len(program.switches)

    def look(self, block: Block, tried: Tried) -> Seen:
        """Look at the samples of accepted steps; arms switches that have left zero.

        Where there are no doubts, a switch is on its side at all samples: it is enough to look at the ends.

        Arguments:
            block: the members.
            tried: their steps.
        """
        doubted = tried.accepted & tried.doubtful & self.watched.any()
        sitting = np.flatnonzero(tried.accepted & ~doubted & block.disarmed.any(axis=0))
        if len(sitting):
            ends = tried.found[self.states : self.states + self.count].take(sitting, axis=1)
            disarmed = block.disarmed.take(sitting, axis=1)
            block.disarmed[:, sitting] = disarmed & ~(np.abs(ends) > self._noise(block, sitting, disarmed))
        places = np.flatnonzero(doubted)
        return self._look_closer(_Looked(block, places, tried)) if len(places) else _nothing(self.count)

    def _look_closer(self, looked: _Looked) -> Seen:
        block, places = looked.block, looked.places
        wrong = _wrong(block.modes.take(places, axis=1), self.watched)
        disarmed = block.disarmed.take(places, axis=1)
        noise, samples = self._noise(block, places, disarmed), self._samples(looked)
        looking, shares = np.ones(len(places), dtype=bool), (0.0, *looked.tried.shares.tolist(), 1.0)
        seen = []
        for (before, low), (now, high) in pairwise(zip(shares, samples, strict=True)):
            looking &= ~self._lost(looked, now, np.isnan(high).any(axis=0) & looking)
            disarmed &= ~((np.abs(high) > noise) & looking)
            turned = (high * wrong > 0.0) & looking & ~disarmed
            first = np.flatnonzero(turned.any(axis=0))
            looking[first] = False
            times = looked.time(before)[first], looked.time(now)[first]
            seen.append(Seen(places[first], turned[:, first], *times, low[:, first], high[:, first]))
        block.disarmed[:, places] = disarmed
        return _joined(seen)

    def _samples(self, looked: _Looked) -> list[Floats]:
        """Root functions at the starts of the steps, at the shares between, and at their ends."""
        block, places, tried = looked.block, looked.places, looked.tried
        ends = tried.found[self.states : self.states + self.count].take(places, axis=1)
        return [block.roots.take(places, axis=1), *tried.inside.roots(places), ends]

    def _noise(self, block: Block, places: Integers, disarmed: Bools) -> Floats:
        """What a root function exceeds if its switch has left zero, by its terms at the starts of the steps."""
        noise, some = np.zeros(disarmed.shape), np.flatnonzero(disarmed.any(axis=0))
        if len(some):
            places = places[some]
            scales = self.fates.bound(self.program.scales, block.ids[places])
            noise[:, some] = NOISE * scales(block.time[places], block.state.take(places, axis=1))
        return noise

    def _lost(self, looked: _Looked, share: float, lost: Bools) -> Bools:
        """Members with a condition that gives no number; they fail."""
        for place in np.flatnonzero(lost).tolist():
            (t,), state, modes = looked.point(share, np.array([place]))
            member, block = int(looked.block.ids[looked.places[place]]), looked.block
            reason = self.fates.reason(member, self.program.roots, t, state[:, 0], modes[:, 0])
            begun = block.time[looked.places[place]]
            self.fates.stuck(member, begun, state[:, 0], f"a condition gives no number: {reason}")
        return lost


@dataclass(frozen=True)
class _Looked:
    """Steps that are looked at closely.

    Arguments:
        block: members.
        places: of those that made the steps.
        tried: steps of all.
    """

    block: Block
    places: Integers
    tried: Tried

    def time(self, share: float) -> Floats:
        """When a share of each step has passed [year]."""
        steps, places = self.tried.steps, self.places
        return self.tried.time[places] if share == 1.0 else steps.start[places] + share * steps.length[places]

    def point(self, share: float, some: Integers) -> tuple[Floats, Floats, Floats]:
        """Times, variables and modes of some of the members when a share of their steps has passed."""
        places = self.places[some]
        if share == 1.0:
            state = self.tried.state.take(places, axis=1)
        else:
            state = self.tried.steps.take(places).at(share)
        return self.time(share)[some], state, self.block.modes.take(places, axis=1)


def _nothing(switches: int) -> Seen:
    none, rows = np.empty(0), np.empty((switches, 0))
    return Seen(np.empty(0, dtype=np.int64), rows.astype(bool), none, none, rows, rows)


def _joined(parts: list[Seen]) -> Seen:
    """What was seen at one sample after the other, by the members' places."""
    order = np.argsort(np.concatenate([part.places for part in parts]), kind="stable")
    columns = ([getattr(part, one.name) for part in parts] for one in fields(Seen))
    return Seen(*(np.concatenate(some, axis=-1).take(order, axis=-1) for some in columns))


def located(within: Within, steps: Passage, seen: Seen, until: Floats) -> Crossed:
    """When the first switch of each member turned; as soon as may be, where its root function did not pass 0.

    Arguments:
        within: root functions first, in the steps.
        steps: in which switches turned.
        seen: what turned in them.
        until: ends of the steps [year].
    """
    times = _crossings(within, seen.turned, (seen.before, seen.low), (seen.now, seen.high))
    late = seen.turned & np.isnan(times)
    return _first(steps, seen.turned, until, np.where(late, seen.before, times), np.logical_not(late.any(axis=0)))


def located_again(within: Within, steps: Passage, turned: Bools, until: Floats) -> Crossed:
    """When the first switch of each member turned, in steps made again to end there; only around their ends.

    Arguments:
        within: root functions first, in the steps.
        steps: made again.
        turned: which did in the steps that were tried.
        until: ends of those [year].
    """
    width = BEYOND * steps.length
    low, high = steps.start + steps.length - width, np.minimum(steps.start + steps.length + width, until)
    times = _crossings(within, turned, (low, within(low)), (high, within(high)))
    return _first(steps, turned, until, times, np.logical_or.reduce(~np.isnan(times), axis=0))


def _first(steps: Passage, turned: Bools, until: Floats, times: Floats, passed: Bools) -> Crossed:
    end: Floats = np.fmin.reduce(times, axis=0, initial=np.inf)
    return Crossed(steps, turned, until, end, times == end, passed)


def _crossings(within: Within, turned: Bools, low: Point, high: Point) -> Floats:
    """When each switch that turned did; nan for others, and where it has one sign at both ends.

    Arguments:
        within: root functions first.
        turned: a row for each switch, a column for each member.
        low: times, and root functions there, a row for each.
        high: as well.
    """
    members, rows = np.nonzero(turned.T)
    ends = [(time[members], roots[rows, members]) for time, roots in (low, high)]
    times = np.full(turned.shape, np.nan)
    some = within if len(members) == turned.shape[1] else within.take(members)
    times[rows, members] = zeros(_Roots(some, rows), *ends)
    return times


@dataclass(frozen=True)
class _Roots:
    """The root function of one switch of each of some members, within steps.

    Arguments:
        glances: root functions first.
        rows: which switch.
    """

    glances: Within
    rows: Integers

    def __call__(self, time: Floats) -> Floats:
        found: Floats = self.glances(time)[self.rows, np.arange(len(self.rows))]
        return found

    def take(self, places: Integers) -> _Roots:
        return _Roots(self.glances.take(places), self.rows[places])
