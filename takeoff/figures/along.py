"""What slowing down buys as a function of a parameter: outcomes, gains, and the best arguments below each other."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from takeoff.decide.along import Along, At
from takeoff.decide.slowdowns import NEVER
from takeoff.equations import units as u
from takeoff.equations.words import outcome_label, sentence, several
from takeoff.errors import InputError
from takeoff.figures.ends import GAP, REACH, End, label_ends
from takeoff.figures.lines import stretches
from takeoff.figures.parameters import (
    amount_text,
    axis_title,
    geometric,
    parameter_name,
    scale_axis,
    step_of,
)
from takeoff.figures.sheet import EDGE, Sheet, name_values
from takeoff.figures.style import FAINT, INCH, TEXT, stroke, styled, text_width
from takeoff.figures.wording import rounded
from takeoff.schedules.bound import bind

Floats = npt.NDArray[np.float64]

TALL, LOW = 2.2 * INCH, 1.2 * INCH
"""Height of the panel of outcomes, and of the others [point]."""
NONE_HELPS, NOTHING = "no slowdown helps", "#ececec"
"""Where no slowdown adds anything: words and colour."""


@dataclass(frozen=True)
class _Panel:
    """One panel: what it shows, and a line for each schedule that has something to show, by place."""

    title: str
    height: float
    lines: dict[int, Floats]
    dated: bool = False


def along(found: Along, title: str | None = None) -> Figure:
    """Draw what is best as a function of a parameter.

    Arguments:
        found: the best along a parameter.
        title: the default states what more of the parameter is worth.

    Raises:
        InputError: there are fewer than two values to draw.
    """
    if len(found.points) < 2:
        raise InputError("one value makes no line", 'give several, such as along "lead=0.5..3 year"')
    with styled():
        return _draw(_Told(found), title)


@dataclass(frozen=True)
class _Told:
    """Results as they are drawn."""

    found: Along

    @functools.cached_property
    def x(self) -> Floats:
        return np.array([point.at.value for point in self.found.points], dtype=float)

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        return (NEVER, *self.found.labels)

    @property
    def parameter(self) -> str:
        return parameter_name(self.found.case.meaning, self.found.name)

    @property
    def outcome(self) -> str:
        name = self.found.maximised
        return outcome_label(self.found.case.meaning, name)

    @property
    def unit(self) -> str:
        """Unit of the outcome, "1" for none."""
        return u.readable(self.found.case.meaning.outcome_units[self.found.maximised].unit)

    def shown(self, values: float | Floats) -> Floats:
        return np.asarray(values, dtype=float) * (100 if self.found.in_points else 1)

    def gains(self, place: int) -> Floats:
        return np.array([self.found.gain(point, place) for point in self.found.points])

    @functools.cached_property
    def useless(self) -> list[bool]:
        """Whether no schedule helps, by point."""
        return [self.found.top(point) <= 0 for point in self.found.points]

    def panels(self) -> list[_Panel]:
        found, points = self.found, self.found.points
        never = np.array([point.never.value for point in points])
        values = [never, *(np.array([point.bests[place].value for point in points]) for place in self._places)]
        shown = several(self.unit) if self.unit != "1" else ""
        measure, gained = ("%", "points") if found.in_points else (shown, shown)
        outcomes = {place: self.shown(one) for place, one in enumerate(values)}
        first = _Panel(_with_unit(sentence(self.outcome), measure), TALL, outcomes)
        gains = {place + 1: self.shown(self.gains(place)) for place in self._places}
        second = [_Panel(_with_unit("What slowing down adds", gained), LOW, gains)] if gains else []
        return [first, *second, *(panel for name in found.arguments if (panel := self._argument(name)))]

    @property
    def _places(self) -> range:
        return range(len(self.found.labels))

    def _argument(self, name: str) -> _Panel | None:
        """The best values of an argument, where the slowdown helps; None where it never does."""
        lines, told = {}, None
        for place in self._places:
            answers = [point.bests[place].answer for point in self.found.points]
            amounts = [answer.parameters.get(name) if answer else None for answer in answers]
            if not any(amounts):
                continue
            told = (place, next(amount.unit for amount in amounts if amount))
            values = np.array([amount.value if amount else math.nan for amount in amounts], dtype=float)
            lines[place + 1] = np.where(self.gains(place) > 0, values, math.nan)
        if told is None or not any(np.isfinite(line).any() for line in lines.values()):
            return None
        dated, unit = self._dated(told[0], name), told[1]
        words = sentence(f"best {name.rpartition('.')[2].replace('_', ' ')}")
        if dated:
            scale = u.scale(u.parse_unit(unit))
            lines = {place: self.found.case.start + scale * line for place, line in lines.items()}
        return _Panel(
            _with_unit(words, "calendar year" if dated else several(unit) if unit != "1" else ""), LOW, lines, dated
        )

    def _dated(self, place: int, name: str) -> bool:
        control, _, argument = name.rpartition(".")
        schedules = self.found.schedules[place]
        schedule = schedules[control] if control else next(iter(schedules.values()))
        return bind(schedule, self.found.case.meaning).door(argument).date

    def place_told(self) -> int:
        """The point that the finding is about: the one closest to the model's own value."""
        present = self.found.case.parameters()[self.found.name].value
        inside = present is not None and self.x.min() <= present <= self.x.max()
        middle = present if inside and present is not None else float(np.median(self.x))
        return int(np.abs(self.x - middle).argmin())

    def finding(self) -> str:
        """What more of the parameter is worth, with the best slowdown and without."""
        point = self.found.points[self.place_told()]
        words, step = step_of(self.found.case.meaning, self.found.name, point.at.value or 0.0)
        known = [best for best in point.bests if not math.isnan(best.value)]
        best = max(known, key=lambda one: one.value, default=point.never)
        if math.isnan(best.slope):
            return self._most()
        text = f"{sentence(words)} is worth {self._amount(best.slope * step)} of {self.outcome} at {self._at(point)}"
        if not known or best.value <= point.never.value:
            return text
        chosen = f"{text} if the slowdown is chosen anew"
        return (
            chosen
            if math.isnan(point.never.slope)
            else f"{chosen}, {self._amount(point.never.slope * step)} without one"
        )

    def _most(self) -> str:
        gains = [-math.inf if math.isnan(top := self.found.top(point)) else top for point in self.found.points]
        place = int(np.argmax(gains))
        at = self._at(self.found.points[place])
        if gains[place] <= 0:
            return f"No slowdown adds to {self.outcome}"
        return f"Slowing down adds at most {self._amount(gains[place])} to {self.outcome}, at {at}"

    def _at(self, point: At) -> str:
        return f"{self.parameter} {amount_text(point.at)}"

    def _amount(self, value: float) -> str:
        shown = rounded(float(self.shown(value)))
        unit = "point" if self.found.in_points else self.unit
        return shown if unit == "1" else f"{shown} {several(unit)}"

    def subtitle(self) -> str:
        """The model, how many answers are missing, and where each slowdown adds nothing."""
        title = self.found.case.meaning.header.title
        failed = sum(best.answer is None for point in self.found.points for best in (point.never, *point.bests))
        missing = [f"Without an answer: {failed}."] if failed else []
        useless = [
            sentence(f"{self.names[place + 1]} adds nothing {at}.")
            for place in self._places
            if (at := self._useless(place))
        ]
        return " ".join([f"{title}; what is open is chosen anew at each {self.parameter}.", *useless, *missing])

    def _useless(self, place: int) -> str:
        """Where one slowdown adds nothing: "up to 0.75 years"; "" where it always helps."""
        told = []
        for first, last in stretches((self.gains(place) <= 0).tolist()):
            low, high = (amount_text(self.found.points[end].at) for end in (first, last))
            if last == len(self.x) - 1:
                told.append(f"from {low} on" if first else "anywhere")
            else:
                told.append(f"from {low} to {high}" if first else f"up to {high}")
        return " and ".join(told)


