"""The way of some members from start to end: all of them step together, each by its own step, in its own pieces."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.arrive import ON, Arrivals
from takeoff.solve.batch.block import Block
from takeoff.solve.batch.course import Course
from takeoff.solve.batch.promises import Promises
from takeoff.solve.batch.records import Records
from takeoff.solve.batch.sampled import Samples
from takeoff.solve.batch.since import Began, History
from takeoff.solve.batch.start import started
from takeoff.solve.batch.stepper import Functions, Stepper, Tried
from takeoff.solve.batch.watch import HALF, Seen, Watch, located

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

PATIENCE = 0.04
"""Share of the members that have ended or failed before the others are moved together."""


class Flight:
    """Members on their way; what they leave is in `records`, `fates`, `promises`, `history` and `samples`.

    Arguments:
        stepper: makes the steps.
        parameters: values in inside units, a row for each, a column for each member.
        horizons: longest durations [year].
        samples: quantities at times.
        course: where their pieces are noted, if they are asked for.
    """

    def __init__(
        self,
        stepper: Stepper[Any],
        parameters: Floats,
        horizons: Floats,
        samples: Samples,
        course: Course | None = None,
    ) -> None:
        program, fates = stepper.program, stepper.fates
        self.program, self.fates, self.samples, self.stepper = program, fates, samples, stepper
        stepper.everywhere = samples.wanted
        self.records = Records(program, fates)
        self.promises = Promises(program, fates)
        self.history = History(stepper.again)
        self.watch = Watch(program, fates, stepper.watched)
        self.arrivals, self.course = Arrivals(program, fates, self.records.milestones, course), course
        self.count, self.switches = len(program.variables), len(program.switches)
        self.block = started(program, stepper.settings, self.arrivals, parameters, horizons)
        self.promises.begin()
        self.functions: Functions = stepper.functions(fates.fixed)

    def run(self) -> None:
        """Go on until every member has ended or failed."""
        self.block.waiting = self.fates.failed.copy()
        self._embark(np.flatnonzero(~self.block.waiting), self.block.take(np.flatnonzero(~self.block.waiting)))
        while not self.block.waiting.all():
            if self.block.waiting.mean() >= PATIENCE:
                self._leave()
            self._advance()
        self._leave()

    def _advance(self) -> None:
        """A step of every member that is under way; those that reach a border go over it."""
        block = self.block
        tried = self.stepper.step(block, self.functions)
        seen = self.watch.look(block, tried)
        failed = self.fates.failed[block.ids]
        block.waiting |= failed
        tried.accepted[...] &= ~failed
        turning = seen.places
        fired = self._turn(tried, seen) if len(turning) else seen.turned
        self._go_on(tried)
        block.disarmed[:, turning] |= fired
        block.modes[:, turning] = np.where(fired, 1.0 - block.modes[:, turning], block.modes[:, turning])
        crossing = tried.accepted & (tried.time >= block.stop)
        crossing[turning] = True
        places = np.flatnonzero(crossing)
        if len(places):
            self._cross(places)

    def _turn(self, tried: Tried, seen: Seen) -> Bools:
        """Let steps end where a switch turned; which did then."""
        places, steps = seen.places, tried.steps
        modes, functions = self.block.modes.take(places, axis=1), self.functions.take(places)
        inside, within = steps.take(places), tried.inside.within(places)
        crossed = located(within, inside, seen, tried.time[places])
        again = self.stepper.closer(functions, modes, crossed)
        if again.any():
            self.block.evaluations[places] += again * self.stepper.cost
            steps.put(places, inside)
        since = crossed.time - inside.start
        state = inside.at(since / inside.length)
        tried.time[places], tried.state[:, places] = crossed.time, state
        tried.found[:, places] = functions.looks(crossed.time, state, modes)
        if self.program.asked:
            tried.middle[:, places] = within(inside.start + HALF * since)[self.switches :]
        return crossed.fired

    def _go_on(self, tried: Tried) -> None:
        """Members move to the ends of their steps."""
        block, going = self.block, tried.accepted
        if self.samples.wanted:
            self.samples.step(block, tried.steps, np.where(going, tried.time, -np.inf))
        block.time = np.where(going, tried.time, block.time)
        block.state = np.where(going, tried.state, block.state)
        block.slope = np.where(going, tried.found[: self.count], block.slope)
        block.roots = np.where(going, self._roots(tried.found), block.roots)
        self.promises.check(block, going, self._promised(tried.found))
        if self.program.asked:
            self._note(np.flatnonzero(going), tried)

    def _note(self, places: Integers, tried: Tried) -> None:
        """Keep what `since` will ask for."""
        start, length, end = tried.steps.start[places], tried.steps.length[places], tried.time[places]
        state, modes = (rows.take(places, axis=1) for rows in (tried.steps.state, self.block.modes))
        middle = start + HALF * (end - start), tried.middle.take(places, axis=1)
        last = end, self._asked(tried.found).take(places, axis=1)
        self.history.step(self.block.ids[places], Began(start, length, state, modes > HALF), [middle, last])

    def _roots(self, found: Floats) -> Floats:
        return found[self.count : self.count + self.switches]

    def _asked(self, found: Floats) -> Floats:
        first = self.count + self.switches
        return found[first : first + len(self.program.asked)]

    def _promised(self, found: Floats) -> Floats:
        return found[self.count + self.switches + len(self.program.asked) :]

    def _cross(self, places: Integers) -> None:
        """Members end a piece and go over its border."""
        part = self.block.take(places)
        self.arrivals.turn_breaks(part)
        self.records.closed(part)
        self._embark(places, part)

    def _embark(self, places: Integers, part: Block) -> None:
        """Members at a border: what happens there happens; those that go on begin a piece."""
        if self.course is not None:
            self.course.reach(part)
        stopped = self.arrivals.arrive(part)
        if self.course is not None:
            self.course.leave(part)
        self.records.arrived(part)
        self.records.ended(part, stopped)
        part.waiting = (stopped != ON) | (part.time >= part.horizon) | self.fates.failed[part.ids]
        going = np.flatnonzero(~part.waiting)
        if len(going) == len(places):
            self._begin(part, self.functions.take(places))
        elif len(going):
            begun = part.take(going)
            self._begin(begun, self.functions.take(places[going]))
            part.put(going, begun)
        self.block.put(places, part)

    def _begin(self, part: Block, functions: Functions) -> None:
        """Begin a piece: until when it lasts at most, and the rates at its start."""
        known = np.vstack([part.breaks, part.dates])
        later = np.where(known > part.time, known, np.inf).min(axis=0, initial=np.inf)
        part.stop = np.minimum(part.horizon, later)
        found = functions.looks(part.time, part.state, part.modes)
        part.slope, part.roots = found[: self.count].copy(), self._roots(found).copy()
        part.evaluations += 1
        part.tries[...] = 0
        for place in np.flatnonzero(~np.isfinite(part.slope).all(axis=0)).tolist():
            self._stuck(part, place)
        self.records.piece(part)
        self.promises.check(part, np.ones(len(part.ids), dtype=bool), self._promised(found))
        self.samples.begin(part)
        if self.program.asked:
            self.history.piece(part.ids, part.time.copy(), self._asked(found))

    def _stuck(self, part: Block, place: int) -> None:
        member, t, state = int(part.ids[place]), float(part.time[place]), part.state[:, place]
        reason = self.fates.reason(member, self.program.rates, t, state, part.modes[:, place])
        self.fates.stuck(member, t, state, reason)
        part.waiting[place] = True

    def _leave(self) -> None:
        """Let go of members that have ended or failed."""
        block = self.block
        failed = np.flatnonzero(block.waiting & self.fates.failed[block.ids])
        if len(failed):
            self.records.ended(block.take(failed), np.full(len(failed), ON))
        if block.waiting.any():
            keep = np.flatnonzero(~block.waiting)
            self.block, self.functions = block.take(keep), self.functions.take(keep)
