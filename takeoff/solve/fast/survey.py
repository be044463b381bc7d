"""What there is to know about a step, spelled as one function of its series, for heyoka to compile.

Its length, the variables and all that is looked at where it ends, how far the series then misses the equations, and
whether a switch may have turned on the way: one call for many members, in which nothing is computed twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import heyoka
import numpy as np

from takeoff.algebra.symbols import TIME
from takeoff.solve.fast.spelling import Speller, magnitude
from takeoff.solve.generate import Generated
from takeoff.solve.program import Program

Expressions = list[Any]

SHARE, EARLIER = 0.5, 4.0
"""What the last term of a series may be, and the one before it, against the error that is tolerated."""
QUARTERS = np.arange(5) / 4
"""Where root functions are computed in every step, as shares of it; between them a polynomial tells where they are."""
OFF = 5.0 / 128.0
"""Most that the fourth difference of the quarters adds at an odd eighth: s (s-1) (s-2) (s-3) / 24 at s = 1/2."""
SAMPLES = np.arange(1, 8) / 8
"""Where they are computed if there are doubts: a long step may turn where shorter ones of other methods do not."""
DOUBTS, FIRST = 2, 3
"""Rows of a survey: its doubts, and the first variable; before them the length of the step and its error."""
ASKED = 5
"""Parameters of a survey: start, limit and what is left [year], relative and absolute tolerance."""


@dataclass(frozen=True)
class Terms:
    """A program in heyoka's terms.

    Arguments:
        program: the compiled system.
        given: symbol -> parameter, of the constants of `program.looks`, then of the modes.
    """

    program: Program
    given: dict[Any, Any]

    @classmethod
    def of(cls, program: Program) -> Terms:
        """Parameters are numbered by their places in the constants of `program.looks`; the modes follow."""
        constants = program.looks.moving_code().arguments[-1]
        symbols = (*constants, *program.modes)
        return cls(program, {symbol: heyoka.par[place] for place, symbol in enumerate(symbols)})

    def looks(self, time: Any, variables: Sequence[Any]) -> Expressions:
        """What `program.looks` gives.

        Raises:
            Unspeakable: a function that has no spelling.
        """
        code = self.program.looks.moving_code()
        moving = dict(zip(self.program.variables, variables, strict=True))
        speller = Speller({TIME: time, **self.given, **moving}, self.given, self.program.modes)
        return speller.spell(code.lines, list(code.results))


def at_points(program: Program, generated: Generated, variables: Sequence[Any]) -> Expressions:
    """A function of time and variables; its parameters are its constants, then the time.

    Raises:
        Unspeakable: a function that has no spelling.
    """
    code = generated.moving_code()
    constants = {symbol: heyoka.par[place] for place, symbol in enumerate(code.arguments[-1])}
    moving = dict(zip(program.variables, variables, strict=True))
    speller = Speller({TIME: heyoka.par[len(constants)], **constants, **moving}, constants)
    return speller.spell(code.lines, list(code.results))


@dataclass(frozen=True)
class Survey:
    """The survey of a step.

    Arguments:
        terms: of the program.
        order: of the series.
    """

    terms: Terms
    order: int

    @property
    def variables(self) -> list[Expressions]:
        """Coefficients, by variable and power."""
        count = len(self.terms.program.variables)
        return [[heyoka.expression(f"c{row}_{power}") for power in range(self.order + 1)] for row in range(count)]

    def _asked(self) -> Expressions:
        return [heyoka.par[len(self.terms.given) + place] for place in range(ASKED)]

    def results(self) -> Expressions:
        """Length, error and doubts; variables and looks at the end; in the middle, what `since` asks about.

        Parameters beyond those of the terms are the start, the longest length that the error may set, what is left of
        the piece, the tolerances, and the root functions at the start.
        """
        start, limit, left, _, _ = self._asked()
        length = self._length(limit, left)
        state, found = self._looks(start, length)
        samples = [self._looks(start, share * length)[1] for share in QUARTERS[1:-1].tolist()]
        error = self._error(length, state, found[: len(state)])
        doubts = self._doubts([self._begun(), *(self._roots(one) for one in [*samples, found])])
        return [length, error, doubts, *state, *found, *self._questions(samples[len(samples) // 2])]

    def roots(self) -> Expressions:
        """Root functions at each sample of a step; parameters beyond those of the terms are its start and length."""
        start, length, *_ = self._asked()
        looks = (self._looks(start, share * length)[1] for share in SAMPLES.tolist())
        return [*itertools.chain(*(self._roots(found) for found in looks))]

    def glances(self) -> Expressions:
        """What `Program.glances` gives; parameters beyond those of the terms are the start and the time since."""
        start, since, *_ = self._asked()
        found = self._looks(start, since)[1]
        return [*self._roots(found), *self._questions(found)]

    def question(self, number: int) -> Expressions:
        """A quantity that `since` asks about, alone; of the same parameters."""
        start, since, *_ = self._asked()
        return [self._questions(self._looks(start, since)[1])[number]]

    def _begun(self) -> Expressions:
        first = len(self.terms.given) + ASKED
        return [heyoka.par[first + place] for place in range(len(self.terms.program.switches))]

    def _roots(self, found: Expressions) -> Expressions:
        first = len(self.terms.program.variables)
        return found[first : first + len(self.terms.program.switches)]

    def _questions(self, found: Expressions) -> Expressions:
        first = len(self.terms.program.variables) + len(self.terms.program.switches)
        return found[first : first + len(self.terms.program.asked)]

    def _looks(self, start: Any, since: Any) -> tuple[Expressions, Expressions]:
        state = [value(series, since) for series in self.variables]
        return state, self.terms.looks(start + since, state)

    def _length(self, limit: Any, left: Any) -> Any:
        """As long as the last terms allow, within the limit; what is left of the piece is halved, not left to a sliver.

        A number that is no number makes it the limit.
        """
        last, before = heyoka.expression(0.0), heyoka.expression(0.0)
        for series in self.variables:
            allowed = self._allowed(series[0], series[1] * limit)
            last = larger(magnitude(series[-1]) / allowed, last)
            before = larger(magnitude(series[-2]) / allowed, before)
        own = smaller((SHARE / last) ** (1.0 / self.order), (EARLIER / before) ** (1.0 / (self.order - 1)))
        length = heyoka.select(heyoka.lt(own, limit), own, limit)
        rest = heyoka.select(heyoka.lt(length * 2.0, left), length, left * 0.5)
        return heyoka.select(heyoka.lt(length, left), rest, left)

    def _allowed(self, one: Any, other: Any) -> Any:
        _, _, _, relative, absolute = self._asked()
        return larger(magnitude(one), magnitude(other)) * relative + absolute

    def _error(self, length: Any, state: Expressions, rates: Expressions) -> Any:
        """What a series of one order more would add, seen from how its slope differs from the rates at its end.

        As a multiple of what is tolerated, of the worst variable; infinite where something is not a finite number.
        """
        worst, total = heyoka.expression(0.0), heyoka.expression(0.0)
        for series, end, rate in zip(self.variables, state, rates, strict=True):
            slopes = [power * coefficient for power, coefficient in enumerate(series)][1:]
            miss = magnitude(value(slopes, length) - rate) * length / (self.order + 1.0)
            error = miss / self._allowed(series[0], end)
            worst, total = larger(error, worst), total + error
        return heyoka.select(heyoka.lt(total, 1e300), worst, heyoka.expression(float("inf")))

    def _doubts(self, roots: list[Expressions]) -> Any:
        """How many root functions are on the wrong side, or no number, or nearly so, at how many shares.

        Arguments:
            roots: functions at the quarters of the step; those at its start are not judged.
        """
        program, given = self.terms.program, self.terms.given
        known = {one.position for one in program.breaks}
        doubts: Expressions = []
        for place, mode in enumerate(program.modes):
            sign = heyoka.select(heyoka.gt(given[mode], 0.5), heyoka.expression(-1.0), heyoka.expression(1.0))
            quarters = [sign * values[place] for values in roots]
            if place in known:  # where it is does not matter, if it is a number
                quarters = [heyoka.select(heyoka.gt(one, 0.0), -one, one) for one in quarters]
            looked = quarters[1:] if place in known else [*quarters[1:], *_between(quarters)]
            doubts.extend(heyoka.select(heyoka.lte(one, 0.0), 0.0, 1.0) for one in looked)
        return heyoka.sum(doubts) if doubts else heyoka.expression(0.0)


def _between(quarters: Expressions) -> Expressions:
    """The most that a root function may be at the odd eighths of a step.

    A polynomial through the quarters tells what it is there, and the last of their differences, by what it adds to
    that, how far it may be off.
    """
    eighths = np.vander(QUARTERS[:-1] + 0.125, len(QUARTERS)) @ np.linalg.inv(np.vander(QUARTERS, len(QUARTERS)))
    last = magnitude(_combined([1.0, -4.0, 6.0, -4.0, 1.0], quarters))
    return [_combined(weights, quarters) + OFF * last for weights in eighths.tolist()]


def _combined(weights: Sequence[float], values: Expressions) -> Any:
    return heyoka.sum([weight * one for weight, one in zip(weights, values, strict=True)])


def value(series: Expressions, since: Any) -> Any:
    """A polynomial by Horner's rule."""
    total = series[-1]
    for coefficient in series[-2::-1]:
        total = total * since + coefficient
    return total


def larger(x: Any, y: Any) -> Any:
    """The larger of two numbers; y where x is no number."""
    return heyoka.select(heyoka.gt(x, y), x, y)


def smaller(x: Any, y: Any) -> Any:
    """The smaller of two numbers; y where x is no number."""
    return heyoka.select(heyoka.lt(x, y), x, y)
