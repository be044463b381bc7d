"""One step of every member that is between borders, with its own length and its own fate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
from scipy.integrate import RK45

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.steps import (
    EXPONENT,
    RESULT,
    SHARES,
    STAGES,
    Steps,
    ahead,
    are_finite,
    attempted,
    ended,
    errors,
)
from takeoff.solve.generate import Members
from takeoff.solve.guard import CEILING, LOG_CEILING
from takeoff.solve.program import Program
from takeoff.solve.scipy_engine import TRIES
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

SAFETY = 0.9
SHORTEN, LENGTHEN = 0.2, 10.0
"""Least and largest factor from a step to the next."""
TENTH = 0.1
"""Factor from a step that met no finite number to the next."""


@dataclass(frozen=True)
class Functions:
    """Generated functions inside a piece, of some members.

    Arguments:
        rates: of the variables.
        glances: root functions, then quantities that `since` asks about.
        looks: rates, then what `glances` gives, then promises and controls.
    """

    rates: Members
    glances: Members
    looks: Members

    def take(self, places: Integers) -> Functions:
        """The functions of some of the members."""
        return Functions(self.rates.take(places), self.glances.take(places), self.looks.take(places))


@dataclass(frozen=True)
class Tried:
    """Steps that were tried.

    Arguments:
        steps: with all stages.
        time: at their ends [year].
        state: variables at their ends.
        found: what `Program.looks` gives there.
        accepted: which are accurate enough and within the ceiling.
    """

    steps: Steps
    time: Floats
    state: Floats
    found: Floats
    accepted: Bools


class Stepper:
    """Tries steps and sets their lengths.

    Arguments:
        program: the compiled system.
        settings: accuracy and budget.
        fates: who failed.
    """

    def __init__(self, program: Program, settings: Settings, fates: Fates) -> None:
        self.program, self.settings, self.fates = program, settings, fates
        self.count = len(program.variables)
        logs = [state.log for state in program.system.states]
        self.ceiling = np.where(np.array(logs, dtype=bool), LOG_CEILING, CEILING)[:, None]

    def step(self, block: Block, functions: Functions) -> Tried:
        """Try a step of every member that does not wait; the lengths of the next ones are set.

        Arguments:
            block: the members.
            functions: theirs.
        """
        length, time = self._lengths(block)
        modes, moving = block.modes, ~block.waiting
        steps, state = attempted(
            lambda t, y: functions.rates(t, y, modes), block.time, length, block.state, block.slope
        )
        found = functions.looks(time, state, modes)
        steps = ended(steps, found[: self.count])
        block.evaluations += moving * len(STAGES)
        error = errors(steps, state, self.settings.relative, self.settings.absolute)
        finite = are_finite(steps, state) & np.isfinite(error)
        accepted = moving & finite & (error <= 1.0)
        block.step = np.where(moving, self._next_lengths(block, length, np.where(finite, error, np.inf)), block.step)
        tried = Tried(steps, time, state, found, accepted)
        self._lost(block, tried, moving & ~finite)
        self._too_short(block, moving & finite & ~accepted)
        self._over(block, tried, moving)
        return tried

    def _lengths(self, block: Block) -> tuple[Floats, Floats]:
        """Lengths and ends of the steps: cut to the piece, what is left of it halved rather than left to a sliver."""
        step = np.minimum(block.step, self.settings.longest_step * block.horizon)
        left = block.stop - block.time
        length = np.where(left < 2.0 * step, 0.5 * left, step)
        length = np.where(left <= step, left, length)
        return length, np.where(left <= step, block.stop, block.time + length)

    def _next_lengths(self, block: Block, length: Floats, error: Floats) -> Floats:
        """Lengths by the error; after a step that was cut to its piece, the length that it would have had, at least."""
        factor = np.clip(SAFETY * error**EXPONENT, SHORTEN, LENGTHEN)
        step = length * np.where(np.isfinite(error), factor, TENTH)
        return np.where((error <= 1.0) & (length < block.step), np.maximum(step, block.step), step)

    def _lost(self, block: Block, tried: Tried, lost: Bools) -> None:
        """Count tries that met no finite number; after too many of them a member fails."""
        block.tries = np.where(lost, block.tries + 1, np.where(tried.accepted, 0, block.tries))
        least = _least(block.time)
        block.step = np.where(lost, np.maximum(block.step, least), block.step)
        for place in np.flatnonzero(lost & (block.tries >= TRIES)):
            steps = tried.steps.take(np.array([place]))
            reason = self._reason(int(block.ids[place]), steps, block.modes[:, place])
            self.fates.stuck(int(block.ids[place]), block.time[place], block.state[:, place], reason)

    def _reason(self, member: int, steps: Steps, modes: Floats) -> str:
        """Why the first stage that is not finite is not."""
        stages = [bool(np.isfinite(stage).all()) for stage in steps.stages]
        first = stages.index(False) if False in stages else len(stages) - 1
        shares, rows = (*SHARES, 1.0), (*STAGES, RESULT)
        state = ahead(steps.state, steps.length, rows[first], steps.stages) if first else steps.state
        t = float(steps.start[0] + shares[first] * steps.length[0])
        return self.fates.reason(member, self.program.rates, t, state[:, 0], modes)

    def _too_short(self, block: Block, rejected: Bools) -> None:
        for place in np.flatnonzero(rejected & (block.step < _least(block.time))):
            self.fates.stuck(int(block.ids[place]), block.time[place], block.state[:, place], RK45.TOO_SMALL_STEP)

    def _over(self, block: Block, tried: Tried, moving: Bools) -> None:
        """Let members fail that are beyond the ceiling, or have used up their budget."""
        for place in np.flatnonzero(moving & (block.evaluations > self.settings.evaluations)):
            self.fates.fail(int(block.ids[place]), self.fates.guard.used_up())
        beyond = (np.abs(tried.state) > self.ceiling).any(axis=0) & tried.accepted
        for place in np.flatnonzero(beyond):
            t, state = float(tried.time[place]), tried.state[:, place].tolist()
            self.fates.blame(int(block.ids[place]), partial(self.fates.guard.below_ceiling, t, state))
        tried.accepted[...] &= ~beyond & ~self.fates.failed[block.ids]


def _least(time: Floats) -> Floats:
    """Shortest steps, as scipy has them [year]."""
    least: Floats = 10.0 * np.abs(np.nextafter(time, np.inf) - time)
    return least
