"""Steps by Taylor series: as long as their last terms allow, checked against the equations at their ends.

heyoka's own steps would be shorter, are never taken back, and are judged by the largest of all variables; so it is only
asked for the series.
"""

from __future__ import annotations

import importlib.metadata
import math

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Bound, Fates
from takeoff.solve.batch.since import Began
from takeoff.solve.batch.stepper import SAFETY, SHORTEN, TENTH, Stepper, Tried
from takeoff.solve.fast.compiled import Function, compiled
from takeoff.solve.fast.functions import CompiledFunctions, CompiledInside, CompiledWithin
from takeoff.solve.fast.lanes import Grouped, Lanes
from takeoff.solve.fast.points import CompiledPoints
from takeoff.solve.fast.series import Kept, Series
from takeoff.solve.fast.survey import ASKED, FIRST, SAMPLES
from takeoff.solve.generate import Generated
from takeoff.solve.program import Program
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


def order_for(relative: float) -> int:
    """The order of series that is fastest for a tolerance; on the flagship one more or less costs a twentieth."""
    return max(4, round(2.0 - 0.5 * math.log(relative)))


class Taylor(Stepper[CompiledFunctions]):
    """Taylor series that heyoka computes.

    Measured on the flagship as for `ACCURATE`: at that tolerance the 99th percentile of the relative errors is 6e-8, at
    1e-6 it is 9e-7, in 14 steps a member. A quarter of the time goes into series, a quarter into compiled functions.

    Raises:
        Unspeakable: heyoka cannot say what the program computes.
    """

    name = f"Taylor series by heyoka {importlib.metadata.version('heyoka')}"

    def __init__(self, program: Program, settings: Settings, fates: Fates) -> None:
        super().__init__(program, settings, fates)
        self.order = order_for(settings.relative)
        self.compiled = compiled(program, self.order)
        self.lanes = Lanes(self.compiled)
        self.grouped: tuple[CompiledFunctions, Grouped] | None = None
        self.exponent = -1.0 / (self.order + 1)
        self.points: list[tuple[Generated, Function]] = []
        if program.switches:
            self.points = [(program.signs, self.compiled.signs), (program.scales, self.compiled.scales)]
        fates.bind = self._bound
        self.cost = self.order + 1

    def functions(self, fixed: Floats) -> CompiledFunctions:
        """Functions of some members."""
        return CompiledFunctions(self.compiled, self.program.looks.bind_members(fixed).constants)

    def _bound(self, generated: Generated, fixed: Floats) -> Bound:
        """Functions that are asked at every border are compiled."""
        printed = generated.bind_members(fixed)
        for known, function in self.points:
            if known is generated:
                return CompiledPoints(function, printed)
        return printed

    def _tried(self, block: Block, functions: CompiledFunctions) -> Tried:
        left = block.stop - block.time
        limit = np.minimum(block.step, self.settings.longest_step * block.horizon)
        tolerances = np.repeat([[self.settings.relative], [self.settings.absolute]], len(left), axis=1)
        written = [block.modes, block.time, limit, left, tolerances, block.roots]
        given = self._grouped(functions).written(written)
        told, series, places = self.lanes.surveyed(block.state, given, self.everywhere)
        length, error, doubts = told[:FIRST]
        state = told[FIRST : FIRST + self.count]
        found = told[FIRST + self.count : self.compiled.surveyed]
        steps = Kept(block.time, length, block.state, series, places)
        time = np.where(length == left, block.stop, block.time + length)
        inside, middle = CompiledInside(functions, steps, block.modes), told[self.compiled.surveyed :]
        return Tried(steps, time, state, found, middle, SAMPLES, inside, doubts > 0.0, error, error <= 1.0)

    def _grouped(self, functions: CompiledFunctions) -> Grouped:
        """Room for parameters of the survey, in which constants stay for as long as the functions do."""
        if self.grouped is None or self.grouped[0] is not functions:
            self.grouped = functions, Grouped(functions.constants, 2 * len(self.program.modes) + ASKED)
        return self.grouped[1]

    def _next_lengths(self, block: Block, length: Floats, error: Floats) -> Floats:
        """As long as the terms of the next series allow; less after a step that was too long, and not at once again."""
        shorter = length * np.where(np.isfinite(error), np.clip(SAFETY * error**self.exponent, SHORTEN, 1.0), TENTH)
        longer = np.where(length < block.step, np.inf, length / TENTH)
        return np.where(error <= 1.0, longer, shorter)

    def again(self, question: int, began: Began, fixed: Floats) -> CompiledWithin:
        """A quantity that `since` asks about, within steps that were made and are made again."""
        functions, modes = self.functions(fixed), began.modes.astype(np.float64)
        given = Grouped(np.vstack([functions.constants, modes, began.start]), 0).rows
        coefficients = self.lanes.coefficients(began.state, given)
        return functions.question(question, Series(began.start, began.length, began.state, coefficients), modes)

    def _stuck(self, block: Block, place: int, tried: Tried, lost: bool) -> None:
        """Where a series does not exist, or has no radius, another method may go on, or tell why it cannot."""
        member = int(block.ids[place])
        self.given_up.append(member)
        self.fates.fail(member, "no Taylor series")
