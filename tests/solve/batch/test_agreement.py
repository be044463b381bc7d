"""Batch engines against single runs of the reference engine: every shipped model, every kind of schedule.

Every engine that is installed is compared with the same runs. `TAKEOFF_AGREE=1000` draws so many members of each case.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import takeoff
from takeoff.equations import units as u
from takeoff.errors import ModelError
from takeoff.schedules.find import kind_names
from takeoff.solve.batch.run_batch import ACCURATE
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.case import Case
from takeoff.solve.settings import Settings
from takeoff.spec.find import model_paths
from tests.known.test_flagship import CASES, ROWS
from tests.properties.cases import HANG, share, tried
from tests.properties.strategies import models
from tests.solve.batch.draws import FINE, agree, alone, case_of, drawn, engines, told
from tests.solve.gradient_cases import SCHEDULES, STEADY, WATCHFUL

MANY = int(os.environ.get("TAKEOFF_AGREE", "0"))
FEW, FLAGSHIP = 20, "automating-alignment"
FINER = Settings(1e-11, 1e-14)
BUDGET = Settings(evaluations=3000)
"""Of random models, many of which run away."""
FOLLOWED = {"caution": SCHEDULES["pause"]["caution"], "follower_caution": takeoff.follow("caution", 0.4)}

PUBLISHED = (
    *("balanced-growth", "pause-ladder", "slowdown-risk", "software-explosion", "stopping-time", "takeoff-phases"),
    "time-horizon",
)
SMALL: dict[str, tuple[str, Mapping[str, Any]]] = {
    "exponential": ("exponential", {}),
    "logistic": ("logistic", {}),
    "hyperbolic": ("hyperbolic", {"limit": 1e3}),
    "researcher-supply": ("researcher-supply", {}),
    "simple-timelines": ("simple-timelines", {"automation_goal": 0.9}),
    "task-by-task": ("task-by-task", {"horizon": 8}),
    **{name: (name, {}) for name in PUBLISHED},
    **{f"lead-and-pause, {name}": ("lead-and-pause", {"theft_rate": 0.2, **one}) for name, one in SCHEDULES.items()},
    **{f"lead-and-pause, {name}": ("lead-and-pause", {"caution": one}) for name, one in STEADY.items()},
}
LARGE: dict[str, tuple[str, Mapping[str, Any]]] = {
    f"flagship, {name}": (FLAGSHIP, given)
    for name, given in {**CASES, **SCHEDULES, **WATCHFUL, "follow an abrupt stop": FOLLOWED}.items()
}


def test_every_model_and_every_kind_of_schedule_is_compared() -> None:
    cases = {**SMALL, **LARGE}.values()
    assert {model for model, _ in cases} == set(model_paths())
    used = {one.kind for _, given in cases for one in given.values() if hasattr(one, "kind")}
    assert set(kind_names()) <= used | {"constant"}


def spread(given: Mapping[str, Any]) -> float:
    """How far parameters are drawn: less where dates of a schedule must stay in order, as a single run may not see."""
    dated = [one for one in given.values() if "stop" in str(one) or "time_2" in str(one)]
    return 0.02 if dated else 0.1


def differing(case: Case, members: int, width: float) -> list[Any]:
    """Members that an engine does not agree about with the reference engine."""
    values = drawn(case, members, width)
    singles = [alone(case, values, member) for member in range(members)]
    batches = {engine: case.batch(values, settings=FINE, method=method) for engine, method in engines().items()}
    pairs = [(engine, one, told(batch, at)) for engine, batch in batches.items() for at, one in enumerate(singles)]
    return [(engine, one, other) for engine, one, other in pairs if not agree(one, other)]


@pytest.mark.parametrize("name", SMALL)
def test_a_member_is_the_run_that_it_would_be_alone(name: str) -> None:
    assert differing(case_of(*SMALL[name]), MANY or FEW, spread(SMALL[name][1])) == []


@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", LARGE)
def test_members_of_the_flagship_under_every_schedule(name: str) -> None:
    assert differing(case_of(*LARGE[name]), MANY or FEW, spread(LARGE[name][1])) == []


@pytest.fixture(scope="module")
def flagship() -> Case:
    return case_of(FLAGSHIP, {"caution": takeoff.abrupt(), "theft_time": 4}).with_schedules(
        {"follower_caution": takeoff.constant(0)}
    )


def test_twenty_members_of_the_flagship(flagship: Case) -> None:
    case = flagship.with_schedules({"caution": takeoff.abrupt(start=5, depth=0.8, stop=8)})
    assert differing(case, 20, 0.05) == []


MEMBERS: dict[str, dict[str, float]] = {
    "no_caution": {},
    "stop_at_7": {"caution.start": 7},
    "half_from_4": {"caution.start": 4, "caution.depth": 0.5},
    "stop_4_to_5": {"caution.start": 2030, "caution.stop": 5},
    "lead_half_year_no_caution": {"lead": 0.5},
    "lead_2yr_stop_at_8": {"lead": 2, "caution.start": 2034},
    "theft_at_4_stop_at_7": {"theft_time": 4, "caution.start": 7},
    "both_slow": {"caution.start": 5, "follower_caution.level": 0.5},
    "horizon_6": {"horizon": 6, "caution.start": 5},
}
UNSET = {"caution.start": np.inf, "caution.stop": np.inf, "caution.depth": 1.0, "follower_caution.level": 0.0}
UNSET |= {"lead": 1.0, "theft_time": np.inf, "horizon": 19.0}
"""What these parameters are where a row does not name them, in declared units."""


def test_members_with_events_and_milestones_equal_the_known_numbers(flagship: Case) -> None:
    values = {name: [row.get(name, value) for row in MEMBERS.values()] for name, value in UNSET.items()}
    batch = flagship.batch(values)
    assert set(batch.failures) == {""}
    single = flagship.with_schedules({"caution": takeoff.abrupt(start=7)}).run()
    for member, name in enumerate(MEMBERS):
        scaled = zip(single.outcomes, batch.outcomes[member], strict=True)
        found = {one: value / unit_of(flagship, one) for one, value in scaled}
        assert {one: found[one] for one in ROWS[name]} == pytest.approx(ROWS[name], rel=2e-6, abs=1e-8), name
    assert batch.milestones[list(MEMBERS).index("theft_at_4_stop_at_7")][1] == 4.0


def unit_of(case: Case, outcome: str) -> float:
    """Declared unit of an outcome, in inside units."""
    return u.scale(case.meaning.outcome_units[outcome].unit)


def test_the_accuracy_of_batches_is_a_millionth(flagship: Case) -> None:
    """The 99th percentile of relative errors of all outcomes, against a reference of 1e-12."""
    case = flagship.with_schedules({"caution": takeoff.abrupt(start=5, depth=0.8)})
    values = drawn(case, 20 if not MANY else MANY, 0.1, seed=1)
    found, fine = (case.batch(values, settings=one) for one in (ACCURATE, FINER))
    errors = np.abs(found.outcomes - fine.outcomes) / np.maximum(np.abs(fine.outcomes), 1e-6)
    assert np.nanpercentile(errors, 99) < 1e-6


def test_a_piece_starts_from_a_step_that_does_not_look_beyond_the_border() -> None:
    """Read off a step across the border, where the control reaches 1, errors are 30 times what is tolerated."""
    case = case_of("lead-and-pause", {"theft_rate": 0.2, "caution": STEADY["hold"]})
    values = drawn(case, 30, 0.1, seed=3)
    found, fine = (case.batch(values, settings=one, method=RungeKutta) for one in (Settings(1e-7, 1e-10), FINER))
    errors = np.abs(found.outcomes - fine.outcomes) / np.maximum(np.abs(fine.outcomes), 1e-6)
    assert np.nanmax(errors) < 1e-7


@HANG
@share(0.005)
@given(text=models(), seed=st.integers(0, 9))
def test_random_models(tmp_path_factory: pytest.TempPathFactory, text: str, seed: int) -> None:
    tried()
    path = tmp_path_factory.mktemp("random") / "random.toml"
    time = 'time = { unit = "year", start = 2026.0, stop = 2029.0 }'
    path.write_text(text.replace('title = "Random"', f'title = "Random"\n{time}'), encoding="utf-8")
    case = replace(takeoff.load(path).case, settings=BUDGET)
    try:
        case.check()
    except ModelError:
        return
    values = drawn(case, 3, 0.2, seed)
    batch = case.batch(values, settings=replace(FINE, evaluations=BUDGET.evaluations))
    for member in range(3):
        found, single = told(batch, member), alone(case, values, member)
        assert agree(single, found) or "evaluations" in str(found), (single, found)
