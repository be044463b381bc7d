"""A program's compiled functions, of some members."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from takeoff.solve.fast.compiled import Compiled, Function
from takeoff.solve.fast.series import Kept, Series
from takeoff.solve.fast.survey import SAMPLES

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


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

    def take(self, places: Integers) -> CompiledFunctions:
        """The functions of some of the members."""
        return replace(self, constants=self.constants.take(places, axis=1))


class CompiledInside:
    """What is within steps, of some of their members; the same ones are asked twice in a row.

    Arguments:
        functions: of the members.
        steps: theirs.
        modes: 0 or 1 for each switch.
    """

    def __init__(self, functions: CompiledFunctions, steps: Kept, modes: Floats) -> None:
        self.functions, self.steps, self.modes = functions, steps, modes
        self._known: tuple[Integers, CompiledWithin] | None = None

    def roots(self, places: Integers) -> Floats:
        """Root functions at each of `SAMPLES`, by sample, switch and step."""
        return self.within(places).samples(self.functions.compiled.roots, self.steps.length[places])

    def within(self, places: Integers) -> CompiledWithin:
        """What `Program.glances` gives within the steps."""
        if self._known is None or not np.array_equal(self._known[0], places):
            functions, modes = self.functions.take(places), self.modes.take(places, axis=1)
            self._known = places, functions.within(self.steps.take(places), modes)
        return self._known[1]


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

    def samples(self, roots: Function, length: Floats) -> Floats:
        """Root functions at each of `SAMPLES` of the steps, by sample, switch and member.

        Arguments:
            roots: `Compiled.roots`.
            length: of the steps [year].
        """
        self.given[-1, : len(length)] = length
        found = roots(self.coefficients, self.given)[:, : len(length)]
        return found.reshape(len(SAMPLES), -1, len(length))

    def take(self, places: Integers) -> CompiledWithin:
        """The function within the steps of some of the members."""
        some = self.function.full(places)
        coefficients, given = self.coefficients.take(some, axis=1), self.given.take(some, axis=1)
        return CompiledWithin(self.function, self.start[places], coefficients, given)
