"""What the best pause adds over a plane of two parameters: a filled map, and where the answer changes its sign."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from takeoff.decide.along import described
from takeoff.decide.plane import Cell, Plane
from takeoff.equations import units as u
from takeoff.equations.words import outcome_label, sentence, several
from takeoff.errors import InputError
from takeoff.figures.frame import Frame
from takeoff.figures.parameters import amount_text, axis_title, geometric, parameter_name, scale_axis
from takeoff.figures.sheet import EDGE, LEFT
from takeoff.figures.style import FAINT, INCH, INK, TEXT, styled, text_width
from takeoff.figures.wording import number, rounded
from takeoff.solve.run import Amount

Floats = npt.NDArray[np.float64]

WIDE, TALL = 5.0 * INCH, 3.6 * INCH
"""Size of the map [point]."""
SCALE, APART = 0.14 * INCH, 0.25 * INCH
"""Thickness of the scale of colours, and its distance from the map [point]."""
SMALLEST = 60.0
"""The contour next to none shows so small a part of the largest gain or loss."""
DARK = 0.55
"""Bands darker than this have white numbers."""
GAIN = LinearSegmentedColormap.from_list("gain", ["#f4f9fc", "#56B4E9", "#0072B2", "#00304b"])
"""White to dark blue, ever darker in grey too."""
LOSS = "#f7d9c4"
HATCH = "////"
"""Colour and pattern of where every pause does harm."""
NO_GAIN = "no gain"
HALO: dict[str, Any] = {"inline": True, "inline_spacing": 3, "fontsize": TEXT}


@dataclass(frozen=True)
class _Told:
    """A plane as it is drawn."""

    found: Plane

    @functools.cached_property
    def x(self) -> Floats:
        return np.array([cell.x.value for cell in self.found.rows[0]], dtype=float)

    @functools.cached_property
    def y(self) -> Floats:
        return np.array([row[0].y.value for row in self.found.rows], dtype=float)

    @functools.cached_property
    def gains(self) -> Floats:
        return self.found.gains * (100 if self.found.in_points else 1)

    @property
    def outcome(self) -> str:
        name = self.found.maximised
        return outcome_label(self.found.case.meaning, name)

    @property
    def unit(self) -> str:
        return (
            "point"
            if self.found.in_points
            else u.readable(self.found.case.meaning.outcome_units[self.found.maximised].unit)
        )

    def name(self, place: int) -> str:
        return parameter_name(self.found.case.meaning, self.found.names[place])

    @functools.cached_property
    def levels(self) -> Floats:
        """Contours at 1, 2, 5, 10, ... times a unit, zero among them, that take in all gains."""
        low, high = min(float(np.nanmin(self.gains)), 0.0), max(float(np.nanmax(self.gains)), 0.0)
        most = max(high, -low) or 1.0
        decade = 10.0 ** math.floor(math.log10(most))
        steps = [decade * step / 100 * tens for tens in (10, 100, 1000) for step in (1, 2, 5)]
        sizes = [size for size in steps if size >= most / SMALLEST]
        below, above = _enough(sizes, -low), _enough(sizes, high)
        return np.array([*(-size for size in reversed(below)), 0.0, *(above or sizes[:1])])

    @property
    def searched(self) -> str:
        names = [name.replace("_", " ") for name in next((c.parameters for c in self.found.cells if c.parameters), {})]
        return f", {' and '.join(names)} chosen anew in every cell" if names else ""

    def finding(self) -> str:
        """Where the pause helps most, and on how much of the plane it helps at all."""
        known = [cell for cell in self.found.cells if not np.isnan(cell.gain)]
        best = max(known, key=lambda cell: cell.gain)
        helped = sum(cell.gain > 0 for cell in known)
        if not helped:
            return f"On none of this plane does a pause add to {self.outcome}"
        most = f"{self._amount(best)} of {self.outcome}, at {self._at(best)}"
        if helped == len(known):
            return f"A pause helps everywhere here: it adds up to {most}"
        return f"A pause adds up to {most}; where hatched, every pause does harm"

    def _amount(self, cell: Cell) -> str:
        shown = rounded(cell.gain * (100 if self.found.in_points else 1))
        return shown if self.unit == "1" else f"{shown} {several(self.unit)}"

    def _at(self, cell: Cell) -> str:
        return f"{self.name(0)} {amount_text(cell.x)} and {self.name(1)} {amount_text(cell.y)}"

    def subtitle(self) -> str:
        """The model, the schedule, which pauses count, and what failed."""
        ahead = amount_text(Amount(self.found.ahead * u.in_a_year("month"), "month"))
        late = f"; only pauses that begin {ahead} or more before the end" if self.searched else ""
        failed = f" Crosses: {len(self.found.failures)} without an answer." if self.found.failures else ""
        asked = sentence(described(self.found.schedules))
        return f"{self.found.case.meaning.header.title}. {asked}{self.searched}{late}.{failed}"


def _enough(sizes: Sequence[float], most: float) -> list[float]:
    """Sizes up to the first that takes in the most; none where there is nothing to take in."""
    return [size for before, size in zip([0.0, *sizes], sizes, strict=False) if before < most]


def plane(found: Plane, title: str | None = None) -> Figure:
    """Draw what the best pause adds over a plane of two parameters.

    Arguments:
        found: the plane, of two values or more each way.
        title: the default states where a pause helps.

    Raises:
        InputError: the plane has no area, or no answer at all.
    """
    if min(len(found.rows), len(found.rows[0])) < 2:
        raise InputError("a map needs two values of each parameter at least")
    if not np.isfinite(found.gains).any():
        raise InputError("a map without a single answer cannot be drawn", found.cells[0].reason)
    with styled():
        return _draw(_Told(found), title)


def _draw(told: _Told, title: str | None) -> Figure:
    levels, bands = told.levels, told.levels[:-1]
    numbers = max(text_width(number(float(level))) for level in levels)
    frame = Frame(WIDE, TALL, LEFT, APART + SCALE + numbers + 2 * TEXT + EDGE, 3.2 * TEXT, 4.5 * TEXT)
    figure, axes = frame.axes(told.finding() if title is None else title, told.subtitle())
    gains = np.ma.masked_invalid(told.gains)
    colors = [LOSS if low < 0 else GAIN(_shade(levels, low)) for low in bands]
    hatches = [HATCH if low < 0 else None for low in bands]
    filled = axes.contourf(told.x, told.y, gains, levels=levels, colors=colors, hatches=hatches, zorder=1)
    _scale(axes, told)
    _contours(axes, told, gains)
    missing = [(cell.x.value or 0.0, cell.y.value or 0.0) for cell in told.found.failures]
    if missing:
        axes.plot(*zip(*missing, strict=True), "x", color=FAINT, markersize=5, clip_on=False, zorder=4)
    _legend(figure, axes, filled, told)
    return figure


def _shade(levels: Floats, low: float) -> float:
    """How dark the band above a level is, from 0 to 1."""
    gains = levels[levels >= 0]
    return float(np.searchsorted(gains, low) / max(len(gains) - 2, 1))


def _scale(axes: Axes, told: _Told) -> None:
    first = told.found.rows[0][0]
    for axis, values in ((axes.xaxis, told.x), (axes.yaxis, told.y)):
        log, span = geometric(values.tolist()), (float(values.min()), float(values.max()))
        (axes.set_xscale if axis is axes.xaxis else axes.set_yscale)("log" if log else "linear")
        scale_axis(axis, log, span)
    axes.grid(visible=False)
    axes.set(xlim=(told.x.min(), told.x.max()), ylim=(told.y.min(), told.y.max()))
    axes.set_xlabel(axis_title(told.name(0), first.x.unit))
    name = axis_title(told.name(1), first.y.unit)
    axes.set_ylabel(name, rotation="horizontal", ha="left", va="bottom", fontweight="bold")
    axes.yaxis.set_label_coords(0.0, 1 + 0.6 * TEXT / TALL)


def _contours(axes: Axes, told: _Told, gains: Any) -> None:
    """Thin labelled lines, and a thick one where the answer changes its sign."""
    low, high = float(gains.min()), float(gains.max())
    others = [level for level in told.levels if level and low < level < high]
    if others:
        _thin(axes, told, gains, others)
    if low < 0 < high:
        turn = axes.contour(told.x, told.y, gains, levels=[0.0], colors=INK, linewidths=2.0, zorder=3)
        axes.clabel(turn, fmt={0.0: NO_GAIN}, **HALO)


def _thin(axes: Axes, told: _Told, gains: Any, others: Sequence[float]) -> None:
    drawn = axes.contour(told.x, told.y, gains, levels=others, colors=INK, linewidths=0.5, linestyles="-", zorder=2)
    words = {level: number(float(level)) for level in drawn.levels}
    shades = [_shade(told.levels, float(level)) if level > 0 else 0.0 for level in drawn.levels]
    axes.clabel(drawn, fmt=words, colors=["white" if shade > DARK else INK for shade in shades], **HALO)


def _legend(figure: Figure, axes: Axes, filled: Any, told: _Told) -> None:
    """The colours with their numbers, right of the map."""
    box, width = axes.get_position(), INCH * figure.get_figwidth()
    place = figure.add_axes((box.x1 + APART / width, box.y0, SCALE / width, box.height))
    scale = figure.colorbar(filled, cax=place, ticks=list(filled.levels), spacing="uniform")
    scale.ax.set_yticklabels([number(float(level)) for level in filled.levels])
    scale.ax.tick_params(length=0)
    scale.ax.grid(visible=False)
    unit = several(told.unit) if told.unit != "1" else ""
    name = f"Gain of {told.outcome} ({unit})" if unit else f"Gain of {told.outcome}"
    above = box.y1 + 0.6 * TEXT / (INCH * figure.get_figheight())
    figure.text(1 - EDGE / width, above, name, ha="right", va="bottom", fontweight="bold")
