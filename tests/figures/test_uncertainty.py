"""Pictures of uncertainty against a model that is solved by hand: size = exp(growth (t - start)), growth uniform."""

import math
from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation, Text

import takeoff
from takeoff.errors import InputError
from takeoff.figures import dates, fan, fan_quantities, indices, save, spread, tornado
from takeoff.solve.case import Case
from takeoff.uncertainty.answers import Question, outcome_question
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.ensemble import Ensemble
from takeoff.uncertainty.inputs import draws
from takeoff.uncertainty.sensitivity import Measure
from takeoff.uncertainty.tornado import Swing, Tornado
from takeoff.uncertainty.tornado import tornado as swung

SPREAD = Path(__file__).parents[1] / "uncertainty" / "spread.toml"


@pytest.fixture(scope="module")
def case() -> Case:
    return takeoff.load(SPREAD).change(excess=0).case


@pytest.fixture(scope="module")
def found(case: Case) -> Ensemble:
    return takeoff.Model(case).ensemble(256, 5, quantities=["size"], times=np.linspace(0, 4, 17).tolist())


@pytest.fixture(scope="module")
def ending(tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    """Runs that end when the size has doubled, after log(2)/growth years."""
    path = tmp_path_factory.mktemp("ending") / "ending.toml"
    text = SPREAD.read_text(encoding="utf-8")
    path.write_text(text.replace('when = "size >= 2"', 'when = "size >= 2"\nstop = true'), encoding="utf-8")
    model = takeoff.load(path).change(excess=0)
    return model.ensemble(256, 5, quantities=["size"], times=np.linspace(0, 4, 81).tolist())


@pytest.fixture(scope="module")
def swings(case: Case) -> Tornado:
    drawn = draws(case, 1, {"growth": "uniform(0.2, 0.8)", "excess": "uniform(-0.1, 0.3)"})
    return swung(case, drawn, outcome_question(case, "size"))


def words(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def points(line: Line2D) -> tuple[Floats, Floats]:
    """Years or places, and values."""
    return np.asarray(line.get_xdata(), dtype=float), np.asarray(line.get_ydata(), dtype=float)


def longest(axes: Axes) -> tuple[Floats, Floats]:
    """The line with the most points."""
    return max(map(points, axes.lines), key=lambda line: len(line[0]))


def bars(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def assert_inside(figure: Figure) -> None:
    """Every word is on the sheet, and no two words of a panel overlap."""
    figure.draw_without_rendering()
    width, height = figure.bbox.width, figure.bbox.height
    for axes in figure.axes:
        boxes = [Text.get_window_extent(text) for text in axes.texts]
        assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])
        low, high = sorted(axes.get_ylim())
        ticks = zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)
        for box in [*boxes, *(label.get_window_extent() for place, label in ticks if low <= place <= high)]:
            assert (box.x0 >= 0, box.y0 >= 0, box.x1 <= width, box.y1 <= height) == (True,) * 4


def test_a_fan_has_the_quantiles_of_the_closed_form(found: Ensemble) -> None:
    figure = fan(found)
    axes = figure.axes[-1]
    years, median = longest(axes)
    assert years[[0, -1]].tolist() == [2026, 2030]
    assert median == pytest.approx(np.exp(0.5 * (years - 2026)), rel=0.02)
    outer = np.asarray(axes.collections[0].get_paths()[0].vertices)
    assert outer[:, 1].max() == pytest.approx(math.exp(0.86 * 4), rel=0.03)
    assert [text.partition(":")[0] for text in words(axes)] == ["5 %", "25 %", "half", "75 %", "95 %"]
    assert axes.get_ylabel() == "Size (dimensionless)"
    assert "256 at first and 256 in 2030.0" in figure.texts[-1].get_text().replace("\n", " ")
    assert figure.get_suptitle().startswith("Size is 1.7")
    assert_inside(figure)


def test_a_fan_ends_where_half_of_the_runs_have(ending: Ensemble) -> None:
    figure = fan(ending)
    last = float(longest(figure.axes[-1])[0][-1])
    assert last == pytest.approx(2026 + math.log(2) / 0.5, abs=0.06)
    left = int((ending.when("twice") >= last).sum())
    assert f"256 at first and {left} in {last:.1f}" in figure.texts[-1].get_text().replace("\n", " ")


def test_a_fan_needs_samples_and_leaves_out_what_stands_still(found: Ensemble, case: Case) -> None:
    bare = Ensemble(takeoff.Model(case).ensemble(2, 1).plan, found.folder)
    with pytest.raises(InputError, match="no sampled quantities"):
        fan(bare)
    assert fan_quantities(case) == ("size",)
    by_hand = takeoff.load("lead-and-pause")
    assert fan_quantities(by_hand.case) == ("progress", "follower_progress", "alignment")
    assert "caution" in fan_quantities(by_hand.with_schedules(caution=0.5).case)


def test_dates_are_shares_with_never_as_the_rest(found: Ensemble) -> None:
    figure = dates(found)
    axes = figure.axes[-1]
    years, shares = longest(axes)
    reached = (0.9 - math.log(2) / 4) / 0.8
    assert shares[-1] == pytest.approx(100 * reached, abs=0.5)
    by_2028 = float(np.interp(2028, years, shares))
    assert by_2028 == pytest.approx(100 * (0.9 - math.log(2) / 2) / 0.8, abs=0.6)
    half = 2026 + math.log(2) / 0.5
    assert words(axes) == [f"twice\nhalf by {half:.1f}, never in {100 * (1 - reached):.0f} %"]
    assert figure.get_suptitle() == f"Twice: in half of the runs by {half:.1f}, and never in 9 %"
    assert_inside(figure)


