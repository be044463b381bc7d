"""How a finished run moves with parameters: sensitivities integrated along its pieces and carried across its borders.

Inside a piece the derivatives S of the variables y by a parameter obey S' = f_y S + f_theta, integrated beside y' = f.
"""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from takeoff.equations.understand import HORIZON
from takeoff.errors import RunError
from takeoff.solve.borders import Borders, Edge, Modes, Moment
from takeoff.solve.engine import Engine, Step, Stretch
from takeoff.solve.generate import NotFinite
from takeoff.solve.guard import Guard
from takeoff.solve.motion import Motion
from takeoff.solve.pieces import guard_of
from takeoff.solve.settings import Settings
from takeoff.solve.tangent import Floats, Moved
from takeoff.solve.trajectory import Piece, Trajectory

FINEST = 1e-13
"""Smallest relative tolerance that is asked of an engine."""


@dataclass(frozen=True)
class Sensitivity:
    """How a trajectory moves with parameters.

    Arguments:
        fixed: derivatives of the fixed numbers that move, a row for each parameter.
        pieces: variables, then their derivatives, parameter by parameter.
        borders: derivatives of the times of the start and of where each piece ended.
        milestones: how those that were reached move.
        end: how the end of the run moves.
    """

    fixed: Floats
    pieces: tuple[Piece, ...]
    borders: tuple[Floats, ...]
    milestones: Mapping[str, Moment]
    end: Moment

    def at(self, piece: int, t: float) -> Moment:
        """A point inside a piece, at a fixed time."""
        return _split(self.pieces[piece].at(t), self.end.moves)


def sensitivity(
    motion: Motion, trajectory: Trajectory, sizes: Floats, engine: Engine, settings: Settings
) -> Sensitivity:
    """Integrate the sensitivities along a finished run.

    Arguments:
        motion: functions with their derivatives by the wanted parameters.
        trajectory: the run.
        sizes: change of each wanted parameter that counts as 1, in inside units, so that derivatives are about as large
            as the variables and their errors are controlled alike.
        engine: integrates.
        settings: those of the run.

    Returns:
        Derivatives by the wanted parameters, each times its size.

    Raises:
        RunError: a derivative does not exist, or the integration failed.
    """
    with one_thread(), finite_derivatives():
        return _along(motion, trajectory, sizes, engine, settings)


@contextlib.contextmanager
def finite_derivatives() -> Iterator[None]:
    """A stretch of work in which a number that does not exist is a derivative of the run.

    Raises:
        RunError: one does not.
    """
    try:
        yield
    except NotFinite as error:
        raise RunError(f"a derivative of the run is no finite number ({error.reason})") from error


def one_thread() -> AbstractContextManager[Any]:
    """A stretch of work with small matrices, on one thread."""
    limited: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return limited


@functools.cache
def _threads() -> ThreadpoolController:
    """Threads of the linear algebra: its matrices are small here, and a second thread costs more than it brings."""
    return ThreadpoolController()


def _along(motion: Motion, run: Trajectory, sizes: Floats, engine: Engine, settings: Settings) -> Sensitivity:
    begun = begin(motion, run, sizes)
    settings = _finer(settings, len(sizes))
    guard = guard_of(motion.program, settings)
    right_hand_side = functools.partial(
        _right_hand_side, motion.rates.bind(run.fixed), begun.fixed, begun.moves.shape, guard
    )
    longest = settings.longest_step * run.fixed[motion.program.parameters.index(motion.symbols[HORIZON, ()])]
    course, steps = along(motion, run, begun), None
    while True:
        try:
            piece = course.send(steps)
        except StopIteration as finished:
            guard.is_over = True
            found: Sensitivity = finished.value
            return found
        stretch = Stretch(right_hand_side(piece.modes), piece.start, piece.end, piece.begin, longest)
        steps = tuple(engine.steps(stretch, guard)) if begun.moves.size else ()


@dataclass(frozen=True)
class Begun:
    """How a run moves at its start.

    Arguments:
        fixed: derivatives of the fixed numbers that move, a row for each parameter.
        state: variables.
        moves: their derivatives, a row for each parameter.
    """

    fixed: Floats
    state: Any
    moves: Floats


def begin(motion: Motion, run: Trajectory, sizes: Floats) -> Begun:
    """How a run moves at its start with parameters, each times its size.

    Raises:
        NotFinite: a derivative does not exist.
    """
    fixed, state, moves = motion.begin(run.fixed[: len(motion.program.parameters)])
    return Begun(fixed * sizes[:, None], state, moves * sizes[:, None])


def along(motion: Motion, run: Trajectory, begun: Begun) -> Generator[Piece, tuple[Step, ...] | None, Sensitivity]:
    """Carry derivatives along a finished run; whoever asks integrates the pieces, one run alone or many together.

    Arguments:
        motion: functions with their derivatives.
        run: finished; how its pieces went inside is not read.
        begun: how it moves at its start.

    Yields:
        Pieces to be integrated, variables and then their derivatives; their steps are to be sent.

    Raises:
        RunError: a derivative does not exist.
    """
    fixed, moves = begun.fixed, begun.moves
    borders = Borders(motion, run, fixed)
    pieces: list[Piece] = []
    edge = borders.cross(0, borders.start(begun.state, moves))
    times = [edge.moment.time]
    for place, piece in enumerate(run.pieces):
        together = np.concatenate([edge.moment.state, borders.moved(edge, borders.still).moves.ravel()])
        still = Piece(piece.start, piece.end, together, piece.modes, ())
        pieces.append(replace(still, steps=(yield still) or ()))
        if piece.end > piece.start:
            edge = Edge(piece.end, piece.modes, _split(pieces[-1].at(piece.end), moves), piece.modes)
        edge = borders.cross(place + 1, edge)
        times.append(edge.moment.time)
    horizon = motion.symbols[HORIZON, ()]
    if run.stopped_by:
        end = borders.milestones[run.stopped_by]
    else:
        end = borders.moved(edge, fixed[:, motion.moved.index(horizon)] if horizon in motion.moved else borders.still)
    return Sensitivity(fixed, tuple(pieces), tuple(times), borders.milestones, end)


def _finer(settings: Settings, count: int) -> Settings:
    """Tolerances for variables with some derivatives each: in a mean over all, one error hides among others."""
    share = 1.0 / math.sqrt(1.0 + count)
    relative = min(settings.relative, max(FINEST, share * settings.relative))
    return replace(settings, relative=relative, absolute=share * settings.absolute)


def _right_hand_side(
    rates: Moved, fixed: Floats, shape: tuple[int, int], guard: Guard, modes: Modes
) -> Callable[[float, Any], Any]:
    """Rates of the variables and of their derivatives, as an integrator calls it: (t, array) -> array."""
    count, width = shape
    directions = np.hstack([np.zeros((count, 1 + width)), fixed])

    def right_hand_side(t: float, y: Any) -> Any:
        guard.count()
        directions[:, 1 : 1 + width] = y[width:].reshape(shape)
        try:
            values, moved = rates(directions, t, y[:width].tolist(), modes)
        except NotFinite as error:
            raise NotFinite(f"a derivative: {error.reason}") from error
        together = np.concatenate([values, moved.ravel()])
        if not np.isfinite(together).all():
            raise NotFinite("a derivative: not a finite number")
        return together

    return right_hand_side


def _split(together: Any, like: Floats) -> Moment:
    """Variables and their derivatives at a fixed time, which an engine integrates as one vector."""
    variables, moves = np.split(together, [len(together) - like.size])
    return Moment(variables, np.zeros(len(like)), moves.reshape(like.shape))
