"""The sheet that a figure is drawn on: title, strip of milestones, panels under each other on one axis."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from takeoff.figures.style import FAINT, HEADING, INCH, LINE_HEIGHT, TEXT, wrapped
from takeoff.figures.wording import number, power

WIDTH, LEFT = 7.4 * INCH, 0.62 * INCH
NARROWEST = 3.6 * INCH
"""Least width of the time axis; longer labels widen the sheet [point]."""
BETWEEN, BELOW, EDGE = 0.36 * INCH, 0.46 * INCH, 0.1 * INCH
ROW = 1.6 * TEXT
"""Height of a row of milestones [point]."""


@dataclass(frozen=True)
class Sheet:
    """Lengths of a sheet [point].

    Arguments:
        heights: of the panels, from the top.
        right: from the panels to the right edge.
        title: stands above all.
        subtitle: under the title.
        rows: of milestones.
    """

    heights: Sequence[float]
    right: float
    title: str
    subtitle: str
    rows: int

    @property
    def width(self) -> float:
        """Of the whole."""
        return max(WIDTH, LEFT + NARROWEST + self.right)

    @property
    def axis(self) -> float:
        """Of the time axis."""
        return self.width - LEFT - self.right

    @functools.cached_property
    def heading(self) -> tuple[list[str], list[str]]:
        """Lines of the title and of the subtitle."""
        room = self.width - 2 * EDGE
        return wrapped(self.title, room, HEADING, "bold"), wrapped(self.subtitle, room)

    @property
    def height(self) -> float:
        """Of the whole."""
        return self._top() + sum(self.heights) + BETWEEN * len(self.heights) + BELOW

    def _top(self) -> float:
        title, subtitle = self.heading
        return EDGE + LINE_HEIGHT * (HEADING * len(title) + TEXT * len(subtitle)) + ROW * self.rows

    def axes(self, span: tuple[float, float], name: str = "") -> tuple[Figure, Axes, list[Axes]]:
        """The empty sheet: figure, strip of milestones, panels.

        Arguments:
            span: calendar years shown, or values of what is named.
            name: of what runs along the panels; calendar years unless given.
        """
        figure = Figure(figsize=(self.width / INCH, self.height / INCH))
        FigureCanvasAgg(figure)
        write_heading(figure, self.heading)
        top = self._top()
        strip = self._place(figure, top + BETWEEN, ROW * max(self.rows, 1), None)
        panels: list[Axes] = []
        for height in self.heights:
            top += BETWEEN + height
            panels.append(self._place(figure, top, height, strip))
        strip.set(xlim=span, ylim=(0, max(self.rows, 1)))
        strip.set_axis_off()
        _share_ticks(panels, name)
        return figure, strip, panels

    def _place(self, figure: Figure, bottom: float, height: float, shared: Axes | None) -> Axes:
        box = (LEFT / self.width, 1 - bottom / self.height, self.axis / self.width, height / self.height)
        return figure.add_axes(box, sharex=shared)


def write_heading(figure: Figure, heading: tuple[list[str], list[str]]) -> None:
    """Write a title and a subtitle at the top of a figure.

    Arguments:
        figure: of its final size.
        heading: lines of the title and of the subtitle.
    """
    (title, subtitle), width, height = heading, INCH * figure.get_figwidth(), INCH * figure.get_figheight()
    left, top = EDGE / width, 1 - EDGE / height
    words: dict[str, Any] = {"x": left, "ha": "left", "va": "top", "linespacing": LINE_HEIGHT}
    figure.suptitle("\n".join(title), y=top, fontsize=HEADING, fontweight="bold", **words)
    under = top - LINE_HEIGHT * HEADING * len(title) / height
    figure.text(s="\n".join(subtitle), y=under, fontsize=TEXT, color=FAINT, **words)


def _share_ticks(panels: Sequence[Axes], name: str) -> None:
    """Ticks under all panels, their numbers and the name under the last: calendar years if it has none."""
    since, until = panels[-1].get_xlim()
    whole = not name and until - since >= 3
    for axes in panels:
        axes.xaxis.set_major_locator(MaxNLocator(nbins=9, steps=[1, 2, 5, 10], integer=whole))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number(x) if name else f"{x:.8g}"))
        axes.tick_params(axis="x", labelbottom=axes is panels[-1])
    panels[-1].set_xlabel(name or "Calendar year")


def name_values(axes: Axes, name: str, height: float, above: float) -> None:
    """Write what an axis of values shows, with its unit, level above it.

    Arguments:
        axes: a panel.
        name: such as "Capability (OOM)".
        height: of the panel [point].
        above: from the panel to the name [point].
    """
    axes.set_ylabel(name, rotation="horizontal", ha="left", va="bottom", fontweight="bold")
    axes.yaxis.set_label_coords(0.0, 1 + above / height)
    words = power if axes.get_yscale() == "log" else number
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words(value)))
