"""A race along a run: the lead against outcomes and closed forms, events, overtaking, lifted pauses."""

from __future__ import annotations

import math

import numpy as np
import pytest

import takeoff
from takeoff.model import Model
from takeoff.solve.lifted import lifted
from takeoff.solve.race import Lead, happened, time_lead
from takeoff.solve.run import Run


@pytest.fixture(scope="module")
def flagship() -> Model:
    return takeoff.load("automating-alignment")


@pytest.fixture(scope="module")
def plain() -> Model:
    """Leader and follower progress a year each year, the follower half a year behind."""
    return takeoff.load("lead-and-pause")


def lead_of(run: Run, name: str = "lead") -> Lead:
    return time_lead(run, run.meaning.races[name])


CASES = [
    {},
    {"caution": "abrupt(start=7)"},
    {"theft_time": 4, "caution": "abrupt(start=7)"},
    {"theft_time": 9},
    {"caution": "abrupt(start=4, stop=5)"},
    {"caution": "ramp(start=3, length=4)", "follower_caution": 0.5},
    {"horizon": 0.5},
]


@pytest.mark.parametrize("given", CASES, ids=str)
def test_the_last_lead_is_the_outcome(flagship: Model, given: dict[str, float | str]) -> None:
    run = flagship.run(**given)
    lead = lead_of(run)
    assert lead.years[-1] == pytest.approx(run.outcome("lead_left"), abs=1e-6)
    assert lead.time[-1] == run.end and np.all(np.diff(lead.time) >= 0)
    overtaken = run.when("overtaken")
    assert lead.overtaken == (None if overtaken is None else pytest.approx(overtaken, abs=1e-9))


def test_the_lead_in_the_middle_of_a_run_is_that_of_a_run_that_ends_there(flagship: Model) -> None:
    whole = lead_of(flagship.run(caution="abrupt(start=5)"))
    for years in (3.0, 6.0, 8.0):
        run = flagship.run(caution="abrupt(start=5)", horizon=years)
        known = np.interp(run.end, whole.time, whole.years)
        assert known == pytest.approx(run.outcome("lead_left"), abs=2e-3)


def test_without_caution_the_lead_stays_and_is_first_told_when_it_is_as_long_as_the_run(plain: Model) -> None:
    lead = lead_of(plain.run())
    assert lead.first == pytest.approx((2026.5, 0.5), abs=1e-9)
    assert lead.years[lead.known] == pytest.approx(0.5, abs=1e-9)
    assert not lead.known[lead.time < 2026.5 - 1e-9].any()
    assert lead.overtaken is None


def test_a_stop_uses_the_lead_up(plain: Model) -> None:
    """A stop at 1 for a year: level after half a year, half a year behind after it."""
    lead = lead_of(plain.run(caution="abrupt(start=1, stop=2)"))
    assert lead.overtaken == pytest.approx(2027.5, abs=1e-9)
    assert lead.years[-1] == pytest.approx(-0.5, abs=1e-9)
    after = lead.time > 2028 + 1e-9
    assert lead.years[after] == pytest.approx(-0.5, abs=1e-9)


def test_a_follower_that_never_comes_to_where_the_leader_began(plain: Model) -> None:
    lead = lead_of(plain.change(horizon=0.25).run())
    assert lead.first is None and not lead.known.any()
    assert lead.years[-1] == pytest.approx(0.25, abs=1e-9)


@pytest.mark.parametrize("date", [4.0, 9.0])
def test_theft_takes_the_whole_lead_and_is_told(flagship: Model, date: float) -> None:
    """The second date ends the run: the jump makes the follower dangerous."""
    run = flagship.run(theft_time=date)
    lead, [theft] = lead_of(run), happened(run)
    assert (theft.events, theft.time) == (("theft",), 2026 + date)
    assert lead.time[theft.before] == lead.time[theft.after] == theft.time
    assert lead.follower[theft.before] < lead.leader[theft.before] - 0.5
    assert lead.follower[theft.after] == pytest.approx(lead.leader[theft.after], abs=1e-9)
    assert lead.years[theft.before] > 1 and lead.years[theft.after] == pytest.approx(0, abs=1e-9)


def test_theft_at_the_start_has_nothing_before(flagship: Model) -> None:
    run = flagship.run(theft_time=0)
    [theft] = happened(run)
    assert (theft.time, theft.before, theft.after) == (2026, 0, 0)
    assert lead_of(run).first == (2026, 0)


def test_events_of_schedules_are_none_of_the_models(flagship: Model) -> None:
    run = flagship.run(caution="pause_when(watch=capability[leader], above=2)")
    assert happened(run) == []


def test_a_stop_that_is_lifted_releases_what_the_chips_allow(flagship: Model) -> None:
    """Chips grow during the pause: when it is lifted, training catches up with them within months."""
    run = flagship.run(caution="abrupt(start=4, stop=5)")
    [one] = lifted(run)
    assert (one.controls, one.time, one.began, one.years) == (("caution",), 2031, 2030, 0.25)
    after, before = one.gains(run, "capability[leader]")
    level = [run.at(t)["capability[leader]"].value or math.nan for t in (3.75, 4.0, 5.0, 5.25)]
    assert before == pytest.approx(level[1] - level[0], abs=1e-9)
    assert after == pytest.approx(level[3] - level[2], abs=1e-9)
    assert after is not None and before is not None
    assert after > 1.5 * before
    assert level[2] == pytest.approx(level[1], abs=1e-6)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("abrupt(start=2)", []),
        ("abrupt(start=0, stop=1)", [(2027.0, None)]),
        ("abrupt(start=1, depth=0.04, stop=2)", []),
        ("staircase(time_1=1, level_1=0.5, time_2=2, level_2=1, time_3=3, level_3=0.5)", [(2029.0, 2028.0)]),
        ("piecewise(time_1=1, level_1=0, time_2=2, level_2=1, time_3=3, level_3=0)", [(2029.0, 2027.0)]),
        ("abrupt(start=3, stop=3.5)", []),
    ],
)
def test_when_a_pause_is_lifted(plain: Model, schedule: str, expected: list[tuple[float, float | None]]) -> None:
    """The run ends after 3.5 years, where nothing can be lifted any more."""
    found = lifted(plain.run(caution=schedule))
    assert [one.time for one in found] == pytest.approx([time for time, _ in expected])
    assert [one.began for one in found] == [began and pytest.approx(began) for _, began in expected]


def test_what_falls_together_is_told_together(flagship: Model) -> None:
    [one] = lifted(flagship.scenario("plan-a").run())
    assert (one.controls, one.time, one.began) == (("caution", "follower_caution"), 2039, 2029)
