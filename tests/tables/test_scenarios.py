"""Scenarios in words: the finding, the table, the paragraph on each, the page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import takeoff
from takeoff.decide.scenarios import ScenarioComparison, compare_scenarios
from takeoff.figures import scenarios
from takeoff.tables.block_markdown import block_markdown
from takeoff.tables.records import scenarios_record
from takeoff.tables.scenario_page import scenario_blocks
from takeoff.tables.scenarios import scenarios_header, scenarios_rows, scenarios_words

MODEL = """
schema = 1
[model]
name = "chance"
title = "A chance that caution raises"
time = { stop = 2036.0 }
[stocks]
spent = { unit = "year", start = "0" }
[flows]
spending = { into = "spent", rate = "caution" }
[parameters]
scale = { value = 2, unit = "year" }
cost = { value = 8, unit = "year" }
patience = { value = 20, unit = "year" }
most = { value = 100, unit = "year" }
[controls]
caution = { unit = "1" }
[milestones]
tired = { when = "spent >= patience", label = "patience is at its end" }
[outcomes]
success = { unit = "1", equation = "exp(-t / cost) * (1 - exp(-spent / scale) / 2)", better = "higher" }
spent = { unit = "year", equation = "spent", better = "higher", label = "time spent" }
[promises]
patient = "patience <= most"
[scenarios.planned]
title = "A plan"
meaning = "Half the caution throughout."
schedules.caution = 0.5
[scenarios.useless]
title = "Caution buys nothing"
scale = 1e12
[scenarios.wrong]
patience = 200
"""
"""Success is best with a full stop from the start on: exp(-10/8) (1 - exp(-5)/2)."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> ScenarioComparison:
    path = tmp_path_factory.mktemp("chance") / "chance.toml"
    path.write_text(MODEL, encoding="utf-8")
    return compare_scenarios(takeoff.load(path).case, "success")


def test_the_finding_and_the_table(found: ScenarioComparison) -> None:
    finding, _, header, _, *rows, _, note = scenarios_words(found).splitlines()
    assert finding == (
        "At its best, success is highest in planned (28.6 %) and lowest in useless (14.3 %). "
        "Slowing down adds most in planned (+14.2 points) and least in useless (nothing)."
    )
    assert header.split("  ")[0] == "scenario" and header.endswith("gain [points]")
    assert [row.split("  ")[0] for row in rows] == ["the model as it is", "planned", "useless", "wrong"]
    assert rows[1].split() == "planned 14.3 % 27.5 % 28.6 % 1 January 2026 28.6 % 1 January 2026 1 +14.2".split()
    assert rows[3].split()[1:] == ["-"] * 8
    assert note.startswith("wrong: the promise 'patient'")


def test_numbers_in_full(found: ScenarioComparison) -> None:
    header, rows = scenarios_header(found), scenarios_rows(found)
    assert header == (
        *("scenario", "never pausing", "as planned", "full stop", "full stop start"),
        *("abrupt slowdown", "abrupt slowdown start", "abrupt slowdown depth", "reason"),
    )
    assert rows[0][1:5] == pytest.approx([0.143252, None, 0.285539, 0.0], abs=1e-6)
    assert rows[3][1:-1] == [None] * 7 or rows[3][1:-1] == (None,) * 7
    record = scenarios_record(found)
    assert [one["name"] for one in record["scenarios"]] == [None, "planned", "useless", "wrong"]
    assert record["scenarios"][1]["slowdowns"][1]["schedule"] == {"caution": "constant(level=0.5)"}
    assert record["scenarios"][3]["slowdowns"] is None and "promise" in record["scenarios"][3]["reason"]


def test_the_page(found: ScenarioComparison) -> None:
    page = block_markdown(scenario_blocks(found, "takeoff compare chance --scenarios"), ".")
    assert page.startswith("# Scenarios\n\nA scenario is a named set of changes")
    assert "| planned | 14.3 % | 27.5 % | 28.6 % | 1 January 2026 |" in page
    assert "![At its best" in page and "(./scenarios.svg)" in page
    assert "Half the caution throughout. (`--scenario planned`: `caution = 0.5`)" in page
    assert "Never pausing gives success of 14.3 %. As planned, it is 27.5 % (+13.1 points)." in page
    assert "The best full stop, with start 1 January 2026, gives 28.6 % (+14.2 points)." in page
    assert "Under the best of these: patience is at its end: not reached before the end of the run" in page
    useless = page.partition("## Caution buys nothing")[2].partition("##")[0]
    assert "No full stop does better. No abrupt slowdown does better." in useless
    assert "nothing without a pause, -14.2 points with the best one" in useless
    assert "The race" not in page
    assert "It has no answer: the promise 'patient'" in page


def test_an_outcome_that_is_no_share_is_told_in_its_unit(found: ScenarioComparison) -> None:
    stop = {"stop": {"caution": takeoff.abrupt(start=0)}}
    text = scenarios_words(compare_scenarios(found.case, "spent", stop, scenarios=["planned"]))
    assert "time spent is highest in planned (10 years)" in text and "(+10 years)" in text
    assert "gain [year]" in text


def test_the_figure_has_a_row_for_each_and_a_mark_for_each_slowdown(found: ScenarioComparison, tmp_path: Path) -> None:
    figure = scenarios(found)
    (axes,) = figure.axes
    rows = [label.get_text() for label in axes.get_yticklabels()]
    assert rows == ["The model as it is", "A plan", "Caution buys nothing"]
    named = {str(line.get_label()): np.asarray(line.get_xdata()) for line in axes.lines}
    marks = {label: values for label, values in named.items() if not label.startswith("_")}
    assert list(marks) == ["never pausing", "as planned", "full stop", "abrupt slowdown"]
    assert [len(values) for values in marks.values()] == [3, 1, 3, 3]
    assert marks["full stop"][0] == pytest.approx(28.5539, abs=1e-3)
    assert [text.get_text() for text in axes.texts] == ["+14.2 points", "+14.2 points", "none helps"]
    title = "Slowing down adds 14.2 points to success in “A plan”, and nothing in “Caution buys nothing”"
    assert figure.get_suptitle().replace("\n", " ") == title
    assert scenarios(found, title="By hand").get_suptitle() == "By hand"


def test_the_page_tells_the_race_of_the_plan_and_of_the_best() -> None:
    stop = {"stop": {"caution": takeoff.abrupt(start=3, stop=4)}}
    case = takeoff.load("automating-alignment").case
    page = block_markdown(scenario_blocks(compare_scenarios(case, "success", stop, scenarios=["plan-a"]), ""))
    planned = page.partition("The race, as planned:")[2].partition("The race")[0]
    assert "- lead: 12 months ahead on 3 January 2027" in planned
    assert "- caution and follower caution lifted on 1 January 2039: in the 3 months after, capability" in planned
