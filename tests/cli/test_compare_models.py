"""`takeoff compare-models`: tables, JSON, CSV, the figure, the line that reproduces, wrong questions."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
CLIMB = str(Path(__file__).resolve().parents[1] / "decide" / "climb.toml")
ASKED = ("--model", CLIMB, "--model", "time-horizon")


def test_json_tells_every_model(cli: Cli) -> None:
    answer = cli("compare-models", "pause", *ASKED, "--format", "json")
    (record,) = json.loads(answer.out)
    assert (answer.code, record["question"]) == (0, "pause")
    assert record["arguments"] == {"low": 0.5, "high": 0.9, "length": 0.5}
    climb, silent = record["answers"]
    assert climb["years"] == pytest.approx(0.5, rel=1e-9)
    assert (climb["model"], climb["goal"], climb["reason"]) == ("climb", "care", "")
    assert (climb["without_pause"], climb["with_pause"]) == pytest.approx((0, 30), abs=1e-9)
    assert silent["reason"] == "no quantity for the share of research automated"


def test_a_table_with_findings_and_a_figure(cli: Cli, tmp_path: Path) -> None:
    asked = ("automated(level=0.9)", "pause", "speed")
    answer = cli("compare-models", *asked, *ASKED, "--figure", str(tmp_path / "models"))
    assert answer.code == 0
    assert "One model can tell: climb, 1 January 2038." in answer.out
    assert "care taken 0 -> 30 researcher years" in answer.out
    assert "No model can tell.\n\nno answer (no quantity for the speed of research" in answer.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["models.png", "models.svg"]
    [line] = [line for line in answer.out.splitlines() if line.startswith("reproduce: ")]
    assert line.startswith("reproduce: takeoff compare-models 'automated(level=0.9)' pause speed --model ")


def test_csv_has_a_row_for_each_model_and_question(cli: Cli) -> None:
    rows = list(csv.DictReader(cli("compare-models", *ASKED, "--format", "csv").out.splitlines()))
    assert len(rows) == 2 * 5
    (dated,) = (row for row in rows if (row["question"], row["model"]) == ("automated", "climb"))
    assert float(dated["date"]) == pytest.approx(2038.5)
    assert dated["at_least"] == "True"


@pytest.mark.parametrize("asked", [["automate"], ["automated(level=2)"], ["automated", "--figure", "/none/x"]])
def test_wrong_questions(cli: Cli, asked: list[str]) -> None:
    answer = cli("compare-models", *asked, *ASKED)
    assert (answer.code, answer.out) == (2, "")
