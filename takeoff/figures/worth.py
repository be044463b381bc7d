"""What improvements are worth: bars, the longest on top, each with its gain and as much of the yardstick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from takeoff.decide.worth import Worth, Worths
from takeoff.equations.words import outcome_label, sentence, several
from takeoff.figures.bars import ASIDE, DARK, LIGHT, THICK, beside, named_rows
from takeoff.figures.sheet import EDGE
from takeoff.figures.style import FAINT, styled, text_width
from takeoff.figures.wording import number, rounded, schedules_text, signed


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
    right = ASIDE + max(text_width(bar.words) for bar in bars) + EDGE
    figure, axes = named_rows([bar.label for bar in bars], right, title, _subtitle(worths))
    colors = [LIGHT if bar.faint else DARK for bar in bars]
    sizes = [bar.size for bar in bars]
    axes.barh(range(len(bars)), sizes, THICK, color=colors, edgecolor=DARK, linewidth=0.8, zorder=2)
    _scale(axes, bars)
    for row, bar in enumerate(bars):
        beside(axes, bar.words, max(bar.size, 0.0), row)
    axes.set_xlabel(_axis_name(worths))
    return figure


def _scale(axes: Axes, bars: Sequence[_Bar]) -> None:
    sizes = [0.0, *(bar.size for bar in bars)]
    low, high = min(sizes), max(sizes)
    axes.set_xlim(low, high if high > low else low + 1.0)
    axes.axvline(0.0, color=FAINT, linewidth=0.8, zorder=3)


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
    return sentence(text)


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
    return outcome_label(worths.base.case.meaning, name)
