"""How long each question may take, and in which lane it waits."""

from __future__ import annotations

import os
from dataclasses import dataclass

QUICK, SLOW = "quick", "slow"
"""Lanes: what a moving slider asks never waits behind a search."""
DOWNLOAD = "download/"
"""Where names of downloads begin."""


@dataclass(frozen=True)
class Budget:
    """What a question may use.

    Arguments:
        lane: in which it waits.
        seconds: longest computing time of its answer.
    """

    lane: str
    seconds: float


BUDGETS = {
    "model": Budget(QUICK, 1.5),
    "curves": Budget(QUICK, 1.5),
    "scan": Budget(QUICK, 1.5),
    "limits": Budget(QUICK, 1.5),
    "reproduce": Budget(QUICK, 1.5),
    "pause": Budget(SLOW, 20.0),
    "equal": Budget(SLOW, 10.0),
    "fan": Budget(SLOW, 20.0),
    "dates": Budget(SLOW, 60.0),
    "download/figure.svg": Budget(SLOW, 20.0),
    "download/figure.pdf": Budget(SLOW, 20.0),
    "download/figure.png": Budget(SLOW, 20.0),
    "download/curves.csv": Budget(SLOW, 10.0),
    "download/scenario.toml": Budget(SLOW, 10.0),
}
STRETCH = 5.0
"""How many times its computing time an answer may take: a machine may be busy with other things."""
WAITING = {QUICK: 200, SLOW: 100}
"""How many questions may wait in a lane; each further one is told to come back."""
RETRY = {QUICK: 1, SLOW: 5}
"""When to come back [second]."""
MOST_WORKERS = 8


def workers() -> dict[str, int]:
    """How many workers each lane has: as many as there are processors, at least one a lane."""
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    total = max(2, min(processors, MOST_WORKERS))
    return {QUICK: total - total // 2, SLOW: total // 2}
