"""Correlations of ranks: the correlations of normal numbers that have them, and whether these contradict each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

FLATTEST = 1e-8
"""A matrix of correlations whose smallest eigenvalue is below this contradicts itself."""
HINT = "two that go with a third go with each other; nothing goes with another by 1"
"""What is wrong with correlations that contradict each other."""

Pair = tuple[str, str]


def normal_correlations(names: Sequence[str], ranks: Mapping[Pair, float]) -> npt.NDArray[np.float64]:
    """Correlations of normal numbers whose ranks are as correlated as asked (Kruskal, 1958).

    Arguments:
        names: of what is drawn.
        ranks: pairs of these -> correlation of their ranks (Spearman's); other pairs are not correlated.
    """
    places = {name: place for place, name in enumerate(names)}
    matrix = np.eye(len(places))
    for (one, other), rank in ranks.items():
        between = 2 * math.sin(math.pi * rank / 6)
        matrix[places[one], places[other]] = matrix[places[other], places[one]] = between
    return matrix


def contradict(matrix: npt.NDArray[np.float64]) -> bool:
    """Whether no numbers have these correlations.

    Arguments:
        matrix: as `normal_correlations` gives it.
    """
    return bool(np.linalg.eigvalsh(matrix)[0] < FLATTEST)


def ranks_text(ranks: Mapping[Pair, float]) -> str:
    """Correlations in words: "lead with pace 0.5, ..."."""
    return ", ".join(f"{one} with {other} {rank:g}" for (one, other), rank in ranks.items())


def connected(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs in groups that share no name with each other, in their order.

    Arguments:
        pairs: of names.
    """
    groups: list[list[Pair]] = []
    for pair in pairs:
        met = [group for group in groups if any(set(pair) & set(one) for one in group)]
        groups = [group for group in groups if group not in met]
        groups.append([*(one for group in met for one in group), pair])
    return groups
