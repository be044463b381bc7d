"""A program's compiled functions, of some members."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from takeoff.solve.fast.compiled import Compiled, Function
from takeoff.solve.fast.series import Series
from takeoff.solve.fast.survey import SAMPLES

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CompiledFunctions:
    """Compiled functions of some members.

    Arguments:
        compiled: of the program.
        constants: of `program.looks`, a row for each, a column for each member.
    """

    compiled: Compiled
    constants: Floats

    def looks(self, time: Floats, state: Floats, modes: Floats) -> Floats:
        """What `Program.looks` gives."""
        looks = self.compiled.looks
        return looks(state, looks.laid([self.constants, modes, time]))

    def within(self, steps: Series, modes: Floats) -> CompiledWithin:
        """What `Program.glances` gives within steps."""
        return self._within(self.compiled.within, steps, modes)

    def question(self, number: int, steps: Series, modes: Floats) -> CompiledWithin:
        """A quantity that `since` asks about, within steps."""
        return self._within(self.compiled.questions[number], steps, modes)

    def _within(self, function: Function, steps: Series, modes: Floats) -> CompiledWithin:
        given = function.laid([self.constants, modes, steps.start, steps.start])
        return CompiledWithin(function, steps.start, function.full(steps.rows()), given)

    def roots(self, steps: Series, modes: Floats) -> Floats:
        """Root functions at each of `SAMPLES` of steps, by sample, switch and member."""
        roots = self.compiled.roots
        found = roots(steps.rows(), roots.laid([self.constants, modes, steps.start, steps.length]))
        return found.reshape(len(SAMPLES), len(modes), len(steps.start))

    def take(self, places: npt.NDArray[np.int64]) -> CompiledFunctions:
        """The functions of some of the members."""
        return replace(self, constants=self.constants.take(places, axis=1))


class CompiledWithin:
    """A compiled function within steps.

    Arguments:
        function: of coefficients and what is given, the time since the start of the step last.
        start: of the steps [year].
        coefficients: rows for full vectors.
        given: as well, the last one written anew for each call.
    """

    def __init__(self, function: Function, start: Floats, coefficients: Floats, given: Floats) -> None:
        self.function, self.start = function, start
        self.coefficients, self.given = coefficients, given

    def __call__(self, time: Floats) -> Floats:
        """Results at times, a row for each, a column for each member."""
        self.given[-1, : len(time)] = time - self.start
        return self.function(self.coefficients, self.given)[:, : len(time)]

    def take(self, places: npt.NDArray[np.int64]) -> CompiledWithin:
        """The function within the steps of some of the members."""
        some = self.function.full(places)
        coefficients, given = self.coefficients.take(some, axis=1), self.given.take(some, axis=1)
        return CompiledWithin(self.function, self.start[places], coefficients, given)
