"""Curves are those of the library's runs: on one grid, vertical at a jump, and nothing after the end of a run."""

import json
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.page.answers import QUESTIONS
from takeoff.page.answers.curves import EVEN, curves
from takeoff.solve.race import time_lead
from tests.page.conftest import Views


def run_of(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["runs"] if one["id"] == name)


@pytest.fixture(scope="module")
def paused(view: Views) -> dict[str, Any]:
    return curves(view(**{"pause.start": 2, "pause.depth": 0.5, "p.lead": 2}))


def test_values_outcomes_and_milestones_are_those_of_the_library(paused: dict[str, Any], view: Views) -> None:
    model = takeoff.load(view().path).change(lead=2)
    for name, run in {"never": model.run(), "pause": model.run(caution="abrupt(start=2, depth=0.5)")}.items():
        told = run_of(paused, name)
        times = np.array(paused["time"])
        for quantity in ("progress[ahead]", "progress[behind]", "deadline", "work"):
            values = np.array(told["values"][quantity], dtype=float)
            assert values == pytest.approx(run.sample(quantity, times.tolist()), rel=1e-11, nan_ok=True), quantity
        assert told["outcomes"] == {one: amount.value for one, amount in run.outcomes.items()}
        assert told["milestones"] == {one: run.when(one) for one in run.milestones} and told["end"] == run.end


def test_the_grid_is_even_and_has_both_sides_of_a_jump(paused: dict[str, Any]) -> None:
    times = np.array(paused["time"])
    assert len(times) < EVEN + 20 and np.all(np.diff(times) >= 0) and np.diff(times).max() < 1.01 * 5 / (EVEN - 1)
    before, after = np.flatnonzero(times == 2028.0).tolist()[:2]
    assert after == before + 1


def test_the_lead_of_a_race_is_told_from_when_it_is_known(paused: dict[str, Any], view: Views) -> None:
    run = takeoff.load(view().path).change(lead=2).run(caution="abrupt(start=2, depth=0.5)")
    lead = time_lead(run, run.meaning.races["lead"])
    told = run_of(paused, "pause")["values"]["race lead"]
    assert told[0] is None and told[-1] == pytest.approx(lead.years[-1]) == pytest.approx(1.0, rel=0.6)


def test_a_run_that_ends_earlier_has_nothing_after_its_end(view: Views) -> None:
    found = curves(view(model="automating-alignment", **{"pause.start": 8}))
    never, pause = (run_of(found, name) for name in ("never", "pause"))
    short, longer = sorted((never, pause), key=lambda one: float(one["end"]))
    place = found["time"].index(short["end"])
    values = short["values"]["capability[leader]"]
    assert values[place] is not None and set(values[place + 1 :]) == {None}
    assert longer["values"]["capability[leader]"][-1] is not None
    jump = [place for place, time in enumerate(found["time"]) if time == 2034.0]
    assert [pause["values"]["caution"][place] for place in jump[:2]] == [0.0, 1.0], "an abrupt start is vertical"


def test_a_preset_that_slows_down_is_a_run_of_its_own(view: Views) -> None:
    found = curves(view(preset="stopped"))
    assert [one["id"] for one in found["runs"]] == ["never", "preset"]
    assert run_of(found, "preset")["schedule"] == "abrupt(start=2 year, depth=0.5)"
    assert run_of(found, "never")["values"]["progress[ahead]"][-1] == pytest.approx(7.0)


def test_a_gradual_slowdown_leaves_the_same_lead(view: Views) -> None:
    found = curves(view(compare=1, **{"pause.start": 3, "pause.length": 1}))
    pause, gradual = (run_of(found, name) for name in ("pause", "gradual"))
    assert gradual["outcomes"]["left"] == pytest.approx(pause["outcomes"]["left"], abs=1e-9)
    assert gradual["schedule"].startswith("ramp(length=1.0 year, depth=1.0, start=2.5")


def test_why_there_is_no_gradual_slowdown_is_a_note(view: Views) -> None:
    ramp = curves(view(compare=1, **{"pause.kind": "ramp", "pause.start": 3}))
    assert [one["id"] for one in ramp["runs"]] == ["never", "pause"] and "gradual itself" in ramp["notes"][0]
    early = curves(view(compare=1, **{"pause.start": 0, "pause.length": 4}))
    assert len(early["runs"]) == 2 and "no ramp in range has left" in early["notes"][0]


def test_a_model_without_controls_and_one_without_stocks_have_curves(view: Views) -> None:
    assert [one["id"] for one in curves(view(model="logistic"))["runs"]] == ["never"]
    assert curves(view(model="researcher-supply"))["runs"][0]["values"] == {}


def test_a_run_that_ends_where_it_starts_is_one_moment(view: Views) -> None:
    found = curves(view(compare=1, **{"p.deadline": 0, "pause.start": 1}))
    assert [one["id"] for one in found["runs"]] == ["never", "pause"] and found["time"] == [2026.0]
    assert found["runs"][0]["values"]["work"] == [0.0] and "no time to search 'start' over" in found["notes"][0]


@pytest.mark.parametrize("name", ["model", "curves", "scan", "equal", "limits", "reproduce"])
def test_answers_are_plain_and_finite(name: str, view: Views) -> None:
    found = QUESTIONS[name](view(**{"pause.start": 2}))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
