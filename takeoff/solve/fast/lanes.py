"""Taylor coefficients and surveys of the steps of any number of members.

Members go through in groups that fit a processor's cache: what heyoka has computed of a group is read at once.
"""

from __future__ import annotations

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
        self._step, self._set_time = integrator.step, integrator.set_time
        self._state, self._given, self._found = integrator.state, integrator.pars, integrator.tc
        self._nowhere = np.zeros(LANES)

    def surveyed(self, start: Floats, state: Floats, given: list[Floats]) -> tuple[Floats, Floats]:
        """Taylor coefficients, by group, variable, power and member; what `Compiled.survey` gives.

        Arguments:
            start: times [year].
            state: variables.
            given: parameters of the survey, rows or blocks of rows.
        """
        members = len(start)
        groups = [slice(first, first + GROUP) for first in range(0, members, GROUP)]
        coefficients, told = self._room(len(groups)), np.empty((self.compiled.survey.results, members))
        for room, some in zip(coefficients, groups, strict=True):
            theirs = self._widened([rows[..., some] for rows in given])
            moving = self._widened([state[:, some], start[some]])
            self._fill(room, moving, theirs)
            told[:, some] = self.compiled.survey(room.reshape(-1, GROUP), theirs)[:, : len(start[some])]
        return coefficients, told

    def coefficients(self, start: Floats, state: Floats, given: Floats) -> Floats:
        """Taylor coefficients by group, variable, power and member.

        Arguments:
            start: times [year].
            state: variables.
            given: parameters of the terms.
        """
        groups = [slice(first, first + GROUP) for first in range(0, len(start), GROUP)]
        coefficients = self._room(len(groups))
        for room, some in zip(coefficients, groups, strict=True):
            self._fill(room, self._widened([state[:, some], start[some]]), self._widened([given[:, some]]))
        return coefficients

    def _room(self, groups: int) -> Floats:
        count, powers, _ = self._found.shape
        return np.empty((groups, count, powers, GROUP))

    def _widened(self, parts: list[Floats]) -> Floats:
        """Rows of a group, one under the other, its last member told again until it is full."""
        rows, used = np.vstack(parts), parts[0].shape[-1]
        return rows if used == GROUP else rows.take(np.minimum(np.arange(GROUP), used - 1), axis=1)

    def _fill(self, room: Floats, moving: Floats, given: Floats) -> None:
        for first in range(0, GROUP, LANES):
            some = slice(first, first + LANES)
            self._state[...], self._given[...] = moving[:-1, some], given[: len(self._given), some]
            self._set_time(moving[-1, some])
            self._step(self._nowhere, write_tc=True)
            room[:, :, some] = self._found
