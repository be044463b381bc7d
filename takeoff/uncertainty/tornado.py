"""A tornado: how far the answer moves when one input goes from low to high and the others stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takeoff.solve.case import Case
from takeoff.uncertainty.answers import Question
from takeoff.uncertainty.distribution import Distribution
from takeoff.uncertainty.draws import Draws

ENDS = (0.05, 0.95)
"""Shares of an input's probability below its low and its high value."""


@dataclass(frozen=True)
class Swing:
    """What one input does to the answer.

    Arguments:
        input: its distribution.
        values: low and high, in its declared unit.
        answers: at these; not a number where there is none.
    """

    input: Distribution
    values: tuple[float, float]
    answers: tuple[float, float]

    @property
    def size(self) -> float:
        """Distance of the two answers; infinite where only one is there, 0 where none is."""
        low, high = self.answers
        if np.isnan(low) and np.isnan(high):
            return 0.0
        return float("inf") if np.isnan(low) or np.isnan(high) else abs(high - low)


@dataclass(frozen=True)
class Tornado:
    """The swings of all inputs, the largest first, around the answer at present values."""

    question: Question
    base: float
    swings: tuple[Swing, ...]


def tornado(case: Case, draws: Draws, question: Question) -> Tornado:
    """Move every input from its low to its high value, one at a time.

    Arguments:
        case: its present values are where the others stay.
        draws: the inputs.
        question: what is asked.
    """
    present = case.values()
    base = np.array([present[key] for key in draws.keys])
    ends = np.array([one.quantile(np.array(ENDS)) for one in draws.inputs])
    rows = np.tile(base, (2 * len(base) + 1, 1))
    for place, (low, high) in enumerate(ends):
        rows[2 * place + 1, place], rows[2 * place + 2, place] = low, high
    answers = question.answer(draws.keys, rows)
    pairs = answers[1:].reshape(-1, 2).tolist()
    swings = [
        Swing(one, (one.door.show(low), one.door.show(high)), (at_low, at_high))
        for one, (low, high), (at_low, at_high) in zip(draws.inputs, ends.tolist(), pairs, strict=True)
    ]
    return Tornado(question, float(answers[0]), tuple(sorted(swings, key=lambda one: -one.size)))
