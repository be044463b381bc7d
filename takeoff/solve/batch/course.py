"""The way of each member of a batch as a single run tells it: pieces and borders, noted as they are passed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.block import Block
from takeoff.solve.trajectory import Border, Jumped, Piece, Trajectory

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


class Course:
    """Pieces and borders of the members of a batch.

    Arguments:
        members: how many there are.
    """

    def __init__(self, members: int) -> None:
        self.pieces: list[list[Piece]] = [[] for _ in range(members)]
        self.borders: list[list[Border]] = [[] for _ in range(members)]
        self.last: dict[int, tuple[float, Any, tuple[int, ...]]] = {}

    def reach(self, block: Block) -> None:
        """Members reach a border, with the modes that they have there before any event happens."""
        for member, time, modes in zip(block.ids.tolist(), block.time.tolist(), _modes(block.modes), strict=True):
            if member in self.last:
                start, state, before = self.last[member]
                self.pieces[member].append(Piece(start, time, state, before, ()))
            self.borders[member].append(Border(modes, ()))

    def jump(self, block: Block, event: int, places: Integers) -> None:
        """An event happens to some members, with the modes that they have before it."""
        modes = _modes(block.modes.take(places, axis=1))
        for member, before in zip(block.ids[places].tolist(), modes, strict=True):
            border = self.borders[member][-1]
            self.borders[member][-1] = Border(border.modes, (*border.jumps, Jumped(event, before)))

    def leave(self, block: Block) -> None:
        """Members leave a border, or end there."""
        states = block.state.T.copy()
        for member, *point in zip(block.ids.tolist(), block.time.tolist(), states, _modes(block.modes), strict=True):
            time, state, modes = point
            self.last[member] = (time, state, modes)

    def trajectory(
        self, member: int, fixed: tuple[float, ...], milestones: Mapping[str, float | None], stopped_by: str
    ) -> Trajectory:
        """The run of a member that has ended; its pieces have no steps.

        Arguments:
            member: its place.
            fixed: its parameters, then values at the start.
            milestones: name -> first time [year], None where never.
            stopped_by: the milestone that ended it, "" for the horizon.
        """
        pieces, borders = tuple(self.pieces[member]), tuple(self.borders[member])
        return Trajectory(fixed, pieces, borders, *self.last[member], milestones, stopped_by, 0)


def _modes(modes: Floats) -> list[tuple[int, ...]]:
    """Modes of each member."""
    return [tuple(one) for one in modes.astype(int).T.tolist()]
