"""Taylor series of some members around the starts of their steps."""

from __future__ import annotations

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
        coefficients: by variable, power and member; there may be more columns, which mean nothing.
    """

    coefficients: Floats

    def at(self, share: Any) -> Floats:
        """Variables at a share of each step."""
        since, coefficients = share * self.length, self.coefficients[:, :, : len(self.start)]
        total: Floats = coefficients[:, -1].copy()
        for power in range(coefficients.shape[1] - 2, -1, -1):
            total *= since
            total += coefficients[:, power]
        return total

    def rows(self) -> Floats:
        """Coefficients, a row for each variable and power, a column for each member and any that mean nothing."""
        variables, powers, members = self.coefficients.shape
        return self.coefficients.reshape(variables * powers, members)

    def take(self, places: Any) -> Self:
        """Those of some members."""
        coefficients = self.coefficients.take(places, axis=2)
        return type(self)(self.start[places], self.length[places], self.state.take(places, axis=1), coefficients)


@dataclass(frozen=True)
class Kept(Passage):
    """One step of each of some members, whose series are kept for some of them.

    Arguments:
        coefficients: by variable, power and member whose series is kept; any further columns mean nothing.
        places: of these members, rising.
    """

    coefficients: Floats
    places: npt.NDArray[np.int64]

    def at(self, share: Any) -> Floats:
        """Variables at a share of each step, if all are kept."""
        return self.take(np.arange(len(self.start))).at(share)

    def take(self, places: Any) -> Series:
        """Those of some members, all of them kept."""
        start, length, state = self.start[places], self.length[places], self.state.take(places, axis=1)
        if np.array_equal(places, self.places):
            return Series(start, length, state, self.coefficients)
        columns = np.full(len(self.start), self.coefficients.shape[2])  # no column: one that is not kept is an error
        columns[self.places] = np.arange(len(self.places))
        return Series(start, length, state, self.coefficients.take(columns[places], axis=2))
