"""Comparisons of a few slowdowns, each run once for all tests of figures."""

import functools
from collections.abc import Mapping

import pytest

from takeoff.decide.slowdowns import NEVER, Comparison, Slowdown
from takeoff.equations.understand import understand
from takeoff.schedules.schedule import Schedule, abrupt, ramp
from takeoff.solve.case import Case, Programs
from takeoff.spec.find import find_model
from takeoff.spec.read import read_model


@functools.cache
def case(model: str) -> Case:
    return Case(Programs(understand(read_model(find_model(model)))))


def comparison(model: str, ranked_by: str, equal: str = "", **schedules: Schedule) -> Comparison:
    given: Mapping[str, Schedule] = schedules
    slowed = [
        Slowdown(label, {"caution": str(one)}, case(model).with_schedules({"caution": one}).run())
        for label, one in given.items()
    ]
    return Comparison((Slowdown(NEVER, {}, case(model).run()), *slowed), ranked_by, equal)


@pytest.fixture(scope="session")
def late() -> Comparison:
    """An abrupt and a gradual slowdown shortly before the end; both runs end almost when that without a pause does."""
    return comparison(
        "automating-alignment",
        "success",
        "lead_left",
        abrupt=abrupt(start=9),
        ramp=ramp(start=7.5, length=2, depth=0.5),
    )


@pytest.fixture(scope="session")
def early() -> Comparison:
    """Slowdowns so early that the leader is overtaken in some."""
    return comparison(
        "automating-alignment",
        "success",
        abrupt=abrupt(start=6),
        ramp=ramp(start=4, length=3),
        short=abrupt(start=5, stop=6),
    )


@pytest.fixture(scope="session")
def by_hand() -> Comparison:
    """The model that can be solved by hand, with a full stop after half a year and a gradual one."""
    return comparison("lead-and-pause", "alignment", abrupt=abrupt(start=0.5), ramp=ramp(start=0.2, length=1))


@pytest.fixture(scope="session")
def alone() -> Comparison:
    """A model without controls has nothing but its one run."""
    return comparison("exponential", "size")
