"""`takeoff backcast`: tables, JSON, the figure, the line that reproduces, and data files that are not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
ABOUT = """
schema = 1
[data.horizons]
title = "Horizons"
file = "horizons.csv"
concept = "time_horizon"
date = "day"
value = "minutes"
unit = "minute"
"""


@pytest.fixture
def about(tmp_path: Path) -> str:
    (tmp_path / "about.toml").write_text(ABOUT, encoding="utf-8")
    (tmp_path / "data").mkdir()
    rows = "day,minutes\n2023-01-01,0.9453\n2024-01-01,9.453\n2025-01-01,94.53\n"
    (tmp_path / "data" / "horizons.csv").write_text(rows, encoding="utf-8")
    return str(tmp_path / "about.toml")


def test_data_beside_a_model(cli: Cli, about: str, tmp_path: Path) -> None:
    asked = ("backcast", about, "--folder", str(tmp_path / "data"), "--model", "time-horizon")
    answer = cli(*asked, "--figure", str(tmp_path / "past"))
    assert answer.code == 0
    assert "Horizons, 2023.0 to 2025.0: 10 times a year" in answer.out
    assert "reproduce: takeoff backcast " in answer.out
    assert {"past.png", "past.svg"} <= {path.name for path in tmp_path.iterdir()}
    ((record,),) = (one["models"] for one in json.loads(cli(*asked, "--format", "json").out))
    assert record["growth_of_data"] == pytest.approx(1, rel=1e-9)
    assert record["growth_of_model"] == pytest.approx(0.8541, abs=1e-3)
    assert cli(*asked, "--format", "csv").out.startswith("data,model,points,")


def test_data_files_that_are_not_there(cli: Cli, about: str) -> None:
    answer = cli("backcast", about, "--model", "time-horizon")
    assert (answer.code, answer.out) == (2, "")
    assert "there is no horizons.csv in " in answer.err
    assert cli("backcast", f"{about}.none").code == 2
