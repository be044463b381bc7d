"""Schedules of equal caution time, against integrated caution."""

from __future__ import annotations

import math

import pytest

import takeoff
from takeoff.schedules.schedule import Schedule
from takeoff.theory.topics import derive
from tests.theory.lead.model import END, caution_time


def ramp(stop: float, length: float) -> Schedule:
    start = derive("equal-ramp").evaluate(T=END, p=stop, w=length)
    return takeoff.ramp(start=start, length=length, depth=0.6)


def logistic(stop: float, width: float) -> Schedule:
    middle = derive("equal-logistic").evaluate(T=END, p=stop, w=width)
    return takeoff.logistic(middle=middle, width=width, depth=0.6)


def exponential(stop: float, time: float) -> Schedule:
    start = derive("equal-exponential").evaluate(T=END, p=stop, tau=time)
    return takeoff.exponential(start=start, time=time, depth=0.6)


@pytest.mark.parametrize("stop", [1.5, 2.6])
@pytest.mark.parametrize("scale", [0.2, 1.1])
def test_all_four_spend_the_same(stop: float, scale: float) -> None:
    spent = 0.6 * (END - stop)
    assert caution_time(takeoff.abrupt(start=stop, depth=0.6)) == pytest.approx(spent, rel=1e-9)
    for schedule in (ramp(stop, scale), logistic(stop, scale), exponential(stop, scale)):
        assert caution_time(schedule) == pytest.approx(spent, rel=1e-9)


def test_a_ramp_that_is_not_complete_by_the_end() -> None:
    assert caution_time(ramp(3.0, 2.5)) == pytest.approx(0.6 * 0.5, rel=1e-9)


@pytest.mark.parametrize("name", ["equal-ramp", "equal-logistic"])
def test_a_short_rise_is_the_abrupt_slowdown(name: str) -> None:
    argument = derive(name).evaluate(T=END, p=2, w=1e-6)
    assert argument == pytest.approx(2, abs=1e-6)


def test_an_exponential_slowdown_begins_its_time_scale_earlier() -> None:
    assert derive("equal-exponential").evaluate(T=50, p=10, tau=1) == pytest.approx(9, abs=1e-12)


def test_the_border_of_complete_ramps() -> None:
    inside, outside = (derive("equal-ramp").evaluate(T=END, p=END - 0.5 * (1 + x), w=1) for x in (1e-9, -1e-9))
    assert inside == pytest.approx(outside, abs=1e-8)
    assert inside == pytest.approx(END - 1, abs=1e-8)
    assert math.isclose(derive("equal-ramp").evaluate(T=END, p=END, w=1), END)
