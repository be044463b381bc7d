"""Quantities of members at given times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import sympy

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.passage import Passage
from takeoff.solve.program import Program

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


class Samples:
    """Fills a table of quantities at times as the members pass them; at a border, with what they are after it.

    Arguments:
        program: the compiled system.
        fates: knows the fixed numbers of members.
        times: rising [year].
        symbols: of the quantities.
    """

    def __init__(self, program: Program, fates: Fates, times: Floats, symbols: Sequence[sympy.Symbol]) -> None:
        self.program, self.fates, self.times, self.symbols = program, fates, times, tuple(symbols)
        members = len(fates.failed)
        self.values = np.full((members, len(times), len(self.symbols)), np.nan)
        self.wanted = bool(self.symbols) and len(times) > 0
        self.next = np.zeros(members, dtype=np.int64)

    def begin(self, block: Block) -> None:
        """Note that pieces of some members begin: a time that is theirs is looked at again."""
        self.next[block.ids] = np.searchsorted(self.times, block.time, side="left")
        self._fill(block, np.flatnonzero(self._due(block, block.time)), None)

    def step(self, block: Block, steps: Passage, end: Floats) -> None:
        """Look at the times within a step of each of some members.

        Arguments:
            block: the members, with the modes that they had.
            steps: theirs.
            end: until when [year].
        """
        while len(places := np.flatnonzero(self._due(block, end))):
            self._fill(block, places, steps)

    def _due(self, block: Block, until: Floats) -> npt.NDArray[np.bool_]:
        if not self.wanted:
            return np.zeros(len(block.ids), dtype=bool)
        place = self.next[block.ids]
        last = len(self.times) - 1
        due: npt.NDArray[np.bool_] = (place <= last) & (self.times[np.minimum(place, last)] <= until)
        return due

    def _fill(self, block: Block, places: Integers, steps: Passage | None) -> None:
        ids = block.ids[places]
        row = self.next[ids]
        now, modes = self.times[row], block.modes.take(places, axis=1)
        if steps is None:
            state = block.state.take(places, axis=1)
        else:
            part = steps.take(places)
            state = part.at((now - part.start) / part.length)
        read = self.fates.bound(self.program.several(self.symbols), ids)
        self.values[ids, row] = read(now, state, modes).T
        self.next[ids] += 1
