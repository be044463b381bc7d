"""What it is worth to know an input before choosing, as an expected gain of the outcome.

With outcomes Y[d] of schedules d and an input x, perfect information about everything is worth E max_d Y[d] - max_d E
Y[d], and about x alone E max_d E[Y[d] | x] - max_d E Y[d]. The conditional means come from a regression of the outcomes
on x (M. Strong, J. Oakley, A. Brennan: Estimating multiparameter partial expected value of perfect information from a
probabilistic sensitivity analysis sample, Medical Decision Making 34, 2014; for one input M. Strong, J. Oakley, Medical
Decision Making 33, 2013): here a polynomial of the ranks of x. The fit is too high by chance, since the highest of several
noisy means is. So the rule that it gives is tested too on draws that it was not fitted to, which is too low by chance:
the value lies between both, but for their standard error and for what a polynomial cannot follow.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.stats import rankdata

from takeoff.errors import InputError
from takeoff.uncertainty.distribution import Floats

DEGREE: Mapping[int, int] = MappingProxyType({1: 5, 2: 4, 3: 3})
"""Degree of the polynomial, by the number of inputs that become known together."""
LOWEST = 2
FOLDS = 10
"""Parts that the draws are cut into for the test; the rule for each is fitted to the others."""
DRAWS_A_TERM = 5
"""Fewest draws for each term of a polynomial."""


@dataclass(frozen=True)
class Worth:
    """What some information is worth, in the unit of the outcome.

    Arguments:
        fitted: by the regression.
        tested: by draws that the rule was not fitted to; may be negative.
        error: standard error of what was tested.
    """

    fitted: float
    tested: float
    error: float


def perfect(outcomes: Floats, committed: Floats) -> float:
    """What it is worth to know everything, against choosing first.

    Arguments:
        outcomes: best of each draw.
        committed: of each draw with the schedule that is chosen without knowing.
    """
    return float((outcomes - committed).mean())


def partial(outcomes: Floats, committed: Floats, inputs: Floats) -> Worth:
    """What it is worth to know some inputs, against choosing first.

    Arguments:
        outcomes: (draws, schedules) that are chosen among once the inputs are known.
        committed: of each draw with the schedule that is chosen without knowing.
        inputs: (draws, inputs) that become known.

    Raises:
        InputError: too few draws for so many inputs.
    """
    gains, terms = outcomes - committed[:, None], _terms(inputs)
    if len(gains) < DRAWS_A_TERM * terms.shape[1]:
        hint = f"{DRAWS_A_TERM * terms.shape[1]:,} draws, or fewer inputs"
        raise InputError(f"{len(gains):,} draws are too few to tell what {inputs.shape[1]} inputs are worth", hint)
    fitted = terms @ np.linalg.lstsq(terms, gains)[0]
    found = np.concatenate([_followed(gains, terms, part) for part in _parts(len(gains))])
    return Worth(float(fitted.max(axis=1).mean()), float(found.mean()), float(found.std(ddof=1) / math.sqrt(len(found))))


def _followed(gains: Floats, terms: Floats, part: slice) -> Floats:
    """Gains of some draws under the rule that the others give."""
    others = np.ones(len(gains), dtype=bool)
    others[part] = False
    rule = np.argmax(terms[part] @ np.linalg.lstsq(terms[others], gains[others])[0], axis=1)
    return gains[part][np.arange(len(rule)), rule]


def _parts(draws: int) -> list[slice]:
    """Parts of the draws: neighbours, since Sobol' points that follow each other are spread evenly."""
    ends = np.linspace(0, draws, FOLDS + 1).astype(int).tolist()
    return [slice(one, other) for one, other in itertools.pairwise(ends)]


def _terms(inputs: Floats) -> Floats:
    """Legendre polynomials of the ranks of inputs, from -1 to 1, and their products up to the degree."""
    draws, count = inputs.shape
    degree = DEGREE.get(count, LOWEST)
    ranks = 2 * (rankdata(inputs, axis=0) - 0.5) / draws - 1
    powers = np.polynomial.legendre.legvander(ranks, degree)
    orders = _orders(count, degree)
    return np.stack([np.prod(powers[:, range(count), order], axis=1) for order in orders], axis=1)


def _orders(count: int, degree: int) -> list[list[int]]:
    """Degrees of each input in each term: those that together are no more than the degree."""
    orders = []
    for total in range(degree + 1):
        for chosen in itertools.combinations_with_replacement(range(count), total):
            orders.append([chosen.count(place) for place in range(count)])
    return orders
