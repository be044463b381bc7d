"""Derivatives of many members together against those of each by itself.

`TAKEOFF_AGREE=1000` compares all parameters and more kinds of schedule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import takeoff
from takeoff.solve.batch.gradients import Gradients
from takeoff.solve.case import Case
from tests.solve.batch.draws import Floats, case_of, drawn
from tests.solve.batch.test_agreement import FLAGSHIP, MANY
from tests.solve.batch.test_run_batch import HOSTILE, PRONE, SAW
from tests.solve.gradient_cases import STEADY, WATCHFUL
from tests.solve.small import Load, loader
from tests.solve.test_pieces import HEAD, stock

pytest.importorskip("heyoka")
from takeoff.solve.fast import expansion, variational  # noqa: E402 - after it is known to be there
from takeoff.solve.fast import gradients as fast  # noqa: E402

MEMBERS, RELATIVE, FLOOR = 3, 1e-6, 1e-8
READ = ("alignment", "success", "caution_time", "lead_left", "automation_time", "takeoff_time")
"""Outcomes at the end, at milestones, and some that ask `since`."""
Given = tuple[str, Mapping[str, Any], Sequence[str]]

CASES: dict[str, Given] = {
    "flagship, theft, abrupt": (
        FLAGSHIP,
        {"theft_time": 4, "caution": takeoff.abrupt(start=7)},
        ["lead", "theft_time", "caution.start", "task_substitution", "supervision_sharpness"],
    ),
    "lead-and-pause, pause_when": (
        "lead-and-pause",
        {"theft_rate": 0.2, "caution": STEADY["pause_when"]},
        ["lead", "productivity_growth", "caution.above", "caution.delay", "caution.resume_above", "caution.depth"],
    ),
    "lead-and-pause, ramp": (
        "lead-and-pause",
        {"caution": takeoff.ramp(start=1.1, length=1.4, depth=0.6)},
        ["lead", "danger_progress", "caution.start", "caution.length", "horizon"],
    ),
    "simple-timelines": ("simple-timelines", {"automation_goal": 0.9}, ["automation_start", "labour_share"]),
}
MORE: dict[str, Given] = {
    "flagship, ramp": (FLAGSHIP, {"caution": takeoff.ramp(start=3, length=4)}, []),
    **{f"flagship, {name}": (FLAGSHIP, given, []) for name, given in WATCHFUL.items() if "hold" not in name},
    **{
        f"lead-and-pause, all by {name}": ("lead-and-pause", {"caution": one}, [])
        for name, one in STEADY.items()
        if name not in ("hold", "persuaded")
    },
}
"""Without those that have no series: `hold`, and `persuaded` by a stock that starts at 0."""
ALL = {**CASES, **MORE} if MANY else CASES


@pytest.fixture
def small(tmp_path: Path) -> Load:
    """A model from the text of its parts, with an outcome `size` that reads the stock x."""
    return loader(tmp_path, HEAD)


@pytest.fixture(autouse=True)
def never_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No member may be left to the engine that it is compared with, unless a test says so."""
    monkeypatch.setattr("takeoff.solve.batch.gradients._alone", lambda *_: "by itself")


def by_itself(case: Case, values: Mapping[Any, Any], member: int, found: Gradients) -> tuple[Floats, Floats]:
    """Outcomes of one member, and their derivatives; nan where its milestone was never reached."""
    labelled = {name: float(column[member]) for name, column in values.items() if isinstance(name, str)}
    exact = {key: float(column[member]) for key, column in values.items() if not isinstance(key, str)}
    run = replace(case.change(labelled), exact=exact).run()
    outcomes = np.array([run.outcome(name) for name in found.outcomes])
    nothing = dict.fromkeys(found.parameters, np.nan)
    rows = [
        run.gradient(name, found.parameters) if np.isfinite(outcome) else nothing
        for name, outcome in zip(found.outcomes, outcomes, strict=True)
    ]
    return outcomes, np.array([list(row.values()) for row in rows])


def agree(case: Case, values: Mapping[Any, Any], found: Gradients, member: int) -> bool:
    """Whether derivatives are those of a single run; a change by less than `FLOOR` of an outcome counts as none."""
    outcomes, known = by_itself(case, values, member, found)
    assert np.nan_to_num(known).any(), "nothing to compare"
    sizes = [abs(case.parameters()[name].value or 0) if name in case.parameters() else 1 for name in found.parameters]
    floor = FLOOR * np.abs(outcomes)[:, None] / np.array([size or 1 for size in sizes])
    near = np.abs(found.values[member] - known) <= RELATIVE * np.abs(known) + np.nan_to_num(floor) + 1e-12
    return bool((near | (np.isnan(known) & np.isnan(found.values[member]))).all())


