"""`Model`: what a user holds; changing it gives a new one."""

from importlib.metadata import version
from typing import Any

import pytest

import takeoff
from takeoff.model import Model
from takeoff.schedules.text import as_schedule
from takeoff.tables.records import run_record
from takeoff.uncertainty.tornado import Tornado


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


def test_the_public_names_are_there() -> None:
    assert set(dir(takeoff)) == set(takeoff.__all__)
    assert all(getattr(takeoff, name) is not None for name in takeoff.__all__)
    assert takeoff.__version__ == version("takeoff")
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = takeoff.nonsense


def test_a_change_gives_a_new_model(model: Model) -> None:
    changed = model.change(lead="1 year", danger_progress=2)
    assert changed.parameters["lead"].value == 1.0
    assert model.parameters["lead"] == takeoff.load(model.name).parameters["lead"]
    assert changed.run().outcome("end") == pytest.approx(3.0)
    assert repr(changed) == "<Model lead-and-pause, lead='1 year', danger_progress=2>"


def test_a_scenario_and_schedules(model: Model) -> None:
    assert "theft" in model.scenarios
    stolen = model.scenario("theft").with_schedules(caution="abrupt(start=1)")
    assert stolen.run().outcome("alignment") < model.run(caution=takeoff.abrupt(start=1)).outcome("alignment")


def test_a_run_takes_controls_and_parameters(model: Model) -> None:
    run = model.run(caution=0.5, lead=1)
    assert run.outcome("caution_time") == pytest.approx(2.0)
    assert as_schedule("ramp(start=1, length=2)") == takeoff.ramp(start="1", length="2")


def test_the_best_pause_of_the_model_solved_by_hand(model: Model) -> None:
    best = model.best_pause("alignment")
    assert best.best.parameters["start"].value == pytest.approx(2.870370, abs=1e-5)
    assert best.best.run.outcome("alignment") == pytest.approx(311030.25, rel=1e-7)
    assert best.gain > 0


def test_explain_and_compare_delegate(model: Model) -> None:
    assert model.explain("lead").startswith("parameter lead [year]")
    comparison = model.compare([takeoff.abrupt(start=1), takeoff.ramp(length=1)], "alignment", equal="caution_time")
    assert [slowdown.label for slowdown in comparison.slowdowns] == ["never pausing", "abrupt", "ramp"]


def test_sensitivity_asks_the_run_or_the_best_pause(model: Model) -> None:
    priors = dict.fromkeys(model.parameters, "fixed") | {"lead": "uniform(0.5, 1.5)"}
    held = model.sensitivity("alignment", schedule=takeoff.abrupt(start=2.870370), priors=priors)
    assert isinstance(held, Tornado)
    assert held.base == pytest.approx(model.best_pause("alignment").best.run.outcome("alignment"), rel=1e-6)
    date = model.sensitivity(maximise="alignment", tell="start", priors=priors)
    assert isinstance(date, Tornado)
    assert date.question.words == "best start"
    assert date.base == pytest.approx(2.870370, abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "give outcome, or maximise"),
        ({"outcome": "alignment", "maximise": "alignment"}, "give outcome, or maximise"),
        ({"outcome": "alignment", "tell": "start"}, "over and tell go with maximise"),
        ({"outcome": "alignment", "points": 8}, "a tornado takes no points"),
        ({"outcome": "alignment", "method": "sobel"}, "did you mean 'sobol'"),
    ],
)
def test_what_no_sensitivity_can_be(model: Model, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(takeoff.InputError, match=message):
        model.sensitivity(**asked)


def test_what_is_wrong_is_told(model: Model) -> None:
    with pytest.raises(takeoff.InputError, match="no parameter 'nonsense'"):
        model.change(nonsense=1)
    with pytest.raises(takeoff.InputError, match="no parameter 'self'"):
        model.change(**{"self": 1})
    with pytest.raises(takeoff.InputError, match="'lead' is no control"):
        model.run(lead=takeoff.abrupt(start=1))
    with pytest.raises(takeoff.InputError, match="no scenario"):
        model.scenario("")
    with pytest.raises(takeoff.InputError, match="has no control to schedule"):
        takeoff.load("exponential").best_pause("size")
    with pytest.raises(takeoff.InputError, match="'takeoff list' shows the models"):
        takeoff.load("nonsense")


def test_a_date_that_never_comes_is_told_as_never() -> None:
    model = takeoff.load("automating-alignment").change(theft_time=float("inf"))
    record = run_record(model.case, model.run())
    assert record["changes"] == record["provenance"]["changes"] == {"theft_time": "never"}


def test_schedules_to_compare_may_be_texts() -> None:
    model = takeoff.load("lead-and-pause")
    texts = model.compare(["abrupt(start=2.5)", 0.3], "alignment")
    made = model.compare([takeoff.abrupt(start=2.5), takeoff.constant(0.3)], "alignment")
    assert [one.schedule for one in texts.slowdowns] == [one.schedule for one in made.slowdowns]
