"""Durations: the share that lasts longer, as measured (Kaplan and Meier) and as the fitted distribution has it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import stats

from takeoff.equations.words import several
from takeoff.figures.ends import REACH, End, label_ends
from takeoff.figures.sheet import EDGE, Sheet, name_values
from takeoff.figures.style import FAINT, INCH, STROKES, Stroke, styled, text_width
from takeoff.figures.wording import rounded
from takeoff.uncertainty.calibration.durations import Lasting

HEIGHT, ABOVE = 2.2 * INCH, 4.0
"""Of the panel, and from it to the name of its values [point]."""
MOMENTS = 200
MEASURED = Stroke(FAINT, (), 1.3)


def durations(found: Lasting, title: str) -> Figure:
    """Draw which share of durations lasts longer than what.

    Arguments:
        found: the durations and their distribution.
        title: what they are; their median is added.
    """
    data, unit = found.durations, "" if found.unit == "1" else f" {several(found.unit)}"
    words = ("measured", found.distribution)
    heading = f"{title}: half are over within {rounded(found.median)}{unit}"
    subtitle = (
        f"{len(data.open)} of {sum(map(len, (data.over, data.short, data.open)))} are not over; ticks: so long by now."
    )
    with styled():
        right = REACH + max(map(text_width, words)) * 1.04 + EDGE
        longest = 1.05 * float(np.concatenate([data.over, data.open]).max())
        name = f"How long ({several(found.unit)})"
        figure, _, (axes,) = Sheet([HEIGHT], right, heading, subtitle, 0).axes((0.0, longest), name)
        survived = stats.ecdf(stats.CensoredData(np.append(data.over, data.short), right=data.open)).sf
        steps = np.append(0.0, survived.quantiles), np.append(1.0, survived.probabilities)
        axes.step(np.append(steps[0], longest), np.append(steps[1], steps[1][-1]), where="post", **MEASURED.keywords)
        axes.plot(data.open, survived.evaluate(data.open), "|", color=FAINT, markersize=6.0)
        lengths = np.linspace(0.0, longest, MOMENTS)
        shares = found.fitted.sf(lengths)
        axes.plot(lengths, shares, **STROKES[1].keywords)
        axes.set_ylim(0.0, 1.0)
        name_values(axes, "Share that lasts longer", HEIGHT, ABOVE)
        ends = [(longest, float(steps[1][-1])), (longest, float(shares[-1]))]
        strokes = (MEASURED, STROKES[1])
        label_ends(axes, [End(text, at, s, dot=False) for text, at, s in zip(words, ends, strokes, strict=True)])
    return figure
