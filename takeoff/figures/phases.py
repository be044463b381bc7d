"""Phases of a run, shaded behind its panels: while a control is on, and from each milestone to the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from takeoff.equations.words import in_words
from takeoff.figures.lines import DEPARTS, sample_times
from takeoff.figures.marks import ASIDE, Mark
from takeoff.figures.style import INK, TEXT, text_width
from takeoff.solve.run import Run
from takeoff.spec.parts import Control

OFF, PARTLY, FULLY = range(3)
STAGES = {PARTLY: "partly on", FULLY: "fully on"}
LOOKS: Mapping[int, Mapping[str, Any]] = {
    PARTLY: {"facecolor": "#e3eef8", "edgecolor": "none"},
    FULLY: {"facecolor": "#bfd8ee", "edgecolor": "none"},
}
"""Light and dark, also in grey."""
HATCHES = ("////", "\\\\\\\\", "....")
"""What follows milestones, one after the other."""


@dataclass(frozen=True)
class Phase:
    """A stretch of a run.

    Arguments:
        start, end: calendar years.
        look: how it is shaded, as matplotlib has it.
        of: the control that is on; "" after a milestone, which has a name of its own.
        stage: "partly on" or "fully on".
    """

    start: float
    end: float
    look: Mapping[str, Any]
    of: str = ""
    stage: str = ""


def phases(run: Run) -> list[list[Phase]]:
    """When each control is on, partly or fully: a row for each control that ever is.

    Arguments:
        run: a finished run.
    """
    rows = [list(_phases(run, name, part)) for name, part in run.meaning.spec.parts.controls.items()]
    return [row for row in rows if row]


def _phases(run: Run, name: str, part: Control) -> Iterator[Phase]:
    times = sample_times(run, run.start)
    low, high = part.between
    near = DEPARTS * (high - low) if np.isfinite(high - low) else 0.0
    levels = run.sample(name, times)
    stages = np.where(levels > low + near, np.where(levels < high - near, PARTLY, FULLY), OFF)
    years, label = run.start + np.array(times), in_words(name, part.label)
    borders = [0, *(np.flatnonzero(np.diff(stages)) + 1), len(times)]
    for first, last in itertools.pairwise(borders):
        if (stage := int(stages[first])) != OFF:
            end = float(years[min(last, len(times) - 1)])
            yield Phase(float(years[first]), end, LOOKS[stage], label, STAGES[stage])


def after(found: Sequence[Mark], until: float) -> list[list[Phase]]:
    """What follows each milestone, a row for each; nothing follows one that ends the run.

    Arguments:
        found: the milestones of one run.
        until: last calendar year of the run.
    """
    looks = [{"facecolor": "none", "edgecolor": "#a6a6a6", "linewidth": 0.0, "hatch": hatch} for hatch in HATCHES]
    return [
        [Phase(mark.times[0], until, look)] if mark.times[0] < until else []
        for mark, look in zip(found, itertools.cycle(looks), strict=False)
    ]


def draw_phases(strip: Axes, panels: Sequence[Axes], rows: Sequence[Sequence[Phase]], width: float) -> None:
    """Shade phases behind the panels, and in a row of the strip, where each is named.

    Arguments:
        strip: axes above the panels with the same time axis and a row for each row of phases.
        panels: axes.
        rows: from the lowest on, which is shaded over the others; what follows milestones is hatched over all.
        width: of the time axis [point].
    """
    in_order = sorted(itertools.chain(*reversed(rows)), key=lambda phase: phase.of == "")
    for axes in panels:
        for phase in in_order:
            axes.axvspan(phase.start, phase.end, zorder=0, **{"linewidth": 0.0, **phase.look})
    for row, one in enumerate(rows):
        for phase in one:
            strip.broken_barh([(phase.start, phase.end - phase.start)], (row + 0.06, 0.88), zorder=0, **phase.look)
        if one and one[0].of:
            _name(strip, row, one, width)


def _name(strip: Axes, row: int, named: Sequence[Phase], width: float) -> None:
    """The longest phase has the whole name, in it or beside the row; others say their stage where there is room."""
    since, until = strip.get_xlim()
    longest = max(named, key=lambda phase: phase.end - phase.start)
    for phase in named:
        text = f"{phase.of} {phase.stage}" if phase is longest else phase.stage
        room = text_width(text) + 2 * ASIDE
        if (phase.end - phase.start) / (until - since) * width >= room:
            _write(strip, text, ((phase.start + phase.end) / 2, row), "center", str(phase.look["facecolor"]))
        elif phase is longest and (named[0].start - since) / (until - since) * width >= room:
            _write(strip, text, (named[0].start, row), "right", "none")
        elif phase is longest:
            _write(strip, text, (named[-1].end, row), "left", "none")


def _write(strip: Axes, text: str, at: tuple[float, int], side: str, behind: str) -> None:
    strip.annotate(
        text,
        xy=(at[0], at[1] + 0.5),
        xytext=({"center": 0.0, "right": -ASIDE, "left": ASIDE}[side], 0),
        textcoords="offset points",
        ha=side,
        va="center",
        color=INK,
        fontsize=TEXT,
        annotation_clip=False,
        bbox={"facecolor": behind, "edgecolor": "none", "pad": 0.5},
    )
