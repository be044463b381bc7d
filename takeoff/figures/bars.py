"""Horizontal bars, each in a row with its name on the left, and words beside them."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from takeoff.figures.frame import Frame
from takeoff.figures.sheet import EDGE, WIDTH
from takeoff.figures.style import INCH, INK, TEXT, text_width, wrapped
from takeoff.figures.wording import number

ROW = 2.5 * TEXT
"""Height of a bar with the space around it [point]."""
THICK = 0.62
"""Height of a bar, as a share of its row."""
ASIDE = 5.0
"""From a bar to its words [point]."""
NARROWEST = 2.2 * INCH
"""Least width of the bars [point]."""
WIDEST_NAME = 2.3 * INCH
DARK, LIGHT = "#0072B2", "#9ecae1"
"""Colours of bars; they differ in grey too."""
ASSUMED_HATCH = "////"
"""On bars of what is assumed, without a source."""


def named_rows(names: Sequence[str], right: float, title: str, subtitle: str) -> tuple[Figure, Axes]:
    """The figure with its heading, and empty rows with their names, the first on top.

    Arguments:
        names: one for each row.
        right: from the panel to the right edge [point].
        title: stands above all.
        subtitle: under the title.
    """
    labels = ["\n".join(wrapped(name, WIDEST_NAME)) for name in names]
    left = EDGE + ASIDE + max(text_width(line) for label in labels for line in label.split("\n"))
    frame = Frame(max(WIDTH - left - right, NARROWEST), ROW * len(names), left, right, TEXT, 4.5 * TEXT)
    figure, axes = frame.axes(title, subtitle)
    axes.set(ylim=(len(names) - 0.5, -0.5))
    axes.set_yticks(range(len(names)), labels)
    axes.tick_params(axis="y", length=0, pad=ASIDE)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)
    return figure, axes


def beside(axes: Axes, text: str, end: float, row: int, left: bool = False) -> None:
    """Write words beside the end of a bar.

    Arguments:
        axes: of the bars.
        text: the words.
        end: of the bar.
        row: that it is in.
        left: whether they stand left of the end.
    """
    axes.annotate(
        text,
        xy=(end, row),
        xytext=(-ASIDE if left else ASIDE, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center_baseline",
        color=INK,
        annotation_clip=False,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )
