"""Taylor series of some members around the starts of their steps."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.passage import Passage

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Series(Passage):
    """One step of each of some members, as a polynomial of the time since its start.

    Arguments:
        coefficients: by variable, power and member.
    """

    coefficients: Floats

    def at(self, share: Any) -> Floats:
        """Variables at a share of each step."""
        since = share * self.length
        total: Floats = self.coefficients[:, -1].copy()
        for power in range(self.coefficients.shape[1] - 2, -1, -1):
            total *= since
            total += self.coefficients[:, power]
        return total

    def take(self, places: Any) -> Self:
        """Those of some members."""
        coefficients = self.coefficients.take(places, axis=2)
        return type(self)(self.start[places], self.length[places], self.state.take(places, axis=1), coefficients)


@dataclass(frozen=True)
class Groups(Passage):
    """One step of each of some members, whose series come in groups.

    Arguments:
        coefficients: by group, variable, power and member.
    """

    coefficients: Floats

    def at(self, share: Any) -> Floats:
        """Variables at a share of each step."""
        return self.take(np.arange(len(self.start))).at(share)

    def take(self, places: Any) -> Series:
        """Those of some members."""
        count, powers, size = self.coefficients.shape[1:]
        found = np.empty((count * powers, len(places)))
        group, column = np.divmod(places, size)
        firsts = np.flatnonzero(np.diff(group, prepend=-1)).tolist()
        for first, last in itertools.pairwise([*firsts, len(places)]):
            theirs = self.coefficients[group[first]].reshape(-1, size)
            found[:, first:last] = theirs.take(column[first:last], axis=1)
        coefficients = found.reshape(count, powers, -1)
        return Series(self.start[places], self.length[places], self.state.take(places, axis=1), coefficients)
