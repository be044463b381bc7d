"""What the picture along a parameter shows: lines, gaps, words where nothing helps, titles."""

import math
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

import takeoff
from takeoff.decide.along import Along, At, Best, best_along
from takeoff.decide.pause import Answer
from takeoff.errors import InputError
from takeoff.figures import along
from takeoff.figures.parameters import geometric, step_of
from takeoff.solve.run import Amount
from tests.figures.conftest import case
from tests.figures.words import outside


@pytest.fixture(scope="module")
def found() -> Along:
    """Two stops whose dates are given, one of which begins after the end where the lead is short."""
    given = [takeoff.abrupt(start=2.5), takeoff.abrupt(start=3.4)]
    return best_along(case("lead-and-pause"), given, {}, "alignment", "lead", ["0.25 year", "0.5 year", "1 year"])


@pytest.fixture(scope="module")
def searched(found: Along) -> Along:
    """The same with an argument as if it had been searched."""

    def moved(best: Best, start: float) -> Best:
        assert best.answer is not None
        return replace(best, answer=Answer({"start": Amount(start, "year")}, best.answer.run))

    def both(point: At) -> At:
        return replace(point, bests=tuple(moved(*one) for one in zip(point.bests, (2.5, 3.4), strict=True)))

    return replace(found, points=tuple(map(both, found.points)))


def values(figure: Figure, panel: int, line: int) -> list[float]:
    return [float(y) for y in np.asarray(figure.axes[panel].lines[line].get_ydata(), dtype=float)]


def test_panels_show_outcomes_gains_and_arguments(searched: Along) -> None:
    figure = along(searched)
    names = [
        "",
        "Alignment work (researcher years)",
        "What slowing down adds (researcher years)",
        "Best start (calendar year)",
    ]
    assert [axes.get_ylabel() for axes in figure.axes] == names
    assert values(figure, 1, 0) == [point.never.value for point in searched.points]
    assert values(figure, 1, 1) == [point.bests[0].value for point in searched.points]
    assert values(figure, 2, 1) == [searched.gain(point, 1) for point in searched.points]
    assert values(figure, 3, 0) == [2028.5] * 3
    assert np.isnan(values(figure, 3, 1)).tolist() == [True, False, False], "no stop is best where it adds nothing"
    assert figure.axes[3].get_xlabel() == "Lead (years)"
    assert outside(figure) == []


def test_the_title_tells_what_more_is_worth_with_the_slowdown_and_without(found: Along) -> None:
    point = found.points[1]
    best = max(point.bests, key=lambda one: one.value)
    told = along(found).get_suptitle().replace("\n", " ")
    with_it, without = (f"{slope / 12:,.0f} researcher years" for slope in (best.slope, point.never.slope))
    assert told.startswith(f"One more month of lead is worth {with_it} of alignment work at lead 0.5 years")
    assert told.endswith(f"if the slowdown is chosen anew, {without} without one")
    assert along(found, title="Said by hand").get_suptitle() == "Said by hand"


def test_where_a_slowdown_adds_nothing_is_told(found: Along) -> None:
    words = " ".join(text.get_text().replace("\n", " ") for text in along(found).texts)
    assert "Abrupt, start 3.4 adds nothing up to 0.25 years." in words
    useless = replace(found, points=tuple(replace(p, bests=(p.never, p.never)) for p in found.points))
    figure = along(useless)
    assert [text.get_text() for text in figure.axes[2].texts if "no " in text.get_text()] == ["no slowdown helps"]
    assert "adds nothing anywhere" in " ".join(text.get_text().replace("\n", " ") for text in figure.texts)


def test_without_a_slope_the_title_tells_the_largest_gain(found: Along) -> None:
    level = tuple(replace(p, bests=tuple(replace(b, slope=math.nan) for b in p.bests)) for p in found.points)
    most = max(found.top(point) for point in found.points)
    assert f"adds at most {most:,.0f} researcher years to alignment work" in along(
        replace(found, points=level)
    ).get_suptitle().replace("\n", " ")


def test_missing_answers_leave_gaps_and_are_counted(found: Along) -> None:
    first, *others = found.points
    gap = replace(first, bests=(Best(math.nan, math.nan, None, "no"), first.bests[1]))
    figure = along(replace(found, points=(gap, *others)))
    assert math.isnan(values(figure, 1, 1)[0])
    assert "Without an answer: 1." in " ".join(text.get_text().replace("\n", " ") for text in figure.texts)


def test_one_value_makes_no_line(found: Along) -> None:
    with pytest.raises(InputError, match="one value makes no line"):
        along(replace(found, points=found.points[:1]))


def test_values_at_even_ratios_have_a_logarithmic_axis(found: Along) -> None:
    assert along(found).axes[1].get_xscale() == "log"
    assert (geometric([1, 2, 3]), geometric([1, 10, 100]), geometric([0, 1, 10]), geometric([1, 2])) == (
        False,
        True,
        False,
        False,
    )


def test_a_step_is_that_of_an_improvement_or_a_hundredth() -> None:
    meaning = case("lead-and-pause").meaning
    words, step = step_of(meaning, "lead", 0.5)
    assert (words, step * 12) == ("one more month of lead", 1.0)
    assert step_of(meaning, "theft_rate", 0.5) == ("1 % more theft rate", 0.005)
