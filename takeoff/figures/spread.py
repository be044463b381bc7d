"""How an outcome is spread over the runs of an ensemble: twenty dots, each a twentieth of the runs.

Readers tell chances better from dots that they can count than from a smooth density or an interval (Kay and others,
2016, "When (ish) is my bus?"). The dots are the quantiles in the middles of twenty equal shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from takeoff.decide.slowdowns import is_share
from takeoff.equations import units as u
from takeoff.equations.words import outcome_label, sentence, several
from takeoff.errors import InputError
from takeoff.figures.bars import DARK, LIGHT
from takeoff.figures.frame import Frame
from takeoff.figures.scales import is_wide, set_ticks
from takeoff.figures.sheet import EDGE, WIDTH
from takeoff.figures.style import FAINT, INCH, INK, TEXT, Stroke, styled, text_width
from takeoff.figures.wording import rounded
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.ensemble import Ensemble

DOTS = 20
PERCENT = "%"
"""Unit of a share of one, whose axis is never logarithmic."""
COLUMNS = 26
"""So many dots fit beside each other."""
TALLEST = 2.4 * INCH
"""Greatest height of a stack; the dots of a higher one overlap [point]."""
NARROWEST = 2.6 * INCH
"""Least width of the axis [point]."""
ASIDE = 5.0
"""From a mark to its words [point]."""
STEP = 1.7 * TEXT
"""From one line of words over the dots to the next [point]."""
MARGIN = 0.04
"""Left and right of the outermost dots, as a share of what they span."""
RANGE, MEDIAN, MEAN = Stroke(FAINT, (), 2.5), Stroke(INK, (), 1.3), Stroke("#D55E00", (4.5, 1.4), 1.3)


@dataclass(frozen=True)
class _Mark:
    """What is marked over the dots: a value, or a range by its two ends."""

    text: str
    ends: tuple[float, ...]
    stroke: Stroke


@dataclass(frozen=True)
class _Axis:
    """The axis of values: where each one is, from 0 on the left to 1 on the right.

    Arguments:
        log: whether it is logarithmic.
        low, high: its ends, as logarithms if so.
    """

    log: bool
    low: float
    high: float

    def place(self, values: Floats) -> Floats:
        """Where values are."""
        return (_scaled(values, self.log) - self.low) / (self.high - self.low)

    def value(self, place: float) -> float:
        """The value at a place."""
        scaled = self.low + place * (self.high - self.low)
        return 10.0**scaled if self.log else scaled


@dataclass(frozen=True)
class _Spread:
    """What is drawn.

    Arguments:
        name: of the outcome, for a reader.
        unit: as text; "%" for a share of one.
        values: of the runs that have one, as they are drawn.
        lost: runs without a value.
    """

    name: str
    unit: str
    values: Floats
    lost: int

    def told(self, *values: float) -> str:
        """Values with the unit."""
        words = " to ".join(map(rounded, values))
        return words if self.unit == "1" else f"{words} {several(self.unit)}"


def spread(found: Ensemble, outcome: str, title: str | None = None) -> Figure:
    """Draw how an outcome is spread over the runs, with its mean, its median and its 5 to 95 % range.

    Runs that failed and those without a value are left out, and counted.

    Arguments:
        found: an ensemble.
        outcome: its name.
        title: the default states the median and the range.

    Raises:
        InputError: no such outcome, or no run has a value.
        RunError: a block is missing or damaged.
    """
    one = _spread(found, outcome)
    with styled():
        return _draw(one, _finding(one) if title is None else title, _subtitle(found, one))


def _spread(found: Ensemble, outcome: str) -> _Spread:
    meaning, every = found.plan.case.meaning, found.outcome(outcome)
    values = every[np.isfinite(every)]
    if not values.size:
        raise InputError(f"no run has a value of '{outcome}'")
    share = is_share(meaning, outcome, (values.min(), values.max()))
    unit = PERCENT if share else u.readable(meaning.outcome_units[outcome].unit)
    return _Spread(outcome_label(meaning, outcome), unit, 100 * values if share else values, len(every) - len(values))


def _draw(one: _Spread, title: str, subtitle: str) -> Figure:
    marks, dots = _marks(one), np.quantile(one.values, (np.arange(DOTS) + 0.5) / DOTS)
    right = ASIDE + max(text_width(mark.text) for mark in marks) + EDGE
    width = max(WIDTH - 2 * EDGE - right, NARROWEST)
    axis, size = _axis(dots, marks, one.unit != PERCENT and is_wide(dots)), width / COLUMNS
    stacks = _stacks((axis.place(dots) * width).tolist(), size)
    most = max(map(len, stacks))
    rise = min(size, TALLEST / most)
    height = size + rise * (most - 1)
    frame = Frame(width, height, 2 * EDGE, right, STEP * (len(marks) + 0.5), 4.5 * TEXT)
    figure, axes = frame.axes(title, subtitle)
    _scale(axes, axis, height)
    axes.set_xlabel(sentence(one.name) + ("" if one.unit == "1" else f" ({several(one.unit)})"))
    _draw_dots(axes, [(axis.value(sum(stack) / len(stack) / width), len(stack)) for stack in stacks], size, rise)
    for line, mark in enumerate(marks):
        _draw_mark(axes, mark, height + STEP * (line + 0.6))
    return figure


def _marks(one: _Spread) -> list[_Mark]:
    """The range, then the values, the largest first, so that no line runs through the words of another."""
    least, median, most = np.quantile(one.values, (0.05, 0.5, 0.95)).tolist()
    mean = float(one.values.mean())
    values = [_Mark(f"median: {one.told(median)}", (median,), MEDIAN), _Mark(f"mean: {one.told(mean)}", (mean,), MEAN)]
    values.sort(key=lambda mark: mark.ends, reverse=True)
    return [_Mark(f"5 to 95 %: {one.told(least, most)}", (least, most), RANGE), *values]


def _axis(dots: Floats, marks: Sequence[_Mark], log: bool) -> _Axis:
    shown = _scaled(np.append(dots, [end for mark in marks for end in mark.ends]), log)
    pad = MARGIN * float(np.ptp(shown)) or 0.5
    return _Axis(log, float(shown.min()) - pad, float(shown.max()) + pad)


def _scaled(values: Floats, log: bool) -> Floats:
    return np.log10(values) if log else values


def _stacks(places: Sequence[float], size: float) -> list[list[float]]:
    """Rising places in groups, each no wider than a dot (Wilkinson, 1999)."""
    stacks: list[list[float]] = []
    for place in places:
        if stacks and place - stacks[-1][0] < size:
            stacks[-1].append(place)
        else:
            stacks.append([place])
    return stacks


def _scale(axes: Axes, axis: _Axis, height: float) -> None:
    """The axis of values; upwards, points."""
    if axis.log:
        axes.set_xscale("log")
    axes.set(xlim=(axis.value(0.0), axis.value(1.0)), ylim=(0.0, height), yticks=[])
    set_ticks(axes, "x", 7)
    axes.spines["left"].set_visible(False)


def _draw_dots(axes: Axes, stacks: Sequence[tuple[float, int]], size: float, rise: float) -> None:
    """Stacks of dots, each stack at the mean place of those in it.

    Arguments:
        axes: upwards in points.
        stacks: place and number of dots.
        size: of a dot [point].
        rise: from one dot to the next [point].
    """
    dots = [(place, size / 2 + level * rise) for place, count in stacks for level in range(count)]
    beyond = [not 0.05 <= (number + 0.5) / DOTS <= 0.95 for number in range(DOTS)]
    how: dict[str, Any] = {
        "linestyle": "",
        "marker": "o",
        "markersize": 0.92 * size,
        "markeredgecolor": DARK,
        "clip_on": False,
    }
    for color, pale in ((DARK, False), (LIGHT, True)):
        told = [dot for dot, out in zip(dots, beyond, strict=True) if out is pale]
        axes.plot(*zip(*told, strict=True), color=color, **how)


def _draw_mark(axes: Axes, mark: _Mark, height: float) -> None:
    """A range as a bar over the dots, a value as a line through them, with words at the right."""
    ups = [height, height] if len(mark.ends) == 2 else [0.0, height + 0.3 * STEP]
    overs = mark.ends if len(mark.ends) == 2 else mark.ends * 2
    axes.plot(overs, ups, clip_on=False, zorder=3, **mark.stroke.keywords)
    axes.annotate(
        mark.text,
        xy=(mark.ends[-1], height),
        xytext=(ASIDE, 0),
        textcoords="offset points",
        va="center",
        color=mark.stroke.color,
        annotation_clip=False,
        zorder=4,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )


def _finding(one: _Spread) -> str:
    least, median, most = np.quantile(one.values, (0.05, 0.5, 0.95)).tolist()
    if least == most:
        return sentence(f"{one.name} is {one.told(median)} in nine of ten runs")
    return sentence(f"{one.name} is {one.told(least, most)} in nine of ten runs, {one.told(median)} in the middle one")


def _subtitle(found: Ensemble, one: _Spread) -> str:
    lost = f", {one.lost:,} of them without a value and left out" if one.lost else ""
    title = found.plan.case.meaning.header.title
    return f"{title}. {len(found):,} draws{lost}. Each dot is one run in twenty; the pale ones lie beyond 5 and 95 %."
