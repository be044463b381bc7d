"""The latest pause that meets bounds, along a parameter: a line, and below it where the bounds are met."""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from takeoff.decide.latest import Latest, LatestPauses
from takeoff.equations import units as u
from takeoff.equations.words import outcome_label
from takeoff.errors import InputError
from takeoff.figures.ends import REACH, End, label_ends
from takeoff.figures.frame import Frame
from takeoff.figures.parameters import amount_text, axis_title, parameter_name
from takeoff.figures.sheet import EDGE, LEFT, WIDTH
from takeoff.figures.style import FAINT, INCH, TEXT, Stroke, styled, text_width
from takeoff.figures.wording import number, schedules_text
from takeoff.solve.run import Amount

TALL = 3.0 * INCH
"""Height of the panel [point]."""
MET = "#cfe3f1"
"""Colour of where the bounds are met."""
LATEST, END = Stroke("#0072B2"), Stroke("#000000", (4.5, 1.4), 1.1)
NONE_MET, UNPAUSED = "no pause meets the bounds", "end without a pause"


def latest(found: LatestPauses, title: str | None = None) -> Figure:
    """Draw how the latest pause moves with a parameter.

    Arguments:
        found: the latest pauses along a parameter.
        title: the default states the finding.

    Raises:
        InputError: they are not along a parameter.
    """
    if not found.along:
        raise InputError("one latest pause makes no figure", 'follow it, such as along "lead=0.5..3 year"')
    with styled():
        return _draw(found, _finding(found) if title is None else title)


def _draw(found: LatestPauses, title: str) -> Figure:
    name = found.name
    words = [f"latest {name}", *([UNPAUSED] if found.dated else [])]
    right = REACH + max(map(text_width, words)) + EDGE
    frame = Frame(WIDTH - LEFT - right, TALL, LEFT, right, 3.2 * TEXT, 4.5 * TEXT)
    figure, axes = frame.axes(title, _subtitle(found))
    _met(axes, found)
    line = [(x, _value(found, point)) for point, x in _placed(found)]
    axes.plot(*zip(*line, strict=True), marker="o", markersize=3.0, zorder=3, **LATEST.keywords)
    ends = [End(words[0], [end for end in line if not math.isnan(end[1])][-1], LATEST, True)]
    if found.dated:
        without = [(x, point.never.end) for point, x in _placed(found) if point.never is not None]
        axes.plot(*zip(*without, strict=True), zorder=2, **END.keywords)
        ends.append(End(words[1], without[-1], END, False))
    _scale(axes, found)
    _mark_missing(axes, found)
    label_ends(axes, ends)
    return figure


def _met(axes: Axes, found: LatestPauses) -> None:
    """A column for every interval in which the bounds are met."""
    places = [x for _, x in _placed(found)]
    wide = (places[-1] - places[0]) / (len(places) - 1)
    for point, x in _placed(found):
        for low, high in point.intervals:
            bottom, top = (_shown(found, end.value or 0.0) for end in (low, high))
            axes.bar(x, top - bottom, 0.8 * wide, bottom, color=MET, edgecolor="none", zorder=1)


def _scale(axes: Axes, found: LatestPauses) -> None:
    places = [x for _, x in _placed(found)]
    half = 0.5 * (places[-1] - places[0]) / (len(places) - 1)
    axes.set_xlim(places[0] - half, places[-1] + half)
    axes.use_sticky_edges = False
    axes.autoscale_view(scalex=False)
    axes.set_ylim(axes.get_ylim())
    at = next(point.at for point in found.points if point.at)
    axes.set_xlabel(axis_title(parameter_name(found.case.meaning, found.along), at.unit))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10], integer=found.dated))
    for axis in (axes.xaxis, axes.yaxis):
        plain = axis is axes.yaxis and found.dated
        axis.set_major_formatter(
            FuncFormatter(lambda value, _, plain=plain: f"{value:.8g}" if plain else number(value))
        )
    name = f"Calendar year of the {found.name}" if found.dated else found.name
    axes.set_ylabel(
        f"{name}; filled where the bounds are met", rotation="horizontal", ha="left", va="bottom", fontweight="bold"
    )
    axes.yaxis.set_label_coords(0.0, 1 + 0.6 * TEXT / TALL)


def _mark_missing(axes: Axes, found: LatestPauses) -> None:
    """A cross at the bottom for every value at which no pause meets the bounds."""
    missing = [x for point, x in _placed(found) if point.answer is None]
    if not missing:
        return
    bottom = axes.get_ylim()[0]
    axes.plot(missing, [bottom] * len(missing), "x", color=FAINT, markersize=5, clip_on=False, zorder=4)
    left = missing[0] < sum(axes.get_xlim()) / 2
    axes.annotate(
        NONE_MET,
        xy=(missing[0] if left else missing[-1], bottom),
        xytext=(0, 6),
        textcoords="offset points",
        ha="left" if left else "right",
        color=FAINT,
    )


def _placed(found: LatestPauses) -> list[tuple[Latest, float]]:
    return [(point, point.at.value) for point in found.points if point.at is not None and point.at.value is not None]


def _finding(found: LatestPauses) -> str:
    told = [(y, x) for point, x in _placed(found) if not math.isnan(y := _value(found, point))]
    at = next(point.at for point in found.points if point.at)
    name = parameter_name(found.case.meaning, found.along)
    places = f"{_told(found, told[0][0])} at {name} {amount_text(Amount(told[0][1], at.unit))}"
    if len(told) > 1:
        places += f", {_told(found, told[-1][0])} at {amount_text(Amount(told[-1][1], at.unit))}"
    return f"The latest {found.name} that meets {_bounds(found)}: {places}"


def _told(found: LatestPauses, value: float) -> str:
    return f"{value:.1f}" if found.dated else f"{value:.3g}"


def _subtitle(found: LatestPauses) -> str:
    return f"{found.case.meaning.header.title}. {schedules_text(found.schedules)}."


def _bounds(found: LatestPauses) -> str:
    labels = [outcome_label(found.case.meaning, bound.outcome) for bound in found.bounds]
    texts = [f"{label} {one.text.partition(' ')[2]}" for label, one in zip(labels, found.bounds, strict=True)]
    return " and ".join(texts).replace("<=", "≤").replace(">=", "≥")


def _value(found: LatestPauses, point: Latest) -> float:
    """The latest argument as it is drawn; not a number where there is none."""
    value = None if point.answer is None else point.answer.parameters[found.argument].value
    return math.nan if value is None else _shown(found, value)


def _shown(found: LatestPauses, value: float) -> float:
    """An argument as it is drawn: dates as calendar years."""
    if not found.dated or math.isinf(value):
        return value
    amount = next(point.answer.parameters[found.argument] for point in found.points if point.answer)
    return found.case.start + value * u.scale(u.parse_unit(amount.unit))
