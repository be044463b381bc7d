"""Which of many things are changed together, so that few runs tell each of them from every other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def halves(things: Sequence[Thing]) -> list[list[Thing]]:
    """As few parts of the things as tell each from every other, and then all together.

    Each thing is in a different half of the parts, so that of any two, either is changed without the other somewhere:
    what is wrong with one is not mended by the same mistake in another. No fewer parts can do it (Sperner's theorem).
    """
    count = next(count for count in itertools.count(1) if math.comb(count, count // 2) >= len(things))
    chosen = list(itertools.combinations(range(count), count // 2))
    spread = [chosen[place * len(chosen) // len(things)] for place in range(len(things))]
    parts = [[thing for thing, within in zip(things, spread, strict=True) if part in within] for part in range(count)]
    return [*parts, list(things)]
