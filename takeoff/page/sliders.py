"""Sliders: which range a parameter is moved over on a page, and in which steps."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from takeoff.equations.scope import Key
from takeoff.equations.values import Door
from takeoff.solve.case import Case
from takeoff.tables.amounts import with_unit
from takeoff.tables.priors import prior_row
from takeoff.uncertainty.distribution import Distribution

SHARES = (0.01, 0.99)
"""Shares of a prior between which a slider moves."""
STEPS = 200
"""Steps of a slider, about."""
LOG = 30.0
"""A slider whose ends are so many times apart is logarithmic."""
SPREAD = 4.0
"""Without a prior, a slider goes from the value over so much to so many times the value."""


def slider(case: Case, key: Key, values: Iterable[float]) -> dict[str, Any]:
    """The range of a slider, in the declared unit: where the prior has its middle 98 %, and all values.

    Arguments:
        case: the model.
        key: of a parameter.
        values: that it must reach, in the inside unit.
    """
    door, shown = case.meaning.doors[key[0]], [x for x in values if math.isfinite(x)]
    ends = [door.show(x) for x in (*shown, *_usual(case, key, shown))]
    low, high = _cut(door, min(ends), max(ends))
    log = low > 0 and high / low > LOG
    step = _step(low, high)
    if not log:
        low, high = _cut(door, math.floor(low / step) * step, math.ceil(high / step) * step)
    return {"low": low, "high": high, "log": log, "step": (math.log10(high / low) / STEPS) if log else step}


def interval(case: Case, key: Key) -> list[float] | None:
    """The middle 90 % of the prior, in the declared unit; None without a prior, or where "never" is among it.

    Arguments:
        case: the model.
        key: of a parameter.
    """
    if key not in case.meaning.priors:
        return None
    ends = [case.meaning.doors[key[0]].show(x) for x in _quantiles(case, key, (0.05, 0.95))]
    return ends if all(map(math.isfinite, ends)) else None


def prior_words(case: Case, key: Key) -> str:
    """What was understood of a prior: "triangular; 5 % below 1.2, half below 1.9, 95 % below 3.1 OOM"; "" without one.

    Arguments:
        case: the model.
        key: of a parameter.
    """
    if key not in case.meaning.priors:
        return ""
    _, low, half, high, unit, kind = prior_row(_distribution(case, key))
    return f"{kind}; 5 % below {low}, half below {half}, 95 % below {with_unit(high, unit)}"


def span_slider(low: float, high: float) -> dict[str, Any]:
    """A slider from one end to another, in even steps.

    Arguments:
        low: one end.
        high: the other, above it.
    """
    return {"low": low, "high": high, "log": False, "step": _step(low, high)}


def _step(low: float, high: float) -> float:
    return 10.0 ** math.floor(math.log10((high - low) / STEPS)) if high > low else 1.0


def _distribution(case: Case, key: Key) -> Distribution:
    return Distribution(key, case.meaning.priors[key], case.meaning.doors[key[0]])


def _quantiles(case: Case, key: Key, shares: tuple[float, ...]) -> list[float]:
    found: list[float] = _distribution(case, key).quantile(np.array(shares)).tolist()
    return found


def _usual(case: Case, key: Key, values: list[float]) -> list[float]:
    """Ends of what is usual, in the inside unit."""
    door = case.meaning.doors[key[0]]
    if key in case.meaning.priors:
        return [x for x in _quantiles(case, key, SHARES) if math.isfinite(x)]
    if door.date:
        return [0.0, case.horizon()]
    sizes = [abs(x) for x in values if x] or [1.0]
    low = min(values, default=0.0)
    return [min(sizes) / SPREAD if low > 0 else -SPREAD * max(sizes) if low < 0 else 0.0, SPREAD * max(sizes)]


def _cut(door: Door, low: float, high: float) -> tuple[float, float]:
    least, most = door.between or (-math.inf, math.inf)
    return max(low, least), min(high, most)
