"""What the pictures of worth and of the latest pause show: ranks, words, units, gaps, titles."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import takeoff
from takeoff.decide.latest import LatestPauses
from takeoff.decide.worth import Worths
from takeoff.errors import InputError
from takeoff.figures import latest, worth
from takeoff.figures.wording import rounded, signed
from takeoff.model import Model


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


@pytest.fixture(scope="module")
def worths(model: Model) -> Worths:
    return model.best_pause("alignment").worth(["month_of_lead", "tenth_more_labour", "half_the_hazard"])


@pytest.fixture(scope="module")
def found(model: Model) -> LatestPauses:
    return model.latest_pause(["hazard <= 0.004"], along="lead", values=[0.25, 0.5, 2])


def bars(figure: Figure) -> list[Rectangle]:
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


def test_bars_are_ranked_and_tell_both_measures(worths: Worths) -> None:
    figure = worth(worths)
    (axes,) = figure.axes
    assert [label.get_text() for label in axes.get_yticklabels()] == [one.label for one in worths.ranked]
    assert [bar.get_width() for bar in bars(figure)] == pytest.approx([one.gain for one in worths.ranked])
    assert axes.get_ylim()[0] > axes.get_ylim()[1], "the first on top"
    assert [text.get_text() for text in axes.texts] == [
        "+41,444 researcher years = 1 month of lead",
        "+31,103 researcher years = 0.76 months of lead",
        "nothing",
    ]
    assert len({bar.get_facecolor() for bar in bars(figure)}) == 2, "the yardstick stands out"


def test_the_title_is_the_finding_and_the_axis_says_over_what(worths: Worths) -> None:
    figure = worth(worths)
    assert figure.get_suptitle() == "One more month of lead is worth most: +41,444 researcher years of alignment work"
    assert "over 311,030 without a change" in figure.axes[0].get_xlabel()
    assert worth(worths, title="Said by hand").get_suptitle() == "Said by hand"


def test_every_word_is_on_the_sheet(worths: Worths) -> None:
    figure = worth(worths)
    figure.draw_without_rendering()
    width, height = figure.bbox.width, figure.bbox.height
    for text in [*figure.axes[0].texts, *figure.axes[0].get_yticklabels(), *figure.texts]:
        box = text.get_window_extent()
        assert (box.x0 >= 0, box.y0 >= 0, box.x1 <= width, box.y1 <= height) == (True,) * 4, text.get_text()


def test_the_line_stops_where_no_pause_meets_the_bounds(found: LatestPauses, model: Model) -> None:
    figure = latest(found)
    (axes,) = figure.axes
    line, end, missing = axes.lines[0], axes.lines[1], axes.lines[2]
    starts = [point.answer.parameters["start"].value for point in found.points if point.answer]
    assert np.array(line.get_ydata())[:2] == pytest.approx(2026 + np.array(starts, dtype=float))
    assert np.isnan(np.array(line.get_ydata())[2])
    assert list(np.array(end.get_ydata())) == pytest.approx([2029.25, 2029.5, 2031])
    assert list(np.array(missing.get_xdata())) == [2]
    assert len(bars(figure)) == 2
    names = [text.get_text() for text in axes.texts]
    assert names == ["no pause meets the bounds", "latest start", "end without a pause"]
    assert figure.get_suptitle().startswith("The latest start that meets hazard ≤ 0.004: 2026.2 at lead 0.25 years")
    assert axes.get_xlabel() == "Lead (years)"


def test_an_argument_that_is_no_date_has_its_own_axis(model: Model) -> None:
    given = takeoff.abrupt(start=0.5)
    found = model.latest_pause(["caution_time <= 18 month"], given, over=["depth"], along="lead", values=[1, 2])
    figure = latest(found)
    assert list(np.array(figure.axes[0].lines[0].get_ydata())) == pytest.approx([1.5 / 3.5, 1.5 / 4.5], abs=1e-7)
    assert "calendar" not in figure.axes[0].get_ylabel().casefold()


def test_a_single_pause_makes_no_figure(model: Model) -> None:
    with pytest.raises(InputError, match="one latest pause makes no figure"):
        latest(model.latest_pause(["hazard <= 0.02"]))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (41444.3, "+41,444"),
        (12.03, "+12.0"),
        (0.944, "+0.94"),
        (0.0123, "+0.0123"),
        (-0.4, "\N{MINUS SIGN}0.40"),
        (0, "0.00"),
    ],
)
def test_changes_are_rounded_to_what_a_reader_needs(value: float, text: str) -> None:
    assert signed(value) == text
    assert rounded(abs(value)) == text.lstrip("+\N{MINUS SIGN}")
