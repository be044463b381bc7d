"""Curves that come from formulas, and the places where they are sampled."""

import numpy as np
import pytest
import sympy

from takeoff.theory.illustration import SAMPLES, Axis, Illustration, Mark, curve, places
from takeoff.theory.topics import derive, topics

X, RATE = sympy.symbols("x r", positive=True)
PLAIN = Axis("time", "year", 0, 10)
LOG = Axis("labour", "researcher", 1, 1e6, log=True)


def test_places_are_even_on_the_scale_of_their_axis() -> None:
    assert places(PLAIN, 3) == [0, 5, 10]
    assert places(LOG, 4) == pytest.approx([1, 1e2, 1e4, 1e6])
    assert len(places(PLAIN)) == SAMPLES
    assert all(type(one) is float for one in places(LOG))


def test_a_curve_is_its_formula_along_the_axis() -> None:
    drawn = curve("growth", sympy.exp(RATE * X), X, PLAIN, {RATE: 0.5}, shade=True)
    assert (drawn.label, drawn.shade) == ("growth", True)
    assert drawn.x == tuple(places(PLAIN))
    assert drawn.y == pytest.approx(np.exp(0.5 * np.array(drawn.x)), rel=1e-12)


def test_a_curve_without_other_symbols_needs_no_values() -> None:
    assert set(curve("level", sympy.Integer(2), X, PLAIN).y) == {2.0}


def test_a_complex_value_is_drawn_by_its_real_part() -> None:
    assert curve("root", sympy.sqrt(-X) + X, X, Axis("x", "1", 1, 2)).y[-1] == 2


def test_a_symbol_without_a_value_is_told() -> None:
    missing = sympy.Symbol("a")
    with pytest.raises(ValueError, match=r"^no value for a, r$"):
        curve("growth", missing * sympy.exp(RATE * X), X, PLAIN)


DRAWN = [one.name for topic in ("researchers", "tasks") for one in topics()[topic].results if one.picture]


@pytest.mark.parametrize("name", DRAWN)
def test_every_mark_lies_on_a_curve_and_every_curve_passes_through_the_axes(name: str) -> None:
    (draw,) = (one.picture for topic in topics().values() for one in topic.results if one.name == name)
    assert draw is not None
    shown = draw(derive(name))
    assert shown.marks
    assert all(_on_a_curve(mark, shown) for mark in shown.marks)
    for drawn in shown.curves:
        assert any(shown.y.low <= y <= shown.y.high for y in drawn.y)


def _on_a_curve(mark: Mark, shown: Illustration) -> bool:
    inside = shown.x.low <= mark.x <= shown.x.high and shown.y.low <= mark.y <= shown.y.high
    spread = np.log if shown.x.log else np.asarray
    at = [np.interp(spread(mark.x), spread(np.array(one.x)), one.y) for one in shown.curves]
    return inside and any(abs(y - mark.y) <= 0.01 * mark.y for y in at)
