"""Climbing one hill: scipy's derivative-free COBYQA on the ranges of a space, with or without a constraint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, NonlinearConstraint, minimize

from takeoff.decide.space import Point, Space

Floats = npt.NDArray[np.float64]

FLOOR = 1e6
"""Heights and slacks below minus this (failed runs are minus infinity) count as this."""
MOST_RUNS = 300
FINEST = 1e-7
"""Where the trust region stops shrinking, as a share of the ranges."""


@dataclass(frozen=True)
class Constraint:
    """A function of a point, of order one, that must lie between two numbers.

    Arguments:
        of: the function.
        low, high: the numbers.
        tolerance: how far outside still counts as inside.
    """

    of: Callable[[Point], float]
    low: float
    high: float
    tolerance: float = 1e-8


def climb(
    space: Space,
    height: Callable[[Point], float],
    start: Point,
    first_step: float,
    constraint: Constraint | None = None,
) -> Point:
    """The top of the hill that a point lies on.

    Arguments:
        space: gives the ranges.
        height: what is maximised.
        start: where to begin.
        first_step: size of the first steps, as a share of the ranges.
        constraint: what must hold at the top.
    """
    lows = np.array([s.low for s in space.searched])
    spans = np.array([s.high - s.low for s in space.searched])

    def point_of(share: Floats) -> Point:
        return tuple((lows + np.clip(share, 0.0, 1.0) * spans).tolist())

    def limited(function: Callable[[Point], float], share: Floats, scale: float = 1.0) -> float:
        return max(function(point_of(share)) / scale, -FLOOR)

    scale = abs(height(start)) or 1.0
    options: Any = {"initial_tr_radius": first_step, "final_tr_radius": FINEST, "maxfev": MOST_RUNS}
    constraints = []
    if constraint is not None:
        options["feasibility_tol"] = constraint.tolerance
        constraints.append(
            NonlinearConstraint(lambda share: [limited(constraint.of, share)], constraint.low, constraint.high)
        )
    result = minimize(  # type: ignore[call-overload]  # the stubs do not know COBYQA's options
        lambda share: -limited(height, share, scale),
        (np.array(start) - lows) / spans,
        method="COBYQA",
        bounds=Bounds(np.zeros(len(spans)), np.ones(len(spans))),
        constraints=constraints,
        options=options,
    )
    return point_of(result.x)
