"""The picture of one run: its lines, its phases shaded and named, and what it ends in."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import takeoff
from takeoff.figures import trajectories
from takeoff.figures.phases import FULLY, LOOKS, PARTLY, phases
from takeoff.figures.save import finding_of
from takeoff.figures.style import STROKES
from takeoff.model import Model

STAIRS = "staircase(time_1=1 year, level_1=0.5, time_2=2 year, level_2=1, time_3=2.5 year, level_3=0)"

MARKED = """
schema = 1
extends = "lead-and-pause"
[model]
name = "marked"
title = "Marked"
[milestones.halfway]
when = "progress + follower_progress >= danger_progress - 2 * lead"
"""


@pytest.fixture(scope="module")
def model() -> Model:
    return takeoff.load("lead-and-pause")


@pytest.fixture(scope="module")
def figure(model: Model) -> Figure:
    return trajectories(model.run(caution=STAIRS))


def shown(figure: Figure) -> list[Axes]:
    return [axes for axes in figure.axes if axes.axison]


def words(figure: Figure) -> list[str]:
    return [text.get_text() for axes in figure.axes if not axes.axison for text in axes.texts]


def shades(axes: Axes) -> list[tuple[float, float, str]]:
    """Start, end and colour or hatch of what is shaded behind a panel."""
    found = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    return sorted(
        (round(one.get_x(), 3), round(one.get_x() + one.get_width(), 3), one.get_hatch() or to_hex(one.get_facecolor()))
        for one in found
    )


def test_phases_are_when_a_control_is_on_partly_or_fully(model: Model) -> None:
    [row] = phases(model.run(caution=STAIRS))
    assert [(round(one.start, 6), round(one.end, 6), one.of, one.stage) for one in row] == [
        (2027.0, 2028.0, "caution", "partly on"),
        (2028.0, 2028.5, "caution", "fully on"),
    ]
    assert phases(model.run()) == []


def test_a_ramp_is_partly_on_until_it_is_fully_on(model: Model) -> None:
    [[rising, full]] = phases(model.run(caution="ramp(start=1 year, length=1 year)"))
    assert 2027 <= rising.start < 2027.05 and rising.end == full.start
    assert 2027.95 < full.start <= 2028 and full.end == model.run().end


def test_every_panel_is_shaded_and_the_strip_names_the_phases(figure: Figure) -> None:
    partly, fully = (str(LOOKS[stage]["facecolor"]) for stage in (PARTLY, FULLY))
    for axes in shown(figure):
        assert shades(axes) == [(2027.0, 2028.0, partly), (2028.0, 2028.5, fully)]
    assert words(figure) == ["caution partly on", "fully on", "follower reaches the dangerous point (2029.5)"]


def test_what_follows_a_milestone_is_hatched_to_the_end() -> None:
    figure = trajectories(takeoff.load("logistic").run())
    [axes] = shown(figure)
    assert shades(axes) == [(2030.595, 2036.0, "////")]
    assert finding_of(figure) == "Nothing ends the run before 2036.0; half of the limit in 2030.6"


def test_what_follows_a_milestone_is_hatched_over_caution(tmp_path: Path) -> None:
    path = tmp_path / "marked.toml"
    path.write_text(MARKED, encoding="utf-8")
    figure = trajectories(takeoff.load(path).run(caution="abrupt(start=1 year)"))
    drawn = [
        (round(patch.get_x()), patch.get_hatch()) for patch in shown(figure)[0].patches if isinstance(patch, Rectangle)
    ]
    assert drawn == [(2027, None), (2028, "////")]


def test_lines_have_colours_and_names_of_their_own(figure: Figure) -> None:
    first = shown(figure)[0]
    drawn = {line.get_label(): line.get_color() for line in first.lines if not str(line.get_label()).startswith("_")}
    assert list(drawn) == ["leader's progress", "follower's progress", "dangerous point"]
    assert [drawn["leader's progress"], drawn["follower's progress"]] == [STROKES[0].color, STROKES[1].color]


def test_the_title_states_the_end_and_when_caution_is_on(figure: Figure, model: Model) -> None:
    assert finding_of(figure) == "Follower reaches the dangerous point in 2029.5; caution on from 2027.0 to 2028.5"
    assert finding_of(trajectories(model.run(), "Mine")) == "Mine"
