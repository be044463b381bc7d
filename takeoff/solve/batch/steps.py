"""Steps of Dormand and Prince's method of order 5, one for each of some members.

The numbers are those of `scipy.integrate.RK45` (Dormand and Prince 1980, with Shampine's interpolant of order 4). The
method was chosen by measuring: see `run_batch`. Sums are written out in a fixed order, so that a member's numbers do
not depend on how many others there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.integrate import RK45

from takeoff.solve.batch.passage import Passage

Floats = npt.NDArray[np.float64]
Rates = Callable[[Floats, Floats], Floats]
"""(times, variables) -> rates, a row for each variable, a column for each member."""

Weights = Sequence[tuple[int, Any]]
"""Stage, and its weight: a number, or one for each member."""


def _weights(numbers: Iterable[float]) -> Weights:
    return tuple((place, float(number)) for place, number in enumerate(numbers) if number)


STAGES = tuple(_weights(row) for row in RK45.A)
"""What each stage but the first starts from."""
SHARES = tuple(map(float, RK45.C))
"""Where in the step each stage stands."""
RESULT = _weights(RK45.B)
ERROR = _weights(RK45.E)
POLYNOMIALS = tuple((place, tuple(map(float, row))) for place, row in enumerate(RK45.P) if row.any())
"""Stage, and the polynomial of the share of the step, without constant term, that it is weighted with."""
EXPONENT = -0.2
"""How the length of a step goes with its error."""


@dataclass(frozen=True)
class Steps(Passage):
    """One step of each of some members.

    Arguments:
        stages: rates at the stages of the method, the first at the start, the last at the end.
    """

    stages: tuple[Floats, ...]

    def at(self, share: Any) -> Floats:
        """Variables at a share of each step, by Shampine's polynomials."""
        weights = [(place, _polynomial(numbers, share)) for place, numbers in POLYNOMIALS]
        return ahead(self.state, self.length, weights, self.stages)

    def take(self, places: Any) -> Self:
        """Those of some members."""
        stages = tuple(stage.take(places, axis=1) for stage in self.stages)
        return type(self)(self.start[places], self.length[places], self.state.take(places, axis=1), stages)

    def put(self, places: Any, others: Self) -> None:
        """Set those of some members."""
        super().put(places, others)
        for stage, other in zip(self.stages, others.stages, strict=True):
            stage[:, places] = other


def _polynomial(numbers: Sequence[float], share: Any) -> Any:
    total: Any = 0.0
    for number in reversed(numbers):
        total = (total + number) * share
    return total


def combined(weights: Weights, stages: Sequence[Floats]) -> Floats:
    """The weighted sum of some stages."""
    (first, weight), *others = weights
    total: Floats = stages[first] * weight
    for place, weight in others:
        total += stages[place] * weight
    return total


def ahead(state: Floats, length: Floats, weights: Weights, stages: Sequence[Floats]) -> Floats:
    """A state moved by a weighted sum of rates."""
    moved = combined(weights, stages)
    moved *= length
    moved += state
    return moved


def attempted(rates: Rates, start: Floats, length: Floats, state: Floats, first: Floats) -> tuple[Steps, Floats]:
    """Try a step: all stages but the last, and variables at its end.

    Arguments:
        rates: of the members.
        start: times [year].
        length: of the steps [year].
        state: variables.
        first: their rates.
    """
    stages = [first]
    for share, row in zip(SHARES[1:], STAGES[1:], strict=True):
        stages.append(rates(start + share * length, ahead(state, length, row, stages)))
    return Steps(start, length, state, tuple(stages)), ahead(state, length, RESULT, stages)


def ended(steps: Steps, last: Floats) -> Steps:
    """A tried step with its last stage, the rates at its end."""
    return Steps(steps.start, steps.length, steps.state, (*steps.stages, last))


def errors(steps: Steps, end: Floats, relative: float, absolute: float) -> Floats:
    """Error of each member's step as a multiple of what is tolerated, that of its worst variable.

    Nan or infinite where a stage or the end of the step is.

    Arguments:
        steps: with all stages.
        end: variables at the end.
        relative: relative tolerance.
        absolute: absolute tolerance, in inside units.
    """
    error = combined(ERROR, steps.stages)
    error *= steps.length
    allowed = np.maximum(np.abs(steps.state), np.abs(end))
    allowed *= relative
    allowed += absolute
    np.abs(error, out=error)
    error /= allowed
    worst: Floats = error.max(axis=0, initial=0.0)
    return worst


def are_finite(steps: Steps, end: Floats) -> npt.NDArray[np.bool_]:
    """Members whose stages and end are all finite; a stage that the error leaves out is looked at by itself."""
    unseen = set(range(len(steps.stages))) - {place for place, _ in ERROR}
    found: npt.NDArray[np.bool_] = np.logical_and.reduce(np.isfinite(end), axis=0)
    for place in sorted(unseen):
        found &= np.isfinite(steps.stages[place]).all(axis=0)
    return found
