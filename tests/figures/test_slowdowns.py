"""What the picture of slowdowns shows: panels, axes, units, lines, names, title, milestones."""

from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

import takeoff
from takeoff.decide.slowdowns import NEVER, Comparison, Slowdown
from takeoff.equations.shown import panels
from takeoff.equations.understand import understand
from takeoff.errors import InputError
from takeoff.figures import finding, slowdowns
from takeoff.solve.case import Case, Programs
from takeoff.spec.find import find_model
from takeoff.spec.read import read_model


def shown(figure: Figure) -> list[Axes]:
    return [axes for axes in figure.axes if axes.axison]


def strip(figure: Figure) -> Axes:
    return next(axes for axes in figure.axes if not axes.axison)


def curve(axes: Axes, name: str) -> Line2D:
    return next(line for line in axes.lines if line.get_label() == name)


def names(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


@pytest.fixture(scope="module")
def figure(late: Comparison) -> Figure:
    return slowdowns(late)


def test_one_panel_for_each_of_the_model_in_order_with_units(figure: Figure) -> None:
    assert [axes.get_ylabel() for axes in shown(figure)] == [
        "Capability (OOM)",
        "Caution (from 0 to 1)",
        "Cumulative alignment work (researcher years)",
    ]


def test_panels_share_calendar_years(figure: Figure, late: Comparison) -> None:
    ends = [axes.get_xlim() for axes in shown(figure)]
    assert len(set(ends)) == 1
    assert ends[0] == (2031.0, max(slowdown.run.end for slowdown in late.slowdowns))
    assert [axes.get_xlabel() for axes in shown(figure)] == ["", "", "Calendar year"]


def test_title_is_the_finding_unless_given(figure: Figure, late: Comparison) -> None:
    assert figure.get_suptitle().replace("\n", " ") == finding(late)
    assert slowdowns(late, title="Said by hand").get_suptitle() == "Said by hand"


def test_model_is_named_under_the_title(figure: Figure, late: Comparison) -> None:
    assert late.slowdowns[0].run.meaning.header.title in [text.get_text() for text in figure.texts]


def test_every_line_is_named_at_its_end_and_those_that_agree_once(figure: Figure) -> None:
    capability, caution, alignment = shown(figure)
    assert names(capability) == [
        "leader: never pausing",
        "leader: abrupt",
        "leader: ramp",
        "follower",
        "safe frontier, leader",
        "danger level",
    ]
    assert names(caution) == ["never pausing", "abrupt", "ramp"]
    assert [name.split(":")[0] for name in names(alignment)] == [
        "never pausing",
        "abrupt",
        "ramp",
        "alignment work needed",
    ]


def test_last_values_stand_with_the_names_of_a_lone_quantity(figure: Figure, late: Comparison) -> None:
    value = late.slowdowns[1].run.outcome("alignment")
    assert f"abrupt: {value:,.0f}" in names(shown(figure)[2])


def test_labels_of_a_panel_do_not_overlap_and_stay_on_the_sheet(early: Comparison) -> None:
    figure = slowdowns(early)
    figure.canvas.draw()
    for axes in shown(figure):
        boxes = sorted((Text.get_window_extent(text) for text in axes.texts), key=lambda b: b.y0)
        assert all(low.y1 <= high.y0 + 1 for low, high in zip(boxes, boxes[1:], strict=False))
        assert all(box.x1 <= figure.bbox.x1 and axes.bbox.x1 < box.x0 for box in boxes)


def test_lines_carry_the_values_of_their_runs(figure: Figure, late: Comparison) -> None:
    run = late.slowdowns[0].run
    line = curve(shown(figure)[0], "leader: never pausing")
    times, values = (np.asarray(data) for data in line.get_data())
    assert len(times) >= 300
    assert times[-1] == pytest.approx(run.end, abs=1e-9)
    assert values == pytest.approx(run.sample("capability[leader]", times[:-1].tolist() + [run.trajectory.end]))


def test_a_jump_is_upright(figure: Figure) -> None:
    times, values = (np.asarray(data) for data in curve(shown(figure)[1], "abrupt").get_data())
    step = int(np.argmax(np.diff(values)))
    assert (values[step], values[step + 1]) == (0.0, 1.0)
    assert times[step + 1] - times[step] < 1e-6
    assert times[step + 1] == pytest.approx(2035.0)


def test_a_slowdown_is_drawn_from_where_it_parts_from_the_first(figure: Figure) -> None:
    caution = shown(figure)[1]
    assert np.asarray(curve(caution, "never pausing").get_xdata())[0] == 2031.0
    assert np.asarray(curve(caution, "ramp").get_xdata())[0] == pytest.approx(2033.5, abs=0.05)


def test_parameters_are_thin_level_lines_through_to_the_end(figure: Figure, late: Comparison) -> None:
    line = curve(shown(figure)[0], "danger level")
    times, values = (np.asarray(data) for data in line.get_data())
    assert values.tolist() == [5.0, 5.0]
    assert times.tolist() == [2031.0, max(slowdown.run.end for slowdown in late.slowdowns)]
    assert line.get_linewidth() < curve(shown(figure)[0], "leader: ramp").get_linewidth()


def test_colours_and_dashes_tell_slowdowns_apart_and_are_kept_across_panels(figure: Figure) -> None:
    capability, caution, _ = shown(figure)
    lines = [curve(caution, name) for name in ("never pausing", "abrupt", "ramp")]
    assert len({line.get_color() for line in lines}) == 3
    assert len({str(line._dash_pattern) for line in lines}) == 3  # type: ignore[attr-defined]
    assert curve(capability, "leader: ramp").get_color() == lines[2].get_color()


def test_a_milestone_that_all_reach_together_is_marked_once(figure: Figure) -> None:
    assert names(strip(figure)) == ["follower reaches the danger level (2035.4)"]


def test_milestones_are_dated_for_each_slowdown_that_reaches_them(early: Comparison) -> None:
    overtaken = names(strip(slowdowns(early)))[0]
    abrupt, ramp = (early.slowdowns[position].run.when("overtaken") for position in (1, 2))
    assert overtaken == f"leader overtaken (ramp {ramp:.1f}, abrupt {abrupt:.1f})"


def test_runs_that_end_apart_end_apart(early: Comparison) -> None:
    alignment = shown(slowdowns(early))[2]
    ends = [np.asarray(line.get_xdata())[-1] for line in alignment.lines if ":" in str(line.get_label())]
    assert ends == pytest.approx([slowdown.run.end for slowdown in early.slowdowns])
    assert len(set(ends)) == 4


def test_the_first_year_can_be_chosen(late: Comparison) -> None:
    assert shown(slowdowns(late, since=2034))[0].get_xlim()[0] == 2034
    assert shown(slowdowns(late, since=1990))[0].get_xlim()[0] == 2026


def test_a_model_without_panels_shows_its_first_stocks(late: Comparison) -> None:
    meaning = replace(late.slowdowns[0].run.meaning, panels={})
    bare = [replace(one, run=replace(one.run, meaning=meaning)) for one in late.slowdowns]
    axes = shown(slowdowns(replace(late, slowdowns=tuple(bare))))
    assert [one.title for one in panels(meaning)] == [
        "Alignment work",
        "Researcher time on alignment",
        "Compute",
        "Training compute",
    ]
    assert [one.get_ylabel() for one in axes][2:] == ["Compute (FLOP/second)", "Training compute (FLOP)"]
    assert [one.get_yscale() for one in axes] == ["linear", "linear", "log", "log"]


def test_the_model_that_is_solved_by_hand(by_hand: Comparison) -> None:
    axes = shown(slowdowns(by_hand))
    assert [one.get_ylabel() for one in axes] == [
        "Progress (years)",
        "Caution (from 0 to 1)",
        "Cumulative alignment work (researcher years)",
    ]
    assert np.asarray(curve(axes[0], "leader's progress: abrupt").get_ydata())[-1] == pytest.approx(0.5)


def test_a_lone_run_on_a_logarithmic_axis(alone: Comparison) -> None:
    figure = slowdowns(alone)
    (axes,) = shown(figure)
    assert axes.get_yscale() == "log"
    assert axes.get_ylabel() == "Size (dimensionless)"
    assert names(axes) == ["size"]
    assert np.asarray(curve(axes, "size").get_ydata())[-1] == pytest.approx(np.exp(5))
    assert names(strip(figure)) == ["size doubled (2027.4)"]


def test_a_model_without_panels_and_stocks_shows_its_first_auxiliaries(late: Comparison) -> None:
    meaning = replace(late.slowdowns[0].run.meaning, panels={}, starts=())
    assert [key for panel in panels(meaning) for key in panel.keys][0] == meaning.auxiliaries[0].key
    assert len(panels(meaning)) == 4
    with pytest.raises(InputError, match="nothing to draw"):
        panels(replace(meaning, auxiliaries=()))


def test_a_model_of_outcomes_alone_is_refused_in_words() -> None:
    run = Case(Programs(understand(read_model(find_model("researcher-supply"))))).run()
    with pytest.raises(InputError, match="nothing to draw"):
        slowdowns(Comparison((Slowdown(NEVER, {}, run),), next(iter(run.outcomes))))


@pytest.mark.parametrize("model", ["hyperbolic", "logistic"])
def test_models_whose_size_comes_to_a_limit(model: str) -> None:
    run = Case(Programs(understand(read_model(find_model(model))))).run()
    (axes,) = shown(slowdowns(Comparison((Slowdown(NEVER, {}, run),), "size")))
    assert names(axes) == ["size", "limit"]
    assert np.asarray(curve(axes, "size").get_ydata())[-1] == pytest.approx(run.outcome("size"))


def test_the_users_settings_neither_count_nor_change(late: Comparison) -> None:
    with matplotlib.rc_context({"axes.grid": False, "font.size": 30.0}):
        figure = slowdowns(late)
        assert matplotlib.rcParams["font.size"] == 30.0
    assert shown(figure)[0].texts[0].get_fontsize() == 8.0


def test_a_panel_shows_the_lead_of_a_race_from_where_it_can_be_told() -> None:
    """Half a year's lead: first told after half a year, used up by a stop of as long, half a year behind after two."""
    path = Path(__file__).resolve().parents[2] / "docs" / "examples" / "three-actors.toml"
    comparison = takeoff.load(path).compare([takeoff.abrupt(start=2, stop=3)], "margin")
    [lead] = [axes for axes in slowdowns(comparison).axes if axes.get_ylabel() == "Lead of the leader (years)"]
    never, abrupt = [line for line in lead.lines if ":" in str(line.get_label())]
    assert (never.get_label(), abrupt.get_label()) == ("never pausing: 0.5", "abrupt: \N{MINUS SIGN}0.5")
    known = np.isfinite(np.asarray(never.get_ydata(), dtype=float))
    assert np.asarray(never.get_xdata())[known][0] == pytest.approx(2026.5, abs=0.2)
    assert np.asarray(never.get_ydata())[known] == pytest.approx(0.5, abs=1e-9)
    assert np.asarray(abrupt.get_ydata())[-1] == pytest.approx(-0.5, abs=1e-9)
