"""Promises and ranges of controls along the way of some members."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from takeoff.errors import RunError
from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.program import Program
from takeoff.solve.reading import RELATIVE, beside, flaw_at

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


class Promises:
    """The first flaw of each member: a promise that does not hold, or a control that leaves its range.

    Arguments:
        program: the compiled system.
        fates: knows the fixed numbers of members.
    """

    def __init__(self, program: Program, fates: Fates) -> None:
        self.program, self.fates = program, fates
        self.flaws: dict[int, str] = {}
        self.count = len(program.system.promises)
        ranges = np.array(list(program.ranges.values())).reshape(-1, 2)
        self.low, self.high = ranges[:, :1] - RELATIVE, ranges[:, 1:] + RELATIVE

    def begin(self) -> None:
        """Note members for which what stays during their run gives no number."""
        if self.program.promises.is_sound(self.fates.fixed):
            return
        for member in range(len(self.fates.failed)):
            try:
                self.program.promises.bind(self.fates.values(member))
            except RunError as error:
                self.flaws[member] = str(error)

    def check(self, block: Block, looking: Bools, found: Floats) -> None:
        """Look at some members where they are.

        Arguments:
            block: the members.
            looking: which are looked at.
            found: what `Program.promises` gives there.
        """
        broken = self._broken(found)
        places = np.flatnonzero(broken.any(axis=0) & looking)
        if not len(places):
            return
        surely = self._surely(block.take(places), broken[:, places])
        for place in places[surely]:
            member = int(block.ids[place])
            if member not in self.flaws:
                self._note(member, (float(block.time[place]), block.state[:, place], block.modes[:, place]))

    def _broken(self, found: Floats) -> Bools:
        """Promises that do not hold, controls below their ranges, and controls above, a row for each."""
        controls = found[self.count :]
        broken: Bools = np.concatenate([found[: self.count] <= 0.5, ~(controls >= self.low), ~(controls <= self.high)])
        return broken

    def _surely(self, block: Block, broken: Bools) -> Bools:
        """Members with a flaw that is there above and below their state too, and before and after."""
        check = self.fates.bound(self.program.promises, block.ids)
        for time, near in beside(block.time, block.state):
            broken &= self._broken(check(time, near, block.modes))
        surely: Bools = np.logical_or.reduce(broken, axis=0)
        return surely

    def _note(self, member: int, moment: tuple[float, Floats, Floats]) -> None:
        t, state, modes = moment
        try:
            check = self.program.promises.bind(self.fates.values(member))
            told = flaw_at(self.program, check, (t, state, tuple(modes.tolist())))
        except RunError as error:
            told = str(error)
        if told:
            self.flaws[member] = told
