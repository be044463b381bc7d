"""One step of every member that is between borders, with its own length and its own fate, whatever the method."""

from __future__ import annotations

import abc
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.passage import Passage
from takeoff.solve.batch.since import Began
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
        steps: with what is within them.
        time: at their ends [year].
        state: variables at their ends.
        found: what `Program.looks` gives there.
        error: of each, as a multiple of what is tolerated; infinite where a number is not finite.
        accepted: which are accurate enough and within the ceiling.
    """

    steps: Passage
    time: Floats
    state: Floats
    found: Floats
    error: Floats
    accepted: Bools


class Stepper(abc.ABC):
    """Tries steps and sets their lengths; how a step is made is the method's.

    Arguments:
        program: the compiled system.
        settings: accuracy and budget.
        fates: who failed.
    """

    name: ClassVar[str]
    exponent: float
    """How the length of a step goes with its error."""
    cost: int
    """Evaluations of the right-hand side in a step."""
    cost_of_again: int
    """Evaluations in a step that is made again to end at a crossing; 0 if it is as exact between its ends as there."""

    def __init__(self, program: Program, settings: Settings, fates: Fates) -> None:
        self.program, self.settings, self.fates = program, settings, fates
        self.given_up: list[int] = []
        self.count = len(program.variables)
        self.logs = np.array([state.log for state in program.system.states], dtype=bool)[:, None]
        self.ceiling = np.where(self.logs, LOG_CEILING, CEILING)

    @abc.abstractmethod
    def _tried(self, block: Block, functions: Functions, length: Floats, time: Floats) -> Tried:
        """Steps of these lengths at most, to these times if they are as long."""

    @abc.abstractmethod
    def again(self, began: Began, fixed: Floats) -> Passage:
        """Steps that were made, made again.

        Arguments:
            began: how they began.
            fixed: fixed numbers, a row for each, a column for each member.
        """

    @abc.abstractmethod
    def _stuck(self, block: Block, place: int, tried: Tried, lost: bool) -> None:
        """Let a member go that cannot go on: its steps meet no finite number (are `lost`), or have become too short."""

    def step(self, block: Block, functions: Functions) -> Tried:
        """Try a step of every member that does not wait; the lengths of the next ones are set.

        Arguments:
            block: the members.
            functions: theirs.
        """
        moving = ~block.waiting
        tried = self._tried(block, functions, *self._lengths(block))
        tried.accepted[...] &= moving
        block.evaluations += moving * self.cost
        block.step = np.where(moving, self._next_lengths(block, tried.steps.length, tried.error), block.step)
        finite = np.isfinite(tried.error)
        self._lost(block, tried, moving & ~finite)
        self._too_short(block, tried, moving & finite & ~tried.accepted)
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
        factor = np.clip(SAFETY * error**self.exponent, SHORTEN, LENGTHEN)
        step = length * np.where(np.isfinite(error), factor, TENTH)
        return np.where((error <= 1.0) & (length < block.step), np.maximum(step, block.step), step)

    def _lost(self, block: Block, tried: Tried, lost: Bools) -> None:
        """Count tries that met no finite number; after too many of them a member fails."""
        block.tries = np.where(lost, block.tries + 1, np.where(tried.accepted, 0, block.tries))
        block.step = np.where(lost, np.maximum(block.step, least(block.time)), block.step)
        for place in np.flatnonzero(lost & (block.tries >= TRIES)).tolist():
            self._stuck(block, place, tried, lost=True)

    def _too_short(self, block: Block, tried: Tried, rejected: Bools) -> None:
        for place in np.flatnonzero(rejected & (block.step < least(block.time))).tolist():
            self._stuck(block, place, tried, lost=False)

    def _over(self, block: Block, tried: Tried, moving: Bools) -> None:
        """Let members fail that are beyond the ceiling, or have used up their budget."""
        for place in np.flatnonzero(moving & (block.evaluations > self.settings.evaluations)):
            self.fates.fail(int(block.ids[place]), self.fates.guard.used_up())
        beyond = (np.abs(tried.state) > self.ceiling).any(axis=0) & tried.accepted
        for place in np.flatnonzero(beyond):
            t, state = float(tried.time[place]), tried.state[:, place].tolist()
            self.fates.blame(int(block.ids[place]), partial(self.fates.guard.below_ceiling, t, state))
        tried.accepted[...] &= ~beyond & ~self.fates.failed[block.ids]


def least(time: Floats) -> Floats:
    """Shortest steps, as scipy has them [year]."""
    shortest: Floats = 10.0 * np.abs(np.nextafter(time, np.inf) - time)
    return shortest
