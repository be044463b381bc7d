"""Functions of time and variables alone, compiled: what is asked of members where they are, whatever their modes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.solve.fast.compiled import Function
from takeoff.solve.generate import Members

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CompiledPoints:
    """A compiled function of some members; where it gives no number, the printed one has the word.

    Arguments:
        function: (variables; constants of the printed function, then the time).
        printed: the same function.
    """

    function: Function
    printed: Members

    def __call__(self, *changing: Floats) -> Floats:
        """Results at times and variables, a row for each, a column for each member."""
        time, state = changing
        found = self.function(state, self.function.laid([self.printed.constants, time]))
        lost = np.flatnonzero(np.isnan(found).any(axis=0))
        if len(lost):
            found[:, lost] = self.printed.take(lost)(time[lost], state.take(lost, axis=1))
        return found

    def take(self, places: Any) -> CompiledPoints:
        """The function of some of the members."""
        return CompiledPoints(self.function, self.printed.take(places))
