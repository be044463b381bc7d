"""Derivatives of the outcomes of a run, through the end of the run, milestones, and the answers of `since`."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy

from takeoff.algebra.system import Outcome
from takeoff.equations.scope import Key
from takeoff.errors import RunError
from takeoff.solve.borders import GRAZING, Moment
from takeoff.solve.engine import Engine
from takeoff.solve.generate import NotFinite
from takeoff.solve.guard import finite
from takeoff.solve.motion import Motion
from takeoff.solve.program import Program
from takeoff.solve.reading import Reached, first_reached, variables
from takeoff.solve.sensitivity import Sensitivity, one_thread, sensitivity
from takeoff.solve.settings import Settings
from takeoff.solve.tangent import Floats, Moved
from takeoff.solve.trajectory import Trajectory


@dataclass(frozen=True)
class Origin:
    """What the derivatives of a run need to know of where it came from.

    Arguments:
        engine: integrates.
        settings: accuracy and budget.
        given: parameters that a user has set; computed ones among them follow nothing.
        scales: parameter -> how many of the inside unit its declared unit is.
    """

    engine: Engine
    settings: Settings
    given: frozenset[Key]
    scales: Mapping[Key, float]

    def gradient(self, program: Program, trajectory: Trajectory, wanted: Sequence[Key]) -> Gradient:
        """Derivatives of the outcomes of a run.

        Arguments:
            program: compiled.
            trajectory: the run.
            wanted: parameters, finite ones.

        Raises:
            RunError: a derivative of the run does not exist.
        """
        motion, sizes = self.motion(program, wanted), self.sizes(program, trajectory, wanted)
        moved = sensitivity(motion, trajectory, sizes, self.engine, self.settings)
        return Gradient(motion, trajectory, sizes, moved)

    def motion(self, program: Program, wanted: Sequence[Key]) -> Motion:
        """How everything that a program computes moves with some parameters."""
        return program.motion(tuple(wanted), self.given & {*program.system.meaning.computed})

    def sizes(self, program: Program, trajectory: Trajectory, wanted: Sequence[Key]) -> Floats:
        """Change of each parameter that counts as 1, in inside units."""
        values = dict(zip(program.system.parameters, trajectory.fixed, strict=False))
        return np.array([abs(values[key]) or self.scales[key] for key in wanted])


@dataclass(frozen=True)
class Gradient:
    """Derivatives of the outcomes of one run by some parameters.

    Arguments:
        motion: functions with their derivatives.
        trajectory: the run.
        sizes: change of each parameter that counts as 1.
        sensitivity: how the run moves.
    """

    motion: Motion
    trajectory: Trajectory
    sizes: Floats
    sensitivity: Sensitivity

    def of(self, outcome: Outcome) -> Floats:
        """Derivatives of one outcome by each parameter, in inside units.

        Raises:
            RunError: the outcome has no derivative: its milestone was never reached, or a number of it is not finite.
        """
        t, moment = self._read_at(outcome)
        values = variables(self.motion.program, moment.state)
        try:
            answers, moves = self._answers(outcome, t, values, moment)
            directions = np.hstack([self._directions(moment), moves])
            moved = self._bound(self.motion.outcome(outcome.symbol))(directions, t, values, answers)[1]
            return moved[:, 0] / self.sizes
        except NotFinite as error:
            raise RunError(f"the outcome '{outcome.name}' has no finite derivative ({error.reason})") from error

    def along(self, quantity: sympy.Symbol, times: Sequence[float]) -> Floats:
        """Derivatives of a quantity at fixed times by each parameter, in inside units: (times, parameters).

        Arguments:
            quantity: its symbol.
            times: inside of the run [year].

        Raises:
            RunError: a derivative is no finite number.
        """
        read, starts = self._bound(self.motion.quantity(quantity)), [piece.start for piece in self.trajectory.pieces]
        rows = []
        try:
            with one_thread():
                for t in times:
                    place = max(bisect.bisect_right(starts, t) - 1, 0)
                    still = self.sensitivity.at(place, t)
                    values = variables(self.motion.program, still.state)
                    moved = read(self._directions(still), t, values, self.trajectory.pieces[place].modes)[1]
                    rows.append(moved[:, 0] / self.sizes)
        except NotFinite as error:
            raise RunError(f"a quantity has no finite derivative ({error.reason})") from error
        return np.array(rows).reshape(len(times), len(self.sizes))

    def _read_at(self, outcome: Outcome) -> tuple[float, Moment]:
        """The moment at which an outcome is read."""
        run = self.trajectory
        if not outcome.at:
            return run.end, self.sensitivity.end
        t = run.milestones[outcome.at]
        if t is None:
            raise RunError(f"the outcome '{outcome.name}' has no derivative: '{outcome.at}' was never reached")
        return t, self.sensitivity.milestones[outcome.at]

    def _bound(self, tangent: Any) -> Moved:
        moved: Moved = tangent.bind(self.trajectory.fixed)
        return moved

    def _directions(self, moment: Moment) -> Floats:
        return np.hstack([moment.time[:, None], moment.moves, self.sensitivity.fixed])

    def _answers(self, outcome: Outcome, t: float, values: list[float], moment: Moment) -> tuple[list[float], Floats]:
        """Answers of every `since`, 0 where the outcome does not ask for it, and how they move."""
        sinces, asked = self.motion.program.system.sinces, self.motion.sinces(outcome.symbol)
        answers, moves = [0.0] * len(sinces), np.zeros((len(moment.time), len(sinces)))
        for place, symbol in enumerate(sinces):
            if symbol in asked:
                known = self._known.get((outcome.at, symbol)) or self._answer(
                    symbol, t, (values, answers), moment, moves
                )
                answers[place], moves[:, place] = self._known[outcome.at, symbol] = known
        return answers, moves

    @functools.cached_property
    def _known(self) -> dict[tuple[str, sympy.Symbol], tuple[float, Floats]]:
        """Answers of `since` that were asked for at a milestone, or at the end."""
        return {}

    def _answer(
        self, symbol: sympy.Symbol, t: float, point: tuple[list[float], list[float]], moment: Moment, moves: Floats
    ) -> tuple[float, Floats]:
        """The answer of one `since`, and how it moves.

        Arguments:
            symbol: its own.
            t: from when it is told [year].
            point: variables, and answers of those that its level reads.
            moment: how time and variables move.
            moves: how these answers move.
        """
        since = self.motion.program.system.sinces[symbol]
        directions = np.hstack([self._directions(moment), moves])
        (level,), levels = self._bound(self.motion.level(symbol))(directions, t, *point)
        first = first_reached(self.motion.program, self.trajectory, since.quantity, float(level), t)
        if first is None:
            return 0.0, np.zeros(len(moment.time))
        return t - first.time, moment.time - self._moved_first(since.quantity, first, levels[:, 0])

    def _moved_first(self, quantity: sympy.Symbol, first: Reached, level: Floats) -> Floats:
        """How the time moves at which a quantity first reached a level."""
        piece = self.trajectory.pieces[first.piece]
        if first.time == piece.start and (not first.piece or self._jumps(quantity, first.piece)):
            return self.sensitivity.borders[first.piece] if first.piece else np.zeros(len(level))
        still = self.sensitivity.at(first.piece, first.time)
        values = variables(self.motion.program, still.state)
        flow = finite(self.motion.program.rates.bind(self.trajectory.fixed), first.time, values, piece.modes)
        directions = np.vstack([self._directions(still), [1.0, *flow, *np.zeros(self.sensitivity.fixed.shape[1])]])
        (value,), moves = self._bound(self.motion.quantity(quantity))(directions, first.time, values, piece.modes)
        speed = moves[-1, 0]
        if abs(speed) * self.trajectory.end <= GRAZING * abs(value):
            raise NotFinite("a level that `since` asks for is only grazed")
        moved: Floats = (level - moves[:-1, 0]) / speed
        return moved

    def _jumps(self, quantity: sympy.Symbol, place: int) -> bool:
        """Whether a quantity jumps at the start of a piece."""
        read = self.motion.program.quantity(quantity).bind(self.trajectory.fixed)
        t, pieces = self.trajectory.pieces[place].start, self.trajectory.pieces
        before, after = (
            finite(read, t, variables(self.motion.program, piece.at(t)), piece.modes)[0]
            for piece in (pieces[place - 1], pieces[place])
        )
        return abs(after - before) > GRAZING * (abs(after) + abs(before))
