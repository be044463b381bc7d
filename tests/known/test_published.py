"""Published models against the numbers that were published of them, each by running the model."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pytest

import takeoff
from takeoff.model import Model
from takeoff.theory.topics import derive
from tests.data import data_rows


@pytest.fixture(scope="module")
def explosion() -> Model:
    return takeoff.load("software-explosion")


@pytest.fixture(scope="module")
def stopping() -> Model:
    return takeoff.load("stopping-time")


def test_phases_of_the_takeoff() -> None:
    run = takeoff.load("takeoff-phases").run()
    published = {"researcher_time": 4.62, "genius_time": 3.51, "superintelligence_time": 1.94}
    assert {name: run.outcome(name) for name in published} == pytest.approx(published, abs=5e-3)
    ends = [run.milestones[name] for name in ("researcher", "genius", "superintelligence")]
    assert run.sample("speed", [0, *(end for end in ends if end)]) == pytest.approx([5, 25, 250, 2000], rel=1e-9)


@pytest.mark.parametrize(
    ("returns", "speed_up", "outcome", "months", "digit"),
    [
        (1.0, 6, "short_stretch_time", 12.000, 1e-3),
        (1.2, 8, "short_stretch_time", 5.66, 1e-2),
        (1.2, 8, "long_stretch_time", 8.10, 1e-2),
        (0.7, 8, "short_stretch_time", 47.8, 1e-1),
    ],
)
def test_years_of_progress_by_software(
    explosion: Model, returns: float, speed_up: float, outcome: str, months: float, digit: float
) -> None:
    run = explosion.run(returns=returns, initial_speed_up=speed_up)
    assert run.outcome(outcome) == pytest.approx(months, abs=digit / 2)
    doublings = (3 if outcome.startswith("short") else 10) * math.log2(10)
    first = 12 / (speed_up * 0.5 * math.log2(10))
    closed = derive("doubling-times").evaluate(n=doublings, tau_0=first, r=returns, **{"lambda": 1})
    assert run.outcome(outcome) == pytest.approx(closed, rel=1e-8)


def test_blow_up_of_software(explosion: Model) -> None:
    run = explosion.run()
    assert run.outcome("blow_up_time") == pytest.approx(8.28, abs=5e-3)
    pace = float(run.sample("pace", [0])[0])
    closed = derive("blow-up").evaluate(r=1.2, S_0=1, g_S=pace, **{"lambda": 1})
    assert run.outcome("blow_up_time") == pytest.approx(12 * closed, rel=1e-8)
    for scenario in ("exponential", "fading"):
        assert explosion.scenario(scenario).run().outcomes["blow_up_time"].value is None


@pytest.mark.parametrize(("curvature", "years", "risk"), [(1, 40.0, 0.330), (2, 4.52, 0.0442), (3, 2.40, 0.0237)])
def test_stopping_times_of_risky_growth(stopping: Model, curvature: float, years: float, risk: float) -> None:
    """The best stop that the solver finds; where the rule is met; and the closed form."""
    best = stopping.change(curvature=curvature).best_pause("expected_utility")
    start = best.best.parameters["start"].value
    assert start == pytest.approx(years, abs=5e-3)
    assert best.best.run.outcome("risk_taken") == pytest.approx(risk, abs=5e-4 if curvature == 1 else 5e-5)
    assert best.never.run.outcome("rule_time") == pytest.approx(start, rel=1e-5)
    if curvature > 1:
        closed = derive("stopping-time").evaluate(g=0.1, d=0.01, v_1=6, gamma=curvature)
        assert best.never.run.outcome("rule_time") == pytest.approx(closed, rel=1e-8)


def test_the_ladder_of_pauses() -> None:
    """The solver finds when to leave the middle rung; time on the lowest rung costs more, and mixing costs the same."""
    model = takeoff.load("pause-ladder")
    climb = takeoff.schedule("staircase", time_1=0, level_1=0.5, level_2=0)
    best = model.best_pause("safety", climb, {"time_2": (0, 1)}, ["research >= 30"])
    assert best.best.parameters["time_2"].value == pytest.approx(0.5, abs=1e-5)
    assert best.best.run.outcome("risk") == pytest.approx(0.030, abs=5e-4)
    assert best.best.run.outcome("risk") == pytest.approx((0.01 + 0.05) / 2, abs=1e-6)
    for time in (0.1, 0.3):
        slow = model.run(caution=takeoff.staircase([(0, 0.75), (time, 0.5), (0.5 - time / 2, 0)]))
        assert slow.outcome("research") == pytest.approx(30, rel=1e-9)
        assert slow.outcome("risk") == pytest.approx(0.03 + 0.012 * time, rel=1e-9)
    for scenario in ("half-and-half", "steady"):
        run = model.scenario(scenario).run()
        assert (run.outcome("research"), run.outcome("risk")) == pytest.approx((30, 0.03), rel=1e-9)


def test_risk_by_the_length_of_a_slowdown() -> None:
    model = takeoff.load("slowdown-risk")
    published = {1 / 4: 0.2319, 1 / 2: 0.1548, 2: 0.0764, 3: 0.0651, 5: 0.0530}
    found = {years: model.run(caution=takeoff.abrupt(start=0, stop=years)).outcome("misaligned") for years in published}
    assert found == pytest.approx(published, abs=5e-5)
    anchors = {1 / 12: 0.40, 1: 0.10, 10: 0.04}
    run = model.run(caution=1)
    assert run.sample("misaligned", list(anchors)) == pytest.approx(list(anchors.values()), rel=1e-9)


@pytest.mark.parametrize(("labour", "multiple"), [(0.7, 3.333), (0.4, 1.667)])
def test_full_automation_without_an_explosion(labour: float, multiple: float) -> None:
    run = takeoff.load("balanced-growth").run(returns_to_labour=labour, horizon=300)
    assert run.outcome("growth_multiple") == pytest.approx(multiple, abs=5e-4)
    closed = derive("balanced-growth").evaluate(alpha=labour / 1.2, r=1.2)
    assert run.outcome("growth_multiple") == pytest.approx(closed, rel=1e-8)
    assert run.outcome("growth_with_people") == pytest.approx(labour * 0.3, rel=1e-9)


MOST_RELIABLE = 960
"""Longest horizon [minute] that the fit takes."""


def test_the_trend_of_time_horizons() -> None:
    """Least squares of log2(horizon) on the date of release, and the run of the model beside the same line."""
    start = datetime.date(2023, 1, 1)
    days, horizons = np.array(
        [
            ((datetime.date.fromisoformat(row["release_date"]) - start).days, float(row["p50_min"]))
            for row in data_rows("metr_time_horizon_1_1.csv")
            if row["is_sota"] == "True" and row["release_date"] >= "2023" and float(row["p50_min"]) < MOST_RELIABLE
        ]
    ).T
    slope, intercept = np.polyfit(days, np.log2(horizons), 1)
    assert len(days) == 14
    assert 1 / slope == pytest.approx(128.74, abs=5e-3)
    model = takeoff.load("time-horizon")
    assert model.parameters["doubling_time"].value == pytest.approx(1 / slope, abs=5e-3)
    assert model.parameters["horizon_start"].value == pytest.approx(2**intercept, abs=5e-5)
    run = model.run()
    line = 2 ** (intercept + slope * days)
    assert run.sample("time_horizon", list(days / 365.25)) == pytest.approx(line, rel=1e-3)
