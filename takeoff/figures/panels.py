"""Panels of a model under each other on one time axis: the lines of one run or several, named at their ends."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter

from takeoff.decide.slowdowns import Comparison
from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key
from takeoff.equations.shown import Panel, is_parameter, panels, quantity_name
from takeoff.figures.ends import GAP, REACH, End, label_ends
from takeoff.figures.lines import Line, lines
from takeoff.figures.marks import draw_marks, marks
from takeoff.figures.phases import Phase, after, draw_phases
from takeoff.figures.sheet import EDGE, ROW, Sheet, name_values
from takeoff.figures.style import CONSTANT, INCH, SHARED, TEXT, Stroke, stroke, styled, text_width
from takeoff.figures.wording import apart, axis_name, control_range

TALL, LOW = 2.5 * INCH, 1.3 * INCH
"""Height of panels with several quantities that move, and of those with one [point]."""


@dataclass(frozen=True)
class _Drawing:
    """A panel of one comparison: what is drawn, how, and under which names."""

    comparison: Comparison
    panel: Panel
    lines: Sequence[Line]

    @property
    def meaning(self) -> Meaning:
        return self.comparison.slowdowns[0].run.meaning

    @functools.cached_property
    def moving(self) -> list[Key]:
        return [key for key in self.panel.keys if not is_parameter(self.meaning, key)]

    @property
    def height(self) -> float:
        return max(TALL if len(self.moving) > 1 else LOW, GAP * (len(self.lines) + 1))

    def stroke(self, line: Line) -> Stroke:
        if line.slowdown is not None:
            return stroke(line.slowdown)
        if is_parameter(self.meaning, line.key):
            return CONSTANT
        place = self.moving.index(line.key)
        return stroke(place) if len(self.comparison.slowdowns) == 1 else SHARED[place % len(SHARED)]

    def name(self, line: Line) -> str:
        name = quantity_name(self.meaning, line.key, self.panel.title)
        if line.slowdown is None:
            return name
        slowdown = self.comparison.slowdowns[line.slowdown].label
        if self.moving != [line.key]:
            return f"{name}: {slowdown}"
        return f"{slowdown}: {self._last[line.slowdown]}" if self._last else slowdown

    @functools.cached_property
    def _last(self) -> dict[int, str]:
        """Last values by slowdown, where lines are too close to be read off; none for controls."""
        if len(self.moving) != 1 or control_range(self.meaning, self.moving):
            return {}
        told = [one for one in self.lines if one.slowdown is not None and one.key in self.moving]
        texts = apart([one.end[1] for one in told], "1", False)
        return {one.slowdown: text for one, text in zip(told, texts, strict=True) if one.slowdown is not None}


def draw_panels(
    comparison: Comparison, title: str, subtitle: str, since: float, phases: Sequence[Sequence[Phase]] | None = None
) -> Figure:
    """Draw every panel of a model, with milestones above them.

    Arguments:
        comparison: the runs; a quantity that is the same in all of them has one line.
        title: stands above all.
        subtitle: under the title.
        since: first calendar year shown.
        phases: rows of phases of a single run, shaded, as is what follows its milestones; None shades nothing.

    Raises:
        InputError: the model has nothing to draw.
    """
    runs = [slowdown.run for slowdown in comparison.slowdowns]
    span = (since, max(max(run.end for run in runs), since + 1e-6))
    drawings = [_Drawing(comparison, panel, lines(comparison, panel, since)) for panel in panels(runs[0].meaning)]
    with styled():
        names = [drawing.name(line) for drawing in drawings for line in drawing.lines]
        right = REACH + max([text_width(name) for name in names], default=0.0) + EDGE
        found = marks(comparison, *span)
        shaded = [] if phases is None else [*phases, *after(found, span[1])]
        first = 0 if phases is None else len(phases)
        sheet = Sheet([drawing.height for drawing in drawings], right, title, subtitle, first + len(found))
        figure, strip, axes = sheet.axes(span)
        for position, (drawing, one) in enumerate(zip(drawings, axes, strict=True)):
            _draw_panel(one, drawing, 0.5 * TEXT + (0 if position else ROW * sheet.rows))
        draw_phases(strip, axes, shaded, sheet.axis)
        draw_marks(strip, axes, found, sheet.axis, first)
    return figure


def _draw_panel(axes: Axes, drawing: _Drawing, above: float) -> None:
    ends = []
    for line in drawing.lines:
        how = drawing.stroke(line)
        axes.plot(
            line.times,
            line.values,
            label=drawing.name(line),
            zorder=2.5 if line.slowdown is not None else 2,
            **how.keywords,
        )
        ends.append(End(drawing.name(line), line.end, how, not is_parameter(drawing.meaning, line.key)))
    _scale(axes, drawing)
    name_values(axes, axis_name(drawing.meaning, drawing.panel.title, drawing.panel.keys), drawing.height, above)
    label_ends(axes, ends)


def _scale(axes: Axes, drawing: _Drawing) -> None:
    """Set the axis of values for good: the whole range of a control, else what the lines take up."""
    between = control_range(drawing.meaning, drawing.panel.keys)
    if between and np.isfinite(between).all():
        margin = 0.04 * (between[1] - between[0])
        axes.set_ylim(between[0] - margin, between[1] + margin)
    if drawing.panel.log:
        axes.set_yscale("log")
        low, high = axes.get_ylim()
        axes.yaxis.set_major_locator(LogLocator(subs=(1.0,) if high / low > 50 else (1.0, 2.0, 5.0)))
        axes.yaxis.set_minor_formatter(NullFormatter())
    else:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=6 if drawing.height >= TALL else 5, steps=[1, 2, 2.5, 5, 10]))
    axes.set_ylim(axes.get_ylim())
