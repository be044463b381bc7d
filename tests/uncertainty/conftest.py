"""A small model with uncertain inputs, of which some draws break a promise; a decision whose answers are known."""

from pathlib import Path

import pytest

import takeoff
from takeoff.schedules.schedule import abrupt
from takeoff.solve.case import Case
from takeoff.uncertainty.decision import Decision, decide

SPREAD = Path(__file__).with_name("spread.toml")


@pytest.fixture(scope="session")
def spread() -> Case:
    return takeoff.load(SPREAD).case


@pytest.fixture(scope="session")
def lead_and_pause() -> Case:
    """With all that a full stop by hand leaves out kept still."""
    return takeoff.load("lead-and-pause").case.change({"theft_rate": 0, "hazard_level": 0, "hazard_growth": 1})


@pytest.fixture(scope="session")
def decision(lead_and_pause: Case) -> Decision:
    """When to stop for good, with four uncertain inputs."""
    priors = {"danger_progress": "uniform(2, 4)", "productivity_growth": "uniform(1, 2)"}
    case = lead_and_pause.change({"initial_labour": 7000, "share_full": 0.9})
    return decide(case, {"caution": abrupt()}, "alignment", {"start": None}, 128, 3, priors, ["productivity_growth"])


@pytest.fixture(scope="session")
def lead_alone(lead_and_pause: Case) -> Decision:
    """When to stop for good, with a lead that is all that is uncertain."""
    values = {"danger_progress": 3, "productivity_growth": 1.5, "initial_labour": 7000}
    case = lead_and_pause.change({**values, "share_base": 0.05, "share_full": 0.9})
    priors = {"lead": "uniform(0.2, 2)"}
    return decide(case, {"caution": abrupt()}, "alignment", {"start": None}, 64, 3, priors)
