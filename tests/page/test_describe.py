"""The description tells what a page needs, in plain values, for every model that could be served."""

import json
from pathlib import Path
from typing import Any

import pytest

import takeoff
from takeoff.page.describe import model
from takeoff.page.view import View
from takeoff.spec.find import model_paths
from tests.page.conftest import Views


@pytest.fixture(scope="module")
def described(view: Views) -> dict[str, Any]:
    return model(view())


def named(parts: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in parts if one["name"] == name)


def test_the_head_and_the_concepts(described: dict[str, Any], small: Path) -> None:
    assert described["schema"] == 1 and described["question"] == "When should the one ahead stop?"
    assert described["time"] == {"start": 2026.0, "stop": 2036.0}
    assert described["sha256"] == takeoff.load(small).meaning.spec.digest
    assert described["goal"]["name"] == "work" and described["goal"]["better"] == "higher"
    assert described["lead"]["unit"] == "year" and described["control"]["label"] == "caution of the one ahead"
    assert described["milestones"][0] == {"name": "over", "label": "time is up", "stop": True}
    assert described["limits"]["names"] == [{"name": "people", "label": "people"}, {"name": "most", "label": "most"}]
    assert described["limits"]["panel"] == "work"


def test_members_are_parameters_of_their_own(described: dict[str, Any]) -> None:
    names = [one["name"] for one in described["parameters"]]
    assert names == [
        "people", "growth", "base", "pace[ahead]", "pace[behind]", "lead", "most", "deadline", "ending",
    ]  # fmt: skip
    assert named(described["parameters"], "pace[behind]")["label"] == "pace, behind"


def test_a_parameter_tells_value_range_prior_and_source(described: dict[str, Any]) -> None:
    people, ending = (named(described["parameters"], name) for name in ("people", "ending"))
    assert (people["value"], people["low"], people["high"]) == (10, 0, 1e6)
    assert people["interval"] == pytest.approx([5, 20])
    assert people["prior"] == "lognormal; 5 % below 5, half below 10, 95 % below 20 researchers"
    assert people["source"] == {"title": "A guess", "where": "page 1", "url": ""} and people["headline"]
    assert named(described["parameters"], "growth")["assumed"]
    assert (ending["value"], ending["high"], ending["date"], ending["interval"]) == (None, None, True, None)


def test_a_slider_reaches_the_middle_of_the_prior_and_all_presets_and_stays_legal(described: dict[str, Any]) -> None:
    sliders = {one["name"]: one["slider"] for one in described["parameters"]}
    assert sliders["people"]["low"] < 5 and sliders["people"]["high"] > 20
    assert sliders["deadline"]["low"] <= 3 and sliders["deadline"]["high"] >= 6
    assert sliders["base"] == {"low": 0.0125, "high": 0.2, "log": False, "step": 0.0001}
    assert (sliders["ending"]["low"], sliders["ending"]["high"]) == (0.0, 10.0)


def test_a_wide_positive_range_is_logarithmic(view: Views) -> None:
    flagship = {one["name"]: one["slider"] for one in model(view(model="automating-alignment"))["parameters"]}
    assert flagship["alignment_needed"]["log"] and flagship["review_capacity"]["log"]
    assert flagship["lead"]["low"] <= 1 / 12 < 2 < flagship["lead"]["high"]
    assert flagship["review_capacity"]["high"] == 1e6, "a preset sets it"


def test_presets_and_mechanisms_set_members_in_declared_units(described: dict[str, Any]) -> None:
    short, stopped = (named(described["presets"], name) for name in ("short", "stopped"))
    assert short["set"] == {"deadline": 3.0, "pace[ahead]": 1.1, "pace[behind]": 1.1} and short["schedules"] == {}
    assert stopped["schedules"] == {"caution": "abrupt(start=2 year, depth=0.5)"} and stopped["title"] == "stopped"
    assert [one["set"] for one in described["mechanisms"]] == [{"growth": 100}, {"pace[behind]": 0}, {"ending": None}]


def test_panels_tell_what_is_shown_and_what_stays(described: dict[str, Any]) -> None:
    progress, lead, work = described["panels"]
    assert [(one["label"], one["constant"]) for one in progress["quantities"]] == [
        ("ahead", False), ("behind", False), ("deadline", True),
    ]  # fmt: skip
    assert lead["unit"] == "year" and lead["quantities"][0]["label"] == "lead" and work["scale"] == "log"


def test_a_slowdown_may_last_as_long_as_a_run_and_its_slider_as_the_longest_of_a_preset(
    described: dict[str, Any],
) -> None:
    start = described["slowdown"]["start"]
    assert (start["low"], start["high"]) == (0, 10)
    assert start["slider"] == {"low": 0.0, "high": 6, "log": False, "step": 0.01}


@pytest.mark.parametrize("name", model_paths())
def test_every_shipped_model_is_described_in_finite_numbers(name: str) -> None:
    found = model(View.read([("model", name)], model_paths()))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    decides = bool(found["goal"] and found["control"])
    assert found["question"].endswith("?") or (not decides and found["question"] == found["title"])
    for one in found["parameters"]:
        slider, value = one["slider"], one["value"]
        assert slider["low"] < slider["high"] and slider["step"] > 0, one["name"]
        assert value is None or slider["low"] <= value <= slider["high"], one["name"]
        assert one["low"] is None or one["low"] <= slider["low"], one["name"]
        assert one["high"] is None or slider["high"] <= one["high"], one["name"]
