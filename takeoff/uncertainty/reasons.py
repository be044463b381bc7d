"""Why members failed, counted: reasons that differ in their numbers only are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e[-+]?\d+)?(?!\w)")


def counted(reasons: Iterable[str]) -> dict[str, int]:
    """The first reason of each kind, with how many are of that kind, the most frequent first.

    Arguments:
        reasons: "" for a member that did not fail.
    """
    counts, first = Counter[str](), dict[str, str]()
    for reason in filter(None, reasons):
        kind = _NUMBER.sub("#", reason)
        first.setdefault(kind, reason)
        counts[kind] += 1
    return {first[kind]: count for kind, count in counts.most_common()}
