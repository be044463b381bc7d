"""`takeoff figures`: files and findings, the same bytes each time, and errors that do not lose the other figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

FIGURES = """
schema = 1
extends = "small.toml"
[model]
name = "drawn"
title = "Work, drawn"
[figures.run]
kind = "trajectories"
schedules.caution = "abrupt(start=2 year, depth=0.5)"
[figures.run-of-the-short]
kind = "trajectories"
scenario = "short"
title = "A title of its own"
[figures.hopeless]
kind = "latest"
schedule = "abrupt"
over = { start = "1..2 year" }
subject_to = ["progress <= 0.5"]
along = { deadline = "4..5 year" }
points = 2
"""


@pytest.fixture
def drawn(small: str) -> str:
    path = Path(small).with_name("drawn.toml")
    path.write_text(FIGURES, encoding="utf-8")
    return str(path)


def test_files_and_findings_and_what_could_not_be_drawn(cli: Cli, drawn: str, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    answer = cli("figures", drawn, "--out", str(out), "--format", "svg,png")
    assert answer.code == 1
    stems = ("drawn-run", "drawn-run-of-the-short")
    assert {path.name for path in out.iterdir()} == {f"{s}.{e}" for s in stems for e in ("svg", "png")}
    assert answer.out.splitlines() == [
        " ".join(str(out / f"drawn-run.{ending}") for ending in ("svg", "png")),
        "    Time is up in 2031.0; caution on from 2028.0",
        " ".join(str(out / f"drawn-run-of-the-short.{ending}") for ending in ("svg", "png")),
        "    A title of its own",
    ]
    assert answer.err.startswith("error: drawn-hopeless: no pause in range satisfies progress <= 0.5")
    assert answer.err.endswith("error: 1 of 3 figures could not be drawn: drawn-hopeless\n")


def test_the_same_bytes_each_time(cli: Cli, drawn: str, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("once", "again")]
    for folder in folders:
        assert cli("figures", drawn, "--only", "run", "--out", str(folder)).code == 0
    once, again = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert once == again
    assert sorted(once) == ["drawn-run.pdf", "drawn-run.png", "drawn-run.svg"]


def test_only_and_format(cli: Cli, drawn: str, tmp_path: Path) -> None:
    answer = cli("figures", drawn, "--only", "run", "--format", "svg", "--out", str(tmp_path))
    assert (answer.code, answer.err) == (0, "")
    assert [path.name for path in tmp_path.glob("drawn-*")] == ["drawn-run.svg"]
    text = (tmp_path / "drawn-run.svg").read_text(encoding="utf-8")
    told = json.loads(text.partition("<dc:description>")[2].partition("</dc:description>")[0].replace("&amp;", "&"))
    assert (told["figure"], told["model"], told["asked"]["kind"]) == ("run", "drawn", "trajectories")
    assert told["run"]["schedule"] == {"caution": "abrupt(start=2 year, depth=0.5)"}
    assert told["command"] == f"takeoff figures {drawn} --only run --out ."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "runn"), "no model has a figure 'runn'\n  hint: did you mean 'run'?"),
        (("--format", "svg,jpg"), "no figure can be saved as 'jpg'\n  hint: did you mean 'png'?"),
    ],
)
def test_wrong_names(cli: Cli, drawn: str, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    out = tmp_path / "nothing"
    answer = cli("figures", drawn, *words, "--out", str(out))
    assert (answer.code, answer.out, answer.err) == (2, "", f"error: {said}\n")
    assert not out.exists()


def test_nothing_to_draw_and_two_of_a_name(cli: Cli, small: str, drawn: str, tmp_path: Path) -> None:
    answer = cli("figures", small, "--out", str(tmp_path))
    assert (answer.code, answer.err.splitlines()[0]) == (2, "error: the models ask for no figures")
    copy = Path(small).with_name("copy.toml")
    copy.write_text(FIGURES, encoding="utf-8")
    answer = cli("figures", drawn, str(copy), "--out", str(tmp_path))
    assert (answer.code, answer.err.splitlines()[0]) == (2, "error: two figures would be called 'drawn-run'")


def test_all_shipped_models_that_ask_for_figures(cli: Cli, tmp_path: Path) -> None:
    answer = cli("figures", "--only", "growth", "--format", "svg", "--out", str(tmp_path))
    assert (answer.code, [path.name for path in tmp_path.iterdir()]) == (0, ["logistic-growth.svg"])
