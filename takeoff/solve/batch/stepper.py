"""One step of every member that is between borders, with its own length and its own fate, whatever the method."""

from __future__ import annotations

import abc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.passage import Passage, Within
from takeoff.solve.batch.since import Began
from takeoff.solve.guard import CEILING, LOG_CEILING
from takeoff.solve.program import Program
from takeoff.solve.scipy_engine import TRIES
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Looks = Callable[[Floats, Floats, Floats], Floats]
"""(times, variables, modes) -> results, a row for each, a column for each member."""

SAFETY = 0.9
SHORTEN = 0.2
"""Least factor from a step to the next."""
TENTH = 0.1
"""Factor from a step that met no finite number to the next."""


class Functions(Protocol):
    """Functions inside a piece, of some members: (time, variables, modes) -> a row for each result."""

    @property
    def looks(self) -> Looks:
        """What `Program.looks` gives: rates, then what `glances` gives, then promises and controls."""

    def within(self, steps: Any, modes: Floats) -> Within:
        """What `Program.glances` gives within steps: root functions, then quantities that `since` asks about.

        Arguments:
            steps: of the method, one for each member.
            modes: 0 or 1 for each switch.
        """

    def take(self, places: Integers) -> Self:
        """The functions of some of the members."""


Known = TypeVar("Known", bound=Functions)
"""What a method knows of a program's functions."""


class Inside(Protocol):
    """What is within steps that were tried, of some of their members."""

    def roots(self, places: Integers) -> Floats:
        """Root functions at the shares of doubtful steps, by share, switch and step."""

    def within(self, places: Integers) -> Within:
        """What `Program.glances` gives within the steps: root functions, then quantities that `since` asks about."""


@dataclass(frozen=True)
class Tried:
    """Steps that were tried; what is told of their ends is changed if they are found to end earlier.

    Arguments:
        steps: with what is within them.
        time: at their ends [year].
        state: variables at their ends.
        found: what `Program.looks` gives there.
        middle: quantities that `since` asks about, in the middle of the steps.
        shares: of the steps at which root functions can be told where there are doubts, rising, the end not among them.
        inside: tells them, and what else is within the steps.
        doubtful: those in which a switch may have turned, or a condition give no number.
        error: of each, as a multiple of what is tolerated; infinite where a number is not finite.
        accepted: which are accurate enough and within the ceiling.
    """

    steps: Passage
    time: Floats
    state: Floats
    found: Floats
    middle: Floats
    shares: Floats
    inside: Inside
    doubtful: Bools
    error: Floats
    accepted: Bools


@dataclass(frozen=True)
class Crossed:
    """Where switches of some members turned inside their steps, one or more of each member's.

    Arguments:
        steps: in which they did.
        turned: which did, a row for each switch.
        until: ends of the steps that were tried [year].
        time: when the first of each member did [year].
        fired: which did then.
        passed: whether the root functions of all that turned passed 0 in between.
    """

    steps: Any
    turned: Bools
    until: Floats
    time: Floats
    fired: Bools
    passed: Bools

    def put(self, places: Integers, others: Crossed, some: Integers) -> None:
        """Set steps and crossings of some members to those of some others."""
        self.steps.put(places, others.steps.take(some))
        self.time[places], self.fired[:, places] = others.time[some], others.fired.take(some, axis=1)


class Stepper(abc.ABC, Generic[Known]):
    """Tries steps and sets their lengths; how a step is made is the method's.

    Arguments:
        program: the compiled system.
        settings: accuracy and budget.
        fates: who failed.

    Attributes:
        given_up: members that it gives up.
        everywhere: whether what is within steps is asked for where no switch may turn, too.
        count: variables.
        logs: which of them are logarithms, in a column.
        watched: switches that may turn within a piece, not only at its ends.
        ceiling: largest size of every variable, in a column.
    """

    name: ClassVar[str]
    exponent: float
    """How the length of a step goes with its error."""
    cost: int
    """Evaluations of the right-hand side in a step."""

    def __init__(self, program: Program, settings: Settings, fates: Fates) -> None:
        self.program, self.settings, self.fates = program, settings, fates
        self.given_up: list[int] = []
        self.everywhere = False
        self.count = len(program.variables)
        self.logs = np.array([state.log for state in program.system.states], dtype=bool)[:, None]
        known = {one.position for one in program.breaks}
        self.watched = np.array([place not in known for place in range(len(program.switches))], dtype=bool)
        self.ceiling = np.where(self.logs, LOG_CEILING, CEILING)

    @abc.abstractmethod
    def functions(self, fixed: Floats) -> Known:
        """Functions of some members.

        Arguments:
            fixed: numbers that stay, a row for each, a column for each member.
        """

    @abc.abstractmethod
    def _tried(self, block: Block, functions: Known) -> Tried:
        """Steps that end within the piece."""

    @abc.abstractmethod
    def _next_lengths(self, block: Block, length: Floats, error: Floats) -> Floats:
        """Lengths of the next steps, by the lengths and errors of these, before they are cut to the piece."""

    @abc.abstractmethod
    def again(self, question: int, began: Began, fixed: Floats) -> Within:
        """A quantity that `since` asks about, within steps that were made and are made again.

        Arguments:
            question: number of the quantity among those asked about.
            began: how the steps began.
            fixed: fixed numbers, a row for each, a column for each member.
        """

    def closer(self, functions: Known, modes: Floats, crossed: Crossed) -> Bools:
        """Locate crossings once more where a method can do so more exactly; members whose steps were made again.

        Arguments:
            functions: of the members.
            modes: 0 or 1 for each switch.
            crossed: in the steps that were tried; changed where they are made again.
        """
        return np.zeros(modes.shape[1], dtype=bool)

    @abc.abstractmethod
    def _stuck(self, block: Block, place: int, tried: Tried, lost: bool) -> None:
        """Let a member go that cannot go on: its steps meet no finite number (are `lost`), or have become too short."""

    def step(self, block: Block, functions: Known) -> Tried:
        """Try a step of every member that does not wait; the lengths of the next ones are set.

        Arguments:
            block: the members.
            functions: theirs.
        """
        moving = ~block.waiting
        tried = self._tried(block, functions)
        tried.accepted[...] &= moving
        block.evaluations += moving * self.cost
        block.step = np.where(moving, self._next_lengths(block, tried.steps.length, tried.error), block.step)
        finite = np.isfinite(tried.error)
        self._lost(block, tried, moving & ~finite)
        self._too_short(block, tried, moving & finite & ~tried.accepted)
        self._over(block, tried, moving)
        return tried

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
