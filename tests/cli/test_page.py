"""`takeoff page` as a process: it says where, answers there, and leaves nothing behind."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from takeoff.page.answers import QUESTIONS
from takeoff.page.server.offered import offered_models
from takeoff.page.view import View
from tests.page.server.program import nobody_left, page

Cli = Callable[..., Any]
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and groups of processes are those of POSIX")


def ended(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str, str]:
    """Exit code, and what was still written, once the process has ended at a signal."""
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def test_it_answers_as_the_package_does_and_ends_at_ctrl_c(small: str) -> None:
    with page(small) as (process, address):
        query = {"pause.start": "2", "p.people": "20"}
        told = httpx.get(f"{address}api/curves", params=query, timeout=PATIENCE)
        refused = httpx.get(f"{address}api/curves", params={"p.people": "1e308"}, timeout=PATIENCE).json()
        assert ended(process, signal.SIGINT) == (0, "", "")
        assert nobody_left(process.pid)
    expected = QUESTIONS["curves"](View.read(query.items(), offered_models(small)[0]))
    assert told.json() == json.loads(json.dumps(expected))
    assert refused["error"]["where"] == "p.people"


def test_it_ends_while_workers_start(small: str) -> None:
    with page(small) as (process, _):
        assert ended(process, signal.SIGTERM) == (0, "", "")
        assert nobody_left(process.pid)


def test_a_wrong_model_is_told_before_anything_is_served(cli: Cli) -> None:
    answer = cli("page", "no-such-model", "--no-browser")
    assert (answer.code, answer.out) == (2, "")
    assert "no model called 'no-such-model'" in answer.err


@pytest.mark.parametrize("words", [("--port", "70000"), ("--port", "-1"), ("--host", "no.such.host.invalid")])
def test_a_wrong_place_is_told(cli: Cli, small: str, words: tuple[str, ...]) -> None:
    answer = cli("page", small, "--no-browser", *words)
    assert (answer.code, answer.out) == (2, "")
    assert words[1] in answer.err


def test_shipped_models_with_a_control_and_a_goal_are_offered() -> None:
    paths, titles = offered_models(None)
    assert list(paths) == list(titles)
    assert "lead-and-pause" in paths
    assert "exponential" not in paths
    assert all(titles.values())


def test_a_page_is_written_as_one_file(cli: Cli, small: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    answer = cli("page", small, "--export", str(file))
    assert (answer.code, answer.out) == (0, f"{file}\n")
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert answer.err == f"reproduce: takeoff page {small} --export {file}\n"


def test_a_file_holds_one_model_and_goes_where_it_can(cli: Cli, small: str, tmp_path: Path) -> None:
    assert "--export needs a MODEL" in cli("page", "--export", str(tmp_path / "page.html")).err
    assert "no file can be written" in cli("page", small, "--export", str(tmp_path / "none" / "page.html")).err
