"""What a change can move, and what it cannot."""

from pathlib import Path

import takeoff
from takeoff.algebra.reach import feeds, idle, reached
from tests.algebra.conftest import meaning_of

WATCHED = """
[stocks.level]
unit = "1"
start = "0"
[stocks.other]
unit = "1"
start = "0"
[flows.rising]
into = "level"
rate = "1 / pace"
[flows.rising_too]
into = "other"
rate = "1 / pace_of_other"
[parameters]
pace = { value = 1, unit = "year" }
pace_of_other = { value = 1, unit = "year" }
threshold = { value = 3, unit = "1" }
limit = { value = 5, unit = "1" }
[milestones]
over = { when = "level >= limit", stop = true }
soon = { when = "level >= 2" }
[events.spill]
when = "other >= threshold"
set = { other = "0" }
[outcomes]
level = { unit = "1", equation = "level", at = "soon" }
other = { unit = "1", equation = "other" }
"""


def test_an_event_passes_on_what_its_condition_reads(tmp_path: Path) -> None:
    assert "outcome other" in reached(feeds(meaning_of(WATCHED, tmp_path)), "threshold")


def test_a_run_that_stops_first_leaves_an_outcome_at_a_milestone_without_value(tmp_path: Path) -> None:
    assert "outcome level" in reached(feeds(meaning_of(WATCHED, tmp_path)), "limit")


def test_only_what_cannot_reach_is_idle(tmp_path: Path) -> None:
    meaning = meaning_of(WATCHED, tmp_path)
    names = ["pace", "pace_of_other", "threshold", "limit", "horizon", "nothing_of_that_name"]
    assert idle(meaning, names, ["level"]) == ("pace_of_other", "threshold")
    assert idle(meaning, names, ["level", "other"]) == ()


def test_a_change_that_is_idle_changes_nothing() -> None:
    model = takeoff.load("automating-alignment")
    assert idle(model.meaning, ["confidence_margin", "lead"], model.meaning.outcome_units) == ("confidence_margin",)
    plain, changed = model.run().outcomes, model.change(confidence_margin=1.0).run().outcomes
    assert changed == plain
