"""XMILE files: legal XML, legal names, nothing read that is not there, and nothing left out silently."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.exchange.variables import RESERVED
from takeoff.exchange.xmile import NAMESPACE, xmile_text
from takeoff.model import Model
from takeoff.spec.find import model_paths

SPACE = {"x": NAMESPACE}
FUNCTIONS = {"ABS", "EXP", "INIT", "LN", "MAX", "MIN", "SQRT", "TIME"}
WORDS = {"IF", "THEN", "ELSE", "AND", "OR", "NOT"}


def variables(text: str) -> dict[str, ET.Element]:
    found = ET.fromstring(text).findall("x:model/x:variables/*", SPACE)  # noqa: S314 - our own text
    names = [one.attrib["name"] for one in found]
    assert len(set(names)) == len(names)
    return dict(zip(names, found, strict=True))


def told(variable: ET.Element, tag: str) -> str:
    return variable.findtext(f"x:{tag}", "", SPACE)


def equation(model: Model, name: str, **schedules: str) -> str:
    return told(variables(xmile_text(model.with_schedules(**schedules).case))[name], "eqn")


@pytest.mark.parametrize("name", [*model_paths(), "everything"])
def test_every_name_that_is_read_is_there(name: str, everything: Model) -> None:
    model = everything if name == "everything" else takeoff.load(name)
    found = variables(xmile_text(model.case))
    assert not {*found} & (RESERVED - {"read_me"})
    for variable in found.values():
        text = told(variable, "eqn")
        assert text
        read = {*re.findall(r"(?<![0-9.])\b[a-zA-Z_]\w*", text)}
        assert read <= {*found} | FUNCTIONS | WORDS, text
        flows = [*variable.findall("x:inflow", SPACE), *variable.findall("x:outflow", SPACE)]
        assert all(found[str(flow.text)].tag.endswith("flow") for flow in flows)
    assert sum(one.tag.endswith("stock") for one in found.values()) == len(model.meaning.starts)
    assert sum(one.tag.endswith("}flow") for one in found.values()) == len(model.meaning.flows)


def test_the_file_says_when_it_runs(everything: Model) -> None:
    specs = ET.fromstring(xmile_text(everything.change(horizon=3).case, 0.125)).find("x:sim_specs", SPACE)  # noqa: S314
    assert specs is not None
    assert [(one.tag.partition("}")[2], float(one.text or "")) for one in specs] == [
        ("start", 0.0),
        ("stop", 3.0),
        ("dt", 0.125),
    ]
    assert specs.attrib == {"method": "rk4", "time_units": "year"}


def test_members_are_written_out(everything: Model) -> None:
    assert equation(everything, "size_behind") == "1 / (size_ahead + 1)"
    assert equation(everything, "growth_behind") == "speed * size_behind * (1 - caution)"
    assert equation(everything, "numbered_box_2") == "2 / 3"
    assert equation(everything, "total") == "(numbered_box_1 * x + numbered_box_2 * x + numbered_box_3 * x)"


def test_arithmetic_keeps_its_order(everything: Model) -> None:
    assert equation(everything, "x") == "sin_like - 2 - (-TIME) / delay_value"
    assert equation(everything, "sin_like") == "(size_ahead / (1 + size_ahead)) ^ (-(power ^ 2))"


def test_a_name_that_xmile_has_for_itself_is_changed(everything: Model) -> None:
    assert equation(everything, "delay_value") == "1.5"
    assert equation(everything, "outcome_size") == "size_ahead"
    assert equation(everything, "drain") == "pool / delay_value"
    assert equation(everything, "pool_2").startswith("people * level_ahead_at_start")


def test_units_are_those_inside(everything: Model) -> None:
    found = variables(xmile_text(everything.case))
    assert told(found["pool"], "units") == "researcher*year"
    assert told(found["fill"], "units") == "researcher"
    assert told(found["delay_value"], "units") == "year"
    assert told(found["level_ahead"], "units") == "1"
    assert "in month" in told(found["delay_value"], "doc")


def test_a_control_has_the_equation_of_its_schedule(everything: Model) -> None:
    assert equation(everything, "caution") == "caution_level"
    ramp = equation(everything, "caution", caution="ramp(start=2027, length=1 year, depth=0.5)")
    assert ramp.startswith("caution_depth * (IF (TIME < caution_start) THEN 0 ELSE ")
    assert equation(everything, "caution_start", caution="abrupt(start=2028)") == "2.0"
    assert equation(everything, "caution_stop", caution="abrupt(start=2028)") == "1e30"


def test_what_is_left_out_is_told(everything: Model) -> None:
    found = variables(xmile_text(everything.case, line="takeoff export everything"))
    note = told(found["read_me"], "doc")
    for sentence in (
        "Two lines and & signs.",
        "Event 'loss' is left out; with these values it does not come.",
        "The run goes on after milestone 'large', at which takeoff ends it.",
        "Outcome 'since_one' is left out: since() looks back over a finished run.",
        "Outcome 'twice' is left out: it needs outcome 'since_one'.",
        "Promises of the model are not checked.",
        "Made by: takeoff export everything",
    ):
        assert sentence in note
    assert "outcome_since_one" not in found
    assert "when milestone 'later' is first reached" in told(found["outcome_share"], "doc")


@pytest.mark.parametrize("schedule", ["piecewise(time_1=1, level_1=0, time_2=2, level_2=1)", "follow(watch=caution)"])
def test_a_schedule_of_more_than_time_is_refused(schedule: str) -> None:
    case = takeoff.load("automating-alignment").with_schedules(follower_caution=schedule).case
    name = schedule.partition("(")[0]
    with pytest.raises(InputError, match=f"XMILE cannot carry the schedule '{name}' of 'follower_caution'"):
        xmile_text(case)


def test_an_event_that_comes_is_refused(everything: Model) -> None:
    with pytest.raises(InputError, match="event 'loss' comes 1 years after the start"):
        xmile_text(everything.change(accident=2027).case)
    assert xmile_text(everything.change(accident=2027, horizon=1).case)


def test_the_same_case_gives_the_same_text(everything: Model) -> None:
    assert xmile_text(everything.case) == xmile_text(everything.case)


def test_a_lookup_table_is_carried_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text(
        'schema = 1\n[model]\nname = "table"\ntitle = "A table"\n'
        '[tables.pace]\nx = [0, 12, 24]\nx_unit = "month"\ny = [1, 3, 2]\nunit = "1/year"\n'
        '[stocks.size]\nunit = "1"\nstart = "1"\n[flows.growing]\ninto = "size"\nrate = "interpolate(pace, t)"\n',
        encoding="utf-8",
    )
    text = xmile_text(takeoff.load(path).case, 0.01)
    assert "IF TIME &lt; 1.0 THEN 1.0 + (2.0) * (TIME - 0.0) / 1.0" in text
    assert "IF TIME &lt; 2.0 THEN 3.0 + (-1.0) * (TIME - 1.0) / 1.0 ELSE 2.0" in text
