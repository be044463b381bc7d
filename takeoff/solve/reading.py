"""Reading a finished trajectory: quantities at a time, `since`, outcomes, promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import brentq

from takeoff.errors import RunError
from takeoff.solve.between import state_at
from takeoff.solve.generate import Generated, NotFinite
from takeoff.solve.guard import finite, numbers
from takeoff.solve.program import Program
from takeoff.solve.trajectory import Floats, Moments, Piece, Trajectory

BETWEEN = 2
"""Samples a step, where the first crossing of a level is looked for."""
NEAR = 1e-3
"""How far around a crossing its slope is taken, as a share of the distance of the samples."""
FEW = 8
"""Up to so many moments are read one by one, which needs no function of arrays."""
RELATIVE, ABSOLUTE = 1e-9, 1e-12
"""How far a state may be off after many steps, relative and in inside units."""


def variables(program: Program, state: Any) -> list[float]:
    """Variables as generated functions take them; none where the model has no stocks."""
    values: list[float] = state.tolist()
    return values if program.variables else []


def values_at(program: Program, read: Generated, fixed: Sequence[float], moments: Moments) -> Floats:
    """What a function gives at many moments of a run, a row for each result, a column for each moment.

    Arguments:
        program: the compiled system.
        read: a function inside a piece.
        fixed: numbers that stay for the run.
        moments: of the run.

    Raises:
        NotFinite: division by zero, overflow, a logarithm of nothing.
    """
    values = np.empty((len(read.targets), len(moments)))
    one_by_one = list(range(len(moments)))
    if len(moments) > FEW:
        states = moments.states if program.variables else moments.states[:0]
        with np.errstate(all="ignore"):
            values = read.bind_moments(fixed, len(moments))(moments.times, states, moments.modes)
        one_by_one = np.flatnonzero(~np.isfinite(values).all(axis=0)).tolist()  # which says what is wrong
    if one_by_one:
        function, given = read.bind(fixed), list(moments)
        for place in one_by_one:
            t, state, modes = given[place]
            values[:, place] = numbers(function, t, variables(program, state), modes)
    return values


def outcomes(program: Program, trajectory: Trajectory) -> dict[str, float | None]:
    """All outcomes in inside units; None for one at a milestone that was never reached.

    Arguments:
        program: the compiled system.
        trajectory: its run.

    Raises:
        RunError: an outcome gives no finite number.
    """
    cache: dict[float, list[float]] = {}
    results: dict[str, float | None] = {}
    for position, outcome in enumerate(program.system.outcomes):
        t = trajectory.milestones[outcome.at] if outcome.at else trajectory.end
        if t is None:
            results[outcome.name] = None
            continue
        if t not in cache:
            cache[t] = _outcomes_at(program, trajectory, t)
        results[outcome.name] = cache[t][position]
    return results


def _outcomes_at(program: Program, trajectory: Trajectory, t: float) -> list[float]:
    state = trajectory.state if t == trajectory.end else trajectory.at(t)[0]
    values = variables(program, state)
    answers = [0.0] * len(program.system.sinces)
    try:
        levels = program.levels.bind(trajectory.fixed)
        for place, since in enumerate(program.system.sinces.values()):
            level = finite(levels, t, values, answers)[place]
            answers[place] = since_first(program, trajectory, since.quantity, level, t)
        return finite(program.outcomes.bind(trajectory.fixed), t, values, answers)
    except NotFinite as error:
        raise RunError(
            f"the outcomes give no finite number at {t:.6g} years after the start ({error.reason})"
        ) from error


def since_first(program: Program, trajectory: Trajectory, symbol: Any, level: float, until: float) -> float:
    """Time since a quantity first reached a level, 0 if it never did.

    Arguments:
        program: the compiled system.
        trajectory: its run.
        symbol: the quantity.
        level: in inside units.
        until: the moment from which it is told [year].
    """
    first = first_reached(program, trajectory, symbol, level, until)
    return 0.0 if first is None else until - first.time


@dataclass(frozen=True)
class Reached:
    """Where a quantity first reached a level.

    Arguments:
        time: [year].
        piece: its place in the trajectory.
    """

    time: float
    piece: int


def first_reached(program: Program, trajectory: Trajectory, symbol: Any, level: float, until: float) -> Reached | None:
    """Where a quantity first reached a level, None if it never did.

    Arguments:
        program: the compiled system.
        trajectory: its run.
        symbol: the quantity.
        level: in inside units.
        until: the latest moment that counts [year].
    """
    value = program.quantity(symbol).bind(trajectory.fixed)
    before: float | None = None
    for place, piece in enumerate(trajectory.pieces):

        def above(t: float, state: Any, modes: tuple[int, ...] = piece.modes) -> float:
            return float(value(t, variables(program, state), modes)[0]) - level

        for t in piece.times(BETWEEN):
            if t > until:
                return None
            if above(t, piece.at(t)) >= 0:
                if before is None or before >= t or t == piece.start:
                    return Reached(t, place)
                return Reached(_crossing(program, trajectory, piece, above, (before, t)), place)
            before = t
    return None


def _crossing(
    program: Program,
    trajectory: Trajectory,
    piece: Piece,
    above: Callable[[float, Any], float],
    between: tuple[float, float],
) -> float:
    """Where a level is passed inside a step.

    It is located on the interpolant, and once more by the state that a step up to there ends in: interpolants of long
    steps are off by a thousand times what the steps themselves are.
    """
    low, high = between
    if above(low, piece.at(low)) >= 0:
        return low
    first = float(brentq(lambda t: above(t, piece.at(t)), low, high, xtol=1e-14))
    near = (max(low, first - NEAR * (high - low)), min(high, first + NEAR * (high - low)))
    rise = above(near[1], piece.at(near[1])) - above(near[0], piece.at(near[0]))
    if not rise > 0 or not program.variables:
        return first
    closer = first - above(first, state_at(program, trajectory, piece, first)) * (near[1] - near[0]) / rise
    return min(max(closer, low), high)


def flaw(program: Program, trajectory: Trajectory) -> str:
    """The first promise that does not hold at some step, or control that leaves its range; "" if there is none.

    A promise that holds a little above or below the state, or before or after, within the accuracy of the integration,
    is kept: a stock that stands still at an end of its range, or a schedule that ends there, may lie beyond it by
    rounding.
    """
    if not program.system.promises and not program.ranges:
        return ""
    check = program.promises.bind(trajectory.fixed)
    told = (flaw_at(program, check, moment) for moment in trajectory.moments())
    return next((flaw for flaw in told if flaw), "")


def flaw_at(program: Program, check: Callable[..., Any], moment: tuple[float, Any, tuple[int, ...]]) -> str:
    """The first promise that does not hold at a moment, or control that leaves its range; "" if there is none.

    Arguments:
        program: the compiled system.
        check: its promises, bound.
        moment: time, variables, modes.
    """
    t, state, modes = moment
    found = numbers(check, t, variables(program, state), modes)
    flawed = _flaws(program, found)
    for time, near in beside(t, state):
        if flawed:
            still = _flaws(program, numbers(check, time, variables(program, near), modes))
            flawed = [one for one in flawed if one in still]
    if not flawed:
        return ""
    name, end = flawed[0]
    if end is None:
        return f"the promise '{name}' ({program.system.meaning.promises[name].text}) is broken {_when(t)}"
    level, (low, high) = found[len(program.system.promises) + list(program.ranges).index(name)], program.ranges[name]
    return f"the schedule of '{name}' gives {level:.6g} {_when(t)}, outside {low:g} to {high:g}"


def _flaws(program: Program, found: list[float]) -> list[tuple[str, int | None]]:
    """Controls beyond an end of their range, 0 the low and 1 the high one, then promises that are broken."""
    promises = tuple(program.system.promises)
    levels = zip(program.ranges.items(), found[len(promises) :], strict=True)
    outside = [
        (name, int(level > low))
        for (name, (low, high)), level in levels
        if not low - RELATIVE <= level <= high + RELATIVE
    ]
    return [*outside, *((name, None) for name, x in zip(promises, found, strict=False) if x <= 0.5)]


def beside(t: Any, state: Any) -> tuple[tuple[Any, Any], ...]:
    """Times and states that lie as far above and below one, and as long before and after it, as it may be off."""
    off, late = (ABSOLUTE + RELATIVE * abs(one) for one in (state, t))
    return (t, state + off), (t, state - off), (t - late, state), (t + late, state)


def _when(t: float) -> str:
    return f"at {t:.6g} years after the start"
