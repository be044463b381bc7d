"""Prior against posterior: for each fitted parameter how it was drawn, and how its draws weigh after the data."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from takeoff.equations.words import in_words, sentence, several
from takeoff.errors import InputError
from takeoff.figures.sheet import EDGE, write_heading
from takeoff.figures.style import FAINT, HEADING, INCH, LINE_HEIGHT, STROKES, TEXT, styled, wrapped
from takeoff.figures.wording import number, power, rounded
from takeoff.uncertainty.calibration.chains import Chains
from takeoff.uncertainty.calibration.least_squares import Estimate, Fit
from takeoff.uncertainty.calibration.posterior import Learnt

ACROSS = 3
"""Most panels beside each other."""
WIDTH, HEIGHT = 2.3 * INCH, 1.3 * INCH
"""Of a panel [point]."""
BESIDE, ABOVE, BELOW = 0.2 * INCH, 0.3 * INCH, 0.26 * INCH
"""Around a panel [point]."""
BINS = 30
INNER = (0.005, 0.995)
"""Shares of the draws between which a panel shows them."""
WIDE = 20.0
"""A panel whose ends are so many times apart has a logarithmic axis."""
PRIOR = "#c8c8c8"


def posterior(fit: Fit, learnt: Learnt, title: str | None = None) -> Figure:
    """Draw what the data leave of the priors.

    Arguments:
        fit: its estimates are marked.
        learnt: draws with their weights, or samples of chains.
        title: the default states what is left of the first parameter.

    Raises:
        InputError: no fitted parameter was drawn.
    """
    shown = [one for one in fit.estimates if one.name in learnt.before]
    if not shown:
        raise InputError("no fitted parameter was drawn, so there is nothing to draw", "give one a prior: --prior")
    across = min(ACROSS, len(shown))
    rows = math.ceil(len(shown) / across)
    with styled():
        width = max(2, across) * (WIDTH + BESIDE) + BESIDE
        room = width - 2 * EDGE
        heading = wrapped(title or _finding(shown[0], learnt), room, HEADING, "bold"), wrapped(_subtitle(learnt), room)
        top = EDGE + LINE_HEIGHT * (HEADING * len(heading[0]) + TEXT * len(heading[1]))
        height = top + rows * (ABOVE + HEIGHT + BELOW)
        figure = Figure(figsize=(width / INCH, height / INCH))
        FigureCanvasAgg(figure)
        write_heading(figure, heading)
        for place, one in enumerate(shown):
            left = BESIDE + (place % across) * (WIDTH + BESIDE)
            bottom = height - top - (place // across) * (ABOVE + HEIGHT + BELOW) - ABOVE - HEIGHT
            box = (left / width, bottom / height, WIDTH / width, HEIGHT / height)
            _panel(figure.add_axes(box), one, learnt)
    return figure


def _panel(axes: Axes, one: Estimate, learnt: Learnt) -> None:
    before, after = learnt.before[one.name], learnt.after[one.name]
    known, weighty = np.isfinite(before), np.isfinite(after)
    low, high = np.quantile(before[known], INNER)
    far = 0 < WIDE * low < high
    bins = (np.geomspace if far else np.linspace)(low, high, BINS + 1).tolist()
    axes.hist(before[known], bins, weights=np.full(known.sum(), 1 / known.sum()), color=PRIOR, zorder=1)
    line: dict[str, Any] = {"histtype": "step", "color": STROKES[1].color, "linewidth": STROKES[1].width}
    shares = learnt.weights[weighty] / learnt.weights[weighty].sum()
    axes.hist(after[weighty], bins, weights=shares, zorder=2, **line)
    level = -0.04 * axes.get_ylim()[1]
    if bins[0] <= one.value <= bins[-1]:
        error = 0.0 if math.isnan(one.error) else one.error
        ends = np.clip([one.value - error, one.value + error], bins[0], bins[-1])
        axes.plot(ends, [level, level], color=FAINT, linewidth=1.2, clip_on=False, zorder=3)
        axes.plot(one.value, level, "o", color=FAINT, markersize=3.2, clip_on=False, zorder=3)
    axes.set(xlim=(bins[0], bins[-1]), ylim=(2 * level, axes.get_ylim()[1]), yticks=[])
    axes.spines["left"].set_visible(False)
    if far:
        axes.set_xscale("log")
        axes.xaxis.set_minor_formatter(NullFormatter())
    else:
        axes.xaxis.set_major_locator(MaxNLocator(nbins=4))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: power(x) if far else number(float(f"{x:.6g}"))))
    axes.set_title(_name(one, learnt), loc="left", fontsize=TEXT, fontweight="bold")


def _name(one: Estimate, learnt: Learnt) -> str:
    part = learnt.case.meaning.spec.parts.parameters[one.key[0]]
    unit = "" if one.unit == "1" else f" ({several(one.unit)})"
    return f"{', '.join([in_words(one.key[0], part.label), *one.key[1]])}{unit}"


def _subtitle(learnt: Learnt) -> str:
    many, is_chain = f"{len(learnt.weights):,}", isinstance(learnt, Chains)
    line = f"{many} samples of Markov chains" if is_chain else f"the same {many} draws weighed by the data"
    return (
        f"Grey: draws from the prior; line: {line}, worth {rounded(learnt.effective)} equal ones. "
        "Dot and bar: least squares with one standard error."
    )


def _finding(one: Estimate, learnt: Learnt) -> str:
    values = learnt.before[one.name]
    ends = (0.05, 0.95)
    low, high = np.quantile(values[np.isfinite(values)], ends)
    name = _name(one, learnt).partition(" (")[0]
    unit = "" if one.unit == "1" else f" {several(one.unit)}"
    after = " to ".join(map(rounded, learnt.quantiles(learnt.after[one.name], ends)))
    text = f"{name}: {after}{unit} after the data (90 %), {rounded(low)} to {rounded(high)} before"
    return sentence(text)
