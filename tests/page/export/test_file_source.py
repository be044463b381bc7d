"""What an exported page answers, against what the server answers, for states as addresses say them."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

import takeoff
from takeoff.decide.optimise import GRID
from takeoff.page.answers import QUESTIONS
from takeoff.page.answers.dates import dates
from takeoff.page.answers.fan import fan
from takeoff.page.downloads.table import table
from takeoff.page.export.bundle import modules
from takeoff.page.export.facts import DATES, DRAWS, SEED
from takeoff.page.export.file import generated
from takeoff.page.view import View
from tests.exchange.javascript.conftest import in_javascript
from tests.page.answers.test_reproduce import answered, values

STATES = {
    "defaults": "",
    "a preset with a value for all members": "preset=short&p.people=20",
    "a preset that slows down": "preset=stopped&off=growth,rival&pause.start=2&pause.depth=0.5",
    "a preset, changed": "preset=stopped&p.lead=2&p.pace[behind]=0.5",
    "a ramp": "pause.kind=ramp&pause.start=1.5&pause.length=1&p.ending=2029.5",
    "at equal lead": "compare=1&pause.start=3&pause.length=1&pause.depth=0.8",
    "no ramp of equal lead": "compare=1&pause.start=0&pause.length=4",
}
ASKED = {
    "curves": list(STATES),
    "scan": ["defaults", "a preset that slows down", "at equal lead"],
    "pause": ["defaults", "a preset with a value for all members", "a preset, changed", "a ramp"],
    "equal": ["at equal lead"],
}
"""Questions, and the states in which they are asked."""

ASK = """
import { facts } from "./file_facts.js";
import { curvesTable, scenarioText } from "./file_reuse.js";
import { openSource } from "./file_source.js";
import { read } from "./state.js";
const source = openSource();
const told = async (ask) => {
  try {
    return await ask();
  } catch (error) {
    return { failed: error.message, hint: error.hint };
  }
};
export const answer = async ({ states, asked, slowdowns }) => {
  const found = { description: await source.describe(), limits: await source.limits(), read: {} };
  for (const [name, query] of Object.entries(states)) {
    const { state, notices } = read(query, facts.description);
    const drawn = name === "defaults";
    const [fan, dates] = drawn ? [await source.fan(state, 1000, 7), await source.dates(state, 1000, 7)] : [];
    const curves = await source.curves(state);
    const files = { table: curvesTable(curves), scenario: scenarioText(state), lines: await source.reproduce(state) };
    found.read[name] = { notices, files, fan, dates };
  }
  for (const [question, names] of Object.entries(asked)) {
    found[question] = {};
    for (const name of names) {
      const { state } = read(states[name], facts.description);
      found[question][name] = await told(() => source[question](state));
    }
  }
  found.slowdowns = await Promise.all(
    slowdowns.map((one) => told(() => source.pause(read("", facts.description).state, one))),
  );
  return found;
};
"""


@pytest.fixture(scope="module")
def found(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the exported page of the small model answers."""
    carried = {name: module.text for name, module in modules(generated("small", small)).items()}
    data = {"states": STATES, "asked": ASKED, "slowdowns": ["abrupt", "ramp", "depth"]}
    return in_javascript(carried, ASK, data, tmp_path_factory.mktemp("export"))


def view(name: str, small: Path, **more: object) -> View:
    pairs = [*parse_qsl(STATES[name]), *((key, str(value)) for key, value in more.items())]
    return View.read(pairs, {"small": small})


def same(told: Any, wanted: Any, path: str = "", close: float = 1e-6) -> None:
    """Fail where two answers differ, numbers by more than a millionth."""
    if isinstance(wanted, dict):
        assert set(wanted) <= set(told), path
        for key, value in wanted.items():
            same(told[key], value, f"{path}.{key}", close)
    elif isinstance(wanted, list) and wanted and not isinstance(wanted[0], (dict, list, str)):
        plain = [np.array([np.nan if one is None else one for one in row], dtype=float) for row in (told, wanted)]
        assert plain[0] == pytest.approx(plain[1], rel=close, abs=1e-7, nan_ok=True), path
    elif isinstance(wanted, list):
        assert len(told) == len(wanted), path
        for place, pair in enumerate(zip(told, wanted, strict=True)):
            same(*pair, f"{path}[{place}]", close)
    elif isinstance(wanted, float):
        assert told == pytest.approx(wanted, rel=close, abs=1e-7), path
    else:
        assert told == wanted, path


def same_lead(told: list[float | None], wanted: list[float | None]) -> None:
    """A lead is told by straight lines between moments of steps; where it begins to be known depends on rounding."""
    known = [(one, other) for one, other in zip(told, wanted, strict=True) if one is not None and other is not None]
    assert len(known) >= max(sum(one is not None for one in side) for side in (told, wanted)) - 3
    assert [one for one, _ in known] == pytest.approx([other for _, other in known], abs=5e-3)


def test_the_description_is_the_server_s(found: Any, small: Path) -> None:
    assert found["description"] == QUESTIONS["model"](view("defaults", small))
    assert all(one["notices"] == [] for one in found["read"].values())
    assert found["limits"] is None


