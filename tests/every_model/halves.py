"""Which of many things are changed together, so that few runs tell each of them from every other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def halves(things: Sequence[Thing]) -> list[list[Thing]]:
    """The things whose place has a bit set, and those where it is not, for every bit; then all together.

    Of any two things, either is changed without the other in one of these, so that what is wrong with one is not
    mended by the same mistake in another.
    """
    bits = range((len(things) - 1).bit_length())
    parts = [
        [thing for place, thing in enumerate(things) if place >> bit & 1 == side] for bit in bits for side in (0, 1)
    ]
    return [*parts, list(things)]
