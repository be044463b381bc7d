"""A prior as a distribution: the part of it that is legal, with its quantiles."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats

from takeoff.equations import units as u
from takeoff.equations.priors import Prior
from takeoff.equations.scope import Key, label
from takeoff.equations.values import Door
from takeoff.errors import InputError

Floats = npt.NDArray[np.float64]

LEAST = 1e-6
"""Least share of a distribution that must be legal."""


def _triangular(low: float, mode: float, high: float) -> Any:
    return stats.triang((mode - low) / (high - low), low, high - low)


def _pert(low: float, mode: float, high: float) -> Any:
    """The beta distribution whose mean is (low + 4 mode + high)/6 (Malcolm and others, 1959)."""
    share = (mode - low) / (high - low)
    return stats.beta(1 + 4 * share, 5 - 4 * share, low, high - low)


_MAKERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "triangular": _triangular,
        "pert": _pert,
        "uniform": lambda low, high: stats.uniform(low, high - low),
        "loguniform": stats.loguniform,
        "normal": stats.norm,
        "lognormal": lambda median, deviation: stats.lognorm(deviation, scale=median),
        "beta": stats.beta,
    }
)


@dataclass(frozen=True)
class Distribution:
    """A prior, cut off where its parameter may not be; "never" lies above all dates.

    Arguments:
        key: of the parameter.
        prior: in inside units.
        door: says what is legal.
    """

    key: Key
    prior: Prior
    door: Door

    @property
    def name(self) -> str:
        """Label of the parameter."""
        return label(self.key)

    def quantile(self, shares: Floats) -> Floats:
        """Values below which these shares of the probability lie, in the inside unit; infinite for never.

        Arguments:
            shares: above 0 and below 1, of any shape.
        """
        some = 1.0 - self.prior.never
        low, high = self._legal
        inner = np.minimum(shares / some, 1.0)
        values = np.clip(self._whole.ppf(low + (high - low) * inner), *self._ends)
        return np.where(shares < some, values, math.inf) if self.prior.never else values

    @property
    def cut_off(self) -> float:
        """Share of the prior that is not legal, and was cut off."""
        low, high = self._legal
        return 1.0 - (high - low)

    @functools.cached_property
    def _whole(self) -> Any:
        return _MAKERS[self.prior.kind](*self.prior.numbers)

    @functools.cached_property
    def _ends(self) -> tuple[float, float]:
        scale = u.scale(self.door.unit)
        low, high = self.door.between or (-math.inf, math.inf)
        return low * scale, high * scale

    @functools.cached_property
    def _legal(self) -> tuple[float, float]:
        low, high = self._ends
        below = float(self._whole.cdf(low)) if math.isfinite(low) else 0.0
        upto = float(self._whole.cdf(high)) if math.isfinite(high) else 1.0
        if upto - below < LEAST:
            raise InputError(f"the prior of '{self.name}' lies outside its legal range", "change one of them")
        return below, upto
