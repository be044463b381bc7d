"""Axes of values that span powers of ten: when they are logarithmic, and their ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from takeoff.figures.wording import number, power

WIDE = 30.0
"""Positive values whose ratios go beyond this are drawn on a logarithmic axis."""

FEW_DECADES = 300.0
"""An axis that spans less has ticks between the powers of ten."""


def is_wide(values: Iterable[float]) -> bool:
    """Whether values are positive and too far apart for a linear axis; those that are not finite do not count."""
    known = [value for value in values if math.isfinite(value)]
    return bool(known) and min(known) > 0 and max(known) / min(known) > WIDE


def set_ticks(axes: Axes, which: Literal["x", "y"], most: int) -> None:
    """Give an axis of values round ticks, and fix its limits for good.

    Arguments:
        axes: a panel, whose scale and data are there.
        which: "x" or "y".
        most: ticks.
    """
    axis = axes.xaxis if which == "x" else axes.yaxis
    low, high = axis.get_view_interval()
    if axis.get_scale() == "log":
        subs = (1.0,) if high / low > FEW_DECADES else (1.0, 2.0, 5.0)
        axis.set_major_locator(LogLocator(subs=subs, numticks=most))
        axis.set_minor_formatter(NullFormatter())
        axis.set_major_formatter(FuncFormatter(lambda value, _: power(value)))
    else:
        axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.set(**{f"{which}lim": (low, high)})
