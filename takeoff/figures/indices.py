"""Which uncertain inputs matter: bars of Sobol' indices, Morris effects or PAWN distances, with their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from takeoff.equations.meaning import Meaning
from takeoff.equations.words import sentence, several
from takeoff.figures.bars import ASIDE, ASSUMED_HATCH, DARK, LIGHT, THICK, beside, named_rows
from takeoff.figures.scales import set_ticks
from takeoff.figures.sheet import EDGE
from takeoff.figures.style import FAINT, INK, styled, text_width
from takeoff.figures.wording import input_name, rounded
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.inputs import ASSUMED, source
from takeoff.uncertainty.sensitivity import MAIN, Measure

MOST = 15
"""So many inputs are drawn, those that matter most."""
THIN, LOWER, UPPER = 0.22, 0.12, -0.15
"""Height of the bar inside a bar, and places of that bar and of the interval, as shares of the row."""


@dataclass(frozen=True)
class _Look:
    """How a method is drawn.

    Arguments:
        axis: what the bars show.
        inner: index of the dark bar inside, or "".
        error: index that is half an interval, or "" where `ends` are given.
        ends: indices that are the ends of the interval.
        explained: what the parts of a bar are.
    """

    axis: str
    inner: str
    error: str
    ends: tuple[str, ...]
    explained: str


_LOOKS: Mapping[str, _Look] = MappingProxyType(
    {
        "sobol": _Look(
            "Share of the variance",
            "first",
            "total_error",
            (),
            "Pale: share of the variance with all that the input does together with others, and its 95 % interval; "
            "dark: what it does alone.",
        ),
        "morris": _Look(
            "Mean effect of moving the input across its range",
            "direction",
            "mean_effect_error",
            (),
            "Pale: mean size of the effect and its 95 % interval; dark: the mean with its sign, as long as the pale "
            "one where the effect always goes one way.",
        ),
        "pawn": _Look(
            "Distance of distributions (Kolmogorov, Smirnov)",
            "",
            "",
            ("least", "largest"),
            "How far the answer's distribution in slices of the input is from that in all: the median slice, and the "
            "range of all slices. Inputs without effect have some distance too, the less the more runs.",
        ),
    }
)


def indices(found: Measure, meaning: Meaning, title: str | None = None) -> Figure:
    """Draw how much each input matters, the one that matters most on top.

    Arguments:
        found: a measure.
        meaning: the model, which knows names and sources.
        title: the default states which input matters most.
    """
    rows = found.ranked[:MOST]
    look = _LOOKS[found.method]
    with styled():
        words = [rounded(float(found.columns[MAIN[found.method]][place])) for place in rows]
        right = ASIDE + max(map(text_width, words)) + EDGE
        names = [input_name(meaning, found.names[place]) for place in rows]
        shown = _finding(found, names[0], words[0]) if title is None else title
        figure, axes = named_rows(names, right, shown, _subtitle(found, meaning, len(rows)))
        for row, place in enumerate(rows):
            _draw_row(axes, row, found, place, source(meaning, found.names[place]) == ASSUMED)
            beside(axes, words[row], _interval(found, place)[1], row)
        _scale(axes, found, rows)
        unit = several(found.question.unit) if found.method == "morris" and found.question.unit != "1" else ""
        axes.set_xlabel(look.axis + (f" ({unit})" if unit else ""))
    return figure


def _draw_row(axes: Axes, row: int, found: Measure, place: int, assumed: bool) -> None:
    look, size = _LOOKS[found.method], float(found.columns[MAIN[found.method]][place])
    hatch = ASSUMED_HATCH if assumed else None
    axes.barh(row, size, THICK, color=LIGHT, edgecolor=DARK, hatch=hatch, linewidth=0.8, zorder=2)
    if look.inner:
        axes.barh(row + LOWER, float(found.columns[look.inner][place]), THIN, color=DARK, zorder=2.2)
    low, high = _interval(found, place)
    whisker: dict[str, Any] = {"color": INK, "elinewidth": 0.9, "capsize": 2.5, "capthick": 0.9}
    axes.errorbar(size, row + UPPER, xerr=[[size - low], [high - size]], zorder=3, **whisker)


def _interval(found: Measure, place: int) -> tuple[float, float]:
    look, column = _LOOKS[found.method], found.columns
    if look.error:
        size, error = float(column[MAIN[found.method]][place]), float(column[look.error][place])
        return size - error, size + error
    low, high = (float(column[name][place]) for name in look.ends)
    return low, high


def _scale(axes: Axes, found: Measure, rows: list[int]) -> None:
    look = _LOOKS[found.method]
    inner: Floats | None = found.columns[look.inner] if look.inner else None
    ends = [end for place in rows for end in _interval(found, place)]
    ends += [] if inner is None else [float(inner[place]) for place in rows]
    axes.set_xlim(min(0.0, *ends), max(ends))
    set_ticks(axes, "x", 6)
    axes.axvline(0.0, color=FAINT, linewidth=0.8, zorder=3)


def _finding(found: Measure, name: str, size: str) -> str:
    question = found.question
    if found.method == "sobol":
        share = 100 * float(found.columns["total"][found.ranked[0]])
        return sentence(f"{name} has to do with {min(share, 100):.0f} % of the variance of {question.words}")
    unit = f" {several(question.unit)}" if found.method == "morris" and question.unit != "1" else ""
    kind = {"morris": "a mean effect", "pawn": "a distance"}[found.method]
    return sentence(f"{name} matters most to {question.words}, with {kind} of {size}{unit}")


def _subtitle(found: Measure, meaning: Meaning, shown: int) -> str:
    lost = f", {found.lost:,} without an answer" if found.lost else ""
    some = f" The {shown} largest of {len(found.names)} inputs." if shown < len(found.names) else ""
    explained = f"{_LOOKS[found.method].explained} Hatched: assumed, without a source.{some}"
    return f"{meaning.header.title}. {found.evaluations:,} runs{lost}. {explained}"
