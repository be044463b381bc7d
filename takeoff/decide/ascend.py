"""Climbing with exact gradients: scipy's SLSQP on levels between 0 and 1, with bounds on outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from takeoff.decide.bounds import Bound
from takeoff.errors import RunError
from takeoff.solve.run import Run

Floats = npt.NDArray[np.float64]

CLOSE = 1e-11
"""Where the climb stops, relative to the outcome."""
MOST_STEPS = 200
LIGHTEST = 1e-4
"""Least weight of a level, relative to the heaviest: those after the end of a run have none."""
KEPT = 4
"""Runs that are kept for their gradients."""


@dataclass
class Climbed:
    """What is climbed.

    Arguments:
        run: levels -> run.
        names: of the levels among the parameters of the run.
        outcome: what is maximised.
        bounds: limits on outcomes.
    """

    run: Callable[[Floats], Run]
    names: Sequence[str]
    outcome: str
    bounds: Sequence[Bound] = ()
    _runs: dict[bytes, Run | None] = field(default_factory=dict)

    def at(self, levels: Floats) -> Run | None:
        """The run at some levels, clipped to what is legal; None where it fails."""
        legal = np.clip(levels, 0.0, 1.0)
        key = legal.tobytes()
        if key not in self._runs:
            while len(self._runs) >= KEPT:
                self._runs.pop(next(iter(self._runs)))
            try:
                self._runs[key] = self.run(legal)
            except RunError:
                self._runs[key] = None
        return self._runs[key]

    def value(self, levels: Floats) -> float:
        """The outcome; minus infinity where the run fails."""
        run = self.at(levels)
        return -np.inf if run is None else run.outcome(self.outcome)

    def slope(self, levels: Floats, outcome: str = "") -> Floats:
        """Derivatives of an outcome by the levels; zero where the run fails."""
        run = self.at(levels)
        if run is None:
            return np.zeros(len(levels))
        return np.array(list(run.gradient(outcome or self.outcome, self.names).values()))

    def slack(self, levels: Floats, bound: Bound) -> float:
        """How far a bound is met, relative to its limit; far outside where the run fails."""
        run = self.at(levels)
        return -1.0 if run is None else bound.slack(run.outcome(bound.outcome))

    def slack_slope(self, levels: Floats, bound: Bound) -> Floats:
        """Derivatives of the slack by the levels."""
        sign = -1.0 if bound.at_most else 1.0
        return sign * self.slope(levels, bound.outcome) / (abs(bound.limit) or 1.0)


def ascend(hill: Climbed, start: Floats, weights: Floats) -> Floats:
    """Levels at the top of the hill that a start lies on; never worse than the start, where that meets the bounds.

    Arguments:
        hill: what is climbed.
        start: levels.
        weights: years of full control that each level stands for; steps are measured by them, so that the climb does
            not depend on where the nodes are.
    """
    low, scale = hill.value(start), abs(hill.value(start)) or 1.0
    stretch = np.sqrt(np.maximum(weights, LIGHTEST * weights.max()))

    def limit(bound: Bound) -> dict[str, Any]:
        return {
            "type": "ineq",
            "fun": lambda x: hill.slack(x / stretch, bound),
            "jac": lambda x: hill.slack_slope(x / stretch, bound) / stretch,
        }

    found = minimize(  # type: ignore[call-overload]  # the stubs do not know constraints as dictionaries
        lambda x: (low - max(hill.value(x / stretch), low - scale)) / scale,
        start * stretch,
        jac=lambda x: -hill.slope(x / stretch) / stretch / scale,
        method="SLSQP",
        bounds=[(0.0, highest) for highest in stretch],
        constraints=[limit(bound) for bound in hill.bounds],
        options={"maxiter": MOST_STEPS, "ftol": CLOSE},
    )
    top: Floats = np.clip(found.x / stretch, 0.0, 1.0)
    legal = all(hill.slack(start, bound) >= 0 for bound in hill.bounds)
    return start if legal and hill.value(top) < low else top
