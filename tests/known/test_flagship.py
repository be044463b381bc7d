"""The flagship against its table of known numbers, and what the pause solver must find on it."""

from __future__ import annotations

import csv
import functools
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.decide.pause import BestPause
from takeoff.model import Model
from takeoff.schedules.schedule import Schedule

TABLE = Path(__file__).with_name("flagship.csv")
ROWS = {
    row.pop("case"): {name: float(value) for name, value in row.items()}
    for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())
}

MANY = {
    "deployment": 0.5,
    "preparation_gain": 0.5,
    "process_tax": 0.1,
    "preparation_scale": 5000,
    "safe_scale": 4000,
}
CASES: dict[str, dict[str, Any]] = {
    "no_caution": {},
    "stop_at_7": {"caution": takeoff.abrupt(start=7)},
    "half_from_4": {"caution": takeoff.abrupt(start=4, depth=0.5)},
    "stop_4_to_5": {"caution": takeoff.abrupt(start=4, stop=5)},
    "ramp_3_to_7_depth_0.6": {"caution": takeoff.ramp(start=3, length=4, depth=0.6)},
    "logistic_6_half_year_width": {"caution": takeoff.logistic(middle=6, width=0.5)},
    "lead_half_year_no_caution": {"lead": "6 month"},
    "lead_2yr_stop_at_8": {"lead": 2, "caution": takeoff.abrupt(start="2034.0")},
    "theft_at_4_stop_at_7": {"theft_time": 4, "caution": takeoff.abrupt(start=7)},
    "scarce_ai_ramp_3_to_7": {"inference_share": 2e-4, "caution": takeoff.ramp(start=3, length="48 month")},
    "deployment_preparation_tax": {**MANY, "caution": takeoff.ramp(start=3, length=4, depth=0.6)},
    "both_slow": {"caution": takeoff.abrupt(start=5), "follower_caution": 0.5},
    "horizon_6": {"horizon": 6, "caution": takeoff.abrupt(start=5)},
}


@pytest.fixture(scope="module")
def flagship() -> Model:
    return takeoff.load("automating-alignment")


def test_every_row_has_a_case() -> None:
    assert sorted(CASES) == sorted(ROWS)


@pytest.mark.parametrize("case", CASES)
def test_outcomes_equal_the_table(flagship: Model, case: str) -> None:
    run = flagship.run(**CASES[case])
    found = {name: run.outcome(name) for name in ROWS[case]}
    assert found == pytest.approx(ROWS[case], rel=1e-6, abs=1e-9)


PAUSES: list[tuple[dict[str, float], Schedule, tuple[str, ...], dict[str, float], float]] = [
    ({}, takeoff.abrupt(), ("start",), {"start": 9.0016}, 0.5483941),
    ({}, takeoff.ramp(length=2, depth=0.5), ("start",), {"start": 3.2475}, 0.5790442),
    ({}, takeoff.abrupt(), ("start", "depth"), {"start": 1.722, "depth": 0.3355}, 0.5948705),
    ({"lead": 2}, takeoff.abrupt(), ("start",), {"start": 8.6709}, 0.6642659),
    ({"lead": 2}, takeoff.abrupt(), ("start", "depth"), {"start": 2.436, "depth": 0.6761}, 0.7464860),
]
ACCURACY = {"start": 2e-3, "depth": 1e-3}


FREE = 2
"""Row of the abrupt slowdown whose depth is free."""


@functools.cache
def best_pause(flagship: Model, row: int) -> BestPause:
    """The best pause of a row of PAUSES."""
    changes, schedule, over, _, _ = PAUSES[row]
    return flagship.change(**changes).best_pause("success", schedule, over)


@pytest.mark.parametrize("row", range(len(PAUSES)))
def test_pause_solver_finds_the_known_optimum(flagship: Model, row: int) -> None:
    best, (*_, parameters, success) = best_pause(flagship, row), PAUSES[row]
    assert best.best.run.outcome("success") == pytest.approx(success, abs=1e-7)
    for name, value in parameters.items():
        assert best.best.parameters[name].value == pytest.approx(value, abs=ACCURACY[name])
        assert best.best.parameters[name].unit == {"start": "year", "depth": "1"}[name]


