"""Where many functions are 0, all at once, by Chandrupatla's method (1997).

`scipy.optimize.elementwise` has the method too, but for a few hundred functions spends most of its time around them.
"""

from __future__ import annotations

from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

LOCATED = 1e-14
"""How exactly a zero is located, absolute [year] and relative."""
TRIES = 200
FEWER = 0.5
"""Share of the functions whose zeros are not yet located at which only these are looked at."""


class Functions(Protocol):
    """Functions of one number each."""

    def __call__(self, arguments: Floats, /) -> Floats:
        """Values at arguments, one for each function."""

    def take(self, places: Integers) -> Self:
        """Some of the functions."""


Point = tuple[Floats, Floats]
"""Arguments, and the values of the functions there."""


@np.errstate(divide="ignore", invalid="ignore", over="ignore")
def zeros(functions: Functions, low: Point, high: Point) -> Floats:
    """Where functions are 0; nan where they have one sign at both ends.

    Arguments:
        functions: to be looked at.
        low: where to look from.
        high: where to look to.
    """
    new, across = low, high
    found = np.where(across[1] == 0.0, high[0], np.where(new[1] == 0.0, low[0], np.nan))
    places = np.flatnonzero(new[1] * across[1] < 0.0)
    if len(places) < len(found):
        functions, new, across = functions.take(places), _taken(new, places), _taken(across, places)
    share, open_ = new[1] / (new[1] - across[1]), np.ones(len(places), dtype=bool)
    for _ in range(TRIES):
        if not len(places):
            break
        at = new[0] + share * (across[0] - new[0])
        value = functions(at)
        same = (value > 0.0) == (new[1] > 0.0)
        past = _chosen(same, new, across)
        across, new = _chosen(same, across, new), (at, value)
        share = np.where(_is_smooth(new, across, past), _inverse(new, across, past), 0.5)
        share = np.where(value == 0.0, 0.0, share)
        left, least = share * (across[0] - at), LOCATED * (1.0 + np.abs(at))
        found[places[open_]] = (at + left)[open_]
        open_ &= np.abs(left) >= least
        if open_.sum() < FEWER * len(places):
            still = np.flatnonzero(open_)
            places, functions, share, open_ = places[still], functions.take(still), share[still], open_[still]
            new, across = _taken(new, still), _taken(across, still)
    return found


def _taken(point: Point, places: Integers) -> Point:
    return point[0][places], point[1][places]


def _chosen(which: Bools, one: Point, other: Point) -> Point:
    return np.where(which, one[0], other[0]), np.where(which, one[1], other[1])


def _is_smooth(new: Point, across: Point, past: Point) -> Bools:
    """Whether an inverse quadratic through the points is to be trusted."""
    far = (new[0] - across[0]) / (past[0] - across[0])
    high = (new[1] - across[1]) / (past[1] - across[1])
    trusted: Bools = (1.0 - np.sqrt(1.0 - far) < high) & (high < np.sqrt(far))
    return trusted


def _inverse(new: Point, across: Point, past: Point) -> Floats:
    """Where an inverse quadratic through the points is 0, as a share of the way from the new one across."""
    (at, value), (x, f), (y, g) = new, across, past
    share: Floats = value / (f - value) * g / (f - g) + (y - at) / (x - at) * value / (g - value) * f / (g - f)
    return share
