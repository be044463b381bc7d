"""Phase portrait: paths of slowdowns over two quantities, with years marked, and how far is safe."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from takeoff.decide.slowdowns import Comparison
from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.shown import name_of
from takeoff.equations.words import sentence, several
from takeoff.figures.ends import REACH, End, label_ends
from takeoff.figures.finding import finding
from takeoff.figures.frame import Frame
from takeoff.figures.parameters import axis_title, scale_axis
from takeoff.figures.paths import Path, path_of
from takeoff.figures.sheet import EDGE, LEFT, WIDTH
from takeoff.figures.style import CONSTANT, FAINT, INCH, TEXT, Stroke, stroke, styled, text_width
from takeoff.figures.wording import rounded

Floats = npt.NDArray[np.float64]

TALL = 4.2 * INCH
"""Height of the panel [point]."""
BEYOND = "#f3e3d7"
"""Colour of what lies beyond the frontier."""
FRONTIER = Stroke("#8c4a1f", (), 1.0)
DANGER = Stroke(CONSTANT.color, CONSTANT.dashes, 1.2)
THICK = 4.4
"""Width of a path while its slowdown is on [point]."""
DECADES = 3.0
"""An axis whose largest value is more than so many times the smallest is logarithmic."""
SAME = 2e-3
"""Frontiers that differ by less than this, as a share of the axis, are one."""
MOST_YEARS = 6
"""About so many years are written along the first path."""
LOWEST = 0.06
"""Years of points lower than this share of the panel stand above them."""
WORDS_AT = 0.4
"""Height of the words beside the frontier, as a share of the panel."""


@dataclass(frozen=True)
class _Portrait:
    """What is drawn."""

    comparison: Comparison
    x: str
    y: str

    @property
    def meaning(self) -> Meaning:
        return self.comparison.slowdowns[0].run.meaning

    @functools.cached_property
    def paths(self) -> list[Path]:
        return [path_of(one.run, self.x, self.y, list(one.schedule)) for one in self.comparison.slowdowns]

    def along(self, name: str) -> list[Floats]:
        """A quantity along every path, in the unit of the x axis."""
        unit = u.scale(self.paths[0].run.unit(self.x))
        return [one.along(name) * u.scale(one.run.unit(name)) / unit for one in self.paths]

    def name(self, quantity: str) -> str:
        return name_of(self.meaning, quantity)

    @property
    def labels(self) -> list[str]:
        return [slowdown.label for slowdown in self.comparison.slowdowns]

    def finding(self, frontier: str) -> str:
        """When each path crosses the frontier."""
        if not frontier:
            return finding(self.comparison)
        edges, name = self.along(frontier), self.name(frontier).partition(",")[0]
        dates = [one.crossing(edge) for one, edge in zip(self.paths, edges, strict=True)]
        crossed = [(label, date) for label, date in zip(self.labels, dates, strict=True) if date is not None]
        if not crossed:
            return f"No path crosses the {name}; {self._closest(edges)}"
        begins = [
            (label, f"in {date:.1f}" if date > self.paths[0].times[0] else "at the start") for label, date in crossed
        ]
        text = f"{begins[0][0]} crosses the {name} {begins[0][1]}"
        text += "".join(f", {label} {when}" for label, when in begins[1:])
        within = [label for label, date in zip(self.labels, dates, strict=True) if date is None]
        return sentence(f"{text}; {_listed(within)} never" if within else text)

    def _closest(self, edges: Sequence[Floats]) -> str:
        """Which path comes closest to the frontier, and when."""
        gaps = [edge - one.x for one, edge in zip(self.paths, edges, strict=True)]
        place = min(range(len(gaps)), key=lambda one: float(gaps[one].min()))
        gap, path = gaps[place], self.paths[place]
        unit = u.readable(path.run.unit(self.x))
        distance = f"{rounded(float(gap.min()))} {several(unit)}".removesuffix(" 1")
        return f"{self.labels[place]} comes closest, {distance} from it in {path.times[int(gap.argmin())]:.1f}"


def portrait(
    comparison: Comparison, x: str, y: str, frontier: str = "", danger: str = "", title: str | None = None
) -> Figure:
    """Draw the paths of slowdowns over two quantities.

    The frontier and the danger are read along the paths: at every moment they stand at the height where the path is.
    What depends on y alone is one curve then, and only then is the region beyond it shaded; else each path has its own.

    Arguments:
        comparison: the slowdowns.
        x: a quantity, such as "capability[leader]".
        y: another; its axis is logarithmic if it spans much.
        frontier: a quantity in units like x, beyond which x is unsafe; "" for none.
        danger: a quantity in units like x to be shown; "" for none.
        title: the default states when each path crosses the frontier, or what the slowdowns do if there is none.

    Raises:
        InputError: no such quantity.
    """
    told = _Portrait(comparison, x, y)
    edges = {name: told.along(name) for name in (frontier, danger) if name}
    with styled():
        return _draw(told, edges, frontier, danger, told.finding(frontier) if title is None else title)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _draw(told: _Portrait, edges: dict[str, list[Floats]], frontier: str, danger: str, title: str) -> Figure:
    right = REACH + max(map(text_width, told.labels)) + EDGE
    frame = Frame(WIDTH - LEFT - right, TALL, LEFT, right, 3.2 * TEXT, 4.5 * TEXT)
    subtitle = f"{told.meaning.header.title}. Dots: starts of years; thick: while slowing down."
    figure, axes = frame.axes(title, subtitle)
    _scale(axes, told, [edge for one in edges.values() for edge in one])
    if frontier:
        _frontier(axes, told, frontier, edges[frontier])
    if danger:
        _danger(axes, told, danger, edges[danger])
    _paths(axes, told)
    ends = [path.end for path in told.paths]
    label_ends(
        axes, [End(label, end, stroke(i), True) for i, (label, end) in enumerate(zip(told.labels, ends, strict=True))]
    )
    return figure


def _scale(axes: Axes, told: _Portrait, edges: Sequence[Floats]) -> None:
    x = np.concatenate([*(path.x for path in told.paths), *edges])
    y = np.concatenate([path.y for path in told.paths])
    margin = 0.03 * (float(x.max() - x.min()) or 1.0)
    log = bool(y.min() > 0 and y.max() > DECADES * y.min())
    axes.set_yscale("log" if log else "linear")
    axes.set(xlim=(x.min() - margin, x.max() + margin), ylim=(y.min(), y.max()))
    axes.grid(visible=False)
    run = told.paths[0].run
    axes.set_xlabel(axis_title(told.name(told.x), u.readable(run.unit(told.x))))
    name = axis_title(told.name(told.y), u.readable(run.unit(told.y)))
    axes.set_ylabel(name, rotation="horizontal", ha="left", va="bottom", fontweight="bold")
    axes.yaxis.set_label_coords(0.0, 1 + 0.6 * TEXT / TALL)
    scale_axis(axes.xaxis, False, axes.get_xlim())
    scale_axis(axes.yaxis, log, axes.get_ylim())


def _paths(axes: Axes, told: _Portrait) -> None:
    """Each path from where it leaves the first, thick where it slows down, with a dot at the start of each year."""
    for place, path in enumerate(told.paths):
        how, begin = stroke(place), path.leaves(told.paths[0]) if place else 0
        axes.plot(path.x[begin:], path.y[begin:], zorder=3, label=told.labels[place], clip_on=False, **how.keywords)
        thick: dict[str, Any] = {"color": how.color, "linewidth": THICK, "alpha": 0.35, "zorder": 2.5, "clip_on": False}
        for pause in path.pauses():
            axes.plot(path.x[pause], path.y[pause], **thick)
        years = np.arange(math.ceil(path.times[begin]), path.times[-1] + 1e-9)
        axes.plot(*path.at(years), "o", color=how.color, markersize=2.6, zorder=4, clip_on=False)
    _years(axes, told.paths[0])


def _years(axes: Axes, path: Path) -> None:
    """Years written along the first path, beside it, or above where the panel ends below."""
    every = max(math.ceil((path.times[-1] - path.times[0]) / MOST_YEARS), 1)
    for year in range(math.ceil(path.times[0]), math.floor(path.times[-1]) + 1, every):
        x, y = map(float, path.at(year))
        low = axes.transAxes.inverted().transform(axes.transData.transform((x, y)))[1] < LOWEST
        _say(axes, str(year), (x, y), (0, 4) if low else (5, -8), FAINT, ha="center" if low else "left")


def _frontier(axes: Axes, told: _Portrait, name: str, edges: Sequence[Floats]) -> None:
    """The frontier once, shaded beyond, if it depends on y alone; else once for each path."""
    longest = max(range(len(edges)), key=lambda place: told.paths[place].y[-1])
    edge, y = edges[longest], told.paths[longest].y
    if not _one_curve(axes, told, edges, longest):
        for place, (path, one) in enumerate(zip(told.paths, edges, strict=True)):
            axes.plot(one, path.y, zorder=2, **{**stroke(place).keywords, "linewidth": 0.7})
        return
    axes.fill_betweenx(y, edge, axes.get_xlim()[1], color=BEYOND, linewidth=0, zorder=0.5)
    axes.plot(edge, y, zorder=2, clip_on=False, **FRONTIER.keywords)
    heights = axes.transAxes.inverted().transform(axes.transData.transform(np.column_stack([edge, y])))[:, 1]
    place = int(np.abs(heights - WORDS_AT).argmin())
    words = f"beyond the\n{told.name(name).partition(',')[0]}"
    _say(axes, words, (float(edge[place]), float(y[place])), (6, 0), FRONTIER.color, va="center")


def _one_curve(axes: Axes, told: _Portrait, edges: Sequence[Floats], longest: int) -> bool:
    """Whether the edges of all paths lie on that of the longest."""
    y, (low, high) = told.paths[longest].y, axes.get_xlim()
    if (np.diff(y) < 0).any():
        return False
    pairs = zip(told.paths, edges, strict=True)
    gaps = [np.abs(np.interp(path.y, y, edges[longest]) - one).max() for path, one in pairs]
    return bool(max(gaps) <= SAME * (high - low))


def _danger(axes: Axes, told: _Portrait, name: str, edges: Sequence[Floats]) -> None:
    """Where danger begins; upright if it is the same at all times."""
    for path, edge in zip(told.paths, edges, strict=True):
        axes.plot(edge, path.y, zorder=1.5, **DANGER.keywords)
    at = (float(edges[0][0]), float(told.paths[0].y[0]))
    _say(axes, told.name(name), at, (-2, 4), FAINT, rotation=90, ha="right")


def _say(axes: Axes, words: str, at: tuple[float, float], offset: tuple[float, float], color: str, **how: Any) -> None:
    axes.annotate(words, at, offset, textcoords="offset points", color=color, zorder=5, annotation_clip=False, **how)
