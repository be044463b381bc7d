"""A view is what its query says, and says it again; whatever is wrong in a query is named, and nothing is clipped."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takeoff.errors import InputError
from takeoff.page.asked import case_of, changes_of, never_case, preset_schedule, slowdown_of
from takeoff.page.query import LONGEST, MOST, Refused
from takeoff.page.view import KEYS, View, parameter_names
from tests.page.conftest import Views


def test_an_empty_query_shows_the_first_model_as_its_file_has_it(offered: dict[str, Path]) -> None:
    view = View.read([], offered)
    assert view == View("small", offered["small"]) and view.write() == [("model", "small")]
    assert case_of(view).changes == {} and slowdown_of(view) is None


def test_everything_is_read(view: Views) -> None:
    query = {"v": 1, "model": "small", "preset": "short", "p.pace": 2, "p.pace[ahead]": 1.5, "p.ending": "never"}
    found = view(**query, off="rival,growth", compare=1, slowdown="depth", draws=50, seed=7)
    assert found.parameters == (("pace", 2.0), ("ending", math.inf), ("pace[ahead]", 1.5))
    assert found.off == ("growth", "rival"), "in the order of the file"
    assert (found.compare, found.slowdown, found.draws, found.seed) == (True, "depth", 50, 7)
    shown = view(**{"pause.kind": "ramp", "pause.start": 2.25, "pause.depth": 0.5, "pause.length": 1})
    assert str(slowdown_of(shown)) == "ramp(length=1.0 year, depth=0.5, start=2.25 year)"


def test_parameters_win_over_a_preset_and_mechanisms_that_are_off_over_both(view: Views) -> None:
    found = view(preset="short", off="rival", **{"p.deadline": 4, "p.pace": 2, "p.pace[behind]": 3})
    values = {name: amount.value for name, amount in case_of(found).parameters().items()}
    assert (values["deadline"], values["pace[ahead]"], values["pace[behind]"]) == (4, 2, 0)
    assert changes_of(found) == {"deadline": 4.0, "pace": 2.0, "pace[behind]": 0}


def test_never_slowing_down_leaves_out_the_schedule_of_the_preset(view: Views) -> None:
    stopped = view(preset="stopped")
    assert str(preset_schedule(stopped)) == "abrupt(start=2 year, depth=0.5)" and preset_schedule(view()) is None
    assert list(case_of(stopped).schedules) == ["caution"] and never_case(stopped).schedules == {}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ([("v", "2")], "v: only version 1"),
        ([("model", "smal")], "model: 'smal' is not known"),
        ([("model", "../small.toml")], "model: '../small.toml' is not known"),
        ([("preset", "shrt")], "preset: 'shrt' is not known"),
        ([("p.poeple", "1")], "p.poeple: the model has no parameter 'poeple'"),
        ([("p.pace[between]", "1")], "the model has no parameter"),
        ([("p.horizon", "1")], "the model has no parameter 'horizon'"),
        ([("p.lead", "11")], "p.lead: 11 is outside 0 to 10 year"),
        ([("p.lead", "-1")], "p.lead: -1 is outside"),
        ([("p.lead", "nan")], "p.lead: 'nan' is no plain number"),
        ([("p.lead", "inf")], "'inf' is no plain number"),
        ([("p.lead", "1e999")], "is no plain number"),
        ([("p.lead", "6 month")], "is no plain number"),
        ([("p.lead", "log(3)")], "is no plain number"),
        ([("p.lead", "٣")], "is no plain number"),
        ([("p.lead", "")], "is no plain number"),
        ([("p.lead", "never")], "p.lead: 'never' is for dates only"),
        ([("p.lead", "1" * 41)], "is no plain number"),
        ([("off", "rivals")], "off: the model has no mechanism 'rivals'"),
        ([("off", "rival,rival")], "off: a mechanism is named twice"),
        ([("pause.kind", "logistic")], "pause.kind: 'logistic' is not known"),
        ([("pause.start", "10.5")], "pause.start: 10.5 is outside 0 to 10"),
        ([("pause.depth", "1.01")], "pause.depth: 1.01 is outside 0 to 1"),
        ([("pause.length", "-1")], "pause.length: -1 is outside 0 to 10"),
        ([("compare", "yes")], "compare: 'yes' is not known"),
        ([("slowdown", "deep")], "slowdown: 'deep' is not known"),
        ([("draws", "2001")], "draws: '2001' is no whole number from 2 to 2,000"),
        ([("draws", "1.5")], "draws: '1.5' is no whole number"),
        ([("seed", "-1")], "seed: '-1' is no whole number"),
        ([("lead", "1")], "lead: unknown key"),
        ([("pause.depth", "1"), ("pause.depth", "1")], "pause.depth: is given twice"),
        ([("preset", "x" * (LONGEST + 1))], "preset: at most 2,000 characters are read"),
        ([(f"p.x{place}", "1") for place in range(MOST + 1)], "at most 2,000 keys are read"),
    ],
)
def test_what_is_wrong_is_named(query: list[tuple[str, str]], message: str, offered: dict[str, Path]) -> None:
    with pytest.raises(Refused) as caught:
        View.read(query, offered)
    assert message in str(caught.value) and caught.value.where in str(caught.value)


def test_names_that_are_too_many_to_list_are_not_said_to_be_none(offered: dict[str, Path]) -> None:
    for key in ("off", "preset"):
        with pytest.raises(Refused) as caught:
            View.read([("model", "automating-alignment"), (key, "")], offered)
        assert "none" not in caught.value.problem.hint


def test_without_a_model_there_is_nothing_to_show() -> None:
    with pytest.raises(Refused, match="no model is served"):
        View.read([], {})


NUMBERS = st.floats(allow_nan=True, allow_infinity=True, width=64).map(repr) | st.integers(-3, 3000).map(str)
TEXTS = st.text(max_size=30) | NUMBERS | st.sampled_from(["never", "abrupt", "ramp", "short", "rival,growth", "depth"])


@given(data=st.data())
@settings(max_examples=40)
def test_a_query_is_read_or_refused_and_what_is_read_is_written_again(data: st.DataObject, small: Path) -> None:
    offered = {"small": small}
    names = parameter_names(case_of(View.read([], offered)).meaning)
    keys = st.sampled_from([*KEYS, *(f"p.{name}" for name in names)]) | st.text(max_size=12)
    query = data.draw(st.lists(st.tuples(keys, TEXTS), max_size=4))
    try:
        found = View.read(query, offered)
    except InputError:
        return
    assert View.read(found.write(), offered) == found
    assert View.read(list(reversed(found.write())), offered) == found, "in whatever order"


@given(
    lead=st.floats(0, 10),
    start=st.floats(0, 10),
    depth=st.floats(0, 1),
    draws=st.integers(2, 2000),
    off=st.sets(st.sampled_from(["growth", "rival", "ending"])),
)
@settings(max_examples=25)
def test_legal_values_are_kept_to_the_last_digit(
    lead: float, start: float, depth: float, draws: int, off: set[str], small: Path
) -> None:
    ordered = tuple(name for name in ("growth", "rival", "ending") if name in off)
    shown = View("small", small, "", (("lead", lead),), ordered, "ramp", start, depth, compare=True, draws=draws)
    assert View.read(shown.write(), {"small": small}) == shown
