"""Finding where a switch turns inside a step: sampled so that two crossings in a long step are not missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import brentq

from takeoff.solve.engine import Step

SAMPLES = np.array([0.25, 0.5, 0.75])
"""Shares of a step at which it is looked at, besides its end."""
NOISE = 1e-9
"""A root function this small against its terms counts as zero: a switch that fired stays disarmed until it leaves."""

BEYOND = 0.01
"""How far around its end a step that was made again is looked at, as a share of it."""


@dataclass(frozen=True)
class Crossing:
    """The first time in a step at which switches turn."""

    time: float
    positions: tuple[int, ...]


@dataclass
class Watch:
    """Watches the switches whose time is not known beforehand, through one piece.

    Arguments:
        roots: (t, variables, modes) -> root functions of all switches.
        scales: (t, variables) -> sizes of their terms.
        positions: which switches to watch.
        modes: their 0 or 1 in this piece.
        disarmed: positions that sit at zero.
    """

    roots: Callable[..., Sequence[float]]
    scales: Callable[..., Sequence[float]]
    positions: tuple[int, ...]
    modes: tuple[int, ...]
    disarmed: set[int]

    def crossing(self, step: Step) -> Crossing | None:
        """The first crossing in a step, if any; arms switches that have left zero."""
        if not self.positions:
            return None
        before, inside = step.start, step.start + SAMPLES * (step.end - step.start)
        states = [*step.at(inside).T, step.state]
        for now, state in zip([*inside.tolist(), step.end], states, strict=True):
            if turned := self._turned(now, state):
                times = {position: self._locate(position, before, now, step) for position in turned}
                first = min(times.values())
                return Crossing(first, tuple(p for p, time in times.items() if time == first))
            before = now
        return None

    def crossing_at_end(self, step: Step, positions: Sequence[int], until: float) -> Crossing | None:
        """Where some switches turn just before or after the end of a step, if any does.

        Arguments:
            step: made again, to end where an earlier one told that they turn.
            positions: which they are.
            until: end of the earlier one [year].
        """
        width = BEYOND * (step.end - step.start)
        low, high = step.end - width, min(step.end + width, until)
        times = {position: self._between(position, low, high, step) for position in positions}
        found = {position: time for position, time in times.items() if time is not None}
        if not found:
            return None
        first = min(found.values())
        return Crossing(first, tuple(position for position, time in found.items() if time == first))

    def _turned(self, t: float, state: Any) -> list[int]:
        values = self.roots(t, state.tolist(), self.modes)
        wrong = [p for p in self.positions if (values[p] < 0) == bool(self.modes[p]) and values[p] != 0]
        if not self.disarmed:
            return wrong
        scales = self.scales(t, state.tolist())
        for position in [p for p in self.disarmed if abs(values[p]) > NOISE * scales[p]]:
            self.disarmed.discard(position)
        return [position for position in wrong if position not in self.disarmed]

    def _locate(self, position: int, low: float, high: float, step: Step) -> float:
        found = self._between(position, low, high, step)
        return low if found is None else found

    def _between(self, position: int, low: float, high: float, step: Step) -> float | None:
        """Where a switch turns between two times; None where its root function has one sign at both."""

        def root(t: float) -> float:
            return self.roots(t, step.at(t).tolist(), self.modes)[position]

        if root(low) * root(high) > 0:
            return None
        return float(brentq(root, low, high, xtol=1e-15, rtol=4 * np.finfo(float).eps))
