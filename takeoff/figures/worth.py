"""What improvements are worth: bars, the longest on top, each with its gain and as much of the yardstick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from takeoff.decide.worth import Worth, Worths
from takeoff.figures.frame import Frame
from takeoff.figures.sheet import EDGE, WIDTH
from takeoff.figures.style import FAINT, INCH, INK, TEXT, styled, text_width, wrapped
from takeoff.figures.wording import number, rounded, schedules_text, several, signed

ROW = 2.5 * TEXT
"""Height of a bar with the space around it [point]."""
THICK = 0.62
"""Height of a bar, as a share of its row."""
ASIDE = 5.0
"""From a bar to its words [point]."""
NARROWEST = 2.2 * INCH
"""Least width of the bars [point]."""
WIDEST_LABEL = 2.3 * INCH
FILL, YARDSTICK = "#0072B2", "#9ecae1"
"""Colours of bars: dark, and light for the yardstick, also in grey."""


@dataclass(frozen=True)
class _Bar:
    label: str
    words: str
    size: float
    faint: bool


def worth(worths: Worths, title: str | None = None) -> Figure:
    """Draw what improvements are worth, ranked.

    Arguments:
        worths: what each is worth.
        title: the default states what is worth most.
    """
    bars = [_bar(worths, one) for one in worths.ranked]
    with styled():
        return _draw(worths, bars, _finding(worths) if title is None else title)


def _bar(worths: Worths, one: Worth) -> _Bar:
    yardstick = worths.yardstick is not None and worths.yardstick.improvement == one.name
    return _Bar(one.label, _words(worths, one), _shown(worths, one.gain or 0.0), yardstick)


def _draw(worths: Worths, bars: Sequence[_Bar], title: str) -> Figure:
    labels = ["\n".join(wrapped(bar.label, WIDEST_LABEL)) for bar in bars]
    left = EDGE + ASIDE + max(text_width(line) for label in labels for line in label.split("\n"))
    right = ASIDE + max(text_width(bar.words) for bar in bars) + EDGE
    width = max(WIDTH - left - right, NARROWEST)
    frame = Frame(width, ROW * len(bars), left, right, TEXT, 4.5 * TEXT)
    figure, axes = frame.axes(title, _subtitle(worths))
    places = range(len(bars))
    colors = [YARDSTICK if bar.faint else FILL for bar in bars]
    axes.barh(places, [bar.size for bar in bars], THICK, color=colors, edgecolor=FILL, linewidth=0.8, zorder=2)
    axes.set(ylim=(len(bars) - 0.5, -0.5))
    _scale(axes, bars)
    _name(axes, bars, labels)
    axes.set_xlabel(_axis_name(worths))
    return figure


def _scale(axes: Axes, bars: Sequence[_Bar]) -> None:
    sizes = [0.0, *(bar.size for bar in bars)]
    low, high = min(sizes), max(sizes)
    axes.set_xlim(low, high if high > low else low + 1.0)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.axvline(0.0, color=FAINT, linewidth=0.8, zorder=3)
    axes.spines["left"].set_visible(False)


def _name(axes: Axes, bars: Sequence[_Bar], labels: Sequence[str]) -> None:
    """Names left of the bars, words right of them; those of a loss right of zero."""
    axes.set_yticks(range(len(bars)), labels)
    axes.tick_params(axis="y", length=0, pad=ASIDE)
    for place, bar in enumerate(bars):
        axes.annotate(
            bar.words,
            xy=(max(bar.size, 0.0), place),
            xytext=(ASIDE, 0),
            textcoords="offset points",
            va="center_baseline",
            color=INK,
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )


def _words(worths: Worths, one: Worth) -> str:
    """What a bar is worth: "+12.0 points = 8.92 months of lead"."""
    if one.gain is None:
        return "no pause meets the bounds" if worths.base.bounds else "no answer"
    if one.gain == 0.0:
        return "nothing"
    length = _length(worths, one)
    return f"{_amount(worths, one.gain)}{f' = {length}' if length else ''}"


def _amount(worths: Worths, gain: float) -> str:
    unit = _unit(worths)
    shown = signed(_shown(worths, gain))
    return shown if unit == "1" else f"{shown} {several(unit)}"


def _length(worths: Worths, one: Worth) -> str:
    if worths.yardstick is None or one.length is None:
        return ""
    limit = ("more than " if one.length.value > 0 else "less than ") if one.length.beyond else ""
    shown = number(one.length.value) if one.length.value == 1 else rounded(one.length.value)
    unit = worths.yardstick.unit if shown == "1" else several(worths.yardstick.unit)
    return f"{limit}{shown} {unit} of {worths.yardstick.quantity}"


def _finding(worths: Worths) -> str:
    first = worths.ranked[0]
    if first.gain is None or first.gain <= 0:
        return f"None of these improvements adds to {_outcome(worths)}"
    length = "" if worths.yardstick and worths.yardstick.improvement == first.name else _length(worths, first)
    as_much = f", as much as {length}" if length else ""
    text = f"{first.label} is worth most: {_amount(worths, first.gain)} of {_outcome(worths)}{as_much}"
    return text[:1].upper() + text[1:]


def _subtitle(worths: Worths) -> str:
    base = worths.base
    arguments = " and ".join(name.replace("_", " ") for name in base.best.parameters)
    bounds = f", subject to {' and '.join(bound.text for bound in base.bounds)}" if base.bounds else ""
    searched = f"{schedules_text(base.schedules)}, {arguments} chosen anew for each change{bounds}"
    return f"{base.case.meaning.header.title}. {searched}."


def _axis_name(worths: Worths) -> str:
    base = worths.base
    value = base.best.run.outcome(base.maximised)
    shown = f"{100 * value:.1f} %" if worths.in_points else rounded(value)
    unit = several(_unit(worths)) if _unit(worths) != "1" else ""
    named = f"Gain of {_outcome(worths)}" + (f" ({unit})" if unit else "")
    return f"{named}, over {shown} without a change"


def _unit(worths: Worths) -> str:
    return "point" if worths.in_points else worths.base.best.run.outcomes[worths.base.maximised].unit


def _shown(worths: Worths, gain: float) -> float:
    return 100 * gain if worths.in_points else gain


def _outcome(worths: Worths) -> str:
    name = worths.base.maximised
    return worths.base.case.meaning.spec.parts.outcomes[name].label or name.replace("_", " ")
