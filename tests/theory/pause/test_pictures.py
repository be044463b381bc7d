"""Every result on pause timing has a figure: its numbers are finite and lie within its axes."""

from __future__ import annotations

import functools
import math
import re

import pytest

from takeoff.theory.illustration import Illustration
from takeoff.theory.topics import derive, results, topics
from tests.theory.pause.closed import closed

NAMES = tuple(result.name for result in topics()["pause"].results)


@functools.cache
def shown_by(name: str) -> Illustration:
    """The figure of a result."""
    picture = results()[name].picture
    assert picture is not None
    return picture(derive(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_finite_and_within_its_axes(name: str) -> None:
    shown = shown_by(name)
    assert re.search(r"\d", shown.title)
    assert 1 <= len(shown.curves) <= 5
    for line in shown.curves:
        assert len(line.x) == len(line.y) > 20
        assert all(shown.x.low <= x * (1 + 1e-12) and x <= shown.x.high * (1 + 1e-12) for x in line.x)
        assert all(math.isfinite(y) and shown.y.low <= y <= shown.y.high for y in line.y)
    for mark in shown.marks:
        assert shown.x.low <= mark.x <= shown.x.high
        assert shown.y.low <= mark.y <= shown.y.high


def test_titles_carry_the_computed_numbers() -> None:
    titles = {name: shown_by(name).title for name in NAMES}
    assert f"{closed('best-stop', 'length'):.2f} years" in titles["best-stop"]
    assert f"{closed('stop-before-danger', 'wanted'):.2f} years" in titles["stop-before-danger"]
    (theft,) = re.findall(r"Theft at ([\d.]+) a year", titles["stop-under-theft"])
    half = closed("stop-under-theft", "stationary", theta=float(theft)) / closed("best-stop", "length")
    assert half == pytest.approx(0.5, abs=0.01)
    people = float(re.findall(r"([\d,]+) researchers", titles["stop-under-a-cap"])[0].replace(",", ""))
    assert closed("stop-under-a-cap", "cap", V=people) == pytest.approx(closed("best-stop"), rel=1e-5)
