"""What the phase portrait shows: paths from where they part, pauses, years, the frontier and what is beyond it."""

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from takeoff.decide.slowdowns import Comparison
from takeoff.errors import InputError
from takeoff.figures import portrait
from tests.figures.words import outside


@pytest.fixture(scope="module")
def flagship(early: Comparison) -> Figure:
    return portrait(early, "capability[leader]", "alignment", "safe_frontier[leader]", "danger_capability")


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_every_slowdown_has_a_path_that_begins_where_it_leaves_the_first(flagship: Figure, early: Comparison) -> None:
    lines = {str(line.get_label()): np.array(line.get_data(), dtype=float) for line in flagship.axes[0].lines}
    for slowdown in early.slowdowns:
        x, y = lines[slowdown.label]
        assert (x[-1], y[-1]) == pytest.approx((slowdown.run["capability[leader]"][-1], slowdown.run["alignment"][-1]))
    assert lines["never pausing"][1][0] == pytest.approx(3000)
    stop = early.slowdowns[1].run.at(6)
    assert lines["abrupt"][:, 0] == pytest.approx([stop["capability[leader]"].value, stop["alignment"].value], rel=2e-2)


def test_the_frontier_is_the_closed_form_in_alignment_and_what_is_beyond_is_shaded(flagship: Figure) -> None:
    axes = flagship.axes[0]
    x, y = next(line for line in axes.lines if line.get_color() == "#8c4a1f").get_data()
    assert np.array(x, dtype=float) == pytest.approx(3.75 + 2 * np.log10(1 + np.array(y, dtype=float) / 3000))
    assert len([one for one in axes.collections if isinstance(one, PolyCollection)]) == 1
    assert "beyond the\nsafe frontier" in words(flagship) and "danger level" in words(flagship)
    assert axes.get_yscale() == "log" and outside(flagship) == []


def test_years_are_written_and_pauses_are_thick(flagship: Figure) -> None:
    assert {"2026", "2028", "2034"} <= set(words(flagship))
    thick = [line for line in flagship.axes[0].lines if line.get_linewidth() > 4]
    assert len(thick) == 3, "one for each slowdown, none for never pausing"
    full_stop = np.array(thick[0].get_xdata(), dtype=float)
    assert np.ptp(full_stop) < 1e-9, "capability stands still"


def test_the_title_tells_which_path_comes_closest_or_when_each_crosses(flagship: Figure, by_hand: Comparison) -> None:
    closest = "No path crosses the safe frontier; never pausing comes closest, 0.33 OOM from it in 2035.4"
    assert flagship.get_suptitle().replace("\n", " ") == closest
    crossed = portrait(by_hand, "progress", "alignment", "danger_progress").get_suptitle().replace("\n", " ")
    assert crossed == "Never pausing crosses the dangerous point in 2029.0; abrupt and ramp never"
    assert portrait(by_hand, "progress", "alignment").get_suptitle().startswith("Ramp raises alignment work")


def test_a_frontier_that_depends_on_more_than_the_height_is_drawn_for_each_path(by_hand: Comparison) -> None:
    figure = portrait(by_hand, "progress", "alignment", "follower_progress")
    axes = figure.axes[0]
    assert not [one for one in axes.collections if isinstance(one, PolyCollection)]
    assert len([line for line in axes.lines if line.get_linewidth() == 0.7]) == len(by_hand.slowdowns)
    assert figure.get_suptitle().startswith("Never pausing crosses the follower's progress at the start")
    assert axes.get_yscale() == "linear", "alignment work begins at nothing"


def test_an_unknown_quantity_is_refused(by_hand: Comparison) -> None:
    with pytest.raises(InputError, match="did you mean 'progress'"):
        portrait(by_hand, "progres", "alignment")
