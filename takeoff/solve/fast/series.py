"""Taylor series of some members around the starts of their steps."""

from __future__ import annotations

from collections.abc import Sequence
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

    def joined(self, others: Sequence[Self]) -> Self:
        """Steps of several groups of members as those of one, these first."""
        steps = (self, *others)
        return type(self)(
            np.concatenate([one.start for one in steps]),
            np.concatenate([one.length for one in steps]),
            np.concatenate([one.state for one in steps], axis=1),
            np.concatenate([one.coefficients for one in steps], axis=2),
        )
