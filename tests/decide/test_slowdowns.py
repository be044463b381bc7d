"""Abrupt against gradual at an equal outcome."""

from __future__ import annotations

import pytest
from scipy.optimize import brentq

import takeoff
from takeoff.decide.slowdowns import NEVER, alternatives
from takeoff.errors import InputError, NoAnswer
from takeoff.model import Model
from takeoff.schedules.schedule import Schedule


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


def test_a_gradual_stop_is_matched_at_equal_caution_time(model: Model) -> None:
    comparison = model.compare([takeoff.abrupt(start=2), takeoff.ramp(length=1)], "alignment", equal="caution_time")
    never, abrupt, ramp = comparison.slowdowns
    assert (never.label, abrupt.label, ramp.label) == (NEVER, "abrupt", "ramp")
    assert never.run.outcome("caution_time") == 0
    assert ramp.parameters["start"].value == pytest.approx(1.5, abs=1e-6)
    assert ramp.run.outcome("caution_time") == pytest.approx(abrupt.run.outcome("caution_time"), abs=1e-6)


def test_a_match_is_the_one_of_single_runs(model: Model) -> None:
    """Work is not linear in the start: the scan in one batch only says where to look."""
    comparison = model.compare([takeoff.abrupt(start=2, depth=0.7), takeoff.ramp(length=1)], "hazard", equal="hazard")
    target = comparison.slowdowns[1].run.outcome("hazard")

    def gap(start: float) -> float:
        ramp = takeoff.ramp(start=start, length=1)
        return model.case.with_schedules({"caution": ramp}).run().outcome("hazard") - target

    start = comparison.slowdowns[2].parameters["start"].value
    assert start is not None and gap(start - 0.2) * gap(start + 0.2) < 0
    assert start == pytest.approx(brentq(gap, start - 0.2, start + 0.2, xtol=1e-10), abs=1e-6)


def test_with_several_open_arguments_the_best_match_is_chosen(model: Model) -> None:
    """Output is linear in caution, so the most abrupt ramp is best: length 0, where it equals the stop."""
    comparison = model.compare([takeoff.abrupt(start=2.5), takeoff.ramp()], "alignment", equal="caution_time")
    _, abrupt, ramp = comparison.slowdowns
    assert ramp.run.outcome("caution_time") == pytest.approx(1.0, abs=1e-6)
    assert ramp.parameters["length"].value == pytest.approx(0, abs=1e-3)
    assert ramp.run.outcome("alignment") == pytest.approx(abrupt.run.outcome("alignment"), rel=1e-5)


def test_open_arguments_of_the_first_are_chosen_to_be_best(model: Model) -> None:
    comparison = model.compare([takeoff.abrupt(), takeoff.ramp(length=1)], "alignment", equal="caution_time")
    assert comparison.slowdowns[1].parameters["start"].value == pytest.approx(2.870370, abs=1e-5)


def test_a_best_pause_compares_itself(model: Model) -> None:
    comparison = model.best_pause("alignment").compare_with("ramp(length=6 month)", equal="caution_time")
    assert [slowdown.label for slowdown in comparison.slowdowns] == [NEVER, "abrupt", "ramp"]
    assert comparison.slowdowns[2].parameters["start"].value == pytest.approx(2.620370, abs=1e-5)


def test_without_a_match_each_schedule_stands_for_itself(model: Model) -> None:
    schedules = [takeoff.abrupt(start=2), takeoff.abrupt(start=3)]
    comparison = model.compare(schedules, "alignment")
    assert [slowdown.label for slowdown in comparison.slowdowns] == [NEVER, "abrupt 1", "abrupt 2"]
    assert comparison.equal == ""


def test_what_cannot_be_matched_has_no_answer_and_says_what_is_in_reach(model: Model) -> None:
    with pytest.raises(NoAnswer, match="no ramp in range has caution_time = 3.5") as caught:
        model.compare([takeoff.abrupt(start=0), takeoff.ramp(length=3)], "alignment", equal="caution_time")
    assert "it reaches" in str(caught.value)


@pytest.mark.parametrize(
    ("schedules", "equal", "message"),
    [
        ([takeoff.abrupt(start=2), takeoff.ramp(start=1, length=1)], "caution_time", "nothing to solve for"),
        ([], "", "nothing to compare"),
        ([takeoff.abrupt(start=2), takeoff.ramp(length=1)], "lead_left", "no outcome 'lead_left'"),
    ],
)
def test_a_wrong_comparison_is_refused(model: Model, schedules: list[Schedule], equal: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        model.compare(schedules, "alignment", equal=equal)


def test_schedules_of_other_controls_hold_for_all() -> None:
    one, other, held = takeoff.abrupt(), takeoff.ramp(), takeoff.constant(0.5)
    compared, kept = alternatives([("caution", one), ("follower_caution", held), ("caution", other)])
    assert compared == [{"caution": one}, {"caution": other}]
    assert kept == {"follower_caution": held}
