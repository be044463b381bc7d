"""Which limit binds when: elasticities along runs, a panel for each, under a strip that names the largest."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from takeoff.equations.meaning import Meaning
from takeoff.equations.shown import name_of
from takeoff.equations.words import sentence
from takeoff.errors import InputError
from takeoff.figures.ends import GAP, REACH, End, label_ends
from takeoff.figures.sheet import EDGE, Sheet, name_values
from takeoff.figures.style import INCH, INK, TEXT, Stroke, stroke, styled, text_width
from takeoff.figures.wording import rounded
from takeoff.solve.binding import Binding, Stretch, lasting
from takeoff.solve.limits import Limits

Floats = npt.NDArray[np.float64]

TALL = 1.7 * INCH
"""Least height of a panel [point]."""
STRIP = 1.5 * TEXT
"""Height of the strip over a panel [point]."""
SHORT_WORD = 3
"""Shortened names do not end in words of so many letters: "people", not "people on"."""


@dataclass(frozen=True)
class _Told:
    """Limits of several runs as they are drawn."""

    found: Sequence[Limits]
    labels: Sequence[str]

    @property
    def meaning(self) -> Meaning:
        return self.found[0].run.meaning

    @functools.cached_property
    def names(self) -> list[str]:
        return [name_of(self.meaning, name) for name in self.found[0].names]

    @functools.cached_property
    def binding(self) -> Binding:
        return Binding(self.found)

    def finding(self) -> str:
        """What binds in the end and since when, and what counts equally throughout."""
        since: dict[str, list[str]] = {}
        for one, label in zip(self.found, self.labels, strict=True):
            stretches = self.binding.stretches(one)
            if stretches:
                last = stretches[-1]
                when = f"from {last.start:.1f} on" if len(stretches) > 1 else "throughout"
                since.setdefault(self.names[last.limit], []).append(
                    f"{when} ({label})" if len(self.found) > 1 else when
                )
        texts = [f"{name} binds {', '.join(when)}" for name, when in since.items()] or ["no limit binds"]
        texts += [self._steadily(self.names[place], round(value, 2)) for place, value in self.binding.steady.items()]
        return sentence("; ".join(texts))

    @staticmethod
    def _steadily(name: str, share: float) -> str:
        return f"{name} counts for {rounded(share)} throughout" if share else f"{name} never counts"


def limits(found: Sequence[Limits], labels: Sequence[str], title: str | None = None) -> Figure:
    """Draw which limit binds when.

    Arguments:
        found: elasticities of one quantity by the same limits, along one run or several.
        labels: of the runs.
        title: the default states what binds until when.

    Raises:
        InputError: no run, or runs with different limits.
    """
    if not found or len({(one.of, one.names) for one in found}) > 1:
        raise InputError("limits of one quantity, the same for every run, make a figure")
    with styled():
        return _draw(_Told([lasting(one) for one in found], labels), title)


def _draw(told: _Told, title: str | None) -> Figure:
    of = name_of(told.meaning, told.found[0].of)
    right = REACH + max(map(text_width, told.names)) + EDGE
    heights = [max(TALL, GAP * (len(told.names) + 1)) + STRIP] * len(told.found)
    what = (
        f"Percent that 1 % more of a limit adds to {of}, the others held still. Strips: the largest that is not steady."
    )
    subtitle = f"{told.meaning.header.title}. {what}"
    sheet = Sheet(heights, right, told.finding() if title is None else title, subtitle, 0)
    figure, _, panels = sheet.axes(told.binding.span)
    top = max(float(np.nanmax(one.elasticities)) for one in told.found)
    low = min(min(float(np.nanmin(one.elasticities)) for one in told.found), 0.0)
    for axes, one, label, height in zip(panels, told.found, told.labels, heights, strict=True):
        room = (top - low or 1.0) / (1 - (STRIP + TEXT) / height)
        axes.set_ylim(low, low + room)
        _panel(axes, told, one)
        _strip(axes, told.binding.stretches(one), told, height, sheet.axis)
        name_values(axes, sentence(label), height, 0.5 * TEXT)
    return figure


def _panel(axes: Axes, told: _Told, one: Limits) -> None:
    ends = []
    for place, name in enumerate(told.names):
        values = one.elasticities[place]
        axes.plot(one.time, values, label=name, zorder=3, **_stroke(place).keywords)
        known = np.flatnonzero(np.isfinite(values))
        if len(known):
            ends.append(End(name, (float(one.time[known[-1]]), float(values[known[-1]])), _stroke(place), True))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    label_ends(axes, ends)


def _strip(axes: Axes, stretches: Sequence[Stretch], told: _Told, height: float, width: float) -> None:
    """A bar over the panel for each stretch, with the name of its limit where there is room."""
    since, until = told.binding.span
    share = STRIP / height
    for stretch in stretches:
        long, color = stretch.end - stretch.start, _stroke(stretch.limit).color
        bar = Rectangle((stretch.start, 1 - share), long, share, transform=axes.get_xaxis_transform(), zorder=4)
        bar.set(facecolor="white", edgecolor=color, linewidth=0.9)
        axes.add_patch(bar)
        if text := _short(told.names[stretch.limit], long / (until - since) * width):
            middle = ((stretch.start + stretch.end) / 2, 1 - share / 2)
            words: dict[str, Any] = {"ha": "center", "va": "center_baseline", "color": INK, "zorder": 5}
            axes.annotate(text, middle, xycoords=axes.get_xaxis_transform(), **words)


def _stroke(place: int) -> Stroke:
    return stroke(place + 1)


def _short(name: str, room: float) -> str:
    """As many first words of a name as there is room for; "" where there is for none."""
    words = name.split()
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count])
        if text_width(text) + TEXT < room and (count == len(words) or len(words[count - 1]) > SHORT_WORD):
            return text
    return ""
