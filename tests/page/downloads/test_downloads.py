"""Files that the page hands out: figures with their provenance, curves, and a scenario that gives the same run."""

import csv
import io
import json
import re
from html import unescape

import pytest

import takeoff
from takeoff.page.answers.curves import curves
from takeoff.page.answers.reproduce import reproduce
from takeoff.page.downloads import DOWNLOADS
from takeoff.page.downloads.figure import comparison
from tests.page.conftest import Views

STARTS = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}


@pytest.mark.parametrize("form", STARTS)
def test_a_figure_is_a_file_of_its_form(form: str, view: Views) -> None:
    found = DOWNLOADS[f"figure.{form}"](view(**{"pause.start": 2}))
    assert found.content.startswith(STARTS[form]) and found.name == f"small.{form}"


def test_a_figure_says_how_it_came_about(view: Views) -> None:
    shown = view(compare=1, **{"pause.start": 3, "pause.length": 1})
    text = DOWNLOADS["figure.svg"](shown).content.decode()
    told = json.loads(unescape(re.findall(r"<dc:description>(.*?)</dc:description>", text, re.DOTALL)[0]))
    assert told["commands"] == reproduce(shown)["shell"] and told["equal"] == "left" and told["ranked_by"] == "work"
    assert told["slowdowns"]["abrupt"]["schedule"] == {"caution": "abrupt(depth=1.0, start=3.0 year)"}
    assert "At equal left" in text


def test_a_preset_of_its_own_is_not_at_equal_lead(view: Views) -> None:
    found = comparison(view(preset="stopped", compare=1, **{"pause.start": 3, "pause.length": 1}))
    assert [one.label for one in found.slowdowns] == ["never pausing", "abrupt", "ramp", "as the scenario has it"]
    assert found.equal == ""


def test_curves_are_a_row_for_each_run_and_moment(view: Views) -> None:
    shown = view(**{"pause.start": 2})
    found, told = DOWNLOADS["curves.csv"](shown), curves(shown)
    rows = list(csv.DictReader(io.StringIO(found.content.decode())))
    assert list(rows[0])[:4] == ["run", "schedule", "time (calendar year)", "progress[ahead] (year)"]
    pause = [row for row in rows if row["run"] == "pause"]
    assert [float(row["time (calendar year)"]) for row in pause] == told["time"]
    assert [float(row["work (researcher year)"]) for row in pause] == told["runs"][1]["values"]["work"]
    assert {row["schedule"] for row in pause} == {"abrupt(depth=1.0, start=2.0 year)"}


@pytest.mark.parametrize(
    "query",
    [
        {"p.people": 12.5, "p.pace[behind]": 2, "p.ending": "never", "pause.start": 2.25, "pause.kind": "ramp"},
        {"preset": "stopped", "off": "rival"},
        {"preset": "short", "pause.start": 1},
        {},
    ],
)
def test_the_scenario_loads_in_the_model_and_gives_the_same_run(query: dict[str, object], view: Views) -> None:
    shown = view(**query)
    text = DOWNLOADS["scenario.toml"](shown).content.decode()
    path = shown.path.with_name("with-scenario.toml")
    path.write_text(f"{shown.path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    run = takeoff.load(path).scenario("from-the-page").run()
    told = curves(shown)["runs"][-1]["outcomes"]
    assert {name: amount.value for name, amount in run.outcomes.items()} == told


def test_a_scenario_takes_a_free_name(view: Views) -> None:
    shown = view()
    text = DOWNLOADS["scenario.toml"](shown).content.decode()
    path = shown.path.with_name("twice.toml")
    path.write_text(f"{shown.path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")
    again = type(shown).read([("model", "twice")], {"twice": path})
    assert "[scenarios.from-the-page-2]" in DOWNLOADS["scenario.toml"](again).content.decode()
