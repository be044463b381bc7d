"""Figures of derivations: axes, labels and points as the derivation says."""

from __future__ import annotations

import numpy as np
import pytest

from takeoff.figures.illustrations import axis_name, illustration
from takeoff.theory.illustration import Axis, Curve, Illustration, Mark, Note
from takeoff.theory.sentence import lettered
from takeoff.theory.topics import derive, results

PICTURE = Illustration(
    title="A line rises",
    subtitle="nothing else",
    x=Axis("time", "year", 0, 10),
    y=Axis("work", "researcher year", 1, 1000, log=True),
    curves=(
        Curve("up", (0, 5, 10), (1, 30, 900)),
        Curve("leaves", (0, 5, 10), (10, 100, 10_000), shade=True),
        Curve("unseen", (0, 10), (np.nan, np.nan)),
    ),
    marks=(Mark("here", 5, 30),),
    notes=(Note("region", 2, 500),),
)


def test_axes_and_words() -> None:
    figure = illustration(PICTURE)
    (axes,) = figure.axes
    assert figure.get_suptitle() == "A line rises"
    assert axes.get_xlabel() == "Time (years)"
    assert axes.get_ylabel() == "Work (researcher years)"
    assert axes.get_xlim() == (0, 10)
    assert axes.get_ylim() == (1, 1000)
    assert axes.get_yscale() == "log"
    texts = [text.get_text() for text in axes.texts]
    assert {"up", "leaves", "here", "region"} <= set(texts)
    assert "unseen" not in texts


def test_curves_are_drawn_as_given() -> None:
    (axes,) = illustration(PICTURE).axes
    drawn = {line.get_label(): line for line in axes.lines}
    for curve in PICTURE.curves:
        assert np.array_equal(drawn[curve.label].get_ydata(), curve.y, equal_nan=True)
    patterns = [drawn[curve.label].get_linestyle() for curve in PICTURE.curves]
    colors = [drawn[curve.label].get_color() for curve in PICTURE.curves]
    assert len(set(colors)) == 3
    assert all(pattern == "--" for pattern in patterns)


def test_a_plain_number_has_no_unit() -> None:
    assert axis_name(Axis("share", "1", 0, 1)) == "Share"


@pytest.mark.parametrize("name", [name for name, result in results().items() if result.picture])
def test_every_figure_of_the_theory(name: str) -> None:
    make = results()[name].picture
    assert make is not None
    picture = make(derive(name))
    (axes,) = illustration(picture).axes
    assert len(picture.title) > 20
    assert picture.subtitle
    assert len(picture.curves) <= 6
    texts = [text.get_text() for text in axes.texts]
    assert all(lettered(curve.label) in texts for curve in picture.curves)
    for curve in picture.curves:
        assert np.isfinite(curve.y).any()
    for mark in picture.marks:
        assert picture.x.low <= mark.x <= picture.x.high
        assert picture.y.low <= mark.y <= picture.y.high
