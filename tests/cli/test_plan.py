"""`takeoff plan`: words, JSON, CSV and figure of the best schedule."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from takeoff.decide.plan import Plan, best_plan
from tests.cli.conftest import Cli

ASK = ("--maximise", "work", "--nodes", "5,9", "--against", "abrupt")


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return []


@pytest.fixture
def one_plan(plans: list[Plan], monkeypatch: pytest.MonkeyPatch) -> None:
    """What ASK asks for is searched once for all that is told of it."""

    def remembered(*asked: Any) -> Plan:
        plans.extend([] if plans else [best_plan(*asked)])
        return plans[0]

    monkeypatch.setattr("takeoff.decide.plan.best_plan", remembered)


@pytest.mark.usefixtures("one_plan")
def test_the_finding_the_stages_and_the_line(cli: Cli, small: str, best: tuple[float, float]) -> None:
    answer = cli("plan", small, *ASK)
    assert answer.code == 0
    first, second = answer.out.splitlines()[:2]
    assert first.startswith("The best schedule gives work done ")
    assert "for abrupt, the best simple one." in first
    assert second == "No schedule is noticeably better than abrupt."
    assert "largest breach" in answer.out
    assert answer.out.rstrip().splitlines()[-1].startswith("reproduce: takeoff plan ")


@pytest.mark.usefixtures("one_plan")
def test_json(cli: Cli, small: str, best: tuple[float, float]) -> None:
    told = json.loads(cli("plan", small, *ASK, "--format", "json").out)
    assert told["simple"]["abrupt"]["outcomes"]["work"]["value"] == pytest.approx(best[1], rel=1e-9)
    assert [len(stage["times"]) for stage in told["stages"]][-1] == 9
    assert told["stages"][-1]["work"] == told["best"]["outcomes"]["work"]["value"]
    assert told["best"]["outcomes"]["work"]["value"] == pytest.approx(best[1], rel=1e-6)
    assert told["schedule"]["caution"].startswith("piecewise(time_1=0.0, level_1=")


@pytest.mark.usefixtures("one_plan")
def test_csv_is_the_schedule_with_its_switching_function(cli: Cli, small: str) -> None:
    rows = list(csv.reader(io.StringIO(cli("plan", small, *ASK, "--format", "csv").out)))
    assert rows[0] == ["time [year]", "caution", "switching function [researcher]"]
    times = [float(row[0]) for row in rows[1:]]
    assert times == sorted(times)
    assert len(times) == 2 * 9 - 1


@pytest.mark.usefixtures("one_plan")
def test_a_figure(cli: Cli, small: str, tmp_path: Path) -> None:
    answer = cli("plan", small, *ASK, "--figure", str(tmp_path / "p"))
    assert answer.code == 0
    assert (tmp_path / "p.svg").is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--maximise", "work", "--nodes", "10,x"), "'10,x' are no numbers of nodes"),
        (("--maximise", "work", "--nodes", ""), "'' are no numbers of nodes"),
        (("--maximise", "work", "--nodes", "1000000"), "nodes are rising numbers from 3 to 100"),
        (("--maximise", "work", "--control", ""), "the model has no control ''"),
        (("--maximise", "work", "--control", "cauton"), "did you mean 'caution'"),
        (("--maximise", "work", "--against", "constant"), "'constant' is no simple schedule"),
        (("--maximise", "work", "--schedule", "caution=0.5"), "'caution' is what is searched for"),
        (("--nodes", "5"), "Missing option '--maximise'"),
        (("--maximise", "work", "--figure", "/nowhere/p"), "no figure can be saved"),
    ],
)
def test_what_is_refused(cli: Cli, small: str, words: tuple[str, ...], message: str) -> None:
    answer = cli("plan", small, *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


def test_a_model_without_a_control_is_told(cli: Cli) -> None:
    answer = cli("plan", "exponential", "--maximise", "size")
    assert (answer.code, answer.out) == (2, "")
    assert "the model 'exponential' has no control to schedule" in answer.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--maximise", "work", "--subject-to", "progress <= -1"), "off by "),
        (("--maximise", "work", "--subject-to", "far_time <= 2"), "has no value of 'far_time'"),
        (("--maximise", "far_time"), "no schedule that was tried gives 'far_time' a value"),
    ],
)
def test_a_question_without_an_answer_says_why(cli: Cli, small: str, words: tuple[str, ...], message: str) -> None:
    answer = cli("plan", small, *words, "--nodes", "3", "--against", "abrupt")
    assert (answer.code, answer.out) == (3, "")
    assert message in answer.err


def test_a_control_stays_in_its_range(cli: Cli, own: Path) -> None:
    own.write_text(
        own.read_text().replace("[controls.caution]", "[controls.caution]\nbetween = [0.1, 0.4]\ndefault = 0.1")
    )
    asked = ("--maximise", "work", "--nodes", "4", "--against", "abrupt", "--format", "json")
    levels = json.loads(cli("plan", str(own), *asked).out)["stages"][-1]["levels"]
    assert (min(levels), max(levels)) == pytest.approx((0.1, 0.4))
    refused = cli("run", str(own), "--schedule", "caution=abrupt(start=1)")
    assert refused.code == 1
    assert "the schedule of 'caution' gives 0 at 0 years after the start, outside 0.1 to 0.4" in refused.err


def test_what_is_better_when_lower_is_noted(cli: Cli, small: str) -> None:
    answer = cli("plan", small, "--maximise", "progress", "--nodes", "3", "--against", "abrupt")
    assert answer.code == 0
    assert "note: 'progress' is better when lower" in answer.err


def test_what_too_few_nodes_miss(cli: Cli, small: str) -> None:
    told = cli("plan", small, "--maximise", "work", "--nodes", "3", "--against", "abrupt").out.splitlines()[1]
    assert told.startswith("Abrupt is better by ")
    assert told.endswith("lines through more nodes are needed.")
