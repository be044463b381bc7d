"""Which limit binds when: people while their labour grows, the most that is of use once it is reached."""

import math

import pytest

from takeoff.errors import NoAnswer
from takeoff.page.answers.limits import limits
from tests.page.conftest import Views


def test_stretches_have_the_names_and_dates_of_what_binds(view: Views) -> None:
    """Labour 0.5 exp((1 + t) / 2) reaches 2 after 2 ln 4 - 1 years; a stop multiplies it by 20 at once."""
    found = limits(view(**{"p.most": 2, "pause.start": 1}))
    reached = 2026 + 2 * math.log(4) - 1
    never, pause = found["stretches"]["never"], found["stretches"]["pause"]
    assert [(one["name"], one["label"]) for one in never] == [("people", "people"), ("most", "most")]
    assert [never[0]["end"], never[1]["end"]] == [pytest.approx(reached, abs=1e-6), 2031.0]
    assert pause[0]["end"] == pause[1]["start"] == pytest.approx(2027.0) and found["steady"] == []


def test_a_limit_that_never_moves_is_told_apart(view: Views) -> None:
    found = limits(view(**{"p.base": 1}))
    assert [one["name"] for one in found["stretches"]["never"]] == ["people"] and "pause" not in found["stretches"]


def test_a_model_that_names_no_limits_has_none(view: Views) -> None:
    with pytest.raises(NoAnswer, match="names no limits"):
        limits(view(model="aimless"))
