"""How derivatives are carried across a border of pieces, through what turns and jumps there, in the order of the run.

Whatever happens at a border does so at a time tau that moves with the parameters. Beside S, the derivatives of the
variables y at a fixed time, there are D = S + y' tau', those along that time: a turn of a switch leaves D alone, and a
jump h makes it h_y D + h_t tau' + h_theta. Where two things that do not move alike fall on one moment, the derivative
is that of the order in which they happened.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np

from takeoff.errors import RunError
from takeoff.solve.guard import finite, numbers
from takeoff.solve.motion import Motion
from takeoff.solve.reading import variables
from takeoff.solve.tangent import Floats, Moved
from takeoff.solve.trajectory import Trajectory

GRAZING = 1e-6
"""A condition that changes by less than this share of its terms in a whole run is grazed, not crossed."""
FAR = 1e-6
"""Least leap of a root function (share of its terms), and least distance from 0 after it (share of the leap)."""
SAME = 1e-9
"""Rates that differ by no more than this share are those of both sides of a kink."""

Modes = tuple[int, ...]


@dataclass(frozen=True)
class Moment:
    """A point of a run whose time moves with the parameters.

    Arguments:
        state: variables there, as they were integrated together with their derivatives.
        time: derivatives of its time, one for each parameter.
        moves: derivatives of the variables along that time, a row for each parameter.
    """

    state: Any
    time: Floats
    moves: Floats


@dataclass(frozen=True)
class Edge:
    """A point of a border, between one thing that happens there and the next.

    Arguments:
        t: time [year].
        modes: 0 or 1 for each followed switch.
        moment: variables, and how they move.
        first: modes before anything happened there.
    """

    t: float
    modes: Modes
    moment: Moment
    first: Modes


class Borders:
    """The borders of one run.

    Arguments:
        motion: functions with their derivatives.
        trajectory: the run.
        fixed: derivatives of the fixed numbers that move, a row for each parameter.
    """

    def __init__(self, motion: Motion, trajectory: Trajectory, fixed: Floats) -> None:
        self.motion, self.program, self.trajectory, self.fixed = motion, motion.program, trajectory, fixed
        self.still = np.zeros(len(fixed))
        self.places = {known.position: place for place, known in enumerate(self.program.breaks)}
        self.times, self.moves = motion.dates.bind(trajectory.fixed)(fixed)
        self.rates = self.program.rates.bind(trajectory.fixed)
        self.holds: list[bool] = []
        self.began: dict[int, Floats] = {}
        self.milestones: dict[str, Moment] = {}

    @functools.cached_property
    def roots(self) -> Moved:
        """Root functions of the run."""
        return self.motion.roots.bind(self.trajectory.fixed)

    def start(self, state: Any, moves: Floats) -> Edge:
        """The start of the run, before anything happens there: what is known to turn at 0 has not turned yet.

        Arguments:
            state: variables.
            moves: their derivatives.
        """
        modes = list(self.trajectory.borders[0].modes)
        for known, time in zip(self.program.breaks, self.times, strict=False):
            if time == 0.0:
                modes[known.position] = int(not known.rises)
        return Edge(0.0, tuple(modes), Moment(state, self.still, moves), tuple(modes))

    def cross(self, place: int, edge: Edge) -> Edge:
        """Carry derivatives across a border.

        Arguments:
            place: of the border, 0 for the start of the run.
            edge: its first point: the end of a piece; where that has no length, the last point of the border before.

        Returns:
            Its last point.

        Raises:
            RunError: a derivative does not exist.
        """
        run, border = self.trajectory, self.trajectory.borders[place]
        self._look(edge)
        watched = edge.modes
        for position, mode in enumerate(border.modes):
            if mode != watched[position]:
                edge = self._look(self._turned(edge, position, watched))
        after = run.pieces[place].modes if place < len(run.pieces) else run.modes
        modes = [*(jumped.modes for jumped in border.jumps[1:]), after]
        for jumped, then in zip(border.jumps, modes, strict=False):
            edge = self._look(Edge(edge.t, then, self._jumped(edge, jumped.event), then))
        self._note_milestones(edge)
        return edge

    def moved(self, edge: Edge, time: Floats) -> Moment:
        """The same point with derivatives along another time."""
        moment, ahead = edge.moment, time - edge.moment.time
        if not ahead.any():
            return moment
        return Moment(moment.state, time, moment.moves + np.outer(ahead, self.slopes(edge)))

    def slopes(self, edge: Edge) -> Floats:
        """Rates of the variables at a point."""
        return np.array(finite(self.rates, edge.t, variables(self.program, edge.moment.state), edge.modes))

    def _look(self, edge: Edge) -> Edge:
        """Note which conditions of milestones and events became true at a point."""
        before, self.holds = self.holds, [value > 0.5 for value in self.program.conditions(edge.modes)]
        for place, holds in enumerate(self.holds):
            if holds and not (before and before[place]):
                self.began[place] = edge.moment.time
        return edge

    def _note_milestones(self, edge: Edge) -> None:
        for place, milestone in enumerate(self.program.system.milestones):
            now = self.holds[place] and self.trajectory.milestones[milestone.name] == edge.t
            if now and milestone.name not in self.milestones:
                self.milestones[milestone.name] = self.moved(edge, self.began[place])

    def _turned(self, edge: Edge, position: int, watched: Modes) -> Edge:
        """A switch turns, at a known date or at its root in the modes of the piece that it was watched through."""
        modes = tuple(1 - mode if place == position else mode for place, mode in enumerate(edge.modes))
        beyond = Edge(edge.t, modes, edge.moment, edge.first)
        known = position in self.places
        time = self.moves[:, self.places[position]] if known else self._crossed(edge, position, watched)
        if time is not None:
            return Edge(edge.t, modes, self.moved(edge, time), edge.first)
        if self._is_kink(edge, beyond):
            return beyond
        raise RunError(f"no derivative: a condition is only grazed at {edge.t:.6g} years after the start")

    def _crossed(self, edge: Edge, position: int, watched: Modes) -> Floats | None:
        """How the time moves at which a root function crosses 0; None if it hardly moves with time.

        Where what happened just before, at the same moment, took it across, it turns with that.
        """
        flow = np.concatenate([[1.0], self.slopes(edge), np.zeros(self.fixed.shape[1])])
        directions = np.vstack([self._directions(edge.moment), flow])
        values = variables(self.program, edge.moment.state)
        roots, moves = self.roots(directions, edge.t, values, watched)
        size = numbers(self.program.scales.bind(self.trajectory.fixed), edge.t, values)[position]
        leap = abs(roots[position] - self.roots(directions, edge.t, values, edge.first)[0][position])
        if leap > FAR * size and abs(roots[position]) > FAR * leap:
            return edge.moment.time
        moved = moves[:, position]
        if abs(moved[-1]) * self.trajectory.end <= GRAZING * size:
            return None
        crossed: Floats = edge.moment.time - moved[:-1] / moved[-1]
        return crossed

    def _directions(self, moment: Moment) -> Floats:
        return np.hstack([moment.time[:, None], moment.moves, self.fixed])

    def _is_kink(self, edge: Edge, beyond: Edge) -> bool:
        """Whether a turn changes neither a rate nor a milestone or event."""
        if self.program.conditions(edge.modes) != self.program.conditions(beyond.modes):
            return False
        before, after = self.slopes(edge), self.slopes(beyond)
        return bool(np.all(np.abs(before - after) <= SAME * (np.abs(before) + np.abs(after))))

    def _jumped(self, edge: Edge, event: int) -> Moment:
        """An event happens, at its date or when its condition became true."""
        moment = self.moved(edge, self._time_of(event, edge))
        jump = self.motion.jumps[event].bind(self.trajectory.fixed)
        since = [0.0 for _ in self.program.system.sinces]
        values, moved = jump(self._directions(moment), edge.t, variables(self.program, moment.state), since)
        state, moves = moment.state.copy(), moment.moves.copy()
        for (position, _), value, move in zip(self.program.system.events[event].sets, values, moved.T, strict=True):
            log = self.program.system.states[position].log
            state[position], moves[:, position] = (np.log(value), move / value) if log else (value, move)
        return Moment(state, moment.time, moves)

    def _time_of(self, event: int, edge: Edge) -> Floats:
        events = self.program.system.events
        if events[event].at is not None:
            return self.moves[:, len(self.places) + event]
        place = len(self.program.system.milestones) + sum(one.when is not None for one in events[:event])
        return self.began.get(place, edge.moment.time)
