"""Taylor coefficients of any number of members, from an integrator that computes those of a few at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.solve.fast.compiled import LANES

Floats = npt.NDArray[np.float64]


class Lanes:
    """A member a lane: no member's end stops others, and none waits for a slower one.

    Arguments:
        integrator: of `LANES` members, not shared with anybody.
    """

    def __init__(self, integrator: Any) -> None:
        self._step, self._set_time = integrator.step, integrator.set_time
        self._state, self._given, self._found = integrator.state, integrator.pars, integrator.tc
        self._nowhere = np.zeros(LANES)
        self._time = np.zeros(LANES)

    def coefficients(self, start: Floats, state: Floats, given: Floats) -> Floats:
        """Taylor coefficients by variable, power and member.

        Arguments:
            start: times [year].
            state: variables.
            given: the integrator's parameters.
        """
        count, powers, _ = self._found.shape
        found = np.empty((count, powers, len(start)))
        for first in range(0, len(start), LANES):
            some = slice(first, first + LANES)
            found[:, :, some] = self._computed(start[some], state[:, some], given[:, some])
        return found

    def _computed(self, start: Floats, state: Floats, given: Floats) -> Floats:
        """Coefficients of a few members; lanes left over go on unread."""
        used = len(start)
        self._time[:used], self._state[:, :used], self._given[:, :used] = start, state, given
        self._set_time(self._time)
        self._step(self._nowhere, write_tc=True)
        return self._found[:, :, :used]
