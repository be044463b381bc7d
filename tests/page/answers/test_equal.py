"""The ramp of equal lead is the one that the library finds, and is found once."""

import sys

import pytest

import takeoff
from takeoff.errors import NoAnswer
from takeoff.page.answers.equal import equal
from takeoff.page.query import Refused
from tests.page.conftest import Views


def test_it_leaves_the_lead_of_the_slowdown(view: Views) -> None:
    """Where a stop from 3 of 5 years on takes 2 years off the lead, a ramp over a year begins half a year earlier."""
    found = equal(view(**{"pause.start": 3, "pause.length": 1}))
    assert (found["start"], found["lead"]) == (pytest.approx(2.5, abs=1e-7), pytest.approx(-1.0))
    model = takeoff.load(view().path)
    other = model.compare(["abrupt(start=3, depth=1)", "ramp(length=1 year, depth=1)"], "work", "left").slowdowns[2]
    assert found["start"] == other.parameters["start"].value and found["goal"] == other.run.outcome("work")


def test_it_is_found_once(view: Views, monkeypatch: pytest.MonkeyPatch) -> None:
    first = equal(view(**{"pause.start": 3, "pause.length": 1}))
    monkeypatch.setattr(sys.modules["takeoff.page.answers.equal"], "compare", None)
    assert equal(view(compare=1, seed=5, **{"pause.start": 3, "pause.length": 1})) == first


def test_what_is_missing_is_named(view: Views) -> None:
    with pytest.raises(Refused, match=r"pause.start: is needed"):
        equal(view())
    with pytest.raises(NoAnswer, match="no ramp in range has left"):
        equal(view(**{"pause.start": 0, "pause.length": 4}))
    with pytest.raises(NoAnswer, match="names no goal"):
        equal(view(model="aimless", **{"pause.start": 1}))
