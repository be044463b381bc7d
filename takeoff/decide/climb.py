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
    finest: float = FINEST,
) -> Point:
    """The top of the hill that a point lies on.

    Arguments:
        space: gives the ranges.
        height: what is maximised.
        start: where to begin.
        first_step: size of the first steps, as a share of the ranges.
        constraint: what must hold at the top.
        finest: where to stop, as a share of the ranges.
    """
    hill = _Hill(np.array([s.low for s in space.searched]), np.array([s.high - s.low for s in space.searched]))
    scale = abs(height(start)) or 1.0
    options: Any = {"initial_tr_radius": first_step, "final_tr_radius": finest, "maxfev": MOST_RUNS}
    limits = []
    if constraint is not None:
        options["feasibility_tol"] = constraint.tolerance
        limits.append(NonlinearConstraint(lambda x: [hill.value(constraint.of, x)], constraint.low, constraint.high))
    result = minimize(  # type: ignore[call-overload]  # the stubs do not know COBYQA's options
        lambda share: -hill.value(height, share) / scale,
        (np.array(start) - hill.lows) / hill.spans,
        method="COBYQA",
        bounds=Bounds(np.zeros(len(start)), np.ones(len(start))),
        constraints=limits,
        options=options,
    )
    return hill.point(result.x)


@dataclass(frozen=True)
class _Hill:
    """A space in units of its ranges."""

    lows: Floats
    spans: Floats

    def point(self, share: Floats) -> Point:
        return tuple((self.lows + np.clip(share, 0.0, 1.0) * self.spans).tolist())

    def value(self, function: Callable[[Point], float], share: Floats) -> float:
        return max(function(self.point(share)), -FLOOR)
