"""What an engine is: it integrates a smooth right-hand side and hands over each step with its interpolant."""

from __future__ import annotations

import abc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from takeoff.solve.guard import Guard


@dataclass(frozen=True)
class Step:
    """One accepted step.

    Arguments:
        start, end: its times [year].
        state: variables at its end.
        at: interpolant: time -> variables.
    """

    start: float
    end: float
    state: Any
    at: Callable[[float], Any]


class Engine(abc.ABC):
    """Integrates one piece; pieces, switches, events and names are not its business."""

    name: str

    def steps(
        self,
        right_hand_side: Callable[[float, Any], Any],
        start: float,
        state: Any,
        stop: float,
        guard: Guard,
        longest: float,
    ) -> Iterator[Step]:
        """Integrate from start to stop, each step checked against the ceiling.

        Arguments:
            right_hand_side: smooth on the piece.
            start: time [year].
            state: variables at the start.
            stop: time [year].
            guard: budget and messages.
            longest: longest step [year].

        Raises:
            RunError: no finite solution, a stock beyond the ceiling, or the budget used up.
        """
        if stop <= start:
            return
        for step in self._solve(right_hand_side, start, state, stop, guard, longest):
            guard.below_ceiling(step.end, step.state)
            yield step

    @abc.abstractmethod
    def _solve(
        self,
        right_hand_side: Callable[[float, Any], Any],
        start: float,
        state: Any,
        stop: float,
        guard: Guard,
        longest: float,
    ) -> Iterator[Step]:
        """The integration itself, all that an engine writes."""
