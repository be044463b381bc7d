"""Milestones: a strip above the panels that names them, and thin lines that carry them down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from takeoff.decide.slowdowns import Comparison
from takeoff.figures.style import FAINT, TEXT, stroke, text_width

TOGETHER = 0.015
"""Milestones of all slowdowns that are closer than this share of the time axis are marked once."""
MARGIN = 5.0
"""Least distance of two names in a row [point]."""


@dataclass(frozen=True)
class Mark:
    """A milestone that was reached.

    Arguments:
        time: calendar year.
        text: its name, with the slowdown unless all reach it together.
        color: of the slowdown, or neutral.
    """

    time: float
    text: str
    color: str


def marks(comparison: Comparison, since: float, until: float) -> list[Mark]:
    """Milestones that were reached within the time shown; those true from the start say nothing and are left out.

    Arguments:
        comparison: the slowdowns.
        since: first calendar year shown.
        until: last calendar year shown.
    """
    parts = comparison.slowdowns[0].run.meaning.spec.parts.milestones
    found: list[Mark] = []
    for name, milestone in parts.items():
        text = milestone.label or name.replace("_", " ")
        times = [slowdown.run.when(name) for slowdown in comparison.slowdowns]
        reached = [time for time in times if time is not None]
        if len(reached) == len(times) and max(reached) - min(reached) <= TOGETHER * (until - since):
            middle = sum(reached) / len(reached)
            found.append(Mark(middle, f"{text} ({middle:.1f})", FAINT))
            continue
        found += [
            Mark(time, f"{text} ({slowdown.label}, {time:.1f})", stroke(position).color)
            for position, (time, slowdown) in enumerate(zip(times, comparison.slowdowns, strict=True))
            if time is not None
        ]
    start = comparison.slowdowns[0].run.start
    return [mark for mark in found if max(since, start) < mark.time <= until]


def rows(found: Sequence[Mark], since: float, until: float, width: float) -> list[int]:
    """Row of each name, 0 the lowest, such that none overlap.

    Arguments:
        found: the marks.
        since: first calendar year shown.
        until: last calendar year shown.
        width: of the time axis [point].
    """
    places = [width * (mark.time - since) / (until - since) for mark in found]
    order = sorted(range(len(found)), key=lambda position: _edge_distance(places[position], width), reverse=True)
    taken: list[list[tuple[float, float]]] = []
    row = [0] * len(found)
    for position in order:
        length, at = text_width(found[position].text) + MARGIN, places[position]
        span = (at - length, at) if at > width / 2 else (at, at + length)
        free = [level for level, spans in enumerate(taken) if all(span[1] <= a or b <= span[0] for a, b in spans)]
        row[position] = free[0] if free else len(taken)
        taken += [] if free else [[]]
        taken[row[position]].append(span)
    return row


def _edge_distance(place: float, width: float) -> float:
    return min(place, width - place)


def draw_marks(strip: Axes, panels: Sequence[Axes], found: Sequence[Mark], row: Sequence[int]) -> None:
    """Write the names into the strip and carry the marks down through the panels.

    Arguments:
        strip: axes above the panels with the same time axis, as high as there are rows.
        panels: axes.
        found: the marks.
        row: of each.
    """
    since, until = strip.get_xlim()
    for mark, level in zip(found, row, strict=True):
        left = mark.time > (since + until) / 2
        strip.plot([mark.time] * 2, [0, level + 0.9], color=mark.color, linewidth=0.7, clip_on=False)
        strip.annotate(
            mark.text,
            xy=(mark.time, level + 0.5),
            xytext=(-3 if left else 3, 0),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center",
            color=mark.color,
            fontsize=TEXT,
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
        for axes in panels:
            axes.axvline(mark.time, color=mark.color, linewidth=0.6, alpha=0.55, zorder=1, clip_on=False)
