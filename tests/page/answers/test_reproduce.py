"""The lines that are shown give the numbers that are shown: in the shell, and in Python."""

import ast
import io
import json
import runpy
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from takeoff.cli.main import exit_code
from takeoff.decide.optimise import GRID
from takeoff.page.answers.curves import curves
from takeoff.page.answers.pause import pause
from takeoff.page.answers.reproduce import reproduce
from tests.page.conftest import Views


def answered(line: str) -> dict[str, Any]:
    """What a line prints as JSON."""
    words, out = shlex.split(line), io.StringIO()
    assert words[0] == "takeoff"
    with redirect_stdout(out):
        assert exit_code([*words[1:], "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def values(record: dict[str, Any]) -> dict[str, Any]:
    return {name: one["value"] for name, one in record["outcomes"].items()}


QUERY = {"preset": "stopped", "off": "rival", "p.people": 12.5, "p.ending": "never", "pause.start": 2.25}


@pytest.fixture
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GRID, 1, 9)


@pytest.mark.usefixtures("coarse")
def test_lines_of_the_shell(view: Views) -> None:
    shown = view(**QUERY)
    *runs, search = reproduce(shown)["shell"]
    told = curves(shown)["runs"]
    assert [one["id"] for one in told] == ["never", "pause", "preset"]
    assert [values(answered(line)) for line in runs] == [one["outcomes"] for one in told]
    found, best = answered(search), pause(shown)
    assert found["best"]["parameters"]["start"]["value"] == best["start"] and values(found["best"]) == best["outcomes"]
    assert values(found["never"])["work"] == best["never"] == told[0]["outcomes"]["work"]


@pytest.mark.usefixtures("coarse")
def test_the_program(view: Views, tmp_path: Path) -> None:
    shown, program = view(**QUERY), tmp_path / "program.py"
    program.write_text(reproduce(shown)["python"], encoding="utf-8")
    out = io.StringIO()
    with redirect_stdout(out):
        runpy.run_path(str(program))
    *runs, best = out.getvalue().splitlines()
    assert [ast.literal_eval(line) for line in runs] == [one["outcomes"] for one in curves(shown)["runs"]]
    assert f"Amount(value={pause(shown)['start']!r}, unit='year')" in best


def test_a_shipped_model_goes_by_its_name_and_another_by_its_path(view: Views) -> None:
    assert reproduce(view(model="logistic")) == {
        "shell": ["takeoff run logistic"],
        "python": 'import takeoff\n\nmodel = takeoff.load("logistic")\nfor run in [model.run()]:\n'
        "    print({name: amount.value for name, amount in run.outcomes.items()})\n",
    }
    assert str(view().path) in reproduce(view())["shell"][0]
