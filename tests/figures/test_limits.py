"""What the picture of limits shows: lines, strips with names and dates, what counts equally throughout, titles."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import takeoff
from takeoff.errors import InputError
from takeoff.figures import limits
from takeoff.solve.limits import Limits
from tests.figures.conftest import case
from tests.figures.words import outside

NAMES = ("progress", "alignment_share", "supervision_limit")


@pytest.fixture(scope="module")
def found() -> list[Limits]:
    """Progress binds from 1/g on, when its elasticity g s passes 1; supervision from the stop on."""
    base = case("lead-and-pause").change({"supervision_limit": 1e5})
    runs = [base.run(), base.with_schedules({"caution": takeoff.abrupt(start=2.5)}).run()]
    return [run.limits("alignment_labour", NAMES) for run in runs]


def strips(figure: Figure, panel: int) -> list[tuple[float, float]]:
    bars = [one for one in figure.axes[panel].patches if isinstance(one, Rectangle)]
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars]


def test_every_run_has_a_panel_with_its_lines(found: list[Limits]) -> None:
    figure = limits(found, ["never pausing", "abrupt"])
    _, *panels = figure.axes
    assert [axes.get_ylabel() for axes in panels] == ["Never pausing", "Abrupt"]
    for axes, one in zip(panels, found, strict=True):
        drawn = {str(line.get_label()): np.array(line.get_ydata(), dtype=float) for line in axes.lines}
        moves = np.diff(one.time) > 0
        lasting = np.append(True, moves) | np.append(moves, True)
        assert drawn["leader's progress"] == pytest.approx(one["progress"][lasting])
    assert outside(figure) == []


def test_strips_name_the_largest_from_when_to_when(found: list[Limits]) -> None:
    figure = limits(found, ["never pausing", "abrupt"])
    turn = 2026 + 1 / 1.5
    assert strips(figure, 1) == [pytest.approx((2026, turn), abs=1e-3), pytest.approx((turn, 2029.5), abs=1e-3)]
    assert [pytest.approx(start, abs=1e-3) for start, _ in strips(figure, 2)] == [2026, turn, 2028.5]
    texts = [text.get_text() for text in figure.axes[2].texts]
    assert {"leader's progress", "supervision limit", "labour"} <= set(texts), "a name is shortened where it must be"


def test_the_title_tells_what_binds_in_the_end_and_since_when(found: list[Limits]) -> None:
    title = limits(found, ["never pausing", "abrupt"]).get_suptitle().replace("\n", " ")
    assert (
        title
        == "Leader's progress binds from 2026.7 on (never pausing); supervision limit binds from 2028.5 on (abrupt)"
    )
    assert limits(found[:1], ["never pausing"], title="Said by hand").get_suptitle() == "Said by hand"


def test_a_limit_that_counts_equally_throughout_is_told_apart(found: list[Limits]) -> None:
    figure = limits(found[:1], ["never pausing"])
    assert figure.get_suptitle().replace("\n", " ") == (
        "Leader's progress binds throughout; labour for alignment counts for 1.00 throughout; "
        "supervision limit never counts"
    )
    assert strips(figure, 1) == [pytest.approx((2026, 2029.5))]


def test_runs_with_different_limits_make_no_figure(found: list[Limits]) -> None:
    other = found[1].run.limits("alignment_labour", ["progress"])
    with pytest.raises(InputError, match="the same for every run"):
        limits([found[0], other], ["one", "other"])
