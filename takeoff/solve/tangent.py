"""How functions of a model move: values and derivatives along given directions, generated on first need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import sympy
from scipy.linalg.lapack import dtrtrs

from takeoff.algebra.derivatives import Chain, chain
from takeoff.solve.generate import Generated, NotFinite, Numbers, Symbols, generate

Floats = npt.NDArray[np.float64]
Moved = Callable[..., tuple[Floats, Floats]]
"""(directions, numbers that change...) -> values of the targets, and a row for each direction of how they move."""


@dataclass(frozen=True)
class Tangent:
    """A function with its derivatives.

    Arguments:
        chain: how its targets move with its inputs.
        generated: numbers -> values of the targets, then all partials of the chain.
    """

    chain: Chain
    generated: Generated

    def bind(self, fixed: Numbers) -> Moved:
        """The function for one run, whose fixed numbers are filled in.

        Raises:
            NotFinite: what stays during a run gives no number; so does a call of the function where the changing does.
        """
        return _Bound(self, self.generated.bind(fixed))


def tangent(
    assignments: Mapping[sympy.Symbol, sympy.Expr],
    targets: Sequence[sympy.Expr],
    inputs: Symbols,
    changing: Sequence[Any],
    fixed: Symbols,
) -> Tangent:
    """Generate a function with its derivatives.

    Arguments:
        assignments: symbol -> expression, in any order; only what the targets need is kept.
        targets: what the function gives.
        inputs: what moves by itself; a direction has a number for each.
        changing: argument groups that change during a run.
        fixed: symbols that stay for a run.
    """
    chained = chain(assignments, targets, inputs)
    slopes = [partial.slope for partial in chained.partials]
    branches = {_name(place): slope for place, slope in enumerate(slopes) if slope.has(sympy.Piecewise)}
    results = [_name(place) if _name(place) in branches else slope for place, slope in enumerate(slopes)]
    return Tangent(chained, generate({**assignments, **branches}, [*targets, *results], changing, fixed))


def _name(place: int) -> sympy.Symbol:
    """The symbol of a slope with branches, of which only the taken one may be computed."""
    return sympy.Symbol(f"slope__{place}", real=True)


class _Bound:
    """A tangent of one run; its matrices are filled anew at every call, through flat views, which is quicker."""

    def __init__(self, of: Tangent, function: Callable[..., Any]) -> None:
        self.function, chained = function, of.chain
        self.by_inputs = np.zeros((len(chained.inputs), chained.count))
        self.by_rows = np.zeros((chained.count, chained.count), order="F")
        self.places = np.array(chained.places, dtype=int)
        kinds = np.array([partial.is_input for partial in chained.partials], dtype=bool)
        sources, rows = np.array([(one.source, one.row) for one in chained.partials], dtype=int).reshape(-1, 2).T
        self.inputs, self.rows = np.flatnonzero(kinds), np.flatnonzero(~kinds)
        ends = sources * chained.count + rows
        self.at_inputs, self.at_rows = ends[self.inputs], ends[self.rows]
        self.flat_inputs, self.flat_rows = self.by_inputs.reshape(-1), self.by_rows.reshape(-1, order="F")

    def __call__(self, directions: Floats, *changing: Any) -> tuple[Floats, Floats]:
        try:
            numbers = np.array(self.function(*changing), dtype=float)
        except (ArithmeticError, ValueError, TypeError) as error:
            raise NotFinite(str(error)) from error
        values, slopes = numbers[: len(self.places)], numbers[len(self.places) :]
        if not np.isfinite(numbers).all() and (not np.isfinite(slopes).all() or np.isnan(values).any()):
            raise NotFinite("not a finite number")
        self.flat_inputs[self.at_inputs] = slopes.take(self.inputs)
        self.flat_rows[self.at_rows] = -slopes.take(self.rows)
        if not len(self.by_rows):
            return values, np.zeros((len(directions), 0))
        moved, _ = dtrtrs(self.by_rows, (directions @ self.by_inputs).T, lower=1, unitdiag=1, overwrite_b=1)
        return values, moved.take(self.places, axis=0).T
