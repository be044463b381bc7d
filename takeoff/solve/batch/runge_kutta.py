"""Steps of `steps`, tried for every member that is between borders."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.integrate import RK45

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.since import Began
from takeoff.solve.batch.stepper import Functions, Stepper, Tried
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

Floats = npt.NDArray[np.float64]


class RungeKutta(Stepper):
    """Dormand and Prince's method on NumPy; needs nothing beyond what the package always has."""

    name = "Runge-Kutta steps on NumPy"
    exponent = EXPONENT
    cost = len(STAGES)
    cost_of_again = cost + 1

    def _tried(self, block: Block, functions: Functions, length: Floats, time: Floats) -> Tried:
        modes = block.modes
        steps, state = attempted(
            lambda t, y: functions.rates(t, y, modes), block.time, length, block.state, block.slope
        )
        found = functions.looks(time, state, modes)
        steps = ended(steps, found[: self.count])
        error = errors(steps, state, self.settings.relative, self.settings.absolute)
        finite = are_finite(steps, state) & np.isfinite(error)
        error = np.where(finite, error, np.inf)
        return Tried(steps, time, state, found, error, error <= 1.0)

    def again(self, began: Began, fixed: Floats) -> Steps:
        """Steps that were made, made again."""
        rates, modes = self.program.rates.bind_members(fixed), began.modes.astype(np.float64)
        first = rates(began.start, began.state, modes)
        tried, end = attempted(lambda t, y: rates(t, y, modes), began.start, began.length, began.state, first)
        return ended(tried, rates(began.start + began.length, end, modes))

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
