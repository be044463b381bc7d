"""`takeoff new`: what it says to do next can be done."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def test_every_next_step_works(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my models").mkdir()
    answer = cli("new", "first", "--folder", "my models")
    lines = [shlex.split(line) for line in answer.out.splitlines() if line.startswith("  takeoff ")]
    assert (answer.code, [line[1] for line in lines]) == (0, ["check", "run", "pause"])
    for _, *words in lines:
        assert cli(*words).code == 0


def test_what_it_refuses(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("new", "first").code == 0
    for words, said in ((("first",), "already"), (("Zweite",), "no name"), (("x", "--folder", "y"), "no folder")):
        answer = cli("new", *words)
        assert (answer.code, answer.out) == (2, "")
        assert said in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["first.toml"]
