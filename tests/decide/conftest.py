"""Models whose outcomes are known by hand: of two controls, each held at a level, and of the date of a stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import takeoff
from takeoff.decide.bounds import read_bound
from takeoff.decide.goal import Goal
from takeoff.decide.space import search_space
from takeoff.model import Model
from takeoff.schedules.schedule import Schedule

MakeGoal = Callable[..., Goal]


@pytest.fixture(scope="session")
def hill() -> Model:
    return takeoff.load(Path(__file__).with_name("hill.toml"))


@pytest.fixture(scope="session")
def two_hills() -> Model:
    return takeoff.load(Path(__file__).with_name("two_hills.toml"))


@pytest.fixture(scope="session")
def make_goal(hill: Model) -> MakeGoal:
    """make_goal("height", "both <= 1", top_x=0.4): over both levels; over that of x alone with `only=True`."""

    def made(outcome: str, *bounds: str, only: bool = False, **changes: float) -> Goal:
        case = hill.change(**changes).case.with_schedules({one: Schedule("constant") for one in ("xy"[: 2 - only])})
        over = {f"{control}.level": None for control in case.schedules}
        return Goal(search_space(case, over, 10.0), outcome, tuple(read_bound(one, hill.meaning) for one in bounds))

    return made
