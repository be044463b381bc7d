"""Races in words: leads, events, lifted pauses; in every report, and on no model without one."""

from __future__ import annotations

from pathlib import Path

import pytest

import takeoff
from takeoff.model import Model
from takeoff.tables.compared import comparison_words
from takeoff.tables.pauses import pause_words
from takeoff.tables.race import lead_text, race_lines
from takeoff.tables.runs import run_words

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


@pytest.fixture(scope="module")
def flagship() -> Model:
    return takeoff.load("automating-alignment")


@pytest.fixture(scope="module")
def plain() -> Model:
    return takeoff.load("lead-and-pause")


def test_theft_and_a_lifted_pause_in_the_order_of_time(flagship: Model) -> None:
    lead, theft, pause = race_lines(flagship.scenario("theft-at-four").run(caution="abrupt(start=5, stop=6)"))
    assert lead.startswith("lead: 12 months ahead on 3 January 2027, the first that can be told; 5.3 months behind at ")
    assert lead.endswith("; 14 months ahead at the end; overtaken on 1 January 2030")
    assert theft == (
        "theft on 1 January 2030: capability[follower] from 2.271 to 3.178 OOM, lead from 16 months ahead to level"
    )
    assert pause == (
        "caution lifted on 1 January 2032: in the 3 months after, capability[leader] gains 0.282 OOM, "
        "0.134 of it overhang above its pace before the pause"
    )


def test_without_overhang_and_with_no_pace_before(plain: Model) -> None:
    assert race_lines(plain.run(caution="abrupt(start=1, stop=2)"))[1:] == [
        "caution lifted on 1 January 2028, without overhang"
    ]
    [begun] = race_lines(plain.run(caution="abrupt(start=0, stop=1)"))[1:]
    assert begun.startswith("caution lifted on 1 January 2027: in the 3 months after, progress gains ")


def test_a_lead_that_cannot_be_told(plain: Model) -> None:
    assert race_lines(plain.run(horizon=0.25)) == ["lead: more than 3 months throughout; never overtaken"]


def test_leads_in_words() -> None:
    assert [lead_text(years) for years in (0.5, -2.5, 1e-9)] == ["6 months ahead", "2.5 years behind", "level"]


def test_races_of_three() -> None:
    first, second = race_lines(takeoff.load(EXAMPLES / "three-actors.toml").run())
    assert first.startswith("lead over the second: 6 months ahead on 2 July 2026")
    assert second.startswith("lead of the second over the third: 9 months ahead on 1 October 2026")


def test_a_model_without_a_race_tells_nothing() -> None:
    assert race_lines(takeoff.load(EXAMPLES / "predator-prey.toml").run()) == []


def test_every_report_tells_them(flagship: Model, plain: Model) -> None:
    assert "\nlead: 12 months ahead" in run_words(flagship.run())
    best = plain.best_pause("alignment", takeoff.abrupt(stop=3), over={"start": (1, 2)})
    assert "\nLead: 6 months ahead on 2 July 2026" in pause_words(best)
    told = comparison_words(plain.compare([takeoff.abrupt(start=1, stop=2)], "alignment"))
    assert "\nnever pausing: lead: 6 months ahead" in told and "\nabrupt: caution lifted on 1 January 2028" in told
