"""From drawn values to a batch: units, ranges, computed parameters, and arguments of schedules, member by member."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.equations.scope import Key
from takeoff.errors import InputError, RunError, TakeoffError
from takeoff.solve.case import Case
from tests.solve.batch.draws import case_of


@pytest.fixture(scope="module")
def paused() -> Case:
    return case_of("lead-and-pause", {"caution": takeoff.abrupt()})


def test_labels_take_declared_units_and_keys_inside_units(paused: Case) -> None:
    labelled = paused.batch({"lead": [0.5, 1], "caution.start": [2028, 2]})
    inside: dict[Key, list[float]] = {("lead", ()): [0.5, 1.0], ("caution.start", ()): [2.0, 2.0]}
    keyed = paused.batch(inside)
    assert np.array_equal(labelled.outcomes, keyed.outcomes)
    single = paused.change({"lead": 0.5}).with_schedules({"caution": takeoff.abrupt(start=2)}).run()
    assert labelled.end[0] == pytest.approx(single.trajectory.end, rel=1e-6)


def message(case: Case, given: dict[str, Any], schedule: dict[str, Any]) -> str:
    """What a single run says of values that a batch refuses."""
    with pytest.raises(TakeoffError) as caught:
        case.change(given).with_schedules({"caution": takeoff.abrupt(**schedule)}).run()
    return str(caught.value)


def test_members_out_of_range_are_refused_in_the_words_of_a_single_run(paused: Case) -> None:
    given = {"lead": [1, -1, np.nan, 1], "caution.start": [2.0, 2.0, 2.0, 5.0], "caution.stop": [3.0, 3.0, 3.0, 4.0]}
    batch = paused.batch(given)
    assert batch.failures[0] == ""
    assert batch.failures[1] == message(paused, {"lead": -1}, {"start": 2})
    assert batch.failures[2] == message(paused, {"lead": float("nan")}, {"start": 2})
    assert batch.failures[3] == message(paused, {}, {"start": 5, "stop": 4})
    assert np.isnan(batch.outcomes[1:]).all()
    assert np.isfinite(batch.outcomes[0]).all()


def test_the_horizon_may_be_drawn_and_a_schedule_may_be_out_of_range(paused: Case) -> None:
    batch = paused.batch({"horizon": [1, 1.5, 0], "caution.start": [2, -1, 2], "caution.depth": 0.5 * np.ones(3)})
    assert batch.end[0] == 1.0
    assert [reason.partition(":")[0] for reason in batch.failures] == ["", "'caution.start'", "'horizon'"]


def test_computed_parameters_follow_in_each_member_unless_they_are_given() -> None:
    case = takeoff.load("simple-timelines").case.change({"automation_goal": 0.9})
    given = {"automation_start": [0.1, 0.2], "labour_exponent": [0.3, 0.4]}
    batch = case.batch(given)
    for member in range(2):
        changed = {name: values[member] for name, values in given.items()}
        run = case.change(changed).run()
        assert batch.outcomes[member][0] == pytest.approx(run.outcome("automation_time"), rel=1e-6)


def test_a_computed_parameter_that_cannot_be_computed_fails_its_member(tmp_path: Any) -> None:
    path = tmp_path / "computed.toml"
    path.write_text(COMPUTED, encoding="utf-8")
    case = takeoff.load(path).case
    batch = case.batch({"base": [4, 0, -1, 1e-6], "span": [12, 6, 6, 6]})
    for member, base in enumerate([0, -1, 1e-6], start=1):
        with pytest.raises(RunError) as caught:
            case.change({"base": base}).run()
        assert batch.failures[member] == str(caught.value)
    assert batch.outcomes[0] == pytest.approx([10 / 2])


COMPUTED = """
schema = 1
[model]
name = "computed"
title = "A computed rate"
time = { unit = "year", start = 2026.0, stop = 2036.0 }
[stocks.x]
unit = "1"
start = "0"
[flows.growth]
into = "x"
rate = "rate"
[outcomes.size]
unit = "1"
equation = "x"
[parameters]
base = { value = 1, unit = "1", source = "assumed" }
span = { value = 6, unit = "month", source = "assumed" }
rate = { value = "1 / (span * sqrt(base))", unit = "1/year", between = [0, 100], source = "assumed" }
"""

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"nonsense": [1.0], "caution.start": [1.0]}, "no parameter 'nonsense'"),
    ({"lead": [1.0, 2.0], "caution.start": [1.0]}, "one for each member"),
    ({"lead": 1.0}, "one for each member"),
    ({}, "one for each member"),
    ({"lead": [1.0]}, "needs 'start'"),
]


@pytest.mark.parametrize(("given", "words"), WRONG)
def test_what_is_no_draw_is_refused(paused: Case, given: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        paused.batch(given)


def test_an_unknown_quantity_is_refused(paused: Case) -> None:
    with pytest.raises(InputError, match="no quantity 'progres'"):
        paused.batch({"caution.start": [1.0]}, times=[1], quantities=["progres"])
