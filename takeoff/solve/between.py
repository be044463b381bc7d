"""The state of a run between the ends of its steps, as exact as the steps are."""

from __future__ import annotations

from typing import Any

from takeoff.solve.engine import Stretch
from takeoff.solve.pieces import guard_of
from takeoff.solve.program import Program
from takeoff.solve.scipy_engine import ScipyEngine
from takeoff.solve.settings import DEFAULT
from takeoff.solve.trajectory import Piece, Trajectory


def state_at(program: Program, trajectory: Trajectory, piece: Piece, t: float) -> Any:
    """Variables inside a piece, from a step that is made again to end there.

    Arguments:
        program: the compiled system.
        trajectory: its run.
        piece: of it.
        t: a time inside the piece [year].

    Raises:
        RunError: the step cannot be made again.
    """
    start = max([piece.start, *(step.end for step in piece.steps if step.end <= t)])
    if start == t:
        return piece.at(t)
    guard = guard_of(program, DEFAULT)
    rates = guard.guarded(program.rates.bind(trajectory.fixed), piece.modes)
    *_, last = ScipyEngine().steps(Stretch(rates, start, t, piece.at(start), t - start, t - start), guard)
    return last.state
