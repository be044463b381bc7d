"""`takeoff pause` with --worth and with --latest: JSON, tables, figures, the line that reproduces, wrong options."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from takeoff.cli.progress import progress

Cli = Callable[..., Any]
PAUSE = ("--maximise", "work", "--schedule", "caution=abrupt", "--over", "start")
LATEST = ("--schedule", "caution=abrupt", "--over", "start", "--subject-to", "progress <= 30 month", "--latest")


def test_worth_in_json_adds_one_key(cli: Cli, small: str, best: tuple[float, float]) -> None:
    plain = json.loads(cli("pause", small, *PAUSE, "--format", "json").out)
    record = json.loads(cli("pause", small, *PAUSE, "--worth", "--format", "json").out)
    worth = record.pop("worth")
    assert record == plain
    assert (worth["outcome"], list(worth)) == ("work", ["outcome", "yardstick", "improvements"])
    assert worth["yardstick"]["unit"] == "month"
    assert worth["yardstick"]["quantity"] == "deadline"
    staff = next(one for one in worth["improvements"] if one["name"] == "staff")
    assert staff["gain"] == {"value": pytest.approx(0.1 * best[1], rel=1e-6), "unit": "researcher year"}
    assert staff["changes"] == {"people": "11.0 researcher"}
    assert (staff["length"]["unit"], staff["length"]["beyond"], staff["reason"]) == ("month", False, None)
    assert staff["best"]["parameters"]["start"]["value"] == pytest.approx(best[0], abs=1e-4)


def test_worth_as_a_table_and_a_figure(cli: Cli, small: str, tmp_path: Path) -> None:
    answer = cli("pause", small, *PAUSE, "--worth", "--figure", str(tmp_path / "worth"))
    assert answer.code == 0
    assert "is worth most: +" in answer.out and "10 % more people" in answer.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["worth.png", "worth.svg"]
    [line] = [line for line in answer.out.splitlines() if line.startswith("reproduce: ")]
    assert line.endswith(f"{shlex.join(PAUSE[2:4])} --maximise work --over start --figure {tmp_path / 'worth'} --worth")


def test_a_model_without_improvements_has_no_worth(cli: Cli, own: Path) -> None:
    own.write_text(own.read_text(encoding="utf-8").partition("[improvements]")[0], encoding="utf-8")
    answer = cli("pause", str(own), *PAUSE, "--worth")
    assert (answer.code, answer.out) == (2, "")
    assert "has no improvements" in answer.err


def test_the_latest_pause_in_json(cli: Cli, small: str) -> None:
    words = ("pause", small, *LATEST, "--along", "deadline=2..4 year", "--points", "3", "--format", "json")
    record = json.loads(cli(*words).out)
    assert list(record) == ["argument", "along", "bounds", "points"]
    assert (record["argument"], record["along"], record["bounds"]) == ("start", "deadline", ["progress <= 30 month"])
    short, *others = record["points"]
    assert list(short) == ["at", "intervals", "latest", "needless", "reason"]
    assert short["needless"] and short["at"] == {"value": 2.0, "unit": "year"}
    for point in others:
        assert not point["needless"]
        [(low, high)] = point["intervals"]
        assert (low["value"], high["value"]) == (0.0, pytest.approx(2.5, abs=1e-7))
        assert point["latest"]["parameters"]["start"] == high
        assert point["latest"]["outcomes"]["progress"]["value"] == pytest.approx(2.5, abs=1e-7)


def test_the_latest_pause_as_a_table_and_a_figure(cli: Cli, small: str, tmp_path: Path) -> None:
    words = (*LATEST, "--along", "deadline=2..4", "--points", "2", "--figure", str(tmp_path / "latest"))
    first = cli("pause", small, *words, "--maximise", "work")
    assert "none is needed" in first.out and "work done [researcher year]" in first.out
    assert (tmp_path / "latest.svg").stat().st_size > 1000
    [line] = [line for line in first.out.splitlines() if line.startswith("reproduce: ")]
    assert cli(*shlex.split(line.removeprefix("reproduce: "))[1:]).out == first.out


def test_exit_code_3_says_which_bound_and_by_how_much(cli: Cli, small: str) -> None:
    bounds = ("--subject-to", "progress <= 12 month", "--subject-to", "work >= 1e4", "--subject-to", "progress >= 0")
    for words in (PAUSE, (*PAUSE, "--latest")):
        answer = cli("pause", small, *words, *bounds)
        assert (answer.code, answer.out) == (3, "")
        assert "no pause in range satisfies progress <= 12 month and work >= 1e4 and progress >= 0" in answer.err
        assert " from work >= 1e4" in answer.err
        assert "researcher year, off by " in answer.err
        assert "from progress >= 0" not in answer.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((*PAUSE, "--worth", "--latest"), "exclude each other"),
        ((*PAUSE, "--along", "deadline=1..2"), "add --latest"),
        ((*PAUSE, "--latest"), "needs a bound"),
        ((*LATEST, "--along", "deadline"), "not a range of a parameter"),
        ((*LATEST, "--along", "deadlin=1..2"), "did you mean 'deadline'"),
        ((*LATEST, "--along", "deadline=1..2 researcher"), "is in researcher"),
        ((*LATEST, "--along", "deadline=1..2", "--points", "1"), "--points"),
        ((*LATEST, "--maximise", "wrk"), "did you mean 'work'"),
        ((*LATEST, "--figure", "x"), "one latest pause makes no figure"),
        (PAUSE[2:], "Missing option '--maximise'"),
    ],
)
def test_wrong_options(cli: Cli, small: str, words: tuple[str, ...], message: str) -> None:
    answer = cli("pause", small, *words)
    assert (answer.code, answer.out) == (2, "")
    assert message in answer.err


def test_progress_is_shown_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(progress("counting")([1, 2, 3])) == [1, 2, 3]
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert list(progress("counting")([1, 2, 3])) == [1, 2, 3]
    out, err = capsys.readouterr()
    assert (out, "counting" in err, "100%" in err) == ("", True, True)
