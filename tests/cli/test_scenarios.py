"""Scenarios on the command line: listed, applied with their schedules, overruled, compared."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from takeoff.spec.write import write_file


@pytest.fixture
def planned(own: Path) -> str:
    """The small model with a scenario that sets a schedule."""
    header = '[scenarios.planned]\ntitle = "A plan"\nmeaning = "A late stop."\n'
    text = own.read_text(encoding="utf-8")
    write_file(own, f'{text}{header}schedules.caution = "abrupt(start=4 year)"\n')
    return str(own)


def lines_of(text: str) -> list[str]:
    return [line.removeprefix("reproduce: ") for line in text.splitlines() if line.startswith("reproduce: ")]


def test_they_are_listed_and_explained(cli: Any, planned: str) -> None:
    assert json.loads(cli("list", "--scenarios", planned, "--format", "json").out)[1] == {
        "name": "planned",
        "title": "A plan",
        "changes": "caution = abrupt(start=4 year)",
        "meaning": "A late stop.",
    }
    told = cli("explain", planned, "planned").out
    assert "scenario planned: caution = abrupt(start=4 year)\n    A plan. A late stop." in told
    assert "exclude each other" in cli("list", "--scenarios", planned, "--schedules").err


def test_a_schedule_of_a_scenario_holds_unless_another_is_given(cli: Any, planned: str) -> None:
    def progress(*words: str) -> float:
        return float(json.loads(cli("run", planned, *words, "--format", "json").out)["outcomes"]["progress"]["value"])

    assert progress("--scenario", "planned") == pytest.approx(4)
    assert progress("--scenario", "planned", "--schedule", "caution=0.5") == pytest.approx(2.5)
    answer = cli("run", planned, "--scenario", "planned")
    [line] = lines_of(answer.out)
    assert "--scenario planned" in line and cli(*shlex.split(line)[1:]).out == answer.out


def test_all_are_compared_by_one_command(cli: Any, planned: str, best: tuple[float, float], tmp_path: Path) -> None:
    drawn = ("--figure", str(tmp_path / "all"))
    answer = cli("compare", planned, "--scenarios", "--maximise", "work", *drawn, "--format", "json")
    assert answer.code == 0 and (tmp_path / "all.svg").is_file()
    [line] = lines_of(answer.err)
    assert line.endswith("--scenarios") and "--figure" in line
    record = json.loads(answer.out)
    never, stop, _ = record["scenarios"][0]["slowdowns"]
    assert stop["parameters"]["start"]["value"] == pytest.approx(best[0], abs=1e-4)
    assert stop["outcomes"]["work"]["value"] == pytest.approx(best[1], rel=1e-8)
    assert [one["label"] for one in record["scenarios"][2]["slowdowns"]][:2] == ["never pausing", "as planned"]


def test_with_schedules_of_ones_own(cli: Any, planned: str) -> None:
    asked = ("--maximise", "work", "--schedule", "caution=ramp(length=1)", "--schedule", "caution=0.5")
    assert cli("compare", planned, "--scenarios", *asked).out.startswith("At its best, work done is highest in planned")
    out = cli("compare", planned, "--scenarios", *asked, "--format", "csv").out.splitlines()
    assert out[0] == "scenario,never pausing,as planned,ramp,ramp start,constant,reason"
    assert [line.split(",")[0] for line in out[1:]] == ["", "short", "planned"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--maximise", "work", "--scenario", "short"), "--scenarios and --scenario exclude each other"),
        (("--maximise", "work", "--equal", "progress"), "--scenarios and --equal exclude each other"),
        ((), "Missing option '--maximise'"),
        (("--maximise", "progress"), "'progress' is better when lower"),
    ],
)
def test_what_is_refused(cli: Any, small: str, words: tuple[str, ...], message: str) -> None:
    answer = cli("compare", small, "--scenarios", *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err
