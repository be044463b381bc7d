"""A small model with uncertain inputs, of which some draws break a promise."""

from pathlib import Path

import pytest

import takeoff
from takeoff.solve.case import Case

SPREAD = Path(__file__).with_name("spread.toml")


@pytest.fixture(scope="session")
def spread() -> Case:
    return takeoff.load(SPREAD).case
