"""What the map over two parameters shows: bands, the line of no gain, crosses, titles; from cells made by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

import takeoff
from takeoff.decide.plane import Cell, Plane
from takeoff.errors import InputError
from takeoff.figures import plane
from takeoff.solve.run import Amount
from tests.figures.conftest import case
from tests.figures.words import outside

X, Y = (0.25, 0.5, 1.0, 1.5), (1.0, 10.0, 100.0)


def cell(x: float, y: float) -> Cell:
    gain = 30 * x - 15 * math.log10(y)
    return Cell(Amount(x, "year"), Amount(y, "1/year"), 100.0, 100.0 + gain, {"start": Amount(1.0, "year")})


@pytest.fixture(scope="module")
def made() -> Plane:
    rows = tuple(tuple(cell(x, y) for x in X) for y in Y)
    schedules = {"caution": takeoff.abrupt(depth=1)}
    return Plane(("lead", "productivity_growth"), rows, schedules, "alignment", 1 / 12, case("lead-and-pause"))


def colorbar(figure: Figure) -> list[str]:
    return [label.get_text() for label in figure.axes[1].get_yticklabels()]


def test_the_map_has_bands_on_both_sides_of_a_thick_line_of_no_gain(made: Plane) -> None:
    figure = plane(made)
    axes = figure.axes[0]
    assert (axes.get_xscale(), axes.get_yscale()) == ("linear", "log")
    assert colorbar(figure)[0].startswith("\N{MINUS SIGN}") and "0" in colorbar(figure) and colorbar(figure)[-1] == "50"
    assert "no gain" in [text.get_text() for text in axes.texts]
    thick = next(one for one in axes.collections if 2.0 in np.atleast_1d(one.get_linewidth()))
    ends = np.vstack([path.vertices for path in thick.get_paths()])
    assert ends[:, 0].max() == pytest.approx(1.0), "at y = 100 the gain is 0 at x = 1"
    assert outside(figure) == []


def test_the_title_and_the_subtitle_tell_what_is_shown(made: Plane) -> None:
    figure = plane(made)
    title = figure.get_suptitle().replace("\n", " ")
    assert title == (
        "A pause adds up to 45.0 researcher years of alignment work, at lead 1.5 years and growth of AI "
        "productivity 1 1/year; where hatched, every pause does harm"
    )
    words = " ".join(text.get_text().replace("\n", " ") for text in figure.texts)
    assert (
        "Abrupt, depth 1, start chosen anew in every cell; only pauses that begin 1 month or more before the end."
        in words
    )


@pytest.mark.parametrize(
    ("shift", "words"),
    [(50.0, "A pause helps everywhere here: it adds up to 95.0"), (-60.0, "On none of this plane does a pause add")],
)
def test_where_the_answer_does_not_change_its_sign_there_is_no_such_line(made: Plane, shift: float, words: str) -> None:
    rows = tuple(tuple(replace(one, value=one.value + shift) for one in row) for row in made.rows)
    figure = plane(replace(made, rows=rows))
    assert "no gain" not in [text.get_text() for text in figure.axes[0].texts]
    assert words in figure.get_suptitle().replace("\n", " ")


def test_cells_without_an_answer_are_crossed_out_and_counted(made: Plane) -> None:
    failed = replace(made.rows[0][1], value=math.nan, parameters={}, reason="the run failed")
    figure = plane(replace(made, rows=((made.rows[0][0], failed, *made.rows[0][2:]), *made.rows[1:])))
    (crosses,) = [line for line in figure.axes[0].lines if line.get_marker() == "x"]
    assert np.array(crosses.get_data(), dtype=float).tolist() == [[0.5], [1.0]]
    assert "Crosses: 1 without an answer." in " ".join(text.get_text().replace("\n", " ") for text in figure.texts)


def test_a_line_or_nothing_is_no_map(made: Plane) -> None:
    with pytest.raises(InputError, match="two values of each parameter"):
        plane(replace(made, rows=made.rows[:1]))
    nothing = tuple(tuple(replace(one, value=math.nan, reason="no") for one in row) for row in made.rows)
    with pytest.raises(InputError, match="without a single answer"):
        plane(replace(made, rows=nothing))
