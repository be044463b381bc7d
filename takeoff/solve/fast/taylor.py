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
Integers = npt.NDArray[np.int64]


class Taylor(Stepper):
    """Taylor series that heyoka computes.

    Raises:
        Unspeakable: heyoka cannot say what the program computes.
    """

    name = f"Taylor series by heyoka {importlib.metadata.version('heyoka')}"

    def __init__(self, program: Program, settings: Settings, fates: Fates) -> None:
        super().__init__(program, settings, fates)
        self.integrator = integrator(program, settings.relative)
        self.order: int = self.integrator.order
        self.exponent = -1.0 / (self.order + 1)
        self.cost = self.order + 1
        self.floor = np.where(self.logs, 1.0, settings.absolute / settings.relative)

    def _tried(self, block: Block, functions: Functions, length: Floats, time: Floats) -> Tried:
        sizes = self._sizes(block.state, block.slope, self.settings.longest_step * block.horizon)
        given = np.vstack([functions.rates.constants, block.modes, sizes])
        steps = self._series(block.time, length, block.state, given, np.flatnonzero(~block.waiting))
        state = steps.at(1.0)
        time = np.where(steps.length == length, time, steps.start + steps.length)
        found = functions.looks(time, state, block.modes)
        error = self._error(steps, state, found[: self.count])
        return Tried(steps, time, state, found, error, error <= 1.0)

    def again(self, began: Began, fixed: Floats) -> Series:
        """Steps that were made, made again."""
        rates, modes = self.program.rates.bind_members(fixed), began.modes * 1.0
        slope = rates(began.start, began.state, modes)
        given = np.vstack([rates.constants, modes, self._sizes(began.state, slope, began.length)])
        steps = self._series(began.start, began.length, began.state, given, np.arange(len(began.start)))
        return replace(steps, length=began.length)

    def _sizes(self, state: Floats, slope: Floats, span: Floats) -> Floats:
        """What variables are divided by: how large they are, or become within a time."""
        moved = np.where(self.logs, 0.0, np.abs(slope) * span)
        return np.maximum(np.maximum(np.abs(state), moved), self.floor)

    def _series(self, start: Floats, length: Floats, state: Floats, given: Floats, places: Integers) -> Series:
        """Steps of these lengths at most.

        Arguments:
            start: times [year].
            length: [year].
            state: variables.
            given: the integrator's parameters.
            places: of the members that make a step.
        """
        filled = np.append(places, np.repeat(places[-1:], -len(places) % LANES))
        sizes = given[-self.count :]
        columns = [rows.take(filled, axis=-1) for rows in (start, length, state / sizes, given)]
        found, own = self._expanded(*columns)
        coefficients = np.zeros((self.order + 1, *state.shape))
        coefficients[:, :, places] = found[:, :, : len(places)]
        coefficients *= sizes
        lengths = length.copy()
        lengths[places] = own[: len(places)]
        return Series(start, np.where(np.isfinite(lengths), lengths, length), state, coefficients)

    def _expanded(self, start: Floats, length: Floats, state: Floats, given: Floats) -> tuple[Floats, Floats]:
        """Coefficients and lengths of the steps of members whose number fills all lanes."""
        engine, found, own = self.integrator, np.empty((self.order + 1, *state.shape)), np.empty(len(start))
        variables, parameters, coefficients = engine.state, engine.pars, engine.tc.transpose(1, 0, 2)
        for first in range(0, len(start), LANES):
            some = slice(first, first + LANES)
            variables[...], parameters[...] = state[:, some], given[:, some]
            engine.set_time(start[some])
            engine.step(length[some], write_tc=True)
            found[:, :, some], own[some] = coefficients, engine.last_h
        return found, own

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
