"""What an engine is: it integrates a smooth right-hand side and hands over each step with its interpolant."""

from __future__ import annotations

import abc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from takeoff.solve.guard import Guard


@dataclass(frozen=True)
class Stretch:
    """What is integrated: smooth from one jump or kink to the next.

    Arguments:
        right_hand_side: (time, variables) -> rates.
        start: time [year].
        stop: time [year].
        state: variables at the start.
        longest: longest step [year].
        first: length of the first step, chosen by the engine unless given [year].
    """

    right_hand_side: Callable[[float, Any], Any]
    start: float
    stop: float
    state: Any
    longest: float
    first: float | None = None


@dataclass(frozen=True)
class Step:
    """One accepted step.

    Arguments:
        start, end: its times [year].
        state: variables at its end.
        at: interpolant: time -> variables; array of times -> variables, a column for each.
    """

    start: float
    end: float
    state: Any
    at: Callable[[Any], Any]


class Engine(abc.ABC):
    """Integrates one stretch; pieces, switches, events and names are not its business."""

    name: str

    def steps(self, stretch: Stretch, guard: Guard) -> Iterator[Step]:
        """Integrate, each step checked against the ceiling.

        Arguments:
            stretch: what is integrated.
            guard: tolerances, budget and messages.

        Raises:
            RunError: no finite solution, a stock beyond the ceiling, or the budget used up.
        """
        if stretch.stop <= stretch.start:
            return
        for step in self._solve(stretch, guard):
            guard.below_ceiling(step.end, step.state)
            yield step

    @abc.abstractmethod
    def _solve(self, stretch: Stretch, guard: Guard) -> Iterator[Step]:
        """The integration itself, all that an engine writes."""
