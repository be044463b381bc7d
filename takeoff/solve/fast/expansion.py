"""Steps through pieces of some members by Taylor series of their variational equations, each kept for what reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.solve.engine import Step
from takeoff.solve.fast.survey import EARLIER, SHARE
from takeoff.solve.fast.variational import Variational
from takeoff.solve.settings import Settings
from takeoff.solve.trajectory import Piece

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

LEAST = 1e-12
"""A step that is refused though it is this short, against 1 year or the time that has passed, leads nowhere."""


@dataclass(frozen=True)
class Expansion:
    """Variables within one step, as polynomials of the time since its start.

    Arguments:
        start: [year].
        coefficients: by power and variable.
    """

    start: float
    coefficients: Floats

    def __call__(self, t: Any) -> Any:
        """Variables at a time, or a column for each of some times."""
        return np.polynomial.polynomial.polyval(t - self.start, self.coefficients)

    def first(self, count: int) -> Expansion:
        """That of the first variables."""
        return replace(self, coefficients=self.coefficients[:, :count])


@dataclass(frozen=True)
class Reached:
    """Where the members of a group are, each with the series that goes on from there.

    Arguments:
        time: [year].
        series: by variable, power and member.
    """

    time: Floats
    series: Floats

    def where(self, chosen: Bools, other: Reached) -> Reached:
        """These points, or for members that are not chosen others."""
        return Reached(np.where(chosen, self.time, other.time), np.where(chosen, self.series, other.series))


class Expansions:
    """Integrates pieces of members in groups that fit the lanes of the processor.

    A step is as long as the last terms of its series allow, and taken back where the series at its end does not begin
    as it ends.

    Arguments:
        variational: equations.
        settings: accuracy, and the longest step as a share of the horizon.
    """

    def __init__(self, variational: Variational, settings: Settings) -> None:
        self.variational, self.settings = variational, settings

    def steps(self, pieces: Sequence[Piece], parameters: Floats, horizons: Floats) -> list[tuple[Step, ...] | None]:
        """Steps through pieces, one piece for each member; None where they lead nowhere.

        Arguments:
            pieces: each begins with variables, then their derivatives, direction by direction.
            parameters: as `Variational.parameters` gives them, a column for each member.
            horizons: longest durations [year].
        """
        found: list[tuple[Step, ...] | None] = []
        lanes = self.variational.lanes
        with np.errstate(all="ignore"):
            for first in range(0, len(pieces), lanes):
                some = np.minimum(np.arange(first, first + lanes), len(pieces) - 1)
                longest = self.settings.longest_step * horizons[some]
                group = [pieces[place] for place in some]
                found += self._through(group, parameters[:, some], longest)[: len(pieces) - first]
        return found

    def _through(self, pieces: list[Piece], parameters: Floats, longest: Floats) -> list[tuple[Step, ...] | None]:
        """The steps of one group."""
        self.variational.write_modes(parameters, np.array([piece.modes for piece in pieces], dtype=float).T)
        ends = np.array([piece.end for piece in pieces])
        begin = np.array([piece.begin for piece in pieces]).T
        taken: list[list[Step]] = [[] for _ in pieces]
        here, limit = self._reached(np.array([piece.start for piece in pieces]), begin, parameters), longest
        lost = np.zeros(len(pieces), dtype=bool)
        while (going := (here.time < ends) & ~lost).any():
            left = np.where(going, ends - here.time, 0.0)
            length = self._lengths(here.series, limit, left)
            time = np.where(length == left, ends, here.time + length)
            there = self._reached(np.where(going, time, here.time), ahead(here.series, length), parameters)
            good = self._misses(here.series, there.series, length) <= 1.0
            for lane in np.flatnonzero(going & good).tolist():
                taken[lane].append(_step(here, there, lane))
            lost |= going & ~good & (length <= LEAST * np.maximum(1.0, here.time))
            limit = np.where(good, longest, length / 2.0)
            here = there.where(good, here)
        return [None if gone else tuple(steps) for gone, steps in zip(lost, taken, strict=True)]

    def _reached(self, time: Floats, state: Floats, parameters: Floats) -> Reached:
        return Reached(time, self.variational.series(time, state, parameters))

    def _lengths(self, series: Floats, limit: Floats, left: Floats) -> Floats:
        """As `Survey` chooses them: what is left of a piece is halved, not left to a sliver."""
        order = self.variational.order
        allowed = self._allowed(series[:, 0], series[:, 1] * limit)
        last, before = ((np.abs(series[:, -place]) / allowed).max(axis=0) for place in (1, 2))
        own = np.minimum((SHARE / last) ** (1.0 / order), (EARLIER / before) ** (1.0 / (order - 1)))
        length = np.where(own < limit, own, limit)
        return np.where(length < left, np.where(2.0 * length < left, length, left / 2.0), left)

    def _misses(self, series: Floats, after: Floats, length: Floats) -> Floats:
        """What a series of one order more would add, as a multiple of what is tolerated, of the worst variable."""
        powers = np.arange(1, series.shape[1])[:, None]
        miss = np.abs(ahead(series[:, 1:] * powers, length) - after[:, 1]) * length / (self.variational.order + 1.0)
        worst: Floats = (miss / self._allowed(series[:, 0], after[:, 0])).max(axis=0)
        return worst

    def _allowed(self, one: Floats, other: Floats) -> Floats:
        found: Floats = np.maximum(np.abs(one), np.abs(other)) * self.settings.relative + self.settings.absolute
        return found


def ahead(series: Floats, since: Floats) -> Floats:
    """Variables some time after the starts of series, by variable, power and member."""
    total: Floats = series[:, -1].copy()
    for power in range(series.shape[1] - 2, -1, -1):
        total *= since
        total += series[:, power]
    return total


def _step(here: Reached, there: Reached, lane: int) -> Step:
    start, end = float(here.time[lane]), float(there.time[lane])
    return Step(start, end, there.series[:, 0, lane].copy(), Expansion(start, here.series[:, :, lane].T.copy()))
