"""Taylor coefficients and surveys of the steps of any number of members.

Members go through in groups that fit a processor's cache: what heyoka has computed of a group is read at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from takeoff.solve.fast.compiled import LANES, Compiled
from takeoff.solve.fast.survey import DOUBTS

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

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
        self._room = np.empty((*self._found.shape[:2], GROUP))
        self._survey = np.empty((0, 0))

    def surveyed(self, state: Floats, given: Floats, everywhere: bool) -> tuple[Floats, Floats, Integers]:
        """What `Compiled.survey` gives; Taylor coefficients of some members, for full vectors, and their places.

        They are the members in whose steps there are doubts: to keep those of all takes memory and so time. What the
        survey gives is written over by the next one, for the same reason.

        Arguments:
            state: variables.
            given: parameters of the survey, by group, row and member.
            everywhere: whether the coefficients of all members are wanted.
        """
        told, parts, places = self._told(state.shape[1]), [], []
        for theirs, some in zip(given, groups(state.shape[1]), strict=True):
            self._fill(state[:, some], theirs)
            told[:, some] = self.compiled.survey(self._room.reshape(-1, GROUP), theirs)[:, : some.stop - some.start]
            kept = np.flatnonzero((told[DOUBTS, some] > 0.0) | everywhere)
            parts.append(self._room.take(kept, axis=2))
            places.append(some.start + kept)
        return told, self._joined(parts), np.concatenate(places)

    def coefficients(self, state: Floats, given: Floats) -> Floats:
        """Taylor coefficients by variable, power and member.

        Arguments:
            state: variables.
            given: parameters of the terms, then the times, by group, row and member.
        """
        coefficients = np.empty((*self._found.shape[:2], state.shape[1]))
        for theirs, some in zip(given, groups(state.shape[1]), strict=True):
            self._fill(state[:, some], theirs)
            coefficients[:, :, some] = self._room[:, :, : some.stop - some.start]
        return coefficients

    def _joined(self, parts: list[Floats]) -> Floats:
        """Coefficients of several groups as those of one, the last member told again for full vectors."""
        members = sum(part.shape[2] for part in parts)
        more = -members % self.compiled.survey.width if members else 0
        last = [part for part in parts if part.shape[2]][-1:]
        return np.concatenate([*parts, *(np.repeat(part[:, :, -1:], more, axis=2) for part in last)], axis=2)

    def _told(self, members: int) -> Floats:
        if self._survey.shape[1] < members:
            self._survey = np.empty((self.compiled.survey.results, members))
        return self._survey.reshape(-1)[: self.compiled.survey.results * members].reshape(-1, members)

    def _fill(self, state: Floats, given: Floats) -> None:
        used, state = state.shape[1], full(state)
        for first in range(0, used, LANES):
            some = slice(first, first + LANES)
            self._state[...], self._given[...] = state[:, some], given[: len(self._given), some]
            self._step(self._nowhere, write_tc=True)
            self._room[:, :, some] = self._found


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
