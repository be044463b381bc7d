"""Feedback loops of a run, reinforcing or balancing by the signs of the Jacobian along it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import sympy

from takeoff.algebra.influences import influences
from takeoff.algebra.loops import MOST, cycles
from takeoff.algebra.symbols import marked, spoken
from takeoff.equations.scope import label
from takeoff.solve.guard import numbers
from takeoff.solve.reading import variables

if TYPE_CHECKING:
    from takeoff.solve.generate import Generated
    from takeoff.solve.run import Run

Floats = npt.NDArray[np.float64]

REINFORCING, BALANCING, CHANGES = "reinforcing", "balancing", "changes"
KINK = "kink"
SLIGHT = 1e-9
"""An influence below this, relative to the largest sizes of both quantities along the run, is none."""


@dataclass(frozen=True)
class Loop:
    """Quantities that each move the next, the last the first.

    Arguments:
        path: labels, beginning with the first stock in file order; "kink" for a min, max, where or the like.
        polarity: "reinforcing", "balancing", or "changes" along the run.
        spans: (from, to, polarity) in years from the start, where the loop acts.
    """

    path: tuple[str, ...]
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


@dataclass(frozen=True)
class _Signs:
    """The sign of every influence (-1, 0, 1) at every moment: by moment, moved node, moving node."""

    names: Sequence[str]
    times: Floats
    signs: Floats


def loops_among_stocks(run: Run, most: int = MOST) -> Loops:
    """The feedback loops among the stocks of a run, everything between them netted.

    Arguments:
        run: along which the signs are taken.
        most: how many loops at most.

    An influence is the derivative of a stock's net flow by a stock; that of a stock in proportion to which it grows
    is among them. Jumps at events are no part of it.
    """
    states = run.program.system.states
    if not states:
        return Loops((), True)
    moments = _moments(run)
    times = np.array([t for t, _, _ in moments])
    move, directions = run.program.slopes.bind(run.trajectory.fixed), np.eye(len(states))
    moved = [move(directions, *moment) for moment in moments]
    rates, slopes = np.array([rates for rates, _ in moved]), np.array([slopes.T for _, slopes in moved])
    logs = [position for position, state in enumerate(states) if state.log]
    values = np.array([values for _, values, _ in moments], dtype=float)
    values[:, logs] = 1.0
    relative = slopes * _sizes(values)[None, :] / _sizes(values)[:, None]
    relative[:, logs, logs] += rates[:, logs]
    return _loops(_Signs([label(state.key) for state in states], times, _signs(relative)), most)


def loops_through_quantities(run: Run, most: int = MOST) -> Loops:
    """The feedback loops of a run through every quantity that they pass.

    Arguments:
        run: along which the signs are taken.
        most: how many loops at most.
    """
    system = run.program.system
    found = influences(system)
    stocks = [state.symbol for state in system.states]
    nodes = dict.fromkeys([*stocks, *(symbol for one in found for symbol in (one.target, one.source))])
    place = {symbol: position for position, symbol in enumerate(nodes)}
    logs = {state.symbol for state in system.states if state.log}
    known = {symbol: label(key) for key, symbol in system.quantities.items()}
    names = [known.get(symbol) or _helper(symbol) for symbol in place]
    lines = {marked(one.target, f"slope_{position}"): one.slope for position, one in enumerate(found)}
    times, rows = _along(run, run.program.inside(lines, [*place, *lines]))
    sizes = _sizes(rows[:, : len(place)])
    signs = np.zeros((len(times), len(place), len(place)))
    for column, one in enumerate(found, start=len(place)):
        target, source = place[one.target], place[one.source]
        relative = rows[:, column] * (1.0 if one.source == one.target else sizes[source])
        signs[:, target, source] = _signs(relative / (1.0 if one.target in logs else sizes[target]))
    return _loops(_Signs(names, times, signs), most)


def _helper(symbol: sympy.Symbol) -> str:
    """What stands between quantities: a kink (min, max, where ...), or a rate of change."""
    return KINK if symbol.name.startswith(f"{KINK}__") else spoken(symbol)


def _moments(run: Run) -> list[tuple[float, list[float], tuple[int, ...]]]:
    return [(t, variables(run.program, state), modes) for t, state, modes in run.trajectory.moments()]


def _along(run: Run, generated: Generated) -> tuple[Floats, Floats]:
    """Times of a run, and what a function gives at each."""
    read, moments = generated.bind(run.trajectory.fixed), _moments(run)
    rows = [numbers(read, t, values, modes) for t, values, modes in moments]
    return np.array([t for t, _, _ in moments]), np.array(rows, dtype=float)


def _sizes(values: Floats) -> Floats:
    """Largest size of each column along the run, 1 for one that is always 0."""
    sizes: Floats = np.abs(values).max(axis=0)
    return np.where(sizes == 0.0, 1.0, sizes)


def _signs(relative: Floats) -> Floats:
    signs: Floats = np.sign(np.where(np.abs(relative) < SLIGHT, 0.0, relative))
    return signs


def _loops(all_signs: _Signs, most: int) -> Loops:
    ever: npt.NDArray[np.bool_] = np.any(all_signs.signs != 0.0, axis=0)
    targets = {source: [int(t) for t in np.flatnonzero(ever[:, source])] for source in range(len(ever))}
    found, complete = cycles(targets, most)
    loops = [_loop(all_signs, cycle) for cycle in found]
    return Loops(tuple(loop for loop in loops if loop.spans), complete)


def _loop(all_signs: _Signs, cycle: tuple[int, ...]) -> Loop:
    pairs = zip(cycle, (*cycle[1:], cycle[0]), strict=True)
    product = np.prod([all_signs.signs[:, target, source] for source, target in pairs], axis=0)
    spans = tuple(span for span in _spans(all_signs.times.tolist(), product.tolist()) if span[2])
    kinds = {polarity for _, _, polarity in spans}
    return Loop(tuple(all_signs.names[node] for node in cycle), kinds.pop() if len(kinds) == 1 else CHANGES, spans)


def _spans(times: Iterable[float], signs: Iterable[float]) -> list[tuple[float, float, str]]:
    """Stretches of one polarity, "" where the loop does not act."""
    spans: list[tuple[float, float, str]] = []
    for time, sign in zip(times, signs, strict=True):
        polarity = {1.0: REINFORCING, -1.0: BALANCING}.get(sign, "")
        if spans and spans[-1][2] == polarity:
            spans[-1] = (spans[-1][0], time, polarity)
        else:
            spans.append((time, time, polarity))
    return spans
