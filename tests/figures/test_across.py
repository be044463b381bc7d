"""The picture of one question across models: marks, arrows, words and reasons, all of them on the sheet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

import takeoff
from takeoff.decide.across import Answers, ask
from takeoff.decide.questions import read_question
from takeoff.errors import InputError
from takeoff.figures import across

CLIMB = Path(__file__).resolve().parents[1] / "decide" / "climb.toml"


@pytest.fixture(scope="module")
def found() -> tuple[Answers, ...]:
    climb = takeoff.load(CLIMB)
    cases = [climb.case, climb.change(horizon=6).case, takeoff.load("time-horizon").case]
    questions = ["automated(level=0.9)", "pause(length=12 day)", "speed"]
    return ask(cases, [read_question(text) for text in questions])


@pytest.fixture(scope="module")
def figure(found: tuple[Answers, ...]) -> Figure:
    return across(found)


def places(line: Line2D) -> list[float]:
    return list(np.array(line.get_xdata(), dtype=float))


def test_marks_are_at_the_times_and_open_ones_may_be_later(figure: Figure) -> None:
    dates, delays = figure.axes
    assert [places(line) for line in dates.lines] == [pytest.approx([2036]), pytest.approx([2038])]
    assert [line.get_markerfacecolor() for line in dates.lines] == ["white", dates.lines[1].get_color()]
    assert [text.get_text() for text in dates.texts if text.get_text()] == ["later than 2036.0", "2038.0"]
    assert delays.get_xlabel() == "Delay (days)"
    assert places(delays.lines[0]) == pytest.approx([12], rel=1e-6)
    assert delays.texts[0].get_text() == "12.0 days; care taken 0 to 1.97 researcher years"


def test_the_title_is_the_finding_and_reasons_are_told(figure: Figure) -> None:
    told = "When is 90 % of research automated? From later than 2036.0 (climb) to 2038.0 (climb)"
    assert figure.get_suptitle().replace("\n", " ") == told
    words = " ".join(text.get_text().replace("\n", " ") for text in figure.texts)
    assert "No answer (no quantity for the share of research automated): time-horizon" in words
    assert "90 % is not reached before its horizon, at 70 %" in words


def test_every_word_is_on_the_sheet(figure: Figure) -> None:
    figure.draw_without_rendering()
    width, height = figure.bbox.width, figure.bbox.height
    for text in [*figure.texts, *(text for axes in figure.axes for text in [*axes.texts, *axes.get_yticklabels()])]:
        box = text.get_window_extent()
        assert (box.x0 >= 0, box.y0 >= 0, box.x1 <= width, box.y1 <= height) == (True,) * 4, text.get_text()


def test_nothing_is_drawn_where_nobody_answers(found: tuple[Answers, ...]) -> None:
    with pytest.raises(InputError, match="no model answers"):
        across(found[2:])
