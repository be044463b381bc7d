"""Draws: Sobol' points from one seed, made into values of parameters; the same whatever computes them."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import qmc

from takeoff.equations.ranks import HINT, contradict, normal_correlations, ranks_text
from takeoff.equations.scope import Key
from takeoff.errors import InputError
from takeoff.uncertainty.distribution import Distribution, Floats

BITS = 30
"""Sobol' points lie on a grid of 2^-30; no more draws than that, and none of them repeats."""
MOST_INPUTS = 1000


@dataclass(frozen=True)
class Draws:
    """Uncertain inputs and the seed of their draws; draw k is the same in whatever block it is asked for.

    Arguments:
        inputs: distributions, in the order of the columns.
        seed: of the scrambling of the Sobol' sequence.
        ranks: pairs of inputs -> correlation of their ranks (Spearman's).
    """

    inputs: tuple[Distribution, ...]
    seed: int
    ranks: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.inputs:
            raise InputError("nothing to draw: no parameter has a prior", 'give one: --prior "NAME=5 to 20"')
        if len(self.inputs) > MOST_INPUTS:
            raise InputError(f"{len(self.inputs)} uncertain inputs, at most {MOST_INPUTS} are drawn", "fix some")
        self._factor  # noqa: B018 - refuses correlations that contradict each other

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the inputs."""
        return tuple(one.name for one in self.inputs)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Keys of the inputs."""
        return tuple(one.key for one in self.inputs)

    def shares(self, first: int, count: int) -> Floats:
        """Points of the unit cube, correlated: (count, inputs), each above 0 and below 1.

        Arguments:
            first: number of the first draw, from 0.
            count: of draws.
        """
        return self._together(self._points(first, count))

    def _together(self, points: Floats) -> Floats:
        """Independent points of the unit cube, correlated."""
        if self._factor is None:
            return points
        # column by column: how a product of matrices rounds depends on the number of rows
        together: Floats = ndtr(sum(ndtri(points[:, [one]]) * column for one, column in enumerate(self._factor.T)))
        return together

    def values(self, first: int, count: int) -> Floats:
        """Values in inside units: (count, inputs).

        Arguments:
            first: number of the first draw, from 0.
            count: of draws.
        """
        return self.at(self._points(first, count))

    def at(self, points: Floats) -> Floats:
        """Values in inside units at independent points of the unit cube: (count, inputs).

        Arguments:
            points: (count, inputs), each above 0 and below 1.
        """
        shares = self._together(points)
        return np.stack([one.quantile(shares[:, place]) for place, one in enumerate(self.inputs)], axis=1)

    def _points(self, first: int, count: int) -> Floats:
        """Sobol' points of a scrambled sequence, in the middles of its grid so that none is 0.

        The sequence keeps its balance in blocks of powers of two; others are cut out of such a block.
        """
        size = 1 << max(0, math.ceil(math.log2(max(count, 1))))
        sequence = qmc.Sobol(len(self.inputs), scramble=True, bits=BITS, rng=np.random.default_rng(self.seed))
        if first + count > 2**BITS:
            raise InputError(f"at most 2^{BITS} draws", "another seed gives others")
        if first:
            sequence.fast_forward(first)
        points: Floats = sequence.random(min(size, 2**BITS - first))[:count] + 0.5 ** (BITS + 1)
        return points

    @functools.cached_property
    def _factor(self) -> Floats | None:
        """What makes independent normal numbers correlated, so that ranks are as asked."""
        if not self.ranks:
            return None
        for name in itertools.chain(*self.ranks):
            if name not in self.names:
                raise InputError(f"'{name}' is correlated, but not drawn", "draw it too, or drop the correlation")
        matrix = normal_correlations(self.names, self.ranks)
        if contradict(matrix):
            raise InputError(f"the rank correlations contradict each other: {ranks_text(self.ranks)}", HINT)
        return np.asarray(np.linalg.cholesky(matrix), dtype=float)