@pytest.mark.parametrize("name", ASKED["curves"])
def test_curves(found: Any, small: Path, name: str) -> None:
    told, wanted = found["curves"][name], QUESTIONS["curves"](view(name, small))
    for one, run in zip(told["runs"], wanted["runs"], strict=True):
        del run["schedule"]  # the same schedule, its arguments in another order
        same_lead(one["values"]["race lead"], run["values"].pop("race lead"))
    same(told, wanted)


@pytest.mark.parametrize("name", ASKED["scan"])
def test_scans(found: Any, small: Path, name: str) -> None:
    """As close as the server's batch is to its own single runs."""
    same(found["scan"][name], QUESTIONS["scan"](view(name, small)), close=1e-5)


@pytest.mark.parametrize("name", ASKED["equal"])
def test_equal_leads(found: Any, small: Path, name: str) -> None:
    same(found["equal"][name], QUESTIONS["equal"](view(name, small)))


@pytest.mark.parametrize("slowdown", ["abrupt", "ramp", "depth"])
def test_best_slowdowns(found: Any, small: Path, slowdown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GRID, 1, 15)
    monkeypatch.setitem(GRID, 2, 6)
    told = found["slowdowns"][["abrupt", "ramp", "depth"].index(slowdown)]
    wanted = QUESTIONS["pause"](view("defaults", small, slowdown=slowdown))
    starts = [one.pop("start") for one in (told, wanted)]
    assert starts[0] == pytest.approx(starts[1], abs=1e-5)
    optima = [one.pop("optima") for one in (told, wanted)]
    same(told, wanted)
    assert optima[0][0]["goal"] == pytest.approx(optima[1][0]["goal"], rel=1e-9)


def test_draws(found: Any, small: Path) -> None:
    told = found["read"]["defaults"]["fan"]
    wanted = fan(view("defaults", small, draws=DRAWS, seed=SEED))
    same(told, {key: wanted[key] for key in ("draws", "failed", "time", "quantiles", "values", "outcomes")}, close=1e-5)


def test_dates(found: Any, small: Path) -> None:
    told = found["read"]["defaults"]["dates"]
    wanted = dates(view("defaults", small, draws=DATES, seed=SEED))
    assert (told["draws"], told["failed"], told["never"]) == (DATES, 0, wanted["never"])
    assert told["starts"] == pytest.approx(wanted["starts"], abs=0.05)
    assert told["gains"] == pytest.approx(wanted["gains"], rel=1e-2)


@pytest.mark.parametrize("name", ["a preset that slows down", "a ramp"])
def test_files_and_lines_give_the_same_numbers(found: Any, small: Path, tmp_path: Path, name: str) -> None:
    files, runs = found["read"][name]["files"], found["curves"][name]["runs"]
    shown = next(run for run in runs if run["id"] == "pause")
    rows, wanted = (
        list(csv.reader(io.StringIO(text))) for text in (files["table"], table(view(name, small)).content.decode())
    )
    assert rows[0] == wanted[0] and [row[0] for row in rows] == [row[0] for row in wanted]
    copy = tmp_path / "small.toml"
    copy.write_text(small.read_text(encoding="utf-8") + files["scenario"], encoding="utf-8")
    assert "from-the-page" in tomllib.loads(files["scenario"])["scenarios"]
    run = takeoff.load(copy).scenario("from-the-page").run()
    same(shown["outcomes"], {one: amount.value for one, amount in run.outcomes.items()}, close=1e-9)
    line = files["lines"]["shell"][1].replace(" small.toml", f" {small}")
    assert shown["outcomes"]["work"] == pytest.approx(values(answered(line))["work"], rel=1e-9)
    compile(files["lines"]["python"], "reproduce.py", "exec")


def test_a_model_without_a_lead_says_so(offered: dict[str, Path], tmp_path: Path) -> None:
    ask = """
import { openSource } from "./file_source.js";
const pause = { kind: "abrupt", start: 2, depth: 1, length: 1 };
const state = { model: "aimless", preset: "", changed: {}, off: [], pause, compare: true };
export const answer = async () => await openSource().curves(state);
"""
    carried = {name: module.text for name, module in modules(generated("aimless", offered["aimless"])).items()}
    told = in_javascript(carried, ask, None, tmp_path)
    query = {"model": "aimless", "compare": "1", "pause.start": "2", "pause.length": "1"}
    wanted = QUESTIONS["curves"](View.read(query.items(), offered))
    assert [run["id"] for run in told["runs"]] == [run["id"] for run in wanted["runs"]] == ["never", "pause"]
    assert "names no" in told["notes"][0] and told["notes"] == wanted["notes"]


def test_a_goal_that_is_better_when_lower_is_not_maximised(small: Path, tmp_path: Path) -> None:
    text = small.read_text(encoding="utf-8").replace('better = "higher"', 'better = "lower"')
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    ask = """
import { openSource } from "./file_source.js";
const pause = { kind: "abrupt", start: 2, depth: 1, length: 1 };
const state = { model: "small", preset: "", changed: {}, off: [], pause, compare: false };
const told = (answer) => answer.then(() => "answered", (error) => error.message);
const source = openSource();
export const answer = () => Promise.all(
  [source.scan(state), source.pause(state, "abrupt"), source.equal(state), source.dates(state, 2, 7)].map(told),
);
"""
    carried = {name: module.text for name, module in modules(generated("small", path)).items()}
    for told in in_javascript(carried, ask, None, tmp_path / "export"):
        assert told == "the goal 'work' is better when lower; only what is better when higher is maximised"
