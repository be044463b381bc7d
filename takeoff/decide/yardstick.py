"""The yardstick: how much of one improvement, such as a month of lead, gives the same best outcome as another."""

from __future__ import annotations

import bisect
import functools
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.optimize import brentq

from takeoff.decide.climb import FINEST
from takeoff.decide.improve import Reached, base, changes_of, present, reached
from takeoff.decide.pause import BestPause
from takeoff.equations import units as u
from takeoff.equations.meaning import ImprovementMeaning
from takeoff.equations.scope import Key
from takeoff.errors import NoAnswer, RunError

if TYPE_CHECKING:
    import pint

NEARBY = 1 / 16
"""The slope is taken between so many yardsticks less and more."""
FURTHEST = 4096.0
"""So many yardsticks are tried where the parameter's range has no end."""
CLOSE = 1e-4
"""Accuracy of a length, in yardsticks."""
ENOUGH = 1e-5
"""Accuracy of pauses between known ones, as a share of the ranges: outcomes are level there, so far more accurate."""
WIDER = 1.25
"""What the slope suggests is widened by this, so that it holds the answer."""
LEVEL = 1e-9
"""Outcomes closer than this, relative to the best, count as equal."""


@dataclass(frozen=True)
class Length:
    """What a change is worth in yardsticks: as many give the same best outcome.

    Arguments:
        value: in the unit of the yardstick, negative for less of it than there is.
        beyond: whether even so many, the most that can be tried, do not suffice.
    """

    value: float
    beyond: bool = False


class Ruler:
    """The best outcome as a function of how many yardsticks are added, each with the pause chosen anew.

    Values are kept. Between two of them the optima of both are followed; beyond them a coarse scan looks for others.

    Arguments:
        best: the question and its answer.
        improvement: the yardstick, which adds to one parameter.
    """

    def __init__(self, best: BestPause, improvement: ImprovementMeaning) -> None:
        self.best, self.improvement = best, improvement
        self._found: dict[float, Reached | None] = {0.0: base(best)}

    @property
    def quantity(self) -> str:
        """What the yardstick adds to, in words: the model's label of the parameter, or its name."""
        name = self._key[0]
        part = self.best.case.meaning.spec.parts.parameters.get(name)
        return part.label if part and part.label else name.replace("_", " ")

    @property
    def unit(self) -> str:
        """Unit of lengths."""
        return u.readable(self._unit)

    @property
    def step(self) -> float:
        """Length of the yardstick itself, in its unit."""
        return self.improvement.steps[self._key].term / u.scale(self._unit)

    @functools.cached_property
    def slope(self) -> float:
        """What a unit adds to the best outcome, from a little less and a little more; not a number where runs fail."""
        low, high = max(-NEARBY, self._limits[0]), min(NEARBY, self._limits[1])
        if not low < high:
            return math.nan
        return (self.value(high) - self.value(low)) / ((high - low) * self.step)

    def length(self, target: float) -> Length | None:
        """How much of the yardstick gives a best outcome.

        Arguments:
            target: the outcome.

        Returns:
            The length nearest to none; None where the yardstick moves nothing.
        """
        gain = target - self.value(0.0)
        size = abs(target) or 1.0
        if abs(gain) <= LEVEL * size:
            return Length(0.0)
        pull = self.slope * self.step
        if not abs(pull) > LEVEL * size:  # level ground, or not a number: further away it may rise
            pull = 0.0
        side = math.copysign(1.0, gain * pull if pull else gain)
        for near, far in self._stretches(side, abs(gain / pull) if pull else 1.0):
            if (self.value(near) - target) * (self.value(far) - target) <= 0:
                low, high = sorted((near, far))
                return Length(float(brentq(lambda x: self.value(x) - target, low, high, xtol=CLOSE)) * self.step)
        last = self._last(side)
        if last and abs(self.value(last) - self.value(0.0)) <= LEVEL * size:
            return None
        return Length(last * self.step, beyond=True)

    def value(self, times: float) -> float:
        """The best outcome with so many yardsticks; not a number where none can be found."""
        if times not in self._found:
            self._found[times] = self._reached(times)
        found = self._found[times]
        return math.nan if found is None else found.value

    def reached(self, times: float) -> Reached | None:
        """The best pause with so many yardsticks; None where there is none."""
        self.value(times)
        return self._found[times]

    def _reached(self, times: float) -> Reached | None:
        around = list(self._around(times))
        starts = tuple(dict.fromkeys(shares for one in around for shares in one.optima))
        case = self.best.case.change(changes_of(self.best.case, self.improvement, times))
        outside = len(around) < 2 and abs(times) > NEARBY
        try:
            return reached(self.best, case, starts, outside, FINEST if outside else ENOUGH)
        except (NoAnswer, RunError):
            return None

    def _around(self, times: float) -> Iterator[Reached]:
        """What is known next to a length, on both sides."""
        known = sorted(t for t, found in self._found.items() if found is not None)
        place = bisect.bisect(known, times)
        for neighbour in known[max(place - 1, 0) : place + 1]:
            if (found := self._found[neighbour]) is not None:
                yield found

    def _stretches(self, side: float, guess: float) -> Iterator[tuple[float, float]]:
        """Neighbouring lengths on one side, outwards: those known, then ever further to the end of the legal range."""
        known = sorted(abs(t) for t in self._found if t * side >= 0 and self._found[t] is not None)
        yield from ((side * near, side * far) for near, far in itertools.pairwise(known))
        last, end = known[-1], abs(self._limits[1] if side > 0 else self._limits[0])
        while last < end:
            further = min(max(2 * last, WIDER * guess, 1.0), end)
            if math.isnan(self.value(side * further)):
                return
            yield side * last, side * further
            last = further

    def _last(self, side: float) -> float:
        """The furthest length that was tried on a side."""
        return side * max(abs(t) for t, found in self._found.items() if t * side >= 0 and found is not None)

    @property
    def _key(self) -> Key:
        return next(iter(self.improvement.steps))

    @property
    def _unit(self) -> pint.Unit:
        return self.improvement.unit or u.none()

    @functools.cached_property
    def _limits(self) -> tuple[float, float]:
        """Fewest and most yardsticks that keep every parameter legal."""
        low, high = -FURTHEST, FURTHEST
        for key, step in self.improvement.steps.items():
            door = self.best.case.meaning.doors[key[0]]
            ends = (end * u.scale(door.unit) for end in door.between or (-math.inf, math.inf))
            first, last = sorted((end - present(self.best.case, key)) / step.term for end in ends)
            low, high = max(low, first), min(high, last)
        return low, high
