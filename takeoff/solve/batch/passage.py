"""What a method hands over: one step of each of some members, and where they were within it."""

from __future__ import annotations

import abc
from dataclasses import dataclass
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Passage(abc.ABC):
    """One step of each of some members, with its interpolant.

    Arguments:
        start: its time [year].
        length: how long it is [year].
        state: variables at its start, a row for each.
    """

    start: Floats
    length: Floats
    state: Floats

    @abc.abstractmethod
    def at(self, share: Any) -> Floats:
        """Variables at a share of each step.

        Arguments:
            share: from 0 to 1, one for all or one for each member.
        """

    @abc.abstractmethod
    def take(self, places: Any) -> Passage:
        """Those of some members."""

    def put(self, places: Any, others: Self) -> None:
        """Set those of some members."""
        self.start[places], self.length[places], self.state[:, places] = others.start, others.length, others.state


class Within(Protocol):
    """A function within steps, one of each of some members."""

    def __call__(self, time: Floats) -> Floats:
        """Results at times, a row for each, a column for each member."""

    def take(self, places: Integers) -> Self:
        """The function within the steps of some of the members."""
