"""Taylor coefficients and surveys of the steps of any number of members.

Members go through in groups that fit a processor's cache: what heyoka has computed of a group is read at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from takeoff.solve.fast.compiled import LANES, Compiled

Floats = npt.NDArray[np.float64]

GROUP = 16 * LANES
"""Members that are seen to together."""


class Lanes:
    """A member a lane: no member's end stops others, and none waits for a slower one.

    Arguments:
        compiled: functions of a program.
    """

    def __init__(self, compiled: Compiled) -> None:
        integrator = compiled.integrator()
        self.compiled = compiled
        self._step, self._state = integrator.step, integrator.state
        self._given, self._found = integrator.pars, integrator.tc
        self._nowhere = np.zeros(LANES)
        self._room: dict[str, Floats] = {}

    def surveyed(self, state: Floats, given: Floats) -> tuple[Floats, Floats]:
        """Taylor coefficients, by group, variable, power and member; what `Compiled.survey` gives.

        Both are written over by the next survey: to lay them out anew each time costs a tenth of all.

        Arguments:
            state: variables.
            given: parameters of the survey, by group, row and member.
        """
        told = self._kept("told", self.compiled.survey.results, state.shape[1])
        coefficients = self._kept("coefficients", len(given), *self._found.shape[:2], GROUP)
        for room, theirs, some in zip(coefficients, given, groups(state.shape[1]), strict=True):
            self._fill(room, state[:, some], theirs)
            told[:, some] = self.compiled.survey(room.reshape(-1, GROUP), theirs)[:, : some.stop - some.start]
        return coefficients, told

    def coefficients(self, state: Floats, given: Floats) -> Floats:
        """Taylor coefficients by group, variable, power and member; written over as those of surveys are.

        Arguments:
            state: variables.
            given: parameters of the terms, then the times, by group, row and member.
        """
        coefficients = self._kept("coefficients", len(given), *self._found.shape[:2], GROUP)
        for room, theirs, some in zip(coefficients, given, groups(state.shape[1]), strict=True):
            self._fill(room, state[:, some], theirs)
        return coefficients

    def _kept(self, name: str, *shape: int) -> Floats:
        size = math.prod(shape)
        if size > self._room.get(name, self._nowhere[:0]).size:
            self._room[name] = np.empty(size)
        return self._room[name][:size].reshape(shape)

    def _fill(self, room: Floats, state: Floats, given: Floats) -> None:
        used, state = state.shape[1], full(state)
        for first in range(0, used, LANES):
            some = slice(first, first + LANES)
            self._state[...], self._given[...] = state[:, some], given[: len(self._given), some]
            self._step(self._nowhere, write_tc=True)
            room[:, :, some] = self._found


def groups(members: int) -> Iterator[slice]:
    """Places of the members of each group."""
    for first in range(0, members, GROUP):
        yield slice(first, min(first + GROUP, members))


def full(rows: Floats) -> Floats:
    """Rows of a group, its last member told again until it is full."""
    used = rows.shape[-1]
    return rows if used == GROUP else rows.take(np.minimum(np.arange(GROUP), used - 1), axis=-1)


class Grouped:
    """Rows of numbers by group, row and member, in which some rows are written anew for each step.

    Arguments:
        first: rows that stay.
        others: how many rows follow.
    """

    def __init__(self, first: Floats, others: int) -> None:
        self.stay, members = first.shape
        self.rows = np.empty((-(-members // GROUP), self.stay + others, GROUP))
        self._write(0, first)

    def written(self, others: list[Floats]) -> Floats:
        """All rows, the others written: rows, or blocks of rows."""
        place = self.stay
        for one in others:
            place = self._write(place, np.atleast_2d(one))
        return self.rows

    def _write(self, place: int, rows: Floats) -> int:
        last = place + len(rows)
        for group, some in zip(self.rows, groups(rows.shape[1]), strict=True):
            group[place:last] = full(rows[:, some])
        return last
