"""Whether a schedule can be improved: Pontryagin's condition along it, from exact gradients on finer nodes.

The switching function sigma(t) is what a little more of the control at t adds to the outcome, for each year of full
control. At an optimum it is 0 where the control is inside its range, at most 0 at the lower end, at least 0 at the
upper one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.decide.bounds import Bound
from takeoff.decide.goal import Goal
from takeoff.decide.nodes import Line
from takeoff.decide.stationary import breach, lagrangian_slope
from takeoff.solve.case import Case

Floats = npt.NDArray[np.float64]

AT_AN_END = 1e-6
"""Levels this close to an end of the range count as being there."""
BINDING = 1e-5
"""A bound with less slack than this, relative to its limit, binds."""
LIGHTEST = 1e-12
"""Least weight of a level [year]: those after the end of a run have none."""


@dataclass(frozen=True)
class Certificate:
    """How far a schedule is from Pontryagin's condition.

    Arguments:
        line: the control, on nodes twice as fine as those it was found on.
        switching: the switching function at those nodes [unit of the outcome / year].
        residual: the largest breach of the condition [unit of the outcome / year].
        left: the most that any other schedule could add, to first order [unit of the outcome].
    """

    line: Line
    switching: Floats
    residual: float
    left: float


def certify(case: Case, control: str, line: Line, outcome: str, bounds: tuple[Bound, ...] = ()) -> Certificate:
    """Read the switching function along a schedule.

    Arguments:
        case: the model with its changes.
        control: what is scheduled.
        line: the schedule.
        outcome: what is maximised.
        bounds: limits on outcomes; those that bind enter with the multipliers that fit best.

    Raises:
        RunError: the run fails, or has no derivative.
    """
    fine = line.halved()
    goal, point = Goal(fine.space(case, control), outcome, bounds), tuple(fine.levels.tolist())
    end = goal.space.run(point).trajectory.end
    low, high = (np.array(ends) for ends in zip(*((one.low, one.high) for one in goal.space.searched), strict=True))
    lowest, highest = fine.levels <= low + AT_AN_END, fine.levels >= high - AT_AN_END
    slopes = goal.slack_slopes(point)[np.array(goal.slacks(point)) < BINDING]
    weights = np.maximum(fine.weights(end), LIGHTEST)
    switching = lagrangian_slope(goal.slope(point), slopes, ~(lowest | highest)) / weights
    reached = fine.times < end
    residual = np.abs(breach(switching, lowest, highest)[reached]).max()
    gains = np.maximum(switching * (high - fine.levels), switching * (low - fine.levels)) * weights
    return Certificate(fine, switching, float(residual), float(gains[reached].sum()))