@pytest.mark.parametrize(("changes", "success"), [({}, 0.5476574), ({"lead": 2}, 0.5944848)])
def test_never_pausing_gives_the_known_success(flagship: Model, changes: dict[str, float], success: float) -> None:
    assert flagship.run(**changes).outcome("success") == pytest.approx(success, abs=1e-7)


def test_lead_and_review_capacity_have_their_known_worth(flagship: Model) -> None:
    """A year of lead at the margin, and what ten times the review capacity is worth in months of lead."""
    worths = best_pause(flagship, FREE).worth(["tenfold_review"])
    assert worths.yardstick is not None and worths.yardstick.slope is not None
    assert 12 * worths.yardstick.slope == pytest.approx(0.1979, abs=5e-5)
    (review,) = worths.ranked
    assert review.gain is not None and review.gain == pytest.approx(0.1202932, abs=1e-7)
    assert review.length is not None and review.length.value == pytest.approx(8.92, abs=5e-3)
    longer = flagship.run(lead=f"{12 + 8.9207} month", caution=takeoff.abrupt(start=2.22427, depth=0.60959))
    assert longer.outcome("success") == pytest.approx(0.5948705 + review.gain, abs=1e-6)


def test_theft_makes_the_follower_as_capable_as_the_leader(flagship: Model) -> None:
    run = flagship.run(theft_time=4)
    leader, follower = (run.sample(f"capability[{actor}]", [4 - 1e-9, 4]) for actor in ("leader", "follower"))
    assert follower[0] < leader[0] - 0.3
    assert follower[1] == pytest.approx(leader[1], abs=1e-12)
    assert run.milestones["overtaken"] == 4


def test_a_theft_at_or_after_the_end_does_nothing(flagship: Model) -> None:
    plain = flagship.run(horizon=6)
    for date in (6, 7):
        assert flagship.run(horizon=6, theft_time=date).outcomes == plain.outcomes


def test_a_theft_beyond_the_danger_level_ends_the_run_at_its_date(flagship: Model) -> None:
    run = flagship.run(theft_time=9)
    assert run.outcome("end") == 9
    assert run.milestones == {"danger": 9, "overtaken": 9}


@pytest.mark.parametrize("relative", [1e-2, 1e-4, 1e-8, 1e-11])
def test_a_short_pause_is_never_skipped(flagship: Model, relative: float) -> None:
    from dataclasses import replace

    from takeoff.solve.settings import Settings

    case = flagship.case.with_schedules({"caution": takeoff.abrupt(start=5, stop=5.01)})
    run = replace(case, settings=Settings(relative=relative, absolute=relative * 1e-3)).run()
    assert run.outcome("caution_time") == pytest.approx(0.01, abs=1e-12)


def test_lifting_a_pause_closes_the_overhang(flagship: Model) -> None:
    run = flagship.run(caution=takeoff.abrupt(start=4, stop=5), horizon=8)
    frozen = run.sample("training_compute[leader]", [4.0, 4.5, 5.0])
    assert frozen[0] == pytest.approx(frozen[2], rel=1e-12)
    chips = run.sample("compute[leader]", [4.0, 5.0, 7.0])
    assert chips[1] > 1.5 * chips[0]
    training = run.sample("training_compute[leader]", [5.0, 7.0])
    assert training[1] / training[0] > 1.3 * chips[2] / chips[1]


def test_the_best_schedule_of_any_shape_beats_every_simple_one(flagship: Model) -> None:
    plan = flagship.plan("success", nodes=(10,), against=())
    assert plan.best.run.outcome("success") == pytest.approx(0.604106, abs=1e-6)
    assert plan.best.run.outcome("success") > 0.5948705 + 0.009
    assert plan.best.certificate.residual < 1e-3
    levels = plan.best.line.at(np.array([1.0, 5.2, 9.6]))
    assert levels == pytest.approx([0.01, 0.53, 0.0], abs=0.02)
