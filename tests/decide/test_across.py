"""One question across models: times by hand, bounds where a run begins too late or ends too early, and reasons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import takeoff
from takeoff.decide.across import Answer, Answers, ask
from takeoff.decide.questions import KINDS, read_question
from takeoff.errors import InputError
from takeoff.model import Model
from takeoff.tables.across import finding

CLIMB = Path(__file__).with_name("climb.toml")


@pytest.fixture(scope="module")
def climb() -> Model:
    return takeoff.load(CLIMB)


def answer(model: Model, question: str) -> Answer:
    ((given,),) = (one.given for one in ask([model.case], [read_question(question)]))
    return given


def test_times_by_hand(climb: Model) -> None:
    assert answer(climb, "automated(level=0.5)").years == pytest.approx(4, rel=1e-9)
    assert answer(climb, "automated(level=0.5)").date == pytest.approx(2034, rel=1e-12)
    assert answer(climb, "takeoff(low=0.2, high=0.9)").years == pytest.approx(7, rel=1e-9)
    assert answer(climb, "takeoff(low=0.1, high=0.9)").years == pytest.approx(8, rel=1e-9)
    assert answer(climb, "growth(level=4 OOM)").years == pytest.approx(3, rel=1e-9)
    assert not answer(climb, "takeoff(low=0.2, high=0.9)").at_least


def test_a_level_at_which_the_run_ends_is_reached(climb: Model) -> None:
    found = answer(climb, "automated(level=0.95)")
    assert found.years == pytest.approx(8.5, rel=1e-9)
    assert not found.at_least


def test_what_is_cut_off_is_at_least_so_long(climb: Model) -> None:
    late = answer(climb, "takeoff(low=0.05, high=0.9)")
    assert late.years == pytest.approx(8, rel=1e-9)
    assert late.at_least
    assert late.note == "counted from the start, at 10 %"
    early = answer(climb, "automated")
    assert early.years == pytest.approx(8.5, rel=1e-9)
    assert early.at_least
    assert early.note == "99 % is not reached before its run ends at 'high enough', at 95 %"
    short = answer(climb.change(horizon=6), "automated(level=0.9)")
    assert short.note == "90 % is not reached before its horizon, at 70 %"


def test_a_finding_says_where_no_run_covers_what_was_asked(climb: Model) -> None:
    cases = [climb.case, climb.change(horizon=6).case]
    cut, mixed = ask(cases, [read_question(f"takeoff(low={low}, high=0.9)") for low in (0.05, 0.2)])
    assert finding(cut).startswith("No run of 2 models that can tell covers all of it: more than ")
    assert finding(mixed).startswith("2 models can tell, from more than ")


def test_a_pause_delays_and_moves_the_goal(climb: Model) -> None:
    found = answer(climb, "pause(length=3 month)")
    assert found.years == pytest.approx(0.25, rel=1e-9)
    assert found.gain is not None and found.gain.outcome == "care"
    assert (found.gain.without.value, found.gain.with_pause.value) == pytest.approx((0, 15), abs=1e-9)
    unknown = answer(climb, "pause(high=0.99)")
    assert unknown.years is None and unknown.answered and unknown.gain is not None
    cut = answer(climb.change(horizon=8.2), "pause")
    assert cut.years == pytest.approx(0.2, rel=1e-6)
    assert cut.at_least
    assert cut.note == "90 % is not reached before its horizon, at 87 %"


@pytest.mark.parametrize(
    ("model", "question", "reason"),
    [
        ("stopping-time", "automated", "no quantity for the share of research automated"),
        ("time-horizon", "growth", "no quantity for effective compute in orders of magnitude over the start"),
        ("pause-ladder", "speed", "250 is not reached, as it does not rise above 40"),
        ("takeoff-phases", "speed(low=1, high=4)", "starts beyond that, at 5"),
        (
            "takeoff-phases",
            "speed(low=1e4, high=1e5)",
            "10,000 is not reached before its run ends at 'artificial superintelligence', at 2000",
        ),
        (CLIMB, "pause(low=0.05)", "starts beyond 5 %, at 10 %"),
        (CLIMB, "pause(low=0.97, high=0.99)", "97 % is not reached before its run ends at 'high enough', at 95 %"),
    ],
)
def test_why_there_is_no_answer(model: str | Path, question: str, reason: str) -> None:
    assert answer(takeoff.load(model), question).reason == reason


def test_models_without_a_control_or_with_a_failing_run(tmp_path: Path) -> None:
    text, path = CLIMB.read_text(encoding="utf-8"), tmp_path / "changed.toml"
    control = '[controls]\ncaution = { unit = "1" }'
    fixed = '[parameters.caution]\nvalue = 0\nunit = "1"'
    path.write_text(text.replace(control, fixed), encoding="utf-8")
    assert answer(takeoff.load(path), "pause").reason == "no control that could stop anything"
    path.write_text(text + '[promises]\nlow = "height < top / 2"\n', encoding="utf-8")
    assert answer(takeoff.load(path), "automated").reason.startswith("fails: the promise 'low'")


def test_published_models_disagree() -> None:
    cases = [takeoff.load(name).case for name in ("software-explosion", "takeoff-phases", "time-horizon")]
    (found,) = ask(cases, [read_question("speed")])
    assert isinstance(found, Answers)
    assert [one.case.meaning.header.name for one in found.answered] == ["software-explosion", "takeoff-phases"]
    months = [12 * (one.years or 0) for one in found.answered]
    assert months == pytest.approx([6.00, 5.24], abs=0.01)
    assert list(found.unanswered.values()) == [["time-horizon"]]


def test_every_question_stands_as_a_sentence() -> None:
    for name in KINDS:
        text = read_question(name).text
        assert text.endswith("?") and "{" not in text
    assert read_question("pause(length=1 year)").text == (
        "What does a full stop of 12 months at 50 % of research automated buy, until 90 % is?"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("automate", "no question is called 'automate'"),
        ("automated(levl=1)", "the question 'automated' has no argument 'levl'"),
        ("automated(level=99)", "'level': 99 is outside 0 to 1"),
        ("growth(level=3 year)", "'level': 3 year is in year, but the unit is OOM"),
        ("takeoff(low=0.9, high=0.2)", "the question 'takeoff' goes up"),
        ("takeoff(0.9)", "'takeoff(0.9)' is not a question: '0.9' is not an argument"),
    ],
)
def test_wrong_questions(text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"^{re.escape(message)}"):
        read_question(text)
