"""When milestones are reached over the runs of an ensemble: the share that has, year by year, and the rest, never."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from takeoff.equations.words import milestone_label, sentence
from takeoff.errors import InputError
from takeoff.figures.ends import GAP, REACH, End, label_ends
from takeoff.figures.sheet import EDGE, Sheet, name_values
from takeoff.figures.style import FAINT, INCH, TEXT, Stroke, stroke, styled, text_width
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.ensemble import Ensemble

TALL = 2.8 * INCH
"""Least height of the panel [point]."""
STEPS = 2000
"""Most steps of a line; more would not be seen, and make large files."""
TWO_LINES = 2.3 * GAP
"""Distance of two labels [point]."""
HALF = Stroke(FAINT, (1.0, 2.2), 0.9)


@dataclass(frozen=True)
class _Dates:
    """When one milestone is reached.

    Arguments:
        name: for a reader.
        years: calendar years of the runs that reach it, rising.
        runs: how many there are, with those that do not.
    """

    name: str
    years: Floats
    runs: int

    @property
    def never(self) -> float:
        """Share of the runs that do not reach it."""
        return 1 - len(self.years) / self.runs

    @property
    def half(self) -> float | None:
        """Calendar year by which half of all runs have reached it."""
        place = -(-self.runs // 2) - 1
        return float(self.years[place]) if place < len(self.years) else None

    @property
    def text(self) -> str:
        """The label of its line, in two lines."""
        told = [] if self.half is None else [f"half by {self.half:.1f}"]
        told += [f"never in {_percent(self.never)}"] if self.never else []
        return f"{self.name}\n{', '.join(told) or f'all by {self.years[-1]:.1f}'}"

    def line(self, since: float, until: float) -> tuple[Floats, Floats]:
        """Corners of the steps: years, and percent of the runs that have reached it from then on."""
        ranks = np.unique(np.linspace(1, len(self.years), min(len(self.years), STEPS)).round().astype(int))
        years = np.concatenate([[since], self.years[ranks - 1], [until]])
        return years, 100 * np.concatenate([[0], ranks, ranks[-1:]]) / self.runs


def dates(found: Ensemble, milestones: Sequence[str] = (), title: str | None = None) -> Figure:
    """Draw the share of the runs that have reached milestones, over calendar years.

    Failed runs do not count; a run that ends before a milestone never reaches it.

    Arguments:
        found: an ensemble.
        milestones: names; unless given, all that some run reaches after the start.
        title: the default states when half of the runs have reached the first.

    Raises:
        InputError: no such milestone, or none is reached in any run.
        RunError: a block is missing or damaged.
    """
    told = [_dates(found, name) for name in milestones or found.plan.wanted.milestones]
    told = [one for one in told if one.years.size and (milestones or one.years[-1] > found.plan.case.start)]
    if not told:
        raise InputError("no run reaches a milestone, so there are no dates to draw")
    with styled():
        return _draw(found, told, _finding(told) if title is None else title)


def _dates(found: Ensemble, name: str) -> _Dates:
    years = found.when(name)
    years = years[~np.isnan(years)]
    text = milestone_label(found.plan.case.meaning, name)
    return _Dates(text, np.sort(years[np.isfinite(years)]), len(years))


def _draw(found: Ensemble, told: Sequence[_Dates], title: str) -> Figure:
    right = REACH + max(text_width(line) for one in told for line in one.text.split("\n")) + EDGE
    height = max(TALL, TWO_LINES * (len(told) + 1))
    sheet = Sheet([height], right, title, _subtitle(found), 0)
    since, until = found.plan.case.start, max(float(one.years[-1]) for one in told)
    figure, _, (axes,) = sheet.axes((since, until))
    axes.axhline(50, zorder=1.5, **HALF.keywords)
    axes.set(ylim=(-2, 102), yticks=range(0, 101, 25))
    ends = [_draw_line(axes, one, position, (since, until)) for position, one in enumerate(told)]
    name_values(axes, "Share of the runs that have reached it (%)", height, TEXT / 2)
    label_ends(axes, ends, TWO_LINES)
    return figure


def _draw_line(axes: Axes, one: _Dates, position: int, span: tuple[float, float]) -> End:
    """A line, with a dot where half of the runs are."""
    how = stroke(position)
    years, shares = one.line(*span)
    axes.plot(years, shares, drawstyle="steps-post", zorder=2, **how.keywords)
    if one.half is not None:
        axes.plot(one.half, 50, "o", color=how.color, markersize=4, zorder=3)
    return End(one.text, (span[1], shares[-1]), how, False)


def _percent(share: float) -> str:
    return "less than 1 %" if 0 < share < 0.01 else f"{100 * share:.0f} %"


def _finding(told: Sequence[_Dates]) -> str:
    known = [one for one in told if one.half is not None]
    if not known:
        most = min(told, key=lambda one: one.never)
        return sentence(f"{most.name}: never in {_percent(most.never)} of the runs")
    first = min(known, key=lambda one: one.half or 0.0)
    never = f", and never in {_percent(first.never)}" if first.never else ""
    return sentence(f"{first.name}: in half of the runs by {first.half:.1f}{never}")


def _subtitle(found: Ensemble) -> str:
    failed = f", {len(found.failures):,} failed and are left out" if found.failures else ""
    return f"{found.plan.case.meaning.header.title}. {len(found):,} draws{failed}."
