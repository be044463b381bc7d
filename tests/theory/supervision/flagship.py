"""Runs of the flagship that the results on supervision are compared with."""

from __future__ import annotations

import functools

import takeoff
from takeoff.model import Model
from takeoff.solve.run import Run

TIMES = (0.0, 2.0, 4.5, 8.0)
"""When they are compared [year from the start]."""


@functools.cache
def model() -> Model:
    """The flagship with a light, lasting slowdown."""
    return takeoff.load("automating-alignment").with_schedules(caution=takeoff.abrupt(start=4, depth=0.5))


@functools.cache
def run() -> Run:
    """At its defaults."""
    return model().run()


@functools.cache
def values(time: float) -> dict[str, float]:
    """Every quantity at one time, in its declared unit."""
    return _numbers(run(), time)


def at_start(supervisors: float) -> dict[str, float]:
    """Every quantity at the start with another number of supervisors."""
    return _numbers(model().run(supervisors_start=supervisors, horizon=1e-3), 0)


def _numbers(made: Run, time: float) -> dict[str, float]:
    return {name: amount.value for name, amount in made.at(time).items() if amount.value is not None}
