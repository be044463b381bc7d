"""Sensitivity measures against functions whose indices are known."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest

import takeoff
from takeoff.equations import units as u
from takeoff.equations.priors import read_prior
from takeoff.equations.values import Door
from takeoff.errors import InputError, RunError
from takeoff.uncertainty.answers import Question, outcome_question
from takeoff.uncertainty.distribution import Distribution, Floats
from takeoff.uncertainty.draws import Draws
from takeoff.uncertainty.inputs import draws
from takeoff.uncertainty.sensitivity import Measure, measure, points_for

pytest.importorskip("SALib", reason="the extra 'sensitivity' is not installed")

NAMES = ("x1", "x2", "x3")


def ishigami(points: Floats) -> Floats:
    """Ishigami and Homma (1990), a = 7, b = 0.1, on [-pi, pi]."""
    x1, x2, x3 = math.pi * (2 * points.T - 1)
    return np.asarray(np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1))


def published() -> tuple[list[float], list[float]]:
    """First and total indices of `ishigami` in closed form."""
    a, b = 7, 0.1
    first = 0.5 * (1 + b * math.pi**4 / 5) ** 2
    second, third = a**2 / 8, b**2 * math.pi**8 * (1 / 18 - 1 / 50)
    whole = first + second + third
    return [first / whole, second / whole, 0.0], [(first + third) / whole, second / whole, third / whole]


def measured(
    method: str, names: Sequence[str], function: Callable[[Floats], Floats], points: int, seed: int
) -> Measure:
    """Inputs that are even on the unit interval, and an answer that is a function of them."""
    door = Door(u.parse_unit("1"), (0.0, 1.0))
    inputs = tuple(Distribution((name, ()), read_prior("uniform(0, 1)", door), door) for name in names)
    return measure(method, Draws(inputs, seed), Question("answer", "1", lambda _, values: function(values)), points)


@pytest.fixture(scope="module")
def sobol() -> Measure:
    return measured("sobol", NAMES, ishigami, 8192, 1)


def test_sobol_indices_of_ishigami(sobol: Measure) -> None:
    first, total = published()
    assert sobol.columns["first"] == pytest.approx(first, abs=0.01)
    assert sobol.columns["total"] == pytest.approx(total, abs=0.01)
    assert sobol.evaluations == 8192 * 5


def test_intervals_hold_the_published_values(sobol: Measure) -> None:
    for name, values in zip(("first", "total"), published(), strict=True):
        assert (np.abs(sobol.columns[name] - values) <= 2 * sobol.columns[f"{name}_error"] + 1e-9).all()
        assert (sobol.columns[f"{name}_error"] < 0.05).all()


@pytest.mark.parametrize("method", ["sobol", "morris", "pawn"])
def test_an_input_without_effect_comes_last(method: str) -> None:
    found = measured(method, ("large", "none", "small"), lambda points: 10 * points[:, 0] + points[:, 2] ** 2, 256, 3)
    assert found.ranked == [0, 2, 1]


def test_morris_effects_of_a_straight_line_are_its_slopes_across_the_middle_of_the_inputs() -> None:
    found = measured("morris", NAMES, lambda points: points @ np.array([3.0, -2.0, 0.0]), 16, 2)
    assert found.columns["mean_effect"] == pytest.approx([0.96 * 3, 0.96 * 2, 0], abs=1e-9)
    assert found.columns["direction"] == pytest.approx([0.96 * 3, -0.96 * 2, 0], abs=1e-9)
    assert found.columns["spread"] == pytest.approx([0, 0, 0], abs=1e-9)


@pytest.mark.parametrize("method", ["sobol", "morris", "pawn"])
def test_the_same_seed_gives_the_same_answer(method: str) -> None:
    one, other = (measured(method, NAMES, ishigami, 64, 5) for _ in range(2))
    for name, column in one.columns.items():
        assert np.array_equal(column, other.columns[name], equal_nan=True)


def test_a_few_points_without_an_answer_are_left_out_and_counted() -> None:
    def holed(points: Floats) -> Floats:
        return np.where(points[:, 0] < 1e-3, math.nan, ishigami(points))

    found = measured("sobol", NAMES, holed, 4096, 1)
    assert found.lost > 0
    assert found.columns["total"] == pytest.approx(published()[1], abs=0.03)


def test_many_points_without_an_answer_are_refused() -> None:
    with pytest.raises(RunError, match="of the points have no answer"):
        measured("pawn", NAMES, lambda points: np.where(points[:, 0] < 0.2, math.nan, 1.0), 64, 1)


def test_an_answer_that_never_changes_is_told() -> None:
    with pytest.raises(RunError, match="the same whatever is drawn"):
        measured("pawn", NAMES, lambda points: np.ones(len(points)), 64, 1)


@pytest.mark.parametrize(("method", "points"), [("sobol", 100), ("pawn", 2)])
def test_numbers_of_points_that_do_not_fit(method: str, points: int) -> None:
    with pytest.raises(InputError, match="needed are 4 or more, for sobol a power of two"):
        measured(method, NAMES, ishigami, points, 1)


def test_a_tornado_takes_no_points() -> None:
    assert points_for("tornado") == 0
    with pytest.raises(InputError, match="a tornado takes no points(.|\n)*points are for sobol, morris, pawn"):
        points_for("tornado", 64)


def test_inputs_that_go_together_are_refused() -> None:
    case = takeoff.load("lead-and-pause").case
    drawn = Draws(draws(case, 1).inputs, 1, {("lead", "share_full"): 0.5})
    with pytest.raises(InputError, match="morris needs inputs that are drawn apart"):
        measure("morris", drawn, outcome_question(case, "alignment"), 8)


def test_unknown_methods_are_refused() -> None:
    with pytest.raises(InputError, match="no method 'sobel'"):
        measured("sobel", NAMES, ishigami, 64, 1)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "SALib", None)
    with pytest.raises(InputError, match="needs the extra 'sensitivity'"):
        measured("pawn", NAMES, ishigami, 64, 1)
