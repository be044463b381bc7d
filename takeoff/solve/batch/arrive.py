"""What happens at a border of pieces, for some members at once: milestones are noted, events make stocks jump."""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.course import Course
from takeoff.solve.batch.fates import NO_NUMBER, Fates
from takeoff.solve.generate import NotFinite, filled
from takeoff.solve.pieces import ROUNDING, jumped
from takeoff.solve.program import Program
from takeoff.solve.roots import NOISE

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
ON = -1
"""Stopped by no milestone."""


class Arrivals:
    """Arrivals of members at borders.

    Arguments:
        program: the compiled system.
        fates: who failed.
        milestones: first times, a row for each, a column for each member; filled in here.
        course: where events are noted, if they are asked for.
    """

    def __init__(self, program: Program, fates: Fates, milestones: Floats, course: Course | None = None) -> None:
        self.program, self.fates, self.milestones, self.course = program, fates, milestones, course
        self.events = program.system.events
        self.conditional = [place for place, event in enumerate(self.events) if event.when is not None]
        self.strict = np.array([switch.strict for switch in program.switches], dtype=bool)[:, None]

    def arrive(self, block: Block) -> Integers:
        """Note milestones and make events jump at each member's time; the number of the milestone that stops it.

        Arguments:
            block: the members, with the modes that they have there.
        """
        stopped = self._note(block)
        happened = self._jump(block, self._going(block, stopped)) if self.events else np.empty(0, dtype=int)
        while len(happened):
            part = block.take(happened)
            self.read_modes(part)
            stopped[happened] = self._note(part)
            again = self._jump(part, self._going(part, stopped[happened]))
            block.put(happened, part)
            happened = happened[again]
        return stopped

    def _going(self, block: Block, stopped: Integers) -> Bools:
        alive = ~self.fates.failed[block.ids]
        going: Bools = (stopped == ON) & (block.time < block.horizon) & alive
        return going

    def _conditions(self, block: Block) -> Bools:
        holds: Bools = filled(self.program.conditions(block.modes), len(block.ids)) > 0.5
        return holds

    def _note(self, block: Block) -> Integers:
        stopped = np.full(len(block.ids), ON)
        milestones = self.program.system.milestones
        for place, (milestone, holds) in enumerate(zip(milestones, self._conditions(block), strict=False)):
            first = holds & np.isnan(self.milestones[place, block.ids])
            self.milestones[place, block.ids[first]] = block.time[first]
            if milestone.stop:
                stopped[first & (stopped == ON)] = place
        return stopped

    def _jump(self, block: Block, going: Bools) -> Integers:
        """Make the events of this moment happen, once each; places of the members that had any and go on.

        Arguments:
            block: the members.
            going: which may have some.
        """
        due = self._due(block) & going
        for event in range(len(self.events)):
            places = np.flatnonzero(due[event])
            if len(places):
                if self.course is not None:
                    self.course.jump(block, event, places)
                self._set(block, event, places)
        return np.flatnonzero(due.any(axis=0) & ~self.fates.failed[block.ids])

    def _due(self, block: Block) -> Bools:
        due: Bools = block.dates == block.time
        block.dates[due] = np.inf
        holds = self._conditions(block)[len(self.program.system.milestones) :]
        due[self.conditional] |= holds & ~block.held
        block.held[...] = holds
        return due

    def _set(self, block: Block, event: int, places: Integers) -> None:
        before = block.state.take(places, axis=1)
        values = self.fates.bound(self.program.jumps[event], block.ids[places])(block.time[places], before)
        for (position, _), row in zip(self.events[event].sets, values, strict=True):
            block.state[position, places] = np.log(row) if self.program.system.states[position].log else row
        after = block.state.take(places, axis=1)
        for place in np.flatnonzero(~np.isfinite(after).all(axis=0)).tolist():
            member, t = int(block.ids[places[place]]), float(block.time[places[place]])
            alone = partial(jumped, self.program, self.fates.values(member), event, t, before[:, place].tolist())
            self.fates.blame(member, alone)
            self.fates.fail(member, NotFinite(NO_NUMBER))

    def read_modes(self, block: Block) -> None:
        """Read every switch from its own root, at each member's point."""
        values = self.fates.bound(self.program.signs, block.ids)(block.time, block.state)
        sizes = self.fates.bound(self.program.scales, block.ids)(block.time, block.state)
        for place in np.flatnonzero(np.isnan(values).any(axis=0) | np.isnan(sizes).any(axis=0)).tolist():
            self._lost(block, place)
        noise = np.where(np.isfinite(sizes), sizes, 0.0)
        block.disarmed[...] = np.abs(values) <= NOISE * noise
        edge = ROUNDING * noise
        block.modes[...] = np.where(self.strict, values > edge, values >= -edge)
        self.turn_breaks(block)

    def _lost(self, block: Block, place: int) -> None:
        member, t, state = int(block.ids[place]), float(block.time[place]), block.state[:, place]
        for generated in (self.program.signs, self.program.scales):
            reason = self.fates.reason(member, generated, t, state)
        self.fates.stuck(member, t, state, reason)

    def turn_breaks(self, block: Block) -> None:
        """Set switches whose time is known beforehand to what they are at each member's time."""
        for known, times in zip(self.program.breaks, block.breaks, strict=True):
            block.modes[known.position] = (block.time >= times) == known.rises
