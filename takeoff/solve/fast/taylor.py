"""Steps by Taylor series: long ones, checked against the equations at their ends.

heyoka never takes a step back, and judges the error of all variables by the largest. So every variable is divided by
its size, and a step is accepted only if its series still fits the equations where it ends. A lane makes one step for a
member and then the next member's: no member's end stops others, and none waits for a slower one.
"""

from __future__ import annotations

import importlib.metadata
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.since import Began
from takeoff.solve.batch.stepper import Functions, Stepper, Tried
from takeoff.solve.fast.compiled import LANES, integrator
from takeoff.solve.fast.series import Series
from takeoff.solve.program import Program
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]


class Taylor(Stepper):
    """Taylor series that heyoka computes.

    Measured on the flagship as for `ACCURATE`: at that tolerance the 99th percentile of the relative errors is 2e-9,
    at 1e-6 it is 2e-7. A quarter of the time goes into heyoka's steps, 20 a member, a quarter into locating crossings,
    a third into root functions and rates at samples and ends.

    Raises:
        Unspeakable: heyoka cannot say what the program computes.
    """

    name = f"Taylor series by heyoka {importlib.metadata.version('heyoka')}"

    def __init__(self, program: Program, settings: Settings, fates: Fates) -> None:
        super().__init__(program, settings, fates)
        self.integrator = integrator(program, settings.relative)
        self.order: int = self.integrator.order
        self.exponent = -1.0 / (self.order + 1)
        self.cost, self.cost_of_again = self.order + 1, 0
        self.times, self.limits = np.zeros(LANES), np.zeros(LANES)
        self.floor = np.where(self.logs, 1.0, settings.absolute / settings.relative)

    def _tried(self, block: Block, functions: Functions, length: Floats, time: Floats) -> Tried:
        sizes = self._sizes(block.state, block.slope, self.settings.longest_step * block.horizon)
        given = np.vstack([functions.rates.constants, block.modes, sizes])
        steps = self._series(block.time, length, block.state, given)
        state = steps.at(1.0)
        time = np.where(steps.length == length, time, steps.start + steps.length)
        found = functions.looks(time, state, block.modes)
        error = self._error(steps, state, found[: self.count])
        return Tried(steps, time, state, found, error, error <= 1.0)

    def again(self, began: Began, fixed: Floats) -> Series:
        """Steps that were made, made again."""
        rates, modes = self.program.rates.bind_members(fixed), began.modes.astype(np.float64)
        slope = rates(began.start, began.state, modes)
        given = np.vstack([rates.constants, modes, self._sizes(began.state, slope, began.length)])
        steps = self._series(began.start, began.length, began.state, given)
        return replace(steps, length=began.length)

    def _sizes(self, state: Floats, slope: Floats, span: Floats) -> Floats:
        """What variables are divided by: how large they are, or become within a time."""
        moved = np.where(self.logs, 0.0, np.abs(slope) * span)
        return np.maximum(np.maximum(np.abs(state), moved), self.floor)

    def _series(self, start: Floats, length: Floats, state: Floats, given: Floats) -> Series:
        """Steps of these lengths at most.

        Arguments:
            start: times [year].
            length: [year].
            state: variables.
            given: the integrator's parameters.
        """
        coefficients, own = np.empty((self.order + 1, *state.shape)), np.empty(len(start))
        sizes = given[-self.count :]
        scaled = state / sizes
        for first in range(0, len(start), LANES):
            some = slice(first, first + LANES)
            coefficients[:, :, some], own[some] = self._lanes(
                start[some], length[some], scaled[:, some], given[:, some]
            )
        coefficients *= sizes
        return Series(start, np.where(np.isfinite(own), own, length), state, coefficients)

    def _lanes(self, start: Floats, length: Floats, state: Floats, given: Floats) -> tuple[Floats, Floats]:
        """Coefficients and lengths of steps, one a lane; lanes left over go on unread."""
        engine, used = self.integrator, len(start)
        engine.state[:, :used], engine.pars[:, :used] = state, given
        self.times[:used], self.limits[:used] = start, length
        engine.set_time(self.times)
        engine.step(self.limits, write_tc=True)
        return engine.tc[:, :, :used].transpose(1, 0, 2), engine.last_h[:used]

    def _stuck(self, block: Block, place: int, tried: Tried, lost: bool) -> None:
        """Where a series does not exist, or has no radius, another method may go on, or tell why it cannot."""
        member = int(block.ids[place])
        self.given_up.append(member)
        self.fates.fail(member, "no Taylor series")

    def _error(self, steps: Series, state: Floats, slope: Floats) -> Floats:
        """What a series of one order more would add, seen from how its slope differs from the rates at its end."""
        error = np.abs(steps.slope() - slope) * steps.length / (self.order + 1)
        allowed = self.settings.relative * np.maximum(np.abs(steps.state), np.abs(state)) + self.settings.absolute
        worst: Floats = (error / allowed).max(axis=0, initial=0.0)
        return np.where(np.isfinite(worst) & np.isfinite(state).all(axis=0), worst, np.inf)