def test_dots_are_twentieths_and_the_marks_are_named(found: Ensemble) -> None:
    figure = spread(found, "size")
    axes = figure.axes[0]
    likely, beyond = (points(line)[0] for line in axes.lines[:2])
    assert (len(likely), len(beyond)) == (18, 2)
    places = np.sort(np.concatenate([likely, beyond]))
    expected = np.exp(4 * (0.1 + 0.8 * (np.arange(20) + 0.5) / 20))
    assert places.mean() == pytest.approx(expected.mean(), rel=0.02)
    assert places[-1] == pytest.approx(expected[-1], rel=0.05)
    values = found.outcome("size")
    assert words(axes)[1:] == [f"mean: {values.mean():.1f}", f"median: {np.median(values):.2f}"]
    assert words(axes)[0].startswith("5 to 95 %: 1.7")
    assert_inside(figure)
    with pytest.raises(InputError, match="no outcome 'sise'"):
        spread(found, "sise")


def test_a_tornado_is_around_the_base(swings: Tornado, case: Case) -> None:
    figure = tornado(swings, case.meaning)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        f"{one.input.name}{' (1/year)' if one.input.name == 'growth' else ''}" for one in swings.swings
    ]
    ends = [bar.get_x() + bar.get_width() for bar in bars(axes)]
    answers = [sorted(one.answers, key=lambda at: -abs(at - swings.base)) for one in swings.swings]
    assert ends == pytest.approx([end for pair in answers for end in pair])
    assert [bar.get_x() for bar in bars(axes)] == pytest.approx([math.exp(2)] * 4, rel=1e-6)
    assert all(bar.get_hatch() for bar in bars(axes)), "both are assumed"
    assert sorted(words(axes)) == sorted(["0.23", "0.77", "\N{MINUS SIGN}0.08", "0.28"])
    assert axes.get_xlabel() == "Size, 7.39 at present values"
    assert_inside(figure)


def test_both_ends_on_one_side_and_a_missing_answer_are_told(swings: Tornado, case: Case) -> None:
    one = swings.swings[0].input
    base = Tornado(swings.question, 5.0, (Swing(one, (1, 2), (6.0, 9.0)), Swing(one, (3, 4), (2.0, math.nan))))
    axes = tornado(base, case.meaning).axes[0]
    placed = {
        text.get_text(): (text.xy[0], text.get_horizontalalignment())
        for text in axes.texts
        if isinstance(text, Annotation)
    }
    assert placed["2.00"] == (9.0, "left")
    assert placed["1.00"] == (5.0, "right"), "where there is no bar"
    assert placed["3.00"] == (2.0, "right")
    assert placed["4.00: no answer"] == (5.0, "left")
    with pytest.raises(InputError, match="no value at present values"):
        tornado(Tornado(swings.question, math.nan, base.swings), case.meaning)


@pytest.mark.parametrize(
    ("method", "columns", "title"),
    [
        (
            "sobol",
            {"first": [0.1, 0.5], "first_error": [0.1, 0.1], "total": [0.2, 0.7], "total_error": [0.05, 0.1]},
            "Growth has to do with 70 % of the variance of size",
        ),
        (
            "morris",
            {"mean_effect": [1, 3], "mean_effect_error": [0.1, 0.2], "direction": [-1, 2], "spread": [1, 1]},
            "Growth matters most to size, with a mean effect of 3.00 years",
        ),
        (
            "pawn",
            {"distance": [0.2, 0.4], "least": [0.1, 0.3], "largest": [0.3, 0.8]},
            "Growth matters most to size, with a distance of 0.40",
        ),
    ],
)
def test_indices_are_ranked_with_their_intervals(
    case: Case, method: str, columns: dict[str, list[float]], title: str
) -> None:
    arrays = {name: np.array(column, dtype=float) for name, column in columns.items()}
    question = Question("size", "year", lambda keys, values: values[:, 0])
    figure = indices(Measure(method, ("excess", "growth"), arrays, 100, 0, question), case.meaning)
    axes = figure.axes[0]
    assert figure.get_suptitle() == title
    assert [label.get_text() for label in axes.get_yticklabels()] == ["growth", "excess"]
    main = next(iter(name for name in columns if name in ("total", "mean_effect", "distance")))
    pale = [bar.get_width() for bar in bars(axes) if bar.get_hatch()]
    assert pale == pytest.approx(columns[main][::-1])
    error = columns.get(f"{main}_error")
    least = [size - error[place] for place, size in enumerate(columns[main])] if error else columns["least"]
    whiskers = [segment[0][0] for one in axes.collections for segment in one.get_segments()]  # type: ignore[attr-defined]
    assert whiskers == pytest.approx(least[::-1])
    assert_inside(figure)


def test_the_same_bytes_each_time(found: Ensemble, tmp_path: Path) -> None:
    first, again = (
        [path.read_bytes() for path in save(dates(found), tmp_path / stem, found.provenance)] for stem in ("a", "b")
    )
    assert first == again
    assert found.plan.digest.encode() in first[0]
