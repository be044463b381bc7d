"""Direct labels: the name of each line stands at its end, moved so that no two overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from takeoff.figures.style import INCH, LINE_HEIGHT, TEXT, Stroke

GAP = LINE_HEIGHT * TEXT
"""Least distance of two labels [point]."""
REACH = 16.0
"""From the axes to the labels [point]."""


@dataclass(frozen=True)
class End:
    """The end of a line and its name.

    Arguments:
        text: the label.
        at: calendar year and value.
        stroke: of the line.
        dot: whether the end is marked.
    """

    text: str
    at: tuple[float, float]
    stroke: Stroke
    dot: bool


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as possible to the wanted ones, in the same order, at least a gap apart.

    Arguments:
        wanted: in any order; equal ones keep theirs.
        gap: least distance.
        low: least place.
        high: greatest place; where all do not fit between, they go beyond.
    """
    order = sorted(range(len(wanted)), key=lambda position: wanted[position])
    blocks: list[tuple[float, list[int]]] = []
    for position in order:
        middle, members = min(max(wanted[position], low), high), [position]
        while blocks and blocks[-1][0] + _half(blocks[-1][1], gap) + gap > middle - _half(members, gap):
            before, earlier = blocks.pop()
            middle = (before * len(earlier) + middle * len(members)) / (len(earlier) + len(members))
            members = earlier + members
            reach = _half(members, gap)
            middle = max(min(middle, high - reach), low + reach)
        blocks.append((middle, members))
    places = dict.fromkeys(order, 0.0)
    for middle, members in blocks:
        for rank, position in enumerate(members):
            places[position] = middle - _half(members, gap) + rank * gap
    return [places[position] for position in range(len(wanted))]


def _half(members: Sequence[int], gap: float) -> float:
    return gap * (len(members) - 1) / 2


def label_ends(axes: Axes, ends: Sequence[End], gap: float = GAP) -> None:
    """Write the labels right of the axes, each joined to the end of its line.

    Arguments:
        axes: with its limits set for good.
        ends: of its lines.
        gap: least distance of two labels [point]; those of several lines need more.
    """
    figure = axes.get_figure(root=True)
    if figure is None:
        return
    box = axes.get_position()
    height, width = (size * INCH for size in (box.height * figure.get_figheight(), box.width * figure.get_figwidth()))
    inside = axes.transAxes.inverted()
    wanted = [float(inside.transform(axes.transData.transform(end.at))[1]) * height for end in ends]
    for end, place in zip(ends, spread(wanted, gap, 0.0, height), strict=True):
        if end.dot:
            axes.plot(*end.at, "o", color=end.stroke.color, markersize=3.2, clip_on=False, zorder=4)
        axes.annotate(
            end.text,
            xy=end.at,
            xytext=(1 + REACH / width, place / height),
            textcoords="axes fraction",
            color=end.stroke.color,
            va="center_baseline",
            arrowprops={
                "arrowstyle": "-",
                "color": end.stroke.color,
                "linewidth": 0.5,
                "alpha": 0.6,
                "shrinkA": 2,
                "shrinkB": 3,
                "relpos": (0, 0.5),
            },
            annotation_clip=False,
        )
