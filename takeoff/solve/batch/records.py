"""What is written down about the members of a batch on their way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.arrive import ON
from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.outcomes import Moment
from takeoff.solve.pieces import CHATTER, chattered
from takeoff.solve.program import Program

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

LENGTH = 1e-9
"""Pieces that together last no longer, against 1 year or the time that has passed, have no length."""


class Records:
    """Milestones, ends, and the moments that outcomes are read at, a column for each member.

    Arguments:
        program: the compiled system.
        fates: who failed.
    """

    def __init__(self, program: Program, fates: Fates) -> None:
        self.fates, members = fates, len(fates.failed)
        names = [milestone.name for milestone in program.system.milestones]
        self.milestones = np.full((len(names), members), np.nan)
        asked = {outcome.at for outcome in program.system.outcomes if outcome.at}
        self.rows = {name: place for place, name in enumerate(names) if name in asked}
        self.states = {name: np.zeros((len(program.variables), members)) for name in ("", *self.rows)}
        self.end = np.full(members, np.nan)
        self.stopped = np.full(members, ON)
        self.evaluations = np.zeros(members, dtype=np.int64)
        self._begun = np.zeros((CHATTER, members))
        self._pieces = np.zeros(members, dtype=np.int64)

    def moments(self) -> dict[str, Moment]:
        """Milestone, or "" for the end -> where members were then."""
        times = {"": self.end, **{name: self.milestones[row] for name, row in self.rows.items()}}
        return {name: Moment(times[name], state) for name, state in self.states.items()}

    def arrived(self, block: Block) -> None:
        """Note where members are whose milestones are reached at this moment."""
        for name, row in self.rows.items():
            now = self.milestones[row, block.ids] == block.time
            self.states[name][:, block.ids[now]] = block.state[:, now]

    def ended(self, block: Block, stopped: Integers) -> None:
        """Note the end of members.

        Arguments:
            block: the members.
            stopped: number of the milestone that ended each.
        """
        self.end[block.ids], self.stopped[block.ids] = block.time, stopped
        self.evaluations[block.ids] = block.evaluations
        self.states[""][:, block.ids] = block.state

    def piece(self, block: Block) -> None:
        """Note that pieces begin."""
        self._begun[self._pieces[block.ids] % CHATTER, block.ids] = block.time
        self._pieces[block.ids] += 1

    def closed(self, block: Block) -> None:
        """Let members fail whose last pieces had no length."""
        pieces = self._pieces[block.ids]
        lasted = block.time - self._begun[pieces % CHATTER, block.ids]
        still = (pieces >= CHATTER) & (lasted <= LENGTH * np.maximum(1.0, block.time))
        for place in np.flatnonzero(still):
            self.fates.fail(int(block.ids[place]), chattered(float(block.time[place])))
