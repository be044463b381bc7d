"""Whether a point is a local optimum to first order: the condition of Karush, Kuhn and Tucker, in numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

Floats = npt.NDArray[np.float64]


def lagrangian_slope(slope: Floats, slack_slopes: Floats, free: npt.NDArray[np.bool_]) -> Floats:
    """Slope of the outcome and of the bounds that bind, with the multipliers that come closest to 0 where free.

    Arguments:
        slope: of the outcome, one number for each argument.
        slack_slopes: of the slacks of binding bounds, a row for each.
        free: arguments inside their ranges.
    """
    if not len(slack_slopes) or not free.any():
        return slope
    multipliers, _ = nnls(slack_slopes.T[free], -slope[free])
    return np.asarray(slope + slack_slopes.T @ multipliers)


def breach(slope: Floats, lowest: npt.NDArray[np.bool_], highest: npt.NDArray[np.bool_]) -> Floats:
    """What breaks the condition: any slope inside a range, an upward one at its lower end, a downward one above.

    Arguments:
        slope: of the Lagrangian, one number for each argument.
        lowest: which arguments are at the lower end of their range.
        highest: which are at the upper end.
    """
    upward = np.where(highest, 0.0, np.maximum(slope, 0.0))
    downward = np.where(lowest, 0.0, np.minimum(slope, 0.0))
    return np.asarray(upward + downward)
