"""What the best pause adds over a plane: against the closed form, its sign, and cells without an answer."""

from __future__ import annotations

import math

import numpy as np
import pytest

import takeoff
from takeoff.decide.plane import MONTH, Plane
from takeoff.errors import InputError
from takeoff.model import Model

LABOUR, GROWTH, FULL, DANGER = 7000.0, 1.5, 0.9, 3.0
LEADS, BASES = (0.25, 0.75), (0.05, 0.85)


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


@pytest.fixture(scope="module")
def found(model: Model) -> Plane:
    return model.plane(("lead", LEADS), ("share_base", BASES), "alignment")


def work(base: float, stop: float, end: float) -> float:
    return LABOUR * (base * math.expm1(GROWTH * stop) / GROWTH + FULL * math.exp(GROWTH * stop) * (end - stop))


def test_gains_and_stops_equal_the_closed_form_and_change_their_sign(found: Plane) -> None:
    for row, base in zip(found.rows, BASES, strict=True):
        for cell, lead in zip(row, LEADS, strict=True):
            end = DANGER + lead
            stop = end - max((1 - base / FULL) / GROWTH, MONTH)
            assert (cell.x.value, cell.y.value) == pytest.approx((lead, base))
            assert cell.parameters["start"].value == pytest.approx(stop, abs=1e-3)
            assert cell.gain == pytest.approx(work(base, stop, end) - work(base, end, end), rel=1e-6)
    assert (np.sign(found.gains) == [[1, 1], [-1, -1]]).all(), "a month's stop is too long where few are moved"
    assert found.argument("start").shape == (2, 2)
    assert found.failures == [] and not found.in_points


def test_a_cell_without_an_answer_keeps_its_reason(model: Model) -> None:
    found = model.plane(("lead", [0, 0.5]), ("danger_progress", [0.05]), "alignment")
    failed, known = found.cells
    assert found.failures == [failed]
    reason, _, hint = failed.reason.partition(": ")
    assert reason == "the run ends 0.05 years after its start, too early for any pause"
    assert hint == "change what ends it, such as its horizon"
    assert math.isnan(failed.gain) and failed.parameters == {} and failed.never > 0
    assert known.reason == "" and known.gain > 0
    assert np.isnan(found.argument("start")).tolist() == [[True, False]]
    assert found.provenance["plane"]["lead"] == [(0.0, "year"), (0.5, "year")]


def test_a_schedule_that_is_given_whole_is_not_searched(model: Model) -> None:
    found = model.plane(("lead", [0.5]), ("share_base", BASES), "alignment", "abrupt(start=1)")
    gains = [work(base, 1.0, 3.5) - work(base, 3.5, 3.5) for base in BASES]
    assert found.gains[:, 0] == pytest.approx(np.array(gains), rel=1e-8)


def test_an_outcome_that_is_better_when_lower_is_refused(model: Model) -> None:
    with pytest.raises(InputError, match="'hazard' is better when lower"):
        model.plane(("lead", [1]), ("share_base", [0.1]), "hazard")
