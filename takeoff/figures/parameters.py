"""How figures tell parameters: their names, amounts, axes, and steps worth telling."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import label
from takeoff.equations.words import sentence, several
from takeoff.figures.wording import number, power
from takeoff.solve.run import Amount

EVEN = 1e-6
"""Ratios that differ by less than this, relatively, are the same."""


def parameter_name(meaning: Meaning, name: str) -> str:
    """Name of a parameter for a reader: the model's label, or its own name.

    Arguments:
        meaning: the model.
        name: with its member where it has several.
    """
    part = meaning.spec.parts.parameters.get(name.partition("[")[0])
    return part.label if part and part.label and "[" not in name else name.replace("_", " ")


def axis_title(name: str, unit: str) -> str:
    """Name of an axis with its unit: "Lead (years)"."""
    return sentence(name) + ("" if unit == "1" else f" ({several(unit)})")


def amount_text(amount: Amount) -> str:
    """An amount to three digits with its unit: "0.5 years", "1 year"."""
    shown = number(float(f"{amount.value or 0.0:.3g}"))
    return shown if amount.unit == "1" else f"{shown} {amount.unit if shown == '1' else several(amount.unit)}"


def geometric(values: Sequence[float]) -> bool:
    """Whether values are at even distances on a logarithmic axis, and not on a plain one.

    Arguments:
        values: in order.
    """
    found = np.array(values, dtype=float)
    if len(found) < 3 or not (found > 0).all():
        return False
    ratios, steps = found[1:] / found[:-1], np.diff(found)
    return _equal(ratios) and not _equal(steps)


def _equal(values: npt.NDArray[np.float64]) -> bool:
    return bool(np.ptp(values) <= EVEN * np.abs(values).max())


def scale_axis(axis: Axis, log: bool, span: tuple[float, float]) -> None:
    """Ticks of an axis of values of a parameter.

    Arguments:
        axis: its limits and scale are set.
        log: whether it is logarithmic.
        span: the ends shown.
    """
    words = power if log else number
    ticks = LogLocator(subs=(1.0,) if span[1] / span[0] > 500 else (1.0, 2.0, 5.0)) if log else None
    axis.set_major_locator(ticks or MaxNLocator(nbins=8, steps=[1, 2, 2.5, 5, 10]))
    axis.set_minor_formatter(NullFormatter())
    axis.set_major_formatter(FuncFormatter(lambda value, _: words(value)))


def step_of(meaning: Meaning, name: str, value: float) -> tuple[str, float]:
    """A step of a parameter that a reader can picture, in words, and its size in the declared unit.

    It is that of an improvement of the model that adds to this parameter and to no other ("one more month of lead"),
    else a hundredth of the present value.

    Arguments:
        meaning: the model.
        name: the parameter, with its member where it has several.
        value: its present value, in its declared unit.
    """
    for improvement in meaning.improvements.values():
        steps = {label(key): (key, step) for key, step in improvement.steps.items()}
        if list(steps) == [name] and steps[name][1].term:
            (quantity, _), step = steps[name]
            return improvement.label, step.term / u.scale(meaning.quantities[quantity].unit)
    return f"1 % more {parameter_name(meaning, name)}", value / 100
