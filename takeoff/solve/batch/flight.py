"""The way of some members from start to end: all of them step together, each by its own step, in its own pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.arrive import ON, Arrivals
from takeoff.solve.batch.block import Block
from takeoff.solve.batch.course import Course
from takeoff.solve.batch.passage import Passage
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

PATIENCE = 0.1
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
        self.records = Records(program, fates)
        self.promises = Promises(program, fates)
        self.history = History(program, stepper.again)
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
        arrived = tried.accepted & (seen.turned.any(axis=0) | (tried.time >= block.stop)) & ~failed
        self._go_on(tried, seen, tried.accepted & ~arrived & ~failed)
        places = np.flatnonzero(arrived)
        if len(places):
            part = block.take(places)
            self._close(part, _Reached(places, tried, seen.take(places)))
            self._embark(places, part)

    def _go_on(self, tried: Tried, seen: Seen, going: Bools) -> None:
        """Members whose step ended inside the piece."""
        block = self.block
        if self.samples.wanted:
            self.samples.step(block, tried.steps, np.where(going, tried.time, -np.inf))
        block.time = np.where(going, tried.time, block.time)
        block.state = np.where(going, tried.state, block.state)
        block.slope = np.where(going, tried.found[: self.count], block.slope)
        self.promises.check(block, going, self._promised(tried.found))
        if self.program.asked:
            places = np.flatnonzero(going)
            values = [seen.middle.take(places, axis=1), self._asked(tried.found).take(places, axis=1)]
            self._note(block.take(places), places, tried.steps, values)

    def _note(self, part: Block, places: Integers, steps: Passage, values: list[Floats]) -> None:
        """Keep what `since` will ask for.

        Arguments:
            part: members, at the ends of steps or within.
            places: of their steps.
            steps: of these and others.
            values: of the quantities asked about, in the middles and at the ends.
        """
        start, length = steps.start[places], steps.length[places]
        began = Began(start, length, steps.state.take(places, axis=1), part.modes > HALF)
        times = [start + HALF * (part.time - start), part.time.copy()]
        self.history.step(part.ids, began, list(zip(times, values, strict=True)))

    def _asked(self, found: Floats) -> Floats:
        first = self.count + self.switches
        return found[first : first + len(self.program.asked)]

    def _promised(self, found: Floats) -> Floats:
        return found[self.count + self.switches + len(self.program.asked) :]

    def _close(self, part: Block, reached: _Reached) -> None:
        """End the pieces of members that have reached a border."""
        places, tried, seen = reached.places, reached.tried, reached.seen
        part.time, part.state = seen.now, tried.state.take(places, axis=1)
        found = tried.found.take(places, axis=1)
        fired = np.zeros(seen.turned.shape, dtype=bool)
        turning = np.flatnonzero(seen.turned.any(axis=0))
        if len(turning):
            fired[:, turning] = self._turn(part, found, reached, turning)
        self._look_back(part, found, reached)
        part.disarmed |= fired
        part.modes = np.where(fired, 1.0 - part.modes, part.modes)
        self.arrivals.turn_breaks(part)
        self.records.closed(part)

    def _turn(self, part: Block, found: Floats, reached: _Reached, turning: Integers) -> Bools:
        """Go back to where a switch turned; which did then."""
        places, seen = reached.places[turning], reached.seen.take(turning)
        steps, functions = reached.tried.steps.take(places), self.functions.take(places)
        modes = part.modes.take(turning, axis=1)
        time, fired = located(functions, steps, modes, seen)
        state = steps.at((time - steps.start) / steps.length)
        part.time[turning], part.state[:, turning] = time, state
        found[:, turning] = functions.looks(time, state, modes)
        if self.program.asked:
            middle = steps.start + HALF * (time - steps.start)
            reached.seen.middle[:, turning] = functions.within(steps, modes)(middle)[self.switches :]
        return fired

    def _look_back(self, part: Block, found: Floats, reached: _Reached) -> None:
        """Note what the last step of a piece was like, up to the border."""
        everyone, steps = np.ones(len(part.ids), dtype=bool), reached.tried.steps
        self.promises.check(part, everyone, self._promised(found))
        if self.samples.wanted:
            self.samples.step(part, steps.take(reached.places), part.time)
        if self.program.asked:
            self._note(part, reached.places, steps, [reached.seen.middle, self._asked(found)])

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
        part.slope = found[: self.count].copy()
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


@dataclass(frozen=True)
class _Reached:
    """Members that have reached a border of pieces.

    Arguments:
        places: in the block.
        tried: the last steps, of the whole block.
        seen: what was seen in theirs.
    """

    places: Integers
    tried: Tried
    seen: Seen
