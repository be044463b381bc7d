"""Steps of `steps`, tried for every member that is between borders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.integrate import RK45

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.since import Began
from takeoff.solve.batch.stepper import SAFETY, SHORTEN, TENTH, Crossed, Stepper, Tried, least
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
from takeoff.solve.batch.watch import doubtful, located_again
from takeoff.solve.generate import Members
from takeoff.solve.roots import SAMPLES

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
LENGTHEN = 10.0
"""Largest factor from a step to the next."""


@dataclass(frozen=True)
class PrintedFunctions:
    """Functions printed for NumPy, each a function of its own.

    Arguments:
        rates: of the variables.
        glances: what `Program.glances` gives.
        looks: what `Program.looks` gives.
    """

    rates: Members
    glances: Members
    looks: Members

    def within(self, steps: Steps, modes: Floats) -> PrintedWithin:
        """What `glances` gives within steps."""
        return PrintedWithin(self.glances, steps, modes)

    def take(self, places: Any) -> PrintedFunctions:
        """The functions of some of the members."""
        return PrintedFunctions(self.rates.take(places), self.glances.take(places), self.looks.take(places))


@dataclass(frozen=True)
class PrintedWithin:
    """A printed function within steps.

    Arguments:
        function: of time, variables and modes.
        steps: one for each member.
        modes: 0 or 1 for each switch.
    """

    function: Members
    steps: Steps
    modes: Floats

    def __call__(self, time: Floats) -> Floats:
        """Results at times, a row for each, a column for each member."""
        state = self.steps.at((time - self.steps.start) / self.steps.length)
        return self.function(time, state, self.modes)

    def take(self, places: Any) -> PrintedWithin:
        """The function within the steps of some of the members."""
        return PrintedWithin(self.function.take(places), self.steps.take(places), self.modes.take(places, axis=1))


@dataclass(frozen=True)
class _Inside:
    """What is within steps.

    Arguments:
        functions: of the members.
        steps: theirs.
        modes: 0 or 1 for each switch.
        samples: what `glances` gives at the shares of the steps.
    """

    functions: PrintedFunctions
    steps: Steps
    modes: Floats
    samples: Floats

    def roots(self, places: Integers) -> Floats:
        return self.samples[:, : len(self.modes)].take(places, axis=2)

    def within(self, places: Integers) -> PrintedWithin:
        functions, modes = self.functions.take(places), self.modes.take(places, axis=1)
        return functions.within(self.steps.take(places), modes)


class RungeKutta(Stepper[PrintedFunctions]):
    """Dormand and Prince's method on NumPy; needs nothing beyond what the package always has."""

    name = "Runge-Kutta steps on NumPy"
    exponent = EXPONENT
    cost = len(STAGES)

    def functions(self, fixed: Floats) -> PrintedFunctions:
        """Generated functions of some members."""
        program = self.program
        return PrintedFunctions(*(one.bind_members(fixed) for one in (program.rates, program.glances, program.looks)))

    def _tried(self, block: Block, functions: PrintedFunctions) -> Tried:
        (length, time), modes = self._lengths(block), block.modes
        steps, state = attempted(
            lambda t, y: functions.rates(t, y, modes), block.time, length, block.state, block.slope
        )
        found = functions.looks(time, state, modes)
        steps = ended(steps, found[: self.count].copy())
        error = errors(steps, state, self.settings.relative, self.settings.absolute)
        finite = are_finite(steps, state) & np.isfinite(error)
        error = np.where(finite, error, np.inf)
        samples = self._samples(steps, functions, modes)
        roots = [*samples[:, : len(modes)], found[self.count : self.count + len(modes)]]
        middle, doubts = samples[len(SAMPLES) // 2, len(modes) :], doubtful(roots, modes, self.watched)
        inside = _Inside(functions, steps, modes, samples)
        return Tried(steps, time, state, found, middle, SAMPLES, inside, doubts, error, error <= 1.0)

    def _samples(self, steps: Steps, functions: PrintedFunctions, modes: Floats) -> Floats:
        if not self.watched.any() and not self.program.asked:
            return np.zeros((len(SAMPLES), len(modes), modes.shape[1]))
        within = functions.within(steps, modes)
        return np.stack([within(steps.start + share * steps.length) for share in SAMPLES.tolist()])

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

    def again(self, question: int, began: Began, fixed: Floats) -> PrintedWithin:
        """A quantity that `since` asks about, within steps that were made and are made again."""
        value = self.program.quantity(self.program.asked[question])
        rates, asked = (one.bind_members(fixed) for one in (self.program.rates, value))
        modes = began.modes.astype(np.float64)
        first = rates(began.start, began.state, modes)
        steps = _made(rates, modes, Steps(began.start, began.length, began.state, (first,)))
        return PrintedWithin(asked, steps, modes)

    def closer(self, functions: PrintedFunctions, modes: Floats, crossed: Crossed) -> Bools:
        """Locate crossings in steps made again to end there.

        The ends of a step are more exact than what is within it, the more so where a control that a schedule solves for
        has reached an end of its range: what lies beyond the border then bends the whole step.
        """
        length = crossed.time - crossed.steps.start
        again: Bools = crossed.passed & (length > least(crossed.time))
        places = np.flatnonzero(again)
        if len(places):
            functions, modes = functions.take(places), modes.take(places, axis=1)
            made = _made(functions.rates, modes, replace(crossed.steps.take(places), length=length[places]))
            turned, until = crossed.turned.take(places, axis=1), crossed.until[places]
            found = located_again(functions.within(made, modes), made, turned, until)
            good = np.flatnonzero(found.passed & are_finite(made, made.at(1.0)))
            crossed.put(places[good], found, good)
        return again

    def _stuck(self, block: Block, place: int, tried: Tried, lost: bool) -> None:
        reason = self._reason(block, place, tried) if lost else RK45.TOO_SMALL_STEP
        self.fates.stuck(int(block.ids[place]), block.time[place], block.state[:, place], reason)

    def _reason(self, block: Block, place: int, tried: Tried) -> str:
        """Why the first stage that is not finite is not."""
        if not isinstance(tried.steps, Steps):
            raise TypeError("steps of another method")
        steps = tried.steps.take(np.array([place]))
        stages = [bool(np.isfinite(stage).all()) for stage in steps.stages]
        first = stages.index(False) if False in stages else len(stages) - 1
        shares, rows = (*SHARES, 1.0), (*STAGES, RESULT)
        state = ahead(steps.state, steps.length, rows[first], steps.stages) if first else steps.state
        t = float(steps.start[0] + shares[first] * steps.length[0])
        return self.fates.reason(int(block.ids[place]), self.program.rates, t, state[:, 0], block.modes[:, place])


def _made(rates: Members, modes: Floats, begun: Steps) -> Steps:
    """Whole steps, of which the first stage is known."""
    first, *_ = begun.stages
    tried, end = attempted(lambda t, y: rates(t, y, modes), begun.start, begun.length, begun.state, first)
    return ended(tried, rates(begun.start + begun.length, end, modes))
