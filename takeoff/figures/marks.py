"""Milestones: a strip above the panels that names and dates them, and thin lines that carry them down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from takeoff.decide.slowdowns import Comparison
from takeoff.equations.words import in_words
from takeoff.figures.style import CONSTANT, FAINT, TEXT, Stroke, stroke, text_width

TOGETHER = 0.015
"""Dates of all slowdowns that are closer than this share of the time axis are marked once."""
NAMED = 3
"""So many slowdowns are named one by one where not all reach a milestone."""
ASIDE = 4.0
"""From a mark to its name [point]."""


@dataclass(frozen=True)
class Mark:
    """A milestone that was reached.

    Arguments:
        text: its name and dates.
        times: calendar years.
        strokes: one for each time.
    """

    text: str
    times: Sequence[float]
    strokes: Sequence[Stroke]


def marks(comparison: Comparison, since: float, until: float) -> list[Mark]:
    """Milestones within the time shown, in order; those true from the start say nothing and are left out.

    Arguments:
        comparison: the slowdowns.
        since: first calendar year shown.
        until: last calendar year shown.
    """
    parts = comparison.slowdowns[0].run.meaning.spec.parts.milestones
    found: list[Mark] = []
    for name, milestone in parts.items():
        dates = [slowdown.run.when(name) for slowdown in comparison.slowdowns]
        start = max(since, comparison.slowdowns[0].run.start)
        reached = {position: date for position, date in enumerate(dates) if date is not None and start < date <= until}
        if reached:
            text = in_words(name, milestone.label)
            found.append(_mark(comparison, text, reached, TOGETHER * (until - since)))
    return sorted(found, key=lambda mark: mark.times[0])


def _mark(comparison: Comparison, text: str, reached: dict[int, float], together: float) -> Mark:
    dates = sorted(reached.values())
    count = len(comparison.slowdowns)
    if len(dates) == count and dates[-1] - dates[0] <= together:
        middle = sum(dates) / count
        return Mark(f"{text} ({middle:.1f})", [middle], [Stroke(FAINT, (), CONSTANT.width)])
    years = f"{dates[0]:.1f} to {dates[-1]:.1f}"
    if len(dates) < count:
        order = sorted(reached, key=lambda position: reached[position])
        named = [f"{comparison.slowdowns[position].label} {reached[position]:.1f}" for position in order]
        years = ", ".join(named) if len(named) <= NAMED else f"{len(named)} of {count}, {years}"
    return Mark(f"{text} ({years})", list(reached.values()), [stroke(position) for position in reached])


def draw_marks(strip: Axes, panels: Sequence[Axes], found: Sequence[Mark], width: float, first: int = 0) -> None:
    """Write each mark into a row of the strip, and carry it down through the panels.

    Arguments:
        strip: axes above the panels with the same time axis and a row for each mark.
        panels: axes.
        found: the marks, in order of time.
        width: of the time axis [point].
        first: row of the first mark, from below.
    """
    since, until = strip.get_xlim()
    for row, mark in enumerate(found, first):
        room = (min(mark.times) - since) / (until - since) * width
        left = room >= text_width(mark.text) + 2 * ASIDE or room > width / 2
        for time, how in zip(mark.times, mark.strokes, strict=True):
            keywords = {**how.keywords, "linewidth": 0.8}
            strip.plot([time] * 2, [0, row + 0.9], clip_on=False, zorder=1, **keywords)
            for axes in panels:
                axes.axvline(time, alpha=0.55, zorder=1, clip_on=False, **keywords)
        strip.annotate(
            mark.text,
            xy=(min(mark.times) if left else max(mark.times), row + 0.5),
            xytext=(-ASIDE if left else ASIDE, 0),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center",
            color=FAINT,
            fontsize=TEXT,
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
