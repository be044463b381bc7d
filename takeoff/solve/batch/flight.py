"""The way of some members from start to end: all of them step together, each by its own step, in its own pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.arrive import ON, Arrivals
from takeoff.solve.batch.block import Block
from takeoff.solve.batch.passage import Passage
from takeoff.solve.batch.promises import Promises
from takeoff.solve.batch.records import Records
from takeoff.solve.batch.sampled import Samples
from takeoff.solve.batch.since import Began, History
from takeoff.solve.batch.start import started
from takeoff.solve.batch.stepper import Functions, Stepper, Tried, least
from takeoff.solve.batch.watch import Seen, Watch, located, located_again, together
from takeoff.solve.generate import Members

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

PATIENCE = 0.25
"""Share of the members that wait at borders before these are seen to."""


@dataclass(frozen=True)
class Reached:
    """Members that have reached a border of pieces.

    Arguments:
        places: in the block.
        steps: their last ones.
        end: variables at the ends of these.
        seen: switches that turned in them.
    """

    places: Integers
    steps: Passage
    end: Floats
    seen: Seen


class Flight:
    """Members on their way; what they leave is in `records`, `fates`, `promises`, `history` and `samples`.

    Arguments:
        stepper: makes the steps.
        parameters: values in inside units, a row for each, a column for each member.
        horizons: longest durations [year].
        samples: quantities at times.
    """

    def __init__(self, stepper: Stepper, parameters: Floats, horizons: Floats, samples: Samples) -> None:
        program, fates = stepper.program, stepper.fates
        self.program, self.fates, self.samples, self.stepper = program, fates, samples, stepper
        self.records = Records(program, fates)
        self.promises = Promises(program, fates)
        self.history = History(program, stepper.again)
        self.watch = Watch(program, fates)
        self.arrivals = Arrivals(program, fates, self.records.milestones)
        self.count, self.switches = len(program.variables), len(program.switches)
        self.block = started(program, stepper.settings, self.arrivals, parameters, horizons)
        self.promises.begin()
        self.functions = self._bound(self.block)
        self.reached: list[Reached] = []

    def _bound(self, block: Block) -> Functions:
        fixed = self.fates.fixed.take(block.ids, axis=1)
        program = self.program
        return Functions(*(one.bind_members(fixed) for one in (program.rates, program.glances, program.looks)))

    def run(self) -> None:
        """Go on until every member has ended or failed."""
        self.block.waiting = self.fates.failed.copy()
        self._leave()
        self._embark(np.arange(len(self.block.ids)), self.block, self.functions)
        while len(self.block.ids):
            self._advance()
            if self.block.waiting.mean() >= PATIENCE:
                self._settle()

    def _advance(self) -> None:
        """A step of every member that does not wait at a border."""
        block = self.block
        tried = self.stepper.step(block, self.functions)
        end = (tried.time, tried.state, tried.found[self.count : self.count + self.switches])
        seen = self.watch.look(block, tried.accepted, self.functions.glances, tried.steps, end)
        failed = self.fates.failed[block.ids]
        arrived = tried.accepted & (seen.turned.any(axis=0) | (tried.time >= block.stop)) & ~failed
        if arrived.any():
            places = np.flatnonzero(arrived)
            state = tried.state.take(places, axis=1)
            self.reached.append(Reached(places, tried.steps.take(places), state, seen.take(places)))
        self._go_on(tried, seen, tried.accepted & ~arrived & ~failed)
        block.waiting |= arrived | failed

    def _go_on(self, tried: Tried, seen: Seen, going: Bools) -> None:
        """Members whose step ended inside the piece."""
        block, places = self.block, np.flatnonzero(going)
        self.samples.step(block, tried.steps, np.where(going, tried.time, -np.inf))
        values = [seen.middle.take(places, axis=1), self._asked(tried.found).take(places, axis=1)]
        self._note(block, places, tried.steps, values)
        block.time = np.where(going, tried.time, block.time)
        block.state = np.where(going, tried.state, block.state)
        block.slope = np.where(going, tried.found[: self.count], block.slope)
        self.promises.check(block, going, self._promised(tried.found))

    def _note(
        self, block: Block, places: Integers, steps: Passage, values: list[Floats], end: Floats | None = None
    ) -> None:
        if not self.program.asked:
            return
        start, length = steps.start[places], steps.length[places]
        began = Began(start, length, steps.state.take(places, axis=1), block.modes.take(places, axis=1) > 0.5)
        last = start + length if end is None else end
        times = [start + 0.5 * (last - start), last]
        self.history.step(block.ids[places], began, list(zip(times, values, strict=True)))

    def _asked(self, found: Floats) -> Floats:
        first = self.count + self.switches
        return found[first : first + len(self.program.asked)]

    def _promised(self, found: Floats) -> Floats:
        return found[self.count + self.switches + len(self.program.asked) :]

    def _settle(self) -> None:
        """See to the members that wait: close their pieces, let happen what happens there, begin the next."""
        reached, self.reached = self.reached, []
        if not reached:
            self._leave()
            return
        places = np.concatenate([one.places for one in reached])
        steps, seen = _joined([one.steps for one in reached]), together([one.seen for one in reached])
        end = np.concatenate([one.end for one in reached], axis=1)
        part, functions = self.block.take(places), self.functions.take(places)
        self._close(part, functions, steps, seen, end)
        self._embark(places, part, functions)

    def _close(self, part: Block, functions: Functions, steps: Passage, seen: Seen, end: Floats) -> None:
        turning = np.flatnonzero(seen.turned.any(axis=0))
        part.time, part.state = seen.now, end
        fired = np.zeros(seen.turned.shape, dtype=bool)
        if len(turning):
            inside = part.take(turning), functions.glances.take(turning), seen.take(turning)
            part.time[turning], fired[:, turning], last = self._crossed(*inside, steps.take(turning))
            part.state[:, turning] = last.at((part.time[turning] - last.start) / last.length)
            part.evaluations[turning] += self.stepper.cost_of_again * (last.length != steps.length[turning])
            steps = replaced(steps, turning, last)
        self._look_back(part, functions, steps)
        part.disarmed |= fired
        part.modes = np.where(fired, 1.0 - part.modes, part.modes)
        self.arrivals.turn_breaks(part)
        self.records.closed(part)

    def _crossed(self, part: Block, glances: Members, seen: Seen, steps: Passage) -> tuple[Floats, Bools, Passage]:
        """When the first switch of each member turned, which did, and the steps in which they did.

        Where a method is less exact inside a step than at its end, steps are made again, to end at the crossing: what
        lies beyond bends the whole step where a control that a schedule solves for has reached an end of its range.
        """
        time, fired, passed = located(glances, steps, part.modes, seen)
        length = time - steps.start
        places = np.flatnonzero(passed & (length > least(time)) & (self.stepper.cost_of_again > 0))
        if not len(places):
            return time, fired, steps
        made = self._shortened(part.take(places), steps.take(places), length[places])
        modes = part.modes.take(places, axis=1)
        closer, turned, passed = located_again(glances.take(places), made, modes, seen.take(places))
        good = np.flatnonzero(passed & np.isfinite(made.at(1.0)).all(axis=0))
        time[places[good]], fired[:, places[good]] = closer[good], turned[:, good]
        return time, fired, replaced(steps, places[good], made.take(good))

    def _shortened(self, part: Block, steps: Passage, length: Floats) -> Passage:
        """Steps made again, with other lengths."""
        began = Began(steps.start, length, steps.state, part.modes > 0.5)
        return self.stepper.again(began, self.fates.fixed.take(part.ids, axis=1))

    def _look_back(self, part: Block, functions: Functions, steps: Passage) -> None:
        """Note what the last step of a piece was like, up to the border."""
        everyone = np.arange(len(part.ids))
        found = functions.looks(part.time, part.state, part.modes)
        self.promises.check(part, np.ones(len(everyone), dtype=bool), self._promised(found))
        self.samples.step(part, steps, part.time)
        if self.program.asked:
            middle = steps.start + 0.5 * (part.time - steps.start)
            state = steps.at((middle - steps.start) / steps.length)
            between = functions.glances(middle, state, part.modes)[self.switches :]
            self._note(part, everyone, steps, [between, self._asked(found)], part.time)

    def _embark(self, places: Integers, part: Block, functions: Functions) -> None:
        """Members at a border: what happens there happens; those that go on begin a piece."""
        stopped = self.arrivals.arrive(part)
        self.records.arrived(part)
        over = (stopped != ON) | (part.time >= part.horizon)
        self.records.ended(part, stopped)
        part.waiting = over | self.fates.failed[part.ids]
        going = np.flatnonzero(~part.waiting)
        self.block.put(places, part)
        if len(going):
            begun = part.take(going)
            self._begin(begun, functions.take(going))
            self.block.put(places[going], begun)
        self._leave()

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


def replaced(steps: Passage, places: Integers, others: Passage) -> Passage:
    """Steps of some members put in the places of those that they had.

    Arguments:
        steps: of all.
        places: of the members.
        others: theirs.
    """
    order = np.arange(len(steps.start))
    order[places] = len(order) + np.arange(len(places))
    return steps.joined([others]).take(order)


def _joined(steps: list[Passage]) -> Passage:
    first, *others = steps
    return first.joined(others)
