"""How many random cases a run tries, and how many it has tried: `make fuzz` sets TAKEOFF_CASES to 100,000."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

CASES = int(os.environ.get("TAKEOFF_CASES", "2000"))

HANG = pytest.mark.timeout(120 + CASES // 20)
"""Longest time that one property may take [s]; far more than it needs."""

_tried = 0


def share(part: float) -> Callable[[Any], Any]:
    """Settings that give a property a part of all cases.

    Arguments:
        part: between 0 and 1.
    """
    unhurried = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    phases = [Phase.explicit, Phase.generate]  # a small model that fails is short enough as it is
    return settings(
        max_examples=max(1, round(part * CASES)),
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=unhurried,
    )


def tried() -> None:
    """Count one case."""
    global _tried  # noqa: PLW0603 - one count for each process
    _tried += 1


def count() -> int:
    """Cases of this process so far."""
    return _tried
