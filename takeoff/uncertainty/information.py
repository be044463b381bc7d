"""What it is worth to know an input before choosing, as an expected gain of the outcome.

With outcomes Y[d] of schedules d and an input x, perfect information about everything is worth E max_d Y[d] - max_d E
Y[d], and about x alone E max_d E[Y[d] | x] - max_d E Y[d]. The conditional means come from a regression of the outcomes
on x (M. Strong, J. Oakley, A. Brennan: Estimating multiparameter partial expected value of perfect information from a
probabilistic sensitivity analysis sample, Medical Decision Making 34, 2014; for one input M. Strong, J. Oakley, Medical
Decision Making 33, 2013), here a polynomial of the ranks of x. The highest of noisy means is too high by chance.
So the rule that a fit gives is tested on draws that it was not fitted to, and the degree is taken that does best there:
for an input that does not matter it is 0, and the information is worth nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from takeoff.errors import InputError
from takeoff.uncertainty.distribution import Floats

Integers = npt.NDArray[np.int64]

DEGREE: Mapping[int, int] = MappingProxyType({1: 5, 2: 4, 3: 3})
"""Highest degree of the polynomial, by the number of inputs that become known together."""
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
        tested: by the rule of the regression on draws that it was not fitted to; may be negative.
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
    require_enough(*inputs.shape)
    gains, highest = outcomes - committed[:, None], _highest(inputs.shape[1])
    terms, degrees = _terms(inputs, highest)
    tried = [_worth(gains, terms[:, degrees <= degree]) for degree in range(highest + 1)]
    return max(tried, key=lambda one: one.tested)


def require_enough(draws: int, inputs: int) -> None:
    """Refuse draws that are too few for a regression on so many inputs.

    Arguments:
        draws: how many there are.
        inputs: how many become known together.

    Raises:
        InputError: too few.
    """
    needed = DRAWS_A_TERM * math.comb(inputs + _highest(inputs), inputs)
    if draws < needed:
        known = "one input is" if inputs == 1 else f"{inputs} inputs together are"
        raise InputError(f"{draws:,} draws are too few to tell what {known} worth", f"it takes {needed:,} or more")


def _highest(inputs: int) -> int:
    return DEGREE.get(inputs, LOWEST)


def _worth(gains: Floats, terms: Floats) -> Worth:
    """Least squares by normal equations, which add up over parts of the draws: Legendre polynomials suffer it."""
    parts = _parts(len(gains))
    squares = np.array([terms[part].T @ terms[part] for part in parts])
    products = np.array([terms[part].T @ gains[part] for part in parts])
    square, product = squares.sum(axis=0), products.sum(axis=0)
    fitted = (terms @ np.linalg.lstsq(square, product)[0]).max(axis=1)
    found = []
    for part, own_square, own_product in zip(parts, squares, products, strict=True):
        others = np.linalg.lstsq(square - own_square, product - own_product)[0]
        chosen = np.argmax(terms[part] @ others, axis=1)
        found.append(gains[part][np.arange(len(chosen)), chosen])
    tested = np.concatenate(found)
    return Worth(float(fitted.mean()), float(tested.mean()), float(tested.std(ddof=1) / math.sqrt(len(tested))))


def _parts(draws: int) -> list[slice]:
    """Parts of the draws: neighbours, since Sobol' points that follow each other are spread evenly."""
    ends = np.linspace(0, draws, FOLDS + 1).astype(int).tolist()
    return [slice(one, other) for one, other in itertools.pairwise(ends)]


def _terms(inputs: Floats, highest: int) -> tuple[Floats, Integers]:
    """Legendre polynomials of the ranks of inputs, from -1 to 1, and their products, each with its degree."""
    draws, count = inputs.shape
    ranks = 2 * (rankdata(inputs, axis=0) - 0.5) / draws - 1
    powers = np.polynomial.legendre.legvander(ranks, highest)
    chosen = [
        places
        for degree in range(highest + 1)
        for places in itertools.combinations_with_replacement(range(count), degree)
    ]
    orders = np.array([[places.count(place) for place in range(count)] for places in chosen])
    columns = [np.prod(powers[:, range(count), order], axis=1) for order in orders.tolist()]
    return np.stack(columns, axis=1), orders.sum(axis=1)
