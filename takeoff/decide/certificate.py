"""Whether a schedule can be improved: Pontryagin's condition along it, from exact gradients on finer nodes.

The switching function sigma(t) is what a little more of the control at t adds to the outcome, for each year of full
control. At an optimum it is 0 where the control is inside its range, at most 0 where it is at 0, at least 0 at 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

from takeoff.decide.ascend import Climbed
from takeoff.decide.bounds import Bound
from takeoff.decide.nodes import Line
from takeoff.solve.case import Case

Floats = npt.NDArray[np.float64]

AT_AN_END = 1e-6
"""Levels this close to 0 or 1 count as being there."""
BINDING = 1e-5
"""A bound with less slack than this, relative to its limit, binds."""


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


def certify(case: Case, control: str, line: Line, outcome: str, bounds: Sequence[Bound] = ()) -> Certificate:
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
    climbed = Climbed(
        lambda levels: fine.with_levels(levels).case(case, control).run(), fine.level_names(control), outcome
    )
    run = climbed.run(fine.levels)
    weights = np.maximum(fine.weights(run.trajectory.end), 1e-12)
    slope = climbed.slope(fine.levels)
    binding = [bound for bound in bounds if bound.slack(run.outcome(bound.outcome)) < BINDING]
    slopes = [climbed.slack_slope(fine.levels, bound) for bound in binding]
    switching = _with_multipliers(slope, slopes, fine.levels) / weights
    reached = fine.times < run.trajectory.end
    breach = np.where(reached, _breach(switching, fine.levels), 0.0)
    gains = np.maximum(switching * (1 - fine.levels), -switching * fine.levels)
    return Certificate(fine, switching, float(np.abs(breach).max()), float((gains * weights)[reached].sum()))


def _with_multipliers(slope: Floats, slopes: Sequence[Floats], levels: Floats) -> Floats:
    """The slope of the Lagrangian: multipliers, not negative, that come closest to zero where levels are free."""
    if not slopes:
        return slope
    free = (levels > AT_AN_END) & (levels < 1 - AT_AN_END)
    multipliers, _ = nnls(np.array(slopes).T[free], -slope[free])
    return slope + np.array(slopes).T @ multipliers


def _breach(switching: Floats, levels: Floats) -> Floats:
    """What breaks the condition: any slope inside, an upward one at 0, a downward one at 1."""
    upward = np.where(levels >= 1 - AT_AN_END, 0.0, np.maximum(switching, 0.0))
    downward = np.where(levels <= AT_AN_END, 0.0, np.minimum(switching, 0.0))
    return upward + downward
