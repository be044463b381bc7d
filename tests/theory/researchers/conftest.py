"""The model that holds the same equations, run once."""

import pytest

import takeoff
from takeoff.solve.run import Run


@pytest.fixture(scope="session")
def supply() -> Run:
    return takeoff.load("researcher-supply").run()
