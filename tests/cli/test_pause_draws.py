"""`takeoff pause --draws`: what it prints, and what it refuses."""

import csv
import io
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
ASKED = ("--maximise", "work", "--schedule", "caution=abrupt", "--over", "start")
DRAWN = ("--draws", "32", "--seed", "4", "--prior", "deadline=uniform(4, 6)")


def test_words_and_the_line_that_reproduces_them_draw_by_draw(cli: Cli, small: str, tmp_path: Path) -> None:
    first = cli("pause", small, *ASKED, *DRAWN, "--known", "deadline")
    line = first.out.rstrip().rpartition("reproduce: ")[2]
    assert (first.code, first.err) == (0, "")
    assert "Best on average over 32 draws: caution abrupt, start " in first.out
    assert line.endswith("--draws 32 --seed 4 --prior 'deadline=uniform(4, 6)' --known deadline")
    figure = cli("pause", small, *ASKED, *DRAWN, "--figure", str(tmp_path / "when"))
    assert figure.err == f"figure: {tmp_path / 'when.svg'} {tmp_path / 'when.png'}\n"
    again = cli(*shlex.split(line)[1:], "--format", "csv")
    assert again.err == f"reproduce: {line}\n"
    rows = list(csv.DictReader(io.StringIO(again.out)))
    starts = [float(row["deadline"]) - 2.0 * (1.0 - 0.05) for row in rows]
    assert [float(row["start"]) for row in rows] == pytest.approx(starts, abs=1e-3)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--draws", "8", "--worth"), "--draws and --worth exclude each other"),
        (("--draws", "8", "--latest"), "--draws and --latest exclude each other"),
        (("--draws", "8", "--subject-to", "progress <= 2"), "--draws and --subject-to exclude each other"),
        (
            ("--draws", "8", "--over", "depth", "--figure", "x"),
            "2 arguments are searched; with --draws, a figure shows",
        ),
        (("--known", "deadline"), "--known is for a pause while inputs are uncertain(.|\n)*add --draws"),
        (("--seed", "0"), "--seed is for a pause while inputs are uncertain"),
        ((*DRAWN, "--known", "deadline", "--known", "deadline"), "--known gives 'deadline' twice"),
        ((*DRAWN, "--known", "deadlin"), "no input 'deadlin' is drawn(.|\n)*did you mean 'deadline'"),
        (
            ("--draws", "1", *DRAWN[2:]),
            "1 draws are too few to tell what one input is worth\n  hint: it takes 30 or more",
        ),
        (("--draws", "100001", *DRAWN[2:]), "too many for a choice under uncertainty(.|\n)*at most 100,000"),
    ],
)
def test_what_is_refused(cli: Cli, small: str, words: tuple[str, ...], message: str) -> None:
    answer = cli("pause", small, *ASKED, *words)
    assert answer.code == 2
    assert re.search(message, answer.err)
