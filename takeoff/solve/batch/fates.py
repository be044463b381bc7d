"""What becomes of members: reasons of those that failed, in the words of a single run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from takeoff.errors import RunError
from takeoff.solve.generate import Generated, NotFinite
from takeoff.solve.guard import finite
from takeoff.solve.pieces import guard_of
from takeoff.solve.program import Program
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
NO_NUMBER = "not a finite number"


class Bound(Protocol):
    """A function of some members."""

    def __call__(self, *changing: Floats) -> Floats:
        """Results, a row for each, a column for each member."""

    def take(self, places: Any) -> Bound:
        """The function of some of the members."""


class Fates:
    """Who failed, and why; a failed member is asked once more, by itself, for what is wrong with it.

    A method that binds functions of the program to members in a faster way than `Generated.bind_members` sets `bind`.

    Arguments:
        program: the compiled system.
        settings: accuracy and budget.
        members: how many there are.
    """

    def __init__(self, program: Program, settings: Settings, members: int) -> None:
        self.program, self.guard = program, guard_of(program, settings)
        self.fixed = np.empty((0, members))
        self._bound: dict[int, tuple[Generated, Bound]] = {}
        self.bind: Callable[[Generated, Floats], Bound] = Generated.bind_members
        self.reasons = [""] * members
        self.failed = np.zeros(members, dtype=bool)

    def fail(self, member: int, error: RunError | str) -> None:
        """Note why a member failed; what it failed of first stays."""
        if not self.failed[member]:
            self.failed[member], self.reasons[member] = True, str(error)

    def blame(self, member: int, alone: Callable[[], Any]) -> None:
        """Let a member fail of what it fails of alone, if it does.

        Arguments:
            member: its place.
            alone: does for floats what was done for arrays.
        """
        try:
            alone()
        except RunError as error:
            self.fail(member, error)

    def bound(self, generated: Generated, members: Integers) -> Bound:
        """A function of some members; what stays during their run is computed once for all.

        Arguments:
            generated: a function of the program.
            members: their places.
        """
        if id(generated) not in self._bound:
            self._bound[id(generated)] = generated, self.bind(generated, self.fixed)
        _, everyone = self._bound[id(generated)]
        return everyone.take(members)

    def values(self, member: int) -> tuple[float, ...]:
        """Fixed numbers of a member."""
        return tuple(self.fixed[:, member].tolist())

    def reason(self, member: int, generated: Generated, t: float, state: Floats, modes: Any = None) -> str:
        """Why a function gives a member no finite number at a point.

        Arguments:
            member: its place.
            generated: the function.
            t: time [year].
            state: variables.
            modes: 0 or 1 for each followed switch, for a function inside a piece.
        """
        given = [] if modes is None else [modes.tolist()]
        try:
            finite(generated.bind(self.values(member)), t, state.tolist(), *given)
        except NotFinite as error:
            return error.reason
        return NO_NUMBER

    def stuck(self, member: int, t: float, state: Floats, reason: str) -> None:
        """Let a member fail because its equations have no solution beyond a point."""
        self.fail(member, self.guard.stuck(float(t), state.tolist(), reason))
