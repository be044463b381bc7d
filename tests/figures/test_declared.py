"""Figures that a model file asks for: each kind has a maker, and what is drawn is what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

import takeoff
from takeoff.errors import InputError
from takeoff.figures.declared import MAKERS, draw
from takeoff.model import Model
from takeoff.spec.descend import kinds_of
from takeoff.spec.figure_parts import FigurePart

MODEL = """
schema = 1
extends = "lead-and-pause"
[model]
name = "drawn"
title = "Drawn"
[remove]
scenarios = ["supervision-binds", "two-pauses"]
improvements = ["tenth_more_labour", "twice_the_share", "later_danger", "half_the_hazard"]
[controls.other]
unit = "1"
[auxiliaries]
possible = { unit = "researcher", equation = "initial_labour * exp(productivity_growth * progress) * alignment_share" }
allowed = { unit = "researcher", equation = "supervision_limit" }
[figures]
run = { kind = "trajectories", schedules = { caution = 0.5 }, scenario = "theft" }
slowdowns = { kind = "slowdowns", slowdowns = ["abrupt(start=2)", "abrupt(start=3, depth=0.5)"], maximise = "hazard" }
idle = { kind = "slowdowns", slowdowns = ["abrupt(start=2)"], maximise = "alignment", control = "other" }
scenarios = { kind = "scenarios", maximise = "alignment" }
[figures.latest]
kind = "latest"
schedule = "abrupt"
over = { start = "" }
subject_to = ["hazard <= 0.02"]
along = { lead = "6..12 month" }
points = 2
[figures.worth]
kind = "worth"
schedule = "abrupt"
over = { start = "2.5..3 year" }
maximise = "alignment"
[figures.lead]
kind = "along"
along = { lead = "6..12 month" }
points = 2
schedules = ["abrupt"]
over = { start = "" }
maximise = "alignment"
[figures.map]
kind = "map"
along = { lead = "6..12 month", share_base = "0.05..0.1" }
points = [2, 2]
schedule = "abrupt"
over = { start = "" }
maximise = "alignment"
[figures.portrait]
kind = "portrait"
x = "progress"
y = "alignment"
danger = "danger_progress"
slowdowns = ["abrupt(start=2)"]
maximise = "alignment"
[figures.limits]
kind = "limits"
of = "alignment_labour"
limits = ["possible", "allowed"]
schedules = ["", "abrupt(start=2)"]
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    path = tmp_path_factory.mktemp("models") / "drawn.toml"
    path.write_text(MODEL, encoding="utf-8")
    return takeoff.load(path)


def test_every_kind_has_a_maker() -> None:
    assert list(MAKERS) == list(kinds_of(FigurePart))


def test_a_run_is_drawn_in_its_scenario_with_its_schedules(model: Model) -> None:
    drawn = draw(model.case, "run")
    assert (drawn.stem, drawn.provenance["asked"]["scenario"]) == ("drawn-run", "theft")
    assert drawn.provenance["run"]["changes"] == {"theft_rate": 0.2}
    assert drawn.provenance["run"]["schedule"] == {"caution": "constant(level=0.5)"}
    assert drawn.provenance["model_sha256"] == model.meaning.spec.digest


def test_slowdowns_are_told_apart_by_what_was_given(model: Model) -> None:
    told = draw(model.case, "slowdowns").provenance["slowdowns"]
    assert list(told) == ["never pausing", "abrupt, start 2", "abrupt, start 3, depth 0.5"]
    assert [one["schedule"] for one in told.values()][1] == {"caution": "abrupt(start=2)"}


def test_another_control_may_be_named(model: Model) -> None:
    told = draw(model.case, "idle").provenance["slowdowns"]
    assert told["abrupt"]["schedule"] == {"other": "abrupt(start=2)"}


def test_values_are_those_of_the_range(model: Model) -> None:
    runs = draw(model.case, "latest").provenance["runs"]
    assert [run["changes"]["lead"] for run in runs] == ["0.5 year", "1.0 year"]


def test_what_is_worth_is_the_finding(model: Model) -> None:
    assert draw(model.case, "worth").finding.startswith("One more month of lead is worth most: +41,444")


def test_maps_take_the_first_parameter_along_x(model: Model) -> None:
    seen: list[Any] = []

    def watch(items: Sequence[Any]) -> Iterator[Any]:
        for one in items:
            seen.append(one)
            yield one

    drawn = draw(model.case, "map", watch)
    assert drawn.provenance["points"] == [2, 2]
    assert list(drawn.provenance["plane"]) == ["lead", "share_base"]
    assert len(seen) == 4


@pytest.mark.parametrize("name", ["lead", "portrait", "limits", "scenarios"])
def test_the_others_are_drawn_and_say_what_they_show(model: Model, name: str) -> None:
    drawn = draw(model.case, name)
    assert drawn.finding and drawn.figure.axes
    assert drawn.provenance["asked"]["kind"] == {"lead": "along"}.get(name, name)


def test_an_unknown_figure(model: Model) -> None:
    with pytest.raises(InputError, match="no figure 'portrat'"):
        draw(model.case, "portrat")
