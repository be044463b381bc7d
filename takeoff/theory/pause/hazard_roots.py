"""The exact condition for a stop under hazard, solved by number: its longest and its shortest solution."""

import math

import sympy
from scipy.optimize import brentq, minimize_scalar

from takeoff.theory.pause.hazard import LEVEL, STEEPNESS
from takeoff.theory.pause.setting import END, GROWTH, LENGTH

STRENGTH = sympy.Symbol("eta", positive=True)
"""Hazard a year at the end of a run without a stop over growth of labour: h_0 exp(k T)/g."""


class Exact:
    """Solutions by g/k and STRENGTH, as k x; nothing else matters for them.

    Arguments:
        growth: what growth equals where the condition holds.
    """

    def __init__(self, growth: sympy.Expr) -> None:
        scales = {LEVEL: STRENGTH * GROWTH * sympy.exp(-STEEPNESS * END)}
        slope = (GROWTH - growth).subs(scales).subs(STEEPNESS, 1).expand()
        arguments = (LENGTH, GROWTH, STRENGTH)
        self.slope = sympy.lambdify(arguments, sympy.powsimp(slope))
        self._goal = sympy.lambdify(arguments, sympy.integrate(sympy.powsimp(-slope), LENGTH))

    def long(self, ratio: float, strength: float) -> float:
        """The solution with k x >= 1; there is one, as the slope is below 0 at 1 and rises with x from there on.

        Arguments:
            ratio: g/k.
            strength: not less than e.
        """
        return float(brentq(self.slope, 1, 3 + 2 * math.log(strength), (ratio, strength), xtol=1e-14))

    def short(self, ratio: float, strength: float) -> float | None:
        """The shortest solution, if there is one with k x < 1."""
        peak = minimize_scalar(lambda one: -self.slope(one, ratio, strength), bounds=(0, 1), method="bounded").x
        if self.slope(peak, ratio, strength) <= 0:
            return None
        return float(brentq(self.slope, 1e-9, peak, (ratio, strength), xtol=1e-14))

    def gain(self, ratio: float, strength: float, one: float, other: float) -> float:
        """What the goal gains from a stop of one length to a stop of another."""
        return float(self._goal(other, ratio, strength) - self._goal(one, ratio, strength))
