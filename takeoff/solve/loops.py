"""Feedback loops among the stocks of a run, reinforcing or balancing by the signs of the Jacobian along it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from takeoff.algebra.loops import MOST, cycles
from takeoff.algebra.system import State
from takeoff.equations.scope import label
from takeoff.solve.guard import numbers
from takeoff.solve.reading import variables

if TYPE_CHECKING:
    from takeoff.solve.run import Run

Floats = npt.NDArray[np.float64]

REINFORCING, BALANCING, CHANGES = "reinforcing", "balancing", "changes"
SLIGHT = 1e-9
"""An influence below this, relative to the sizes of both stocks along the run, is none [1/year]."""


@dataclass(frozen=True)
class Loop:
    """Stocks that each move the next, the last the first.

    Arguments:
        stocks: labels, in the order of the model's file.
        polarity: "reinforcing", "balancing", or "changes" along the run.
        spans: (from, to, polarity) in years from the start, where the loop acts.
    """

    stocks: tuple[str, ...]
    polarity: str
    spans: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Loops:
    """Feedback loops, shortest first.

    Arguments:
        found: those that act at some time of the run.
        complete: whether there are no others.
    """

    found: tuple[Loop, ...]
    complete: bool


def feedback(run: Run, most: int = MOST) -> Loops:
    """The feedback loops among the stocks of a run.

    Arguments:
        run: along which the signs are taken.
        most: how many loops at most.

    An influence is the derivative of a stock's net flow by a stock, everything between them included; for a stock that
    grows in proportion to itself, that of the stock on itself counts as well. Jumps at events are no part of it.
    """
    if not run.program.variables:
        return Loops((), True)
    times, signs = _signs(run)
    ever = signs.any(axis=0)
    targets = {source: [int(t) for t in np.flatnonzero(ever[:, source])] for source in range(ever.shape[1])}
    found, complete = cycles(targets, most)
    names = [label(state.key) for state in run.program.system.states]
    loops = [_loop([names[i] for i in cycle], times, _products(signs, cycle)) for cycle in found]
    return Loops(tuple(loop for loop in loops if loop.spans), complete)


def _products(signs: Floats, cycle: tuple[int, ...]) -> Floats:
    """The sign of a loop at each moment."""
    pairs = zip(cycle, (*cycle[1:], cycle[0]), strict=True)
    product: Floats = np.prod([signs[:, target, source] for source, target in pairs], axis=0)
    return product


def _loop(stocks: Iterable[str], times: Floats, signs: Floats) -> Loop:
    spans: list[tuple[float, float, str]] = []
    for time, sign in zip(times.tolist(), signs.tolist(), strict=True):
        polarity = {1.0: REINFORCING, -1.0: BALANCING}.get(sign, "")
        if spans and spans[-1][2] == polarity:
            spans[-1] = (spans[-1][0], time, polarity)
        else:
            spans.append((time, time, polarity))
    acting = tuple(span for span in spans if span[2])
    kinds = {polarity for _, _, polarity in acting}
    return Loop(tuple(stocks), kinds.pop() if len(kinds) == 1 else CHANGES, acting)


def _signs(run: Run) -> tuple[Floats, Floats]:
    """Times, and -1, 0 or 1 for every moment, moved stock and moving stock."""
    states, read = run.program.system.states, run.program.slopes.bind(run.trajectory.fixed)
    moments = list(run.trajectory.moments())
    told = [(t, variables(run.program, state), modes) for t, state, modes in moments]
    rows = np.array([numbers(read, t, values, modes) for t, values, modes in told], dtype=float)
    size = len(states)
    relative, rates = rows[:, size:].reshape(-1, size, size), rows[:, :size]
    influences = relative * _scales(states, np.array([values for _, values, _ in told], dtype=float))
    logs = [position for position, state in enumerate(states) if state.log]
    influences[:, logs, logs] += rates[:, logs]
    influences[np.abs(influences) < SLIGHT] = 0.0
    return np.array([t for t, _, _ in told]), np.sign(influences)


def _scales(states: Sequence[State], values: Floats) -> Floats:
    """Size of the moving stock over that of the moved one; 1 for logarithms, whose derivatives are relative already."""
    sizes = np.abs(values).max(axis=0)
    sizes[[state.log for state in states]] = 1.0
    sizes[sizes == 0.0] = 1.0
    scales: Floats = sizes[None, :] / sizes[:, None]
    return scales
