"""Where one full stop is best and where two are, in numbers for a figure."""

from collections.abc import Callable, Mapping

import numpy as np
import sympy
from numpy.typing import NDArray
from scipy.optimize import brentq

from takeoff.theory.abrupt.hazard import FINAL_HAZARD, HAZARD_GROWTH, HAZARD_LEVEL, REFERENCE
from takeoff.theory.abrupt.phases import FIRST, GO
from takeoff.theory.derivation import Derivation, side
from takeoff.theory.illustration import Curve
from takeoff.theory.pause.setting import GROWTH, STOP, WORK

Array = NDArray[np.float64]

LEVELS = np.geomspace(0.02, 20, 40)
"""Hazards per year between which a border is looked for."""
RATIOS = np.concatenate([np.linspace(1, 2, 21), np.linspace(2.5, 8, 10)])
"""Growth of labour over growth of hazard, at which borders are looked for."""
SAMPLES = 300


class Plans:
    """Plans of stop, go, stop, of any growth of labour and any hazard.

    Arguments:
        derivation: of the condition for one stop.
        values: of the other symbols.
        end: length of the run [year].
    """

    def __init__(self, derivation: Derivation, values: Mapping[sympy.Symbol, float], end: float) -> None:
        fixed = {symbol: one for symbol, one in values.items() if symbol is not GROWTH} | {REFERENCE: 1.0}
        parts = {name: derivation.step(name).equation.rhs for name in ("work", "hazard", "first stop")}
        goal = side(derivation.assumptions, "goal").subs({WORK: parts["work"], FINAL_HAZARD: parts["hazard"]})
        alone = derivation.step("single stop").equation.lhs.subs({WORK: parts["work"].subs({FIRST: 0, GO: STOP})})
        self._goal = sympy.lambdify((GROWTH, HAZARD_LEVEL, FIRST, GO), goal.subs(fixed))
        self._first = sympy.lambdify((GROWTH, HAZARD_LEVEL, GO), parts["first stop"].subs(fixed))
        self._boundary = _eliminated(alone.subs(fixed), derivation.result.subs(fixed))
        self._growth = values[HAZARD_GROWTH]
        self._times = np.linspace(end / SAMPLES, end, SAMPLES)
        self._stops = end * np.geomspace(1e-4, 1, SAMPLES, endpoint=False)

    def advantage(self, level: float, growth: float) -> float:
        """How much more for the goal the best plan with two stops attains than the best with one.

        Arguments:
            level: hazard per year at the start.
            growth: of labour [1/year].

        Returns:
            Minus infinity where no time at full speed makes a first stop worth its while.
        """
        first = self._first(growth, level, self._times)
        room = np.clip(first, 0, self._times[-1] - self._times)
        both = self._goal(growth, level, room, self._times)
        alone = self._goal(growth, level, 0.0, np.append(self._times, 0.0))
        return float(np.max(both, where=first > 0, initial=-np.inf) - np.max(alone))

    def two_stops_win(self) -> Curve:
        """Border of the region where two stops are better than one."""
        found = [self._border(ratio * self._growth) for ratio in RATIOS]
        return _closed("inside, two stops win", found)

    def inequality_fails(self) -> Curve:
        """Border of the region where the best single stop does not meet the conditions of Pontryagin."""
        found = [self._roots(ratio * self._growth) for ratio in RATIOS]
        return _closed("inside, one stop fails the conditions", found)

    def _border(self, growth: float) -> list[float]:
        return _crossings(lambda level: max(self.advantage(level, growth), -1.0), LEVELS)

    def _roots(self, growth: float) -> list[float]:
        level, gap = (lambda stop: self._boundary(growth, stop)[0]), (lambda stop: self._boundary(growth, stop)[1])
        return sorted(level(stop) for stop in _crossings(gap, self._stops))


def _eliminated(slope: sympy.Expr, at_most: sympy.Le) -> Callable[[float, float], tuple[float, float]]:
    """Hazard at which a single stop is stationary, and by how much it then passes the boundary."""
    (level,) = sympy.solve(slope, HAZARD_LEVEL)
    gap = (at_most.lhs - at_most.rhs).subs(HAZARD_LEVEL, level)
    return sympy.lambdify((GROWTH, STOP), (level, gap))


def _crossings(function: Callable[[float], float], places: Array) -> list[float]:
    signs = np.sign([function(place) for place in places])
    changes = np.nonzero(signs[1:] * signs[:-1] < 0)[0]
    return [brentq(function, places[one], places[one + 1], xtol=1e-6) for one in changes]


def _closed(label: str, found: list[list[float]]) -> Curve:
    """From the lower ends down to where they meet the upper ends, and up again."""
    borders = [(float(ratio), ends) for ratio, ends in zip(RATIOS, found, strict=True) if ends]
    low = [(ends[0], ratio) for ratio, ends in reversed(borders)]
    high = [(ends[-1], ratio) for ratio, ends in borders]
    places = np.array([*low, *high])
    return Curve(label, tuple(places[:, 0].tolist()), tuple(places[:, 1].tolist()))
