"""One question in every scenario: closed forms of the best stop, schedules that scenarios set, what fails."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

import takeoff
from takeoff.decide.pause import best_pause
from takeoff.decide.scenarios import (
    ANY_DEPTH,
    AS_IT_IS,
    AS_PLANNED,
    FULL_STOP,
    ScenarioComparison,
    compare_scenarios,
)
from takeoff.decide.slowdowns import NEVER, Slowdown
from takeoff.errors import InputError
from takeoff.model import Model

RACE = """
schema = 1
[model]
name = "race"
title = "Work until the other arrives"
time = { stop = 2056.0 }
[stocks]
progress = { unit = "year", start = "0" }
other = { unit = "year", start = "0" }
work = { unit = "researcher year", start = "0" }
[flows]
progress = { into = "progress", rate = "1 - caution" }
other = { into = "other", rate = "1 - other_caution" }
work = { into = "work", rate = "people * exp(progress / pace) * (base + (1 - base) * caution)" }
[parameters]
people = { value = 10, unit = "researcher" }
most = { value = 50, unit = "researcher" }
pace = { value = 2, unit = "year" }
base = { value = 0.05, unit = "1" }
goal = { value = "5 year", unit = "year" }
[controls]
caution = { unit = "1" }
other_caution = { unit = "1" }
[milestones]
over = { when = "other >= goal", stop = true }
[outcomes]
work = { unit = "researcher year", equation = "work", better = "higher" }
idle = { unit = "researcher year", equation = "people * t - work", better = "lower" }
[promises]
few = "people <= most"
[scenarios.near]
title = "A nearer goal"
meaning = "The other has less far to go."
goal = "3 year"
[scenarios.together]
schedules.other_caution = "follow(watch=caution, commitment=0.5)"
[scenarios.treaty]
schedules = { caution = "abrupt(start=2 year, stop=4 year)", other_caution = "follow(watch=caution)" }
[scenarios.crowd]
people = 60
"""
PACE, BASE = 2.0, 0.05


def work(start: float, end: float, base: float = BASE) -> float:
    """Work of a full stop at `start`, until the end [researcher year]."""
    before = base * PACE * (math.exp(start / PACE) - 1)
    return 10 * (before + math.exp(start / PACE) * (end - start))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("race") / "race.toml"
    path.write_text(RACE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def model(path: Path) -> Model:
    return takeoff.load(path)


@pytest.fixture(scope="module")
def found(model: Model) -> ScenarioComparison:
    return compare_scenarios(model.case, "work")


def slowdown(found: ScenarioComparison, scenario: str, label: str) -> Slowdown:
    comparison = found.of(scenario).comparison
    assert comparison is not None
    return next(one for one in comparison.slowdowns if one.label == label)


@pytest.mark.parametrize(("scenario", "goal"), [(AS_IT_IS, 5.0), ("near", 3.0)])
def test_the_best_stop_of_each_scenario_is_that_of_its_closed_form(
    found: ScenarioComparison, scenario: str, goal: float
) -> None:
    """From a little before the end on, the rest of the time is worth as much as a little more progress."""
    start = goal - PACE * (1 - BASE)
    stop = slowdown(found, scenario, FULL_STOP)
    assert stop.parameters["start"].value == pytest.approx(start, abs=1e-4)
    assert stop.run.outcome("work") == pytest.approx(work(start, goal), rel=1e-8)
    assert slowdown(found, scenario, ANY_DEPTH).run.outcome("work") == pytest.approx(work(start, goal), rel=1e-6)


def test_where_the_other_slows_down_half_as_much_the_stop_begins_earlier(found: ScenarioComparison) -> None:
    """A stop at s lasts twice as long as the way that is left, 2 (goal - s)."""
    start = 5.0 - PACE * (2 - BASE) / 2
    stop = slowdown(found, "together", FULL_STOP)
    assert stop.parameters["start"].value == pytest.approx(start, abs=1e-4)
    assert stop.run.outcome("work") == pytest.approx(work(start, start + 2 * (5.0 - start)), rel=1e-8)
    never = slowdown(found, "together", NEVER).run.outcome("work")
    assert never == pytest.approx(slowdown(found, AS_IT_IS, NEVER).run.outcome("work"), rel=1e-12)


def test_a_schedule_of_the_scenario_itself_stands_beside_never_pausing_and_the_best(found: ScenarioComparison) -> None:
    planned, never = slowdown(found, "treaty", AS_PLANNED), slowdown(found, "treaty", NEVER)
    end = math.exp(1.0) * 10 * PACE * BASE * (math.exp(1.5) - 1)
    assert planned.run.outcome("work") == pytest.approx(work(2, 4) + end, rel=1e-8)
    assert planned.run.end == pytest.approx(2033.0) and never.run.end == pytest.approx(2031.0)
    assert AS_PLANNED not in [one.label for one in found.of("near").comparison.slowdowns]  # type: ignore[union-attr]


def test_following_optima_finds_what_a_whole_search_finds(model: Model, found: ScenarioComparison) -> None:
    for name in ("near", "together"):
        case = model.scenario(name).case
        whole = best_pause(case, {"caution": takeoff.abrupt()}, "work", {"start": None, "depth": None})
        assert slowdown(found, name, ANY_DEPTH).run.outcome("work") == pytest.approx(
            whole.best.run.outcome("work"), rel=1e-7
        )


def test_a_scenario_that_fails_says_why_and_the_others_are_told(found: ScenarioComparison) -> None:
    assert found.of("crowd").comparison is None
    assert "the promise 'few'" in found.of("crowd").reason
    assert [one.name for one, _ in found.known] == [AS_IT_IS, "near", "together", "treaty"]
    assert set(found.provenance["scenarios"]) == {"-", "near", "together", "treaty"}


def test_gains_and_the_best(found: ScenarioComparison) -> None:
    comparison = found.of("near").comparison
    assert comparison is not None
    best, never = found.best(comparison), comparison.slowdowns[0]
    assert best.label in (FULL_STOP, ANY_DEPTH)
    assert found.gain(comparison) == best.run.outcome("work") - never.run.outcome("work") > 0
    worse = replace(comparison, slowdowns=(never, replace(never, label="as bad")))
    assert found.best(worse) is never and found.gain(worse) == 0


def test_what_the_user_gives_wins_over_a_scenario(model: Model) -> None:
    case = model.change(goal=4).with_schedules(other_caution=0).case
    asked = {"stop": {"caution": takeoff.abrupt(start=1)}}
    found = compare_scenarios(case, "work", asked, scenarios=["near", "together"])
    for name in ("near", "together"):
        stop = slowdown(found, name, "stop")
        assert stop.run.end == pytest.approx(2030) and stop.parameters == {}
        assert stop.run.outcome("work") == pytest.approx(work(1, 4), rel=1e-8)


def test_a_model_in_a_scenario_has_its_schedules_and_later_ones_win(model: Model) -> None:
    treaty = model.scenario("treaty")
    assert treaty.run().end == pytest.approx(2033)
    assert treaty.run(caution=0).end == pytest.approx(2031)
    assert treaty.with_schedules(other_caution=0.5).run().end == pytest.approx(2036)
    with pytest.raises(InputError, match="no scenario 'treety'"):
        model.scenario("treety")


def test_comparing_in_a_scenario_leaves_its_schedule_out_of_never_pausing(model: Model) -> None:
    never, stop = model.scenario("treaty").compare([takeoff.abrupt(start=2, stop=4)], "work").slowdowns
    assert never.run.end == pytest.approx(2031) and stop.run.end == pytest.approx(2033)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"maximise": "wrok"}, "no outcome 'wrok'"),
        ({"maximise": "idle"}, "'idle' is better when lower"),
        ({"scenarios": ["neer"]}, "no scenario 'neer'"),
        ({"over": {"length": None}}, "no compared schedule leaves an argument 'length' open"),
    ],
)
def test_what_is_refused(model: Model, change: dict[str, object], message: str) -> None:
    given: dict[str, object] = {"maximise": "work", "scenarios": [], **change}
    with pytest.raises(InputError, match=message):
        compare_scenarios(model.case, **given)  # type: ignore[arg-type]


def test_a_model_without_scenarios_or_controls_and_an_answer_that_was_not_asked_for(found: ScenarioComparison) -> None:
    with pytest.raises(InputError, match="has no scenarios"):
        compare_scenarios(takeoff.load("exponential").case, "size")
    with pytest.raises(InputError, match="no control to schedule"):
        compare_scenarios(takeoff.load("researcher-supply").case, "serial_multiple")
    with pytest.raises(InputError, match="no scenario 'far' was asked for"):
        found.of("far")
