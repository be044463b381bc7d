"""`takeoff export`: the file on stdout or in its place, and what is refused."""

import os
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
XMILE = ("--to", "xmile")


def line_of(err: str) -> list[str]:
    [line] = [text.removeprefix("reproduce: ") for text in err.splitlines() if text.startswith("reproduce: ")]
    return shlex.split(line)[1:]


def test_the_file_alone_is_on_stdout(cli: Cli, small: str) -> None:
    answer = cli("export", small, *XMILE, "--schedule", "caution=abrupt(start=3)", "--set", "horizon=4")
    assert (answer.code, ET.fromstring(answer.out).tag) == (0, "{http://docs.oasis-open.org/xmile/ns/XMILE/v1.0}xmile")  # noqa: S314
    assert "<stop>4.0</stop>" in answer.out
    assert cli(*line_of(answer.err)).out == answer.out


def test_out_replaces_a_file_whole(cli: Cli, small: str, tmp_path: Path) -> None:
    path = tmp_path / "small.xmile"
    path.write_text("before", encoding="utf-8")
    answer = cli("export", small, *XMILE, "--out", str(path), "--step", "0.5")
    assert (answer.code, answer.out) == (0, "")
    assert path.read_text(encoding="utf-8") == cli(*line_of(answer.err)).out
    assert "<dt>0.5</dt>" in path.read_text(encoding="utf-8")
    assert sorted(os.listdir(tmp_path)) == ["small.xmile"]


def test_a_javascript_module_stands_alone(cli: Cli, small: str) -> None:
    answer = cli("export", small, "--to", "javascript", "--schedule", "caution=abrupt(start=3)", "--set", "horizon=4")
    assert answer.code == 0
    assert '"schedules": {"caution": "abrupt"}' in answer.out
    assert "\nimport " not in answer.out and "\nexport function run(" in answer.out
    assert cli(*line_of(answer.err)).out == answer.out


def test_a_javascript_module_may_leave_arguments_open(cli: Cli, small: str) -> None:
    answer = cli("export", small, "--to", "javascript", "--schedule", "caution=abrupt")
    assert answer.code == 0
    assert '{"name": "caution.start", "unit": "year", "scale": 1.0, "low": 0' in answer.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("--to", "vensim"), 2),
        ((*XMILE, "--step", "0"), 2),
        (("--to", "javascript", "--step", "0.5"), 2),
        ((*XMILE, "--step", "nan"), 2),
        ((*XMILE, "--out", ""), 2),
        ((*XMILE, "--out", "no/such/folder/x.xmile"), 2),
        ((*XMILE, "--schedule", "caution=abrupt"), 2),
        ((*XMILE, "--set", "nonsense=1"), 2),
    ],
)
def test_a_wrong_command_line_writes_nothing(
    cli: Cli, small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = cli("export", small, *words)
    assert (answer.code, answer.out) == (code, "")
    assert os.listdir(tmp_path) == []


def test_an_event_in_the_run_is_refused_with_a_way_out(cli: Cli) -> None:
    answer = cli("export", "automating-alignment", *XMILE, "--set", "theft_time=4 year")
    assert (answer.code, answer.out) == (2, "")
    assert "event 'theft' comes 4 years after the start" in answer.err
    assert "--set horizon" in answer.err
