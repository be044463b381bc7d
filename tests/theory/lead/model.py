"""Models that the results on leads are compared with."""

from __future__ import annotations

import functools
from pathlib import Path

import takeoff
from takeoff.model import Model
from takeoff.schedules.schedule import Schedule

END = 3.5
"""End of a run of `lead-and-pause` at its defaults [year from the start]."""


@functools.cache
def lead_and_pause() -> Model:
    """The picture that can be solved by hand."""
    return takeoff.load("lead-and-pause")


@functools.cache
def leaks() -> Model:
    """Two actors at constant paces, with leaks."""
    return takeoff.load(Path(__file__).with_name("leaks.toml"))


def caution_time(schedule: Schedule) -> float:
    """Integrated caution of a schedule by the end of a run."""
    return lead_and_pause().run(caution=schedule).outcome("caution_time")
