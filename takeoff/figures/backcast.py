"""What models imply for the past: a panel for each data set, dots for observations, a line for each model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from takeoff.decide.backcast import Backcast, Implied, observed, trend
from takeoff.errors import InputError
from takeoff.figures.ends import REACH, End, label_ends
from takeoff.figures.sheet import EDGE, Sheet, name_values
from takeoff.figures.style import FAINT, INCH, Stroke, stroke, styled, text_width
from takeoff.figures.wording import number, power, rounded

HEIGHT, ABOVE = 1.75 * INCH, 4.0
"""Of a panel, and from it to the name of its values [point]."""
MOMENTS = 200
"""Of a line."""


def backcast(found: Sequence[Backcast], title: str | None = None) -> Figure:
    """Draw what models imply beside what was observed.

    Arguments:
        found: data sets.
        title: the default states growth and misfit of the first model on the first data set.

    Raises:
        InputError: no model implies anything.
    """
    shown = [one for one in found if one.implied]
    if not shown:
        raise InputError("no model implies anything for these data, so there is nothing to draw")
    strokes = _strokes(shown)
    with styled():
        words = [_words(implied) for one in shown for implied in one.implied]
        right = REACH + max(map(text_width, words)) * 1.04 + EDGE
        subtitle = "Dots are observations; before its start, a model is drawn back at the growth that it starts with."
        heading = _finding(shown[0]) if title is None else title
        sheet = Sheet([HEIGHT] * len(shown), right, heading, subtitle, 0)
        figure, _, panels = sheet.axes(_span(shown))
        for axes, one in zip(panels, shown, strict=True):
            _panel(axes, one, strokes)
    return figure


def _strokes(shown: Sequence[Backcast]) -> dict[str, Stroke]:
    names = dict.fromkeys(implied.model for one in shown for implied in one.implied)
    return {name: stroke(position + 1) for position, name in enumerate(names)}


def _span(shown: Sequence[Backcast]) -> tuple[float, float]:
    years = np.concatenate([one.observations.years for one in shown])
    return float(np.floor(years.min())), float(np.ceil(years.max()))


def _panel(axes: Axes, one: Backcast, strokes: dict[str, Stroke]) -> None:
    data = one.observations
    axes.plot(data.years, observed(data), "o", color=FAINT, markersize=3.0, markeredgewidth=0.0, zorder=3)
    since, until = axes.get_xlim()
    years = np.linspace(since if not data.free else data.years[0], until, MOMENTS)
    ends = []
    for implied in one.implied:
        levels = implied.levels(years)
        axes.plot(years, levels, zorder=2, **strokes[implied.model].keywords)
        last = np.flatnonzero(np.isfinite(levels))[-1]
        ends.append(End(_words(implied), (float(years[last]), float(levels[last])), strokes[implied.model], dot=False))
    axes.set_xlim(since, until)
    axes.set_ylim(axes.get_ylim())
    name_values(axes, _title(one), HEIGHT, ABOVE)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=not data.free))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda level, _: number(level) if data.plain else power(10.0**level)))
    label_ends(axes, ends)


def _title(one: Backcast) -> str:
    unit = one.observations.about.unit
    return one.observations.about.title + ("" if unit == "1" else f" ({unit})")


def _words(implied: Implied) -> str:
    """Name of a line, with its misfit: "time-horizon, off by 0.64 OOM"."""
    unit = implied.observations.about.unit if implied.observations.free else "OOM"
    return f"{implied.model}, off by {rounded(implied.misfit)}{'' if unit == '1' else f' {unit}'}"


def _finding(one: Backcast) -> str:
    implied, plain = one.implied[0], one.observations.plain
    slope = trend(one.observations.years, observed(one.observations))
    told = [rounded(x if plain else 10**x) for x in (slope, implied.growth)]
    each = "" if plain else " times"
    return f"{one.observations.about.title}: {told[0]}{each} a year observed, {told[1]} implied by {implied.model}"
