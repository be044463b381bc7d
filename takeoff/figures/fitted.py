"""A fit: dots for what was measured, lines for the model before and after its parameters were fitted."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter

from takeoff.equations.words import in_words, sentence, several
from takeoff.figures.ends import REACH, End, label_ends
from takeoff.figures.sheet import EDGE, Sheet, name_values
from takeoff.figures.style import FAINT, INCH, SHARED, STROKES, Stroke, styled, text_width
from takeoff.figures.wording import rounded
from takeoff.solve.run import Run
from takeoff.uncertainty.calibration.chains import Chains
from takeoff.uncertainty.calibration.least_squares import Fit

HEIGHT, ABOVE = 2.6 * INCH, 4.0
"""Of the panel, and from it to the name of its values [point]."""
MOMENTS = 200
"""Of a line."""
SAMPLES, INNER = 200, (0.05, 0.95)
"""Of a posterior whose lines make the band, and the shares of them between which it lies."""
BAND = "#d4d4d4"
LARGEST = 1e9
"""Errors from here on are not written out."""
MARGIN = 0.04
"""Of the dates on both sides, as a share of their span."""


def fitted(fit: Fit, title: str | None = None, sampled: Chains | None = None) -> Figure:
    """Draw a model beside the data to which it was fitted.

    Arguments:
        fit: the model and the data.
        sampled: its posterior, drawn as a band in which 90 % of the lines of its samples run.
        title: the default states the first parameter with its standard error.
    """
    data = fit.measurements
    lines = (("before the fit", fit.before, SHARED[1]), ("fitted", fit.after, STROKES[1]))
    words = [_words(fit, name, run) for name, run, _ in lines]
    with styled():
        right = REACH + max(map(text_width, words)) * 1.04 + EDGE
        sheet = Sheet([HEIGHT], right, title or _finding(fit), _subtitle(fit, sampled), 0)
        room = MARGIN * (float(np.ptp(data.years)) or 1.0)
        figure, _, (axes,) = sheet.axes((float(data.years[0]) - room, float(data.years[-1]) + room))
        _dots(axes, fit)
        if sampled is not None:
            _band(axes, fit, sampled)
        ends = [_line(axes, fit, run, stroke, text) for (_, run, stroke), text in zip(lines, words, strict=True)]
        axes.set_ylim(axes.get_ylim())
        label_ends(axes, ends)
    return figure


def _dots(axes: Axes, fit: Fit) -> None:
    data, scale = fit.measurements, fit.measurements.scale
    if scale.base:
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(LogLocator(numticks=7))
        axes.yaxis.set_minor_formatter(NullFormatter())
    else:
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    if data.errors is not None:
        low, high = scale.value(data.levels - data.errors), scale.value(data.levels + data.errors)
        axes.vlines(data.years, low, high, color=FAINT, linewidth=0.8, zorder=2)
    axes.plot(data.years, data.values, "o", color=FAINT, markersize=3.0, markeredgewidth=0.0, zorder=3)
    unit = several(data.about.unit)
    name_values(axes, data.about.title + ("" if unit == "1" else f" ({unit})"), HEIGHT, ABOVE)


def _band(axes: Axes, fit: Fit, sampled: Chains) -> None:
    years = np.linspace(*axes.get_xlim(), MOMENTS)
    levels = sampled.levels(fit.lens.at(years - fit.before.start), SAMPLES)
    known = np.isfinite(levels).all(axis=0)
    low, high = np.quantile(levels[:, known], INNER, axis=0)
    scale = fit.measurements.scale
    axes.fill_between(years[known], scale.value(low), scale.value(high), color=BAND, linewidth=0.0, zorder=1)


def _line(axes: Axes, fit: Fit, run: Run, stroke: Stroke, text: str) -> End:
    years = np.linspace(*axes.get_xlim(), MOMENTS)
    values = fit.measurements.scale.value(fit.lens.at(years - run.start).of(run))
    axes.plot(years, values, zorder=2, **stroke.keywords)
    last = np.flatnonzero(np.isfinite(values))[-1]
    return End(text, (float(years[last]), float(values[last])), stroke, dot=False)


def _words(fit: Fit, name: str, run: Run) -> str:
    """Name of a line with its misfit: "fitted, off by 0.62 doublings"."""
    unit = several(fit.measurements.scale.unit or fit.measurements.about.unit)
    return f"{name}, off by {rounded(fit.misfit(run))}{'' if unit == '1' else f' {unit}'}"


def _subtitle(fit: Fit, sampled: Chains | None) -> str:
    bars = "" if fit.measurements.errors is None else ", bars their standard errors"
    of = f"{fit.lens.name} of {fit.after.meaning.header.name}"
    band = "" if sampled is None else ", band where 90 % of the posterior's run"
    return f"Dots are measurements{bars}; lines are {of}{band}. {fit.measurements.about.source}"


def _finding(fit: Fit) -> str:
    first = fit.estimates[0]
    label = in_words(first.name, fit.after.meaning.spec.parts.parameters[first.key[0]].label)
    unit = "" if first.unit == "1" else f" {several(first.unit)}"
    text = f"{label}: {_with_error(first.value, first.error)}{unit}"
    return sentence(text)


def _with_error(value: float, error: float) -> str:
    """A number with its error, both to two digits of the error: "128.7 ± 9.9"."""
    if not 0 < error < LARGEST:
        return rounded(value)
    digits = max(0, 1 - math.floor(math.log10(error)))
    return f"{value:,.{digits}f} \N{PLUS-MINUS SIGN} {error:,.{digits}f}"