def _draw(told: _Told, title: str | None) -> Figure:
    panels = told.panels()
    right = REACH + max(map(text_width, told.names)) + EDGE
    heights = [max(panel.height, GAP * (len(panel.lines) + 1)) for panel in panels]
    sheet = Sheet(heights, right, told.finding() if title is None else title, told.subtitle(), 0)
    log = geometric(told.x.tolist())
    span = (float(told.x.min()), float(told.x.max()))
    unit = told.found.points[0].at.unit
    figure, _, axes = sheet.axes(span, axis_title(told.parameter, unit))
    for one in axes:
        if log:
            one.set_xscale("log")
            scale_axis(one.xaxis, True, span)
    for place, (panel, one, height) in enumerate(zip(panels, axes, heights, strict=True)):
        _draw_panel(one, panel, told, height)
        _shade(one, told, named=place == 1)
    return figure


def _draw_panel(axes: Axes, panel: _Panel, told: _Told, height: float) -> None:
    ends = []
    for place, values in panel.lines.items():
        how = stroke(place)
        axes.plot(told.x, values, label=told.names[place], marker="o", markersize=2.2, zorder=3, **how.keywords)
        known = np.flatnonzero(np.isfinite(values))
        if len(known):
            ends.append(End(told.names[place], (float(told.x[known[-1]]), float(values[known[-1]])), how, False))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], integer=panel.dated))
    axes.margins(y=0.08)
    axes.autoscale_view(scalex=False)
    axes.set_ylim(axes.get_ylim())
    name_values(axes, panel.title, height, 0.5 * TEXT)
    if panel.dated:
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:.8g}")
    label_ends(axes, ends)


def _shade(axes: Axes, told: _Told, named: bool) -> None:
    """Shade where no slowdown helps, and say so once."""
    for first, last in stretches(told.useless):
        low, high = _halfway(told.x, first - 1, first), _halfway(told.x, last, last + 1)
        axes.axvspan(low, high, color=NOTHING, zorder=0, linewidth=0)
        if named:
            middle = math.sqrt(low * high) if axes.get_xscale() == "log" else (low + high) / 2
            axes.annotate(NONE_HELPS, (middle, 0.5), xycoords=("data", "axes fraction"), ha="center", color=FAINT)


def _halfway(x: Floats, low: int, high: int) -> float:
    return float((x[max(low, 0)] + x[min(high, len(x) - 1)]) / 2)


def _with_unit(words: str, unit: str) -> str:
    return f"{words} ({unit})" if unit else words
