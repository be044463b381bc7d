"""Figures of derivations: curves with labels at their ends, marked points, named regions."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from takeoff.equations.words import sentence, several
from takeoff.figures.ends import REACH, End, label_ends
from takeoff.figures.style import (
    FAINT,
    HEADING,
    INCH,
    INK,
    LINE_HEIGHT,
    STROKES,
    TEXT,
    Stroke,
    styled,
    text_width,
    wrapped,
)
from takeoff.figures.wording import number, power
from takeoff.theory.illustration import Axis, Curve, Illustration
from takeoff.theory.sentence import lettered

PANEL = 3.0 * INCH
"""Height of the panel [point]."""
LEFT, BELOW, EDGE, ABOVE = 0.72 * INCH, 0.5 * INCH, 0.1 * INCH, 0.34 * INCH
WIDTH, NARROWEST = 7.0 * INCH, 3.8 * INCH
"""Of the whole, and least of the panel [point]."""
OFFSET = 5.0
"""From a marked point to its words [point]."""
HALO = [withStroke(linewidth=2.5, foreground="white")]
"""Keeps words legible where a line passes behind them."""


def illustration(picture: Illustration) -> Figure:
    """Draw what a derivation shows.

    Arguments:
        picture: axes, curves, points and words.
    """
    with styled():
        figure, axes = _sheet(picture)
        _scales(axes, picture)
        axes.set(xlim=(picture.x.low, picture.x.high), ylim=(picture.y.low, picture.y.high))
        strokes = STROKES[1:] if len(picture.curves) > 1 else STROKES[:1]
        ends = [end for one, how in zip(picture.curves, strokes, strict=False) if (end := _curve(axes, one, how))]
        label_ends(axes, ends)
        _words(axes, picture)
    return figure


def _sheet(picture: Illustration) -> tuple[Figure, Axes]:
    """The empty sheet with its heading."""
    right = (
        REACH
        + max((text_width(lettered(one.label)) for one in picture.curves if one.place is None), default=0.0)
        + 2 * EDGE
    )
    width = max(WIDTH, LEFT + NARROWEST + right)
    title = wrapped(lettered(picture.title), width - 2 * EDGE, HEADING, "bold")
    subtitle = wrapped(lettered(picture.subtitle), width - 2 * EDGE)
    top = EDGE + LINE_HEIGHT * (HEADING * len(title) + TEXT * len(subtitle)) + ABOVE
    height = top + PANEL + BELOW
    figure = Figure(figsize=(width / INCH, height / INCH))
    FigureCanvasAgg(figure)
    place: dict[str, Any] = {"x": EDGE / width, "ha": "left", "va": "top", "linespacing": LINE_HEIGHT}
    figure.suptitle("\n".join(title), y=1 - EDGE / height, fontsize=HEADING, fontweight="bold", **place)
    under = 1 - (EDGE + LINE_HEIGHT * HEADING * len(title)) / height
    figure.text(s="\n".join(subtitle), y=under, fontsize=TEXT, color=FAINT, **place)
    box = (LEFT / width, BELOW / height, (width - LEFT - right) / width, PANEL / height)
    axes = figure.add_axes(box)
    axes.set_xlabel(axis_name(picture.x))
    axes.set_ylabel(axis_name(picture.y), rotation="horizontal", ha="left", va="bottom", fontweight="bold")
    axes.yaxis.set_label_coords(0.0, 1 + 0.6 * TEXT / PANEL)
    return figure, axes


def axis_name(axis: Axis) -> str:
    """Name of an axis with its unit: "Alignment work by the end (researcher years)"."""
    name = lettered(sentence(axis.name))
    return name if axis.unit == "1" else f"{name} ({several(axis.unit)})"


def _scales(axes: Axes, picture: Illustration) -> None:
    for one, direction, scale in (
        (picture.x, axes.xaxis, axes.set_xscale),
        (picture.y, axes.yaxis, axes.set_yscale),
    ):
        words = power if one.log else number
        if one.log:
            scale("log")
            direction.set_major_locator(LogLocator(subs=(1.0,) if one.high / one.low > 50 else (1.0, 2.0, 5.0)))
            direction.set_minor_formatter(NullFormatter())
        else:
            direction.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
        direction.set_major_formatter(FuncFormatter(lambda value, _, words=words: words(value)))


def _curve(axes: Axes, one: Curve, how: Stroke) -> End | None:
    """Draw a curve; where it is last seen is where its label goes."""
    x, y = np.array(one.x), np.array(one.y)
    label = lettered(one.label)
    axes.plot(x, y, label=label, zorder=2.5, **how.keywords)
    if one.shade:
        axes.fill_between(x, y, axes.get_ylim()[0], color=how.color, alpha=0.10, linewidth=0)
    seen = _inside(axes, x, y)
    if one.place is not None and len(seen):
        at = seen[np.argmin(np.abs(x[seen] - one.place))]
        _write(axes, label, (float(x[at]), float(y[at])), "center", how.color)
        return None
    return End(label, (float(x[seen[-1]]), float(y[seen[-1]])), how, False) if len(seen) else None


def _inside(axes: Axes, x: Any, y: Any) -> Any:
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    return np.flatnonzero(np.isfinite(y) & (x >= left) & (x <= right) & (y >= low) & (y <= high))


def _words(axes: Axes, picture: Illustration) -> None:
    for mark in picture.marks:
        axes.plot(mark.x, mark.y, "o", color=INK, markersize=4.5, zorder=4, clip_on=False)
        side = "right" if mark.x > _middle(picture.x) else "left"
        _write(axes, lettered(mark.label), (mark.x, mark.y), side, INK)
    for note in picture.notes:
        words: dict[str, Any] = {"ha": "center", "va": "center", "color": FAINT, "fontweight": "bold"}
        axes.text(note.x, note.y, lettered(note.text), zorder=3, path_effects=HALO, **words)


def _write(axes: Axes, text: str, at: tuple[float, float], side: str, color: str) -> None:
    """Words above a point, towards a side of it."""
    shift = {"right": -OFFSET, "left": OFFSET, "center": 0.0}[side]
    axes.annotate(
        text,
        xy=at,
        xytext=(shift, OFFSET),
        textcoords="offset points",
        ha=side,
        va="bottom",
        color=color,
        zorder=5,
        path_effects=HALO,
    )


def _middle(axis: Axis) -> float:
    return float(np.sqrt(axis.low * axis.high)) if axis.log else (axis.low + axis.high) / 2
