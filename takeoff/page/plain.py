"""Numbers as JSON takes them: finite ones, or None."""

from __future__ import annotations

import math
from collections.abc import Iterable


def plain(value: float | None) -> float | None:
    """A finite number, else None.

    Arguments:
        value: any.
    """
    return None if value is None or not math.isfinite(value) else float(value)


def plain_list(values: Iterable[float]) -> list[float | None]:
    """Finite numbers, else None.

    Arguments:
        values: any.
    """
    return [plain(value) for value in values]
