"""Slowdowns side by side: each run with its schedule, matched on one outcome, ranked on another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from takeoff.solve.run import Amount, Run

NEVER = "never pausing"


@dataclass(frozen=True)
class Slowdown:
    """One schedule and what it gave.

    Arguments:
        label: short name for tables and figures: "never pausing", "abrupt", "ramp".
        schedule: the schedules as text, by control; empty for never pausing.
        parameters: the schedule's arguments that were searched or solved for, in their declared units.
        run: its run.
    """

    label: str
    schedule: Mapping[str, str]
    run: Run
    parameters: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Slowdowns side by side; the first is never pausing.

    Arguments:
        slowdowns: in the order asked for.
        ranked_by: the outcome that they are ranked by.
        equal: the outcome that all but never pausing share, "" where they were not matched.
    """

    slowdowns: tuple[Slowdown, ...]
    ranked_by: str
    equal: str = ""
