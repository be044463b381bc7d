"""A fan: how a quantity is spread over the runs of an ensemble, at every time at which enough of them go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key, label
from takeoff.equations.shown import is_parameter, panels, quantity_name, race_of
from takeoff.equations.words import sentence, several
from takeoff.errors import InputError
from takeoff.figures.ends import REACH, End, label_ends
from takeoff.figures.scales import is_wide, set_ticks
from takeoff.figures.sheet import EDGE, Sheet, name_values
from takeoff.figures.style import FAINT, INCH, INK, TEXT, Stroke, styled, text_width
from takeoff.figures.wording import axis_name, rounded
from takeoff.solve.case import Case
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.ensemble import SHARES, Ensemble

TALL = 1.6 * INCH
"""Height of a panel [point]."""
LEAST = 0.5
"""The fan is drawn as long as at least this share of the runs goes on."""
SHOWN = 1e4
"""A logarithmic axis goes down to the end of the fan's lower edge divided by this."""
SAME = 1e-9
"""Relative difference up to which the edges of a fan are called equal."""
OUTER, INNER = "#d3e6f3", "#8dbfe0"
"""Colours of the bands, from 5 to 95 % and from 25 to 75 %; they differ in grey too."""
MEDIAN = Stroke("#003b5c", (), 1.7)


@dataclass(frozen=True)
class _Fan:
    """What one panel shows.

    Arguments:
        meaning: the model.
        key: of the quantity.
        years: calendar years.
        edges: (SHARES, years) in the declared unit.
        left: runs that go on in the last year.
    """

    meaning: Meaning
    key: Key
    years: Floats
    edges: Floats
    left: int

    @property
    def log(self) -> bool:
        stocks = self.meaning.spec.parts.stocks
        stated = self.key[0] in stocks and self.meaning.is_log(self.key[0])
        return bool(self.edges[:, -1].min() > 0) and (stated or is_wide(self.edges[:, -1]))

    @property
    def sure(self) -> bool:
        """Whether it is the same in all runs in the end."""
        return bool(np.ptp(self.edges[:, -1]) <= SAME * abs(self.edges[2, -1]))

    @property
    def ends(self) -> list[End]:
        """Names and values of the edges where the fan ends."""
        values = dict(zip(SHARES, self.edges[:, -1].tolist(), strict=True))
        if self.sure:
            return [End(f"all: {rounded(values[0.5])}", (self.years[-1], values[0.5]), MEDIAN, True)]
        return [
            End(f"{_head(share)}: {rounded(value)}", (self.years[-1], value), _stroke(share), share == 0.5)
            for share, value in values.items()
        ]


def fan(found: Ensemble, title: str | None = None) -> Figure:
    """Draw how the sampled quantities of an ensemble are spread over time, in a panel each.

    Runs that have ended leave the fan, and failed runs are not in it; it goes on as long as half of the runs do.

    Arguments:
        found: with quantities that were sampled, such as `fan_quantities` names.
        title: the default states how the first quantity that is uncertain is spread in the end.

    Raises:
        InputError: nothing was sampled, or at no time at which half of the runs go on.
        RunError: a block is missing or damaged.
    """
    if not found.plan.quantities:
        raise InputError("the ensemble has no sampled quantities, so there is nothing to draw over time")
    fans = [_fan(found, name) for name in found.plan.quantities]
    with styled():
        return _draw(fans, _finding(fans) if title is None else title, _subtitle(found, fans))


def fan_quantities(case: Case) -> tuple[str, ...]:
    """What a model's panels show and time moves: neither parameters, nor leads, nor controls without a schedule.

    Arguments:
        case: a model with its schedules.

    Raises:
        InputError: the model has nothing to draw.
    """
    meaning = case.meaning
    still = {name for name in meaning.defaults if name not in case.schedules}
    keys = dict.fromkeys(key for panel in panels(meaning) for key in panel.keys)
    return tuple(
        label(key)
        for key in keys
        if race_of(meaning, key) is None and not is_parameter(meaning, key) and key[0] not in still
    )


def _fan(found: Ensemble, name: str) -> _Fan:
    meaning = found.plan.case.meaning
    values = np.delete(found.sampled(name), list(found.failures), axis=0)
    going = np.isfinite(values).sum(axis=0)
    enough = np.flatnonzero(going >= max(LEAST * len(values), 1))
    if not enough.size:
        raise InputError(f"'{name}' was sampled at no time at which half of the runs go on", "sample it earlier")
    times = slice(int(enough[0]), int(enough[-1]) + 1)
    years = found.plan.case.start + np.array(found.plan.times[times])
    head, _, members = name.partition("[")
    key = (head, tuple(members.removesuffix("]").split(", ")) if members else ())
    return _Fan(meaning, key, years, np.nanquantile(values[:, times], SHARES, axis=0), int(going[enough[-1]]))


def _draw(fans: Sequence[_Fan], title: str, subtitle: str) -> Figure:
    right = REACH + max(text_width(end.text) for one in fans for end in one.ends) + EDGE
    sheet = Sheet([TALL] * len(fans), right, title, subtitle, 0)
    figure, _, axes = sheet.axes((min(one.years[0] for one in fans), max(one.years[-1] for one in fans)))
    for panel, one in zip(axes, fans, strict=True):
        _draw_panel(panel, one)
    return figure


def _draw_panel(axes: Axes, one: _Fan) -> None:
    least, low, median, high, most = np.where(one.edges > 0, one.edges, np.nan) if one.log else one.edges
    axes.fill_between(one.years, least, most, color=OUTER, linewidth=0, zorder=1)
    axes.fill_between(one.years, low, high, color=INNER, linewidth=0, zorder=1.1)
    axes.plot(one.years, median, zorder=2, **MEDIAN.keywords)
    if one.log:
        axes.set_yscale("log")
        visible = one.edges[one.edges > one.edges[0, -1] / SHOWN]
        axes.set_ylim(visible.min() / 1.2, visible.max() * 1.2)
    set_ticks(axes, "y", 5)
    name_values(axes, axis_name(one.meaning, sentence(quantity_name(one.meaning, one.key)), [one.key]), TALL, TEXT / 2)
    label_ends(axes, one.ends)


def _head(share: float) -> str:
    return "half" if share == 0.5 else f"{100 * share:g} %"


def _stroke(share: float) -> Stroke:
    return MEDIAN if share == 0.5 else Stroke(INK if 0.2 < share < 0.8 else FAINT)


def _finding(fans: Sequence[_Fan]) -> str:
    one = next((one for one in fans if not one.sure), fans[0])
    unit, name = u.readable(one.meaning.quantities[one.key[0]].unit), quantity_name(one.meaning, one.key)
    values = [rounded(one.edges[2, -1])] if one.sure else [rounded(one.edges[place, -1]) for place in (0, -1)]
    words = " to ".join(values) + ("" if unit == "1" else f" {several(unit)}")
    runs = "all" if one.sure else "nine of ten"
    return sentence(f"{name} is {words} in {one.years[-1]:.1f}, in {runs} runs still going")


def _subtitle(found: Ensemble, fans: Sequence[_Fan]) -> str:
    runs = len(found) - len(found.failures)
    failed = f", {len(found.failures):,} failed" if found.failures else ""
    last = min(fans, key=lambda one: one.left)
    return (
        f"{found.plan.case.meaning.header.title}. {len(found):,} draws{failed}. Shaded: 5 to 95 % and 25 to 75 % of "
        f"the runs still going, {runs:,} at first and {last.left:,} in {last.years[-1]:.1f}; those that end leave, "
        "which can bend the fan."
    )
