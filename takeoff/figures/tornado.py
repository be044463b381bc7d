"""A tornado: a bar for each input, from the answer at its low value to that at its high one, around the present."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.words import sentence, several
from takeoff.errors import InputError
from takeoff.figures.bars import ASIDE, ASSUMED_HATCH, DARK, LIGHT, THICK, beside, named_rows
from takeoff.figures.scales import is_wide, set_ticks
from takeoff.figures.sheet import EDGE
from takeoff.figures.style import FAINT, styled, text_width
from takeoff.figures.wording import input_name, rounded
from takeoff.uncertainty.inputs import ASSUMED, source
from takeoff.uncertainty.tornado import ENDS, Swing, Tornado

MOST = 15
"""So many inputs are drawn, those with the largest swings."""
NO_ANSWER = "no answer"


@dataclass(frozen=True)
class _Bar:
    """One row.

    Arguments:
        name: of the input with its unit.
        values: low and high, as text.
        answers: at these; not a number where there is none.
        assumed: whether the input has no source.
    """

    name: str
    values: tuple[str, str]
    answers: tuple[float, float]
    assumed: bool


def tornado(found: Tornado, meaning: Meaning, title: str | None = None) -> Figure:
    """Draw what moves the answer most, the largest swing on top.

    Arguments:
        found: a tornado.
        meaning: the model, which knows names and sources.
        title: the default states what the answer hangs on most.

    Raises:
        InputError: there is no answer at present values, which the bars would be around.
    """
    if not math.isfinite(found.base):
        raise InputError(f"'{found.question.words}' has no value at present values, so no bars can be drawn around it")
    bars = [_bar(one, meaning) for one in found.swings[:MOST]]
    with styled():
        shown = _finding(found, meaning) if title is None else title
        return _draw(found, bars, shown, _subtitle(found, meaning, len(bars)))


def _bar(one: Swing, meaning: Meaning) -> _Bar:
    unit, name = u.readable(one.input.door.unit), input_name(meaning, one.input.name)
    dated = one.input.door.date
    low, high = (_value(one, value) for value in one.values)
    named = name if unit == "1" or dated else f"{name} ({several(unit)})"
    return _Bar(named, (low, high), one.answers, source(meaning, one.input.name) == ASSUMED)


def _value(one: Swing, value: float) -> str:
    """A value of an input; that of a date is its calendar year."""
    if math.isinf(value):
        return "never"
    door = one.input.door
    return f"{door.start + value * u.scale(door.unit):.1f}" if door.date else rounded(value)


def _draw(found: Tornado, bars: Sequence[_Bar], title: str, subtitle: str) -> Figure:
    room = ASIDE + max(text_width(_words(bar, side)) for bar in bars for side in (0, 1))
    figure, axes = named_rows([bar.name for bar in bars], room + EDGE, title, subtitle)
    answers = [found.base, *(answer for bar in bars for answer in bar.answers if math.isfinite(answer))]
    if is_wide(answers):
        axes.set_xscale("log")
    _limit(axes, answers, room)
    for row, bar in enumerate(bars):
        _draw_bar(axes, row, bar, found.base)
    axes.axvline(found.base, color=FAINT, linewidth=0.8, zorder=3)
    set_ticks(axes, "x", 6)
    unit = "" if found.question.unit == "1" else f" ({several(found.question.unit)})"
    base = f"{rounded(found.base)} at present values"
    axes.set_xlabel(f"{sentence(found.question.words)}{unit}, {base}")
    return figure


def _limit(axes: Axes, answers: Sequence[float], room: float) -> None:
    """Make the axis wide enough for all answers, and for words left of the least."""
    figure = axes.get_figure(root=True)
    width = axes.get_position().width * (figure.get_figwidth() * 72.0 if figure else 1.0)
    scale = axes.transScale
    low, high = (float(scale.transform((end, 0))[0]) for end in (min(answers), max(answers)))
    span = high - low or 1.0
    pad = span * room / max(width - room, room)
    axes.set_xlim(*(float(scale.inverted().transform((end, 0))[0]) for end in (low - pad, low + span)))


def _draw_bar(axes: Axes, row: int, bar: _Bar, base: float) -> None:
    """Both halves of a bar, the longer one behind, each with the value of the input at its end.

    Where both go the same way, the value of the shorter one stands on the other side of the present answer.
    """
    sides = sorted((0, 1), key=lambda side: -abs(_reach(bar.answers[side], base)))
    left = _leftward(bar, base)
    for side in sides:
        reach = _reach(bar.answers[side], base)
        hatch = ASSUMED_HATCH if bar.assumed else None
        color = DARK if side else LIGHT
        edge = LIGHT if side else DARK
        axes.barh(row, reach, THICK, base, color=color, edgecolor=edge, hatch=hatch, linewidth=0.8, zorder=2)
        end = base if (reach < 0) != left[side] else base + reach
        beside(axes, _words(bar, side), end, row, left[side])


def _reach(answer: float, base: float) -> float:
    return answer - base if math.isfinite(answer) else 0.0


def _leftward(bar: _Bar, base: float) -> tuple[bool, bool]:
    """On which side the words of the low and of the high value stand: never both on one."""
    low, high = (_reach(answer, base) for answer in bar.answers)
    first = low < 0 if abs(low) >= abs(high) and low else not high < 0
    return first, not first


def _words(bar: _Bar, side: int) -> str:
    value = bar.values[side]
    return value if math.isfinite(bar.answers[side]) else f"{value}: {NO_ANSWER}"


def _finding(found: Tornado, meaning: Meaning) -> str:
    first = found.swings[0]
    if first.size == 0:
        return f"No input moves {found.question.words}"
    name = input_name(meaning, first.input.name)
    head = f"{found.question.words} hangs most on {name}"
    if math.isinf(first.size):
        return sentence(f"{head}: at one end there is no answer")
    low, high = sorted(first.answers)
    unit = "" if found.question.unit == "1" else f" {several(found.question.unit)}"
    return sentence(f"{head}: from {rounded(low)} to {rounded(high)}{unit}")


def _subtitle(found: Tornado, meaning: Meaning, shown: int) -> str:
    low, high = (f"{100 * share:g} %" for share in ENDS)
    some = f" The {shown} largest of {len(found.swings)}." if shown < len(found.swings) else ""
    return (
        f"{meaning.header.title}. One input at a time, the others at their present values. Pale: the input at its "
        f"{low} value; dark: at its {high} value; both are written at the ends. Hatched: assumed, without a source."
        f"{some}"
    )
