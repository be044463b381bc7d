"""`takeoff theory`."""

import csv
import io
import json
from pathlib import Path

import pytest

from takeoff.theory.topics import results, topics
from tests.cli.conftest import Cli


def test_the_list(cli: Cli) -> None:
    answer = cli("theory")
    assert answer.code == 0
    assert answer.out.splitlines()[0].split() == ["topic", "name", "title"]
    assert [line.split()[1] for line in answer.out.splitlines()[2:]] == list(results())


def test_the_list_as_json_and_csv(cli: Cli) -> None:
    told = json.loads(cli("theory", "--format", "json").out)
    assert [one["name"] for one in told] == list(results())
    rows = list(csv.DictReader(io.StringIO(cli("theory", "--format", "csv").out)))
    assert [row["topic"] for row in rows] == [one["topic"] for one in told]


def test_a_topic(cli: Cli) -> None:
    answer = cli("theory", "pause")
    assert answer.code == 0
    assert answer.out.startswith("When to pause\n=============\n")
    assert "    p = Max(0, D + X + phi_0/(g*phi_1) - 1/g)\n" in answer.out
    assert "Assume" not in answer.out


def test_a_result_with_its_steps(cli: Cli) -> None:
    answer = cli("theory", "best-stop", "--steps")
    assert "1. Before: Until the stop" in answer.out
    assert "A_before = Integral(P_0*phi_0*exp(g*t), (t, 0, p))" in answer.out
    assert "symbol" in answer.out


def test_markups(cli: Cli) -> None:
    assert cli("theory", "pause", "--markdown").out.startswith("# When to pause\n")
    assert cli("theory", "pause", "--latex").out.startswith("\\documentclass")


def test_a_result_as_json(cli: Cli) -> None:
    (told,) = json.loads(cli("theory", "best-stop", "--format", "json").out)
    assert told["name"] == "best-stop"
    assert told["latex"].startswith("p = ")
    assert len(json.loads(cli("theory", "pause", "--format", "json").out)) == len(topics()["pause"].results)


def test_a_figure(cli: Cli, tmp_path: Path) -> None:
    answer = cli("theory", "best-stop", "--figure", str(tmp_path / "stop"))
    assert answer.code == 0
    assert (tmp_path / "stop.png").stat().st_size > 10_000
    assert "takeoff theory best-stop --figure" in (tmp_path / "stop.svg").read_text(encoding="utf-8")
    assert "figure:" in answer.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["best-stopp"], "there is no topic or result 'best-stopp'\n  hint: did you mean 'best-stop'?"),
        (["--latex"], "--latex needs the NAME of a topic or result"),
        (["--figure", "x"], "--figure needs the NAME of a topic or result"),
        (["best-stop", "--steps", "--format", "json"], "--steps and --format json exclude each other"),
        (["best-stop", "--figure", "/nowhere/x"], "no figure can be saved at '/nowhere/x'"),
        (["pause", "--figure", "x"], "'pause' has "),
    ],
)
def test_what_is_refused(
    cli: Cli, words: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = cli("theory", *words)
    assert answer.code == 2
    assert message in answer.err
    assert not list(tmp_path.iterdir())