@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", ALL)
def test_derivatives_are_those_of_single_runs(name: str) -> None:
    model, given, wrt = ALL[name]
    case = case_of(model, given)
    values = drawn(case, MEMBERS, 0.02)
    outcomes = [one for one in case.meaning.outcome_units if MANY or one in READ]
    found = case.gradients(values, outcomes, None if MANY else wrt)
    assert set(found.failures) == {""}
    assert [agree(case, values, found, member) for member in range(MEMBERS)] == [True] * MEMBERS


def test_events_milestones_and_since(small: Load) -> None:
    """x falls to 0 whenever it reaches the top, and rises by a half at the gift, if there is one."""
    case = small(stock("pace") + SAW).case
    values = {"top": [4.1, 2.6, 1.5], "gift_time": [np.inf, 2027.3, np.inf], "pace": [1, 1.1, 0.9]}
    found = case.gradients(values, list(case.meaning.outcome_units))
    assert set(found.failures) == {""}
    assert [agree(case, values, found, member) for member in range(MEMBERS)] == [True] * MEMBERS
    assert np.isnan(found.values[2]).any()
    gift = found.values[:, :, found.parameters.index("gift_time")]
    assert not np.nan_to_num(gift[[0, 2]]).any()


def test_members_fail_alone_and_in_the_words_of_a_single_run(small: Load) -> None:
    case = small(PRONE).case
    usual = {key[0]: value for key, value in case.values().items()}
    members = [{}, *(given for given, _ in HOSTILE.values()), {"goal": 3.5}]
    names = sorted({name for given in members for name in given})
    values = {name: [one.get(name, usual[name]) for one in members] for name in names}
    found = case.gradients(values, ["size"], ["pace", "begin"])
    words = ["", *(words for _, words in HOSTILE.values()), ""]
    lost = [place for place, failure in enumerate(found.failures) if failure == "by itself"]
    assert all(word in found.failures[place] for place, word in enumerate(words) if place not in lost)
    assert np.isnan(found.values).all(axis=(1, 2)).tolist() == [bool(word) for word in words]
    assert found.values[-1, 0] == pytest.approx([0, 0], abs=1e-9)


def test_a_derivative_that_does_not_exist(small: Load) -> None:
    """x reaches the wall with speed 0 at half time, or fast."""
    rate = "pace * (((t - 5 * year) / year)**4 + rush)"
    text = stock(rate, "0") + '[milestones.wall]\nwhen = "x >= 625 * pace * year"\nstop = true\n'
    case = small(text + '[parameters.rush]\nvalue = 0\nunit = "1"\n').case
    found = case.gradients({"rush": [0, 1]}, ["size"], ["rush"])
    assert found.failures[0].startswith("no derivative: a condition is only grazed at")
    assert found.failures[1] == ""


def test_a_step_that_is_too_long_is_taken_back(small: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    case = small(stock("pace * (1 - x) * exp(-pace * t)", "0")).case
    values = {"pace": [1, 3]}
    monkeypatch.setattr(expansion, "SHARE", 1e9)
    monkeypatch.setattr(expansion, "EARLIER", 1e9)
    found = case.gradients(values, ["size"])
    assert [agree(case, values, found, member) for member in range(2)] == [True] * 2
    monkeypatch.setattr(expansion.Expansions, "_misses", lambda self, series, after, length: 0 * length)
    unchecked = case.gradients(values, ["size"])
    assert np.abs(unchecked.values - found.values).max() > 1e-4


def test_members_without_a_series_go_one_by_one(small: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """The square root of 0 has no series, but x has a rate there."""
    monkeypatch.undo()
    case = small(stock("pace * (1 + x * sqrt(x))", "begin") + '[parameters.begin]\nvalue = 0\nunit = "1"\n').case
    values = {"begin": [0, 1], "pace": [0.1, 0.1]}
    asked: list[int] = []
    known = fast.together

    def counted(given: Any) -> Any:
        found = known(given)
        asked.extend(found)
        return found

    monkeypatch.setattr(fast, "together", counted)
    found = case.gradients(values, ["size"], ["pace"])
    assert asked == [1]
    assert found.failures == ("", "")
    assert [agree(case, values, found, member) for member in range(2)] == [True] * 2


def test_equations_are_compiled_once_for_what_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    case, made = case_of("lead-and-pause", {}), []
    start = variational.Variational.__init__

    def counted(self: variational.Variational, *given: Any) -> None:
        made.append(given[1:])
        start(self, *given)

    monkeypatch.setattr(variational.Variational, "__init__", counted)
    for lead in ([1.0], [0.5, 2.0]):
        case.gradients({"lead": lead}, ["alignment"], ["lead", "productivity_growth"])
    assert len(made) == 1
