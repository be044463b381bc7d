"""Served models: as accurate as elsewhere, and no run of them takes long."""

from dataclasses import replace
from pathlib import Path

import pytest

from takeoff.errors import RunError
from takeoff.page.served import served
from takeoff.solve.load import load_case

TREMBLING = """
schema = 1
[model]
name = "trembling"
title = "A spring that never rests"
time = { unit = "year", start = 2026.0, stop = 2036.0 }
[stocks.place]
unit = "1"
start = "1"
[stocks.speed]
unit = "1/year"
start = "0"
[flows.moving]
into = "place"
rate = "speed"
[flows.pulling]
into = "speed"
rate = "-stiffness**2 * place"
[parameters]
stiffness = { value = 3, unit = "1/year", between = [0, 1e6], source = "assumed" }
"""


@pytest.fixture
def trembling(tmp_path: Path) -> Path:
    path = tmp_path / "trembling.toml"
    path.write_text(TREMBLING, encoding="utf-8")
    return path


def test_a_run_that_would_take_long_is_given_up(trembling: Path) -> None:
    with pytest.raises(RunError, match="the run needs more than 20,000 evaluations"):
        served(trembling).change({"stiffness": 3e4}).run()


def test_runs_are_those_of_the_library(trembling: Path) -> None:
    own, shown = load_case(trembling), served(trembling)
    assert shown.run()["place"].tolist() == own.run()["place"].tolist()
    assert shown.settings == replace(own.settings, evaluations=shown.settings.evaluations)
