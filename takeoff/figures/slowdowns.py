"""Slowdowns side by side: when each begins, where it leaves everyone, and what it buys."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from takeoff.decide.slowdowns import Comparison
from takeoff.figures.finding import finding
from takeoff.figures.lines import visible_from
from takeoff.figures.panels import draw_panels


def slowdowns(comparison: Comparison, title: str | None = None, since: float | None = None) -> Figure:
    """Draw slowdowns together over calendar years, with one panel for each of the model's.

    Arguments:
        comparison: the slowdowns; the first is the one that others are held against.
        title: the default states the finding.
        since: first calendar year shown; the default is a while before the slowdowns part.

    Raises:
        InputError: the model has nothing to draw.
    """
    first = comparison.slowdowns[0].run
    begin = visible_from(comparison) if since is None else max(since, first.start)
    return draw_panels(comparison, finding(comparison) if title is None else title, first.meaning.header.title, begin)


def provenance(comparison: Comparison) -> dict[str, Any]:
    """How a comparison came about, for `save`: what it is ranked by, and each run's own account.

    Arguments:
        comparison: the slowdowns.
    """
    return {
        "ranked_by": comparison.ranked_by,
        "equal": comparison.equal,
        "slowdowns": {slowdown.label: dict(slowdown.run.provenance) for slowdown in comparison.slowdowns},
    }
