"""What the figure of a derivation shows, as numbers and words: axes, curves, points and places; drawn elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sympy

SAMPLES = 200
"""Points of a curve that is given by a formula."""


@dataclass(frozen=True)
class Axis:
    """One axis.

    Arguments:
        name: what it shows, without the unit.
        unit: readable, "1" for none.
        low, high: what is shown, in that unit.
        log: whether it is logarithmic.
    """

    name: str
    unit: str
    low: float
    high: float
    log: bool = False


@dataclass(frozen=True)
class Curve:
    """A line, labelled at its end or beside it.

    Arguments:
        label: a few words.
        x, y: its points, in the units of the axes; nan breaks the line.
        shade: whether what lies below it is shaded.
        place: where along x the label is written beside the line; at its end unless given.
    """

    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    shade: bool = False
    place: float | None = None


@dataclass(frozen=True)
class Mark:
    """A point, with words beside it."""

    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Note:
    """Words at a place, such as the name of a region."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Illustration:
    """A figure before it is drawn.

    Arguments:
        title: the finding, as a sentence.
        subtitle: for which values it is drawn.
        x, y: the axes.
        curves: lines.
        marks: points.
        notes: words at places.
    """

    title: str
    subtitle: str
    x: Axis
    y: Axis
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()


def curve(
    label: str,
    formula: sympy.Expr,
    variable: sympy.Symbol,
    axis: Axis,
    values: Mapping[sympy.Symbol, float] | None = None,
    shade: bool = False,
) -> Curve:
    """A curve from a formula, sampled evenly along its axis.

    Arguments:
        label: a few words.
        formula: in the variable and the symbols of `values`.
        variable: what runs along the axis, in its unit.
        axis: where to sample.
        values: numbers of the other symbols.
        shade: whether what lies below is shaded.

    Raises:
        ValueError: a symbol has no value.
    """
    filled = formula.subs(dict(values or {}))
    if missing := filled.free_symbols - {variable}:
        raise ValueError(f"no value for {', '.join(sorted(map(str, missing)))}")
    x, at = places(axis), sympy.lambdify(variable, filled, modules="mpmath")
    y = [complex(at(one)).real for one in x]
    return Curve(label, tuple(x), tuple(y), shade)


def places(axis: Axis, count: int = SAMPLES) -> Sequence[float]:
    """Places along an axis, even on its scale.

    Arguments:
        axis: gives the ends and the scale.
        count: how many.
    """
    spread = np.geomspace if axis.log else np.linspace
    return [float(one) for one in spread(axis.low, axis.high, count)]


def percent(share: float) -> str:
    """A share in whole percent: "17 %"."""
    return f"{100 * share:.0f} %"
