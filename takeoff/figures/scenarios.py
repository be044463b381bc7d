"""What slowdowns give in the scenarios of a model: a row for each, a mark for each slowdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from takeoff.decide.scenarios import AS_PLANNED, ScenarioComparison
from takeoff.decide.slowdowns import NEVER, Comparison
from takeoff.equations.words import outcome_label, sentence, several
from takeoff.figures.frame import Frame
from takeoff.figures.sheet import EDGE, WIDTH
from takeoff.figures.style import FAINT, INCH, INK, TEXT, styled, text_width, wrapped
from takeoff.figures.wording import number, signed

ROW = 2.5 * TEXT
"""Height of a row [point]."""
ASIDE = 6.0
"""From the panel to words beside it [point]."""
WIDEST_LABEL = 2.3 * INCH
NARROWEST = 2.2 * INCH
"""Least width of the panel [point]."""
COLORS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00")
MARKERS = ("|", "o", "s", "^", "v")
"""One for each slowdown asked for: told apart by shape in a grey print."""
UNPAUSED: dict[str, Any] = {"marker": "o", "color": INK, "markerfacecolor": "white", "markersize": 7.5}
PLANNED: dict[str, Any] = {"marker": "D", "color": "#737373", "markerfacecolor": "none", "markersize": 8.5}


def scenarios(found: ScenarioComparison, title: str | None = None) -> Figure:
    """Draw what slowdowns give in every scenario.

    Arguments:
        found: the comparison.
        title: the default states where slowing down adds most.
    """
    with styled():
        return _draw(_Told(found), title)


@dataclass(frozen=True)
class _Told:
    """The scenarios that have an answer, and how their values are told."""

    found: ScenarioComparison

    @property
    def rows(self) -> list[tuple[str, Comparison]]:
        return [(one.title, comparison) for one, comparison in self.found.known]

    def shown(self, value: float) -> float:
        return 100 * value if self.found.in_points else value

    @property
    def outcome(self) -> str:
        name = self.found.maximised
        return outcome_label(self.found.case.meaning, name)

    @property
    def unit(self) -> str:
        amount = self.rows[0][1].slowdowns[0].run.outcomes[self.found.maximised]
        return "%" if self.found.in_points else "" if amount.unit == "1" else several(amount.unit)

    def words(self, comparison: Comparison) -> str:
        """The gain of the best: "+4.7 points", "none helps"."""
        gain = self.shown(self.found.gain(comparison))
        if gain == 0:
            return "none helps"
        return f"{signed(gain)} {'points' if self.found.in_points else self.unit}".rstrip()


def _draw(told: _Told, title: str | None) -> Figure:
    labels = ["\n".join(wrapped(label, WIDEST_LABEL)) for label, _ in told.rows]
    words = [told.words(comparison) for _, comparison in told.rows]
    left = EDGE + ASIDE + max(text_width(line) for label in labels for line in label.split("\n"))
    right = ASIDE + max(map(text_width, words)) + EDGE
    frame = Frame(max(WIDTH - left - right, NARROWEST), ROW * len(labels), left, right, 3.2 * TEXT, 4.5 * TEXT)
    figure, axes = frame.axes(_finding(told) if title is None else title, f"{told.found.case.meaning.header.title}.")
    _marks(axes, told)
    axes.set(ylim=(len(labels) - 0.5, -0.5))
    axes.set_yticks(range(len(labels)), labels)
    axes.tick_params(axis="y", length=0, pad=ASIDE)
    for place, text in enumerate(words):
        axes.annotate(
            text,
            xy=(1, place),
            xycoords=("axes fraction", "data"),
            xytext=(ASIDE, 0),
            textcoords="offset points",
            va="center_baseline",
            color=INK,
            annotation_clip=False,
        )
    _scale(axes, told)
    return figure


def _marks(axes: Axes, told: _Told) -> None:
    """A line from the least to the most, and a mark for each slowdown."""
    looks = {NEVER: UNPAUSED, AS_PLANNED: PLANNED}
    for place, label in enumerate(told.found.labels):
        size = 10.0 if MARKERS[place % len(MARKERS)] == "|" else 5.0
        look = {"marker": MARKERS[place % len(MARKERS)], "color": COLORS[place % len(COLORS)], "markersize": size}
        looks[label] = {**look, "markeredgewidth": 1.8 if size > 5 else 1.0}
    points: dict[str, list[tuple[float, int]]] = {label: [] for label in looks}
    for row, (_, comparison) in enumerate(told.rows):
        values = [told.shown(told.found.value(one)) for one in comparison.slowdowns]
        axes.plot([min(values), max(values)], [row, row], color="#c8c8c8", linewidth=2.2, zorder=2)
        for one, value in zip(comparison.slowdowns, values, strict=True):
            points[one.label].append((value, row))
    for label, found in points.items():
        if found:
            axes.plot(*zip(*found, strict=True), linestyle="none", label=label, zorder=3, **looks[label])
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(looks), frameon=False, borderaxespad=0.2)


def _scale(axes: Axes, told: _Told) -> None:
    axes.margins(x=0.04)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.grid(visible=True, axis="x")
    axes.grid(visible=True, axis="y", color="#f4f4f4")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="x", color=FAINT)
    name = sentence(told.outcome)
    axes.set_xlabel(f"{name} ({told.unit}), and what the best slowdown adds" if told.unit else name)


def _finding(told: _Told) -> str:
    ranked = sorted(told.rows, key=lambda row: told.found.gain(row[1]))
    (least, little), (most, much) = ranked[0], ranked[-1]
    if told.found.gain(much) == 0:
        return f"Slowing down adds nothing to {told.outcome} in any scenario"
    lost = "nothing" if told.found.gain(little) == 0 else told.words(little).lstrip("+")
    return f"Slowing down adds {told.words(much).lstrip('+')} to {told.outcome} in “{most}”, and {lost} in “{least}”"
