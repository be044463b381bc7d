"""What was understood of each prior: its quantiles in the unit of its parameter."""

from __future__ import annotations

import math

import numpy as np

from takeoff.equations import units as u
from takeoff.tables.amounts import FEWEST, moment, number
from takeoff.uncertainty.distribution import Distribution

HEADER = ("input", "5 %", "half", "95 %", "unit", "distribution")
SHARES = (0.05, 0.5, 0.95)


def prior_row(one: Distribution) -> tuple[str, ...]:
    """One row of HEADER: the values that 5 %, half and 95 % of the probability lie below.

    Arguments:
        one: an uncertain input.
    """
    values = one.quantile(np.array(SHARES))
    return (one.name, *(_shown(one, value) for value in values), u.readable(one.door.unit), _kind(one))


def _shown(one: Distribution, value: float) -> str:
    if one.door.date:
        return "never" if math.isinf(value) else moment(one.door.start, value).partition(" (")[0]
    return number(one.door.show(value), FEWEST)


def _kind(one: Distribution) -> str:
    """Kind of the distribution, and what was cut off or may never come."""
    never = f"never {100 * one.prior.never:g} %, else " if one.prior.never else ""
    cut = f", cut off outside its range ({100 * one.cut_off:.2g} %)" if one.cut_off > 5e-4 else ""
    return f"{never}{one.prior.kind}{cut}"
