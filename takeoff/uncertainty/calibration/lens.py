"""The lens: what of a run is held against data, read at their dates; of one run, of its derivatives, of many draws.

Levels on the scale are a matrix times the levels of a few samples of the run, so that all three are read in one way.
Before its start, a model is drawn back at the growth that it starts with on that scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.errors import InputError, near
from takeoff.solve.case import Case
from takeoff.solve.run import Run
from takeoff.solve.slopes import slopes
from takeoff.spec.recipe_parts import FitPart
from takeoff.uncertainty.calibration.scale import SCALES, Scale
from takeoff.uncertainty.distribution import Floats

if TYPE_CHECKING:
    import pint

STEP = 1e-4
"""Of the one-sided difference that gives the growth at the start [year]."""
ONE_SIDED = np.array([-3.0, 4.0, -1.0]) / (2 * STEP)
"""Weights of samples at 0, STEP and 2 STEP in the slope at 0."""


@dataclass(frozen=True)
class Lens:
    """What of a model is held against data.

    Arguments:
        name: of a quantity, or of an outcome.
        is_outcome: which of the two.
        scale: on which it is compared.
        factor: from its declared unit to that of the data.
        times: of the samples [year from the start]; of an outcome, which is the same at all dates, none.
        matrix: (dates, samples) levels of the samples -> levels at the dates.
    """

    name: str
    is_outcome: bool
    scale: Scale
    factor: float
    times: tuple[float, ...]
    matrix: Floats

    def levels(self, samples: Floats) -> Floats:
        """Levels at the dates; not a number where the run had ended.

        Arguments:
            samples: (..., samples) in the declared unit.
        """
        levels = self.scale.level(np.asarray(samples, dtype=float) * self.factor)
        lost = ~np.isfinite(levels)
        read = np.where(lost, 0.0, levels) @ self.matrix.T
        return np.where((lost.astype(float) @ (self.matrix.T != 0)) > 0, np.nan, read)

    def of(self, run: Run) -> Floats:
        """Levels of one run at the dates."""
        return self.levels(self._samples(run))

    def at(self, since: Floats) -> Lens:
        """The same, read at other dates.

        Arguments:
            since: from the start [year].
        """
        times, matrix = ((), np.ones((len(since), 1))) if self.is_outcome else _reading(since)
        return replace(self, times=times, matrix=matrix)

    def slopes(self, run: Run, parameters: Sequence[str]) -> Floats:
        """Exact derivatives of the levels by parameters in their declared units: (dates, parameters).

        Raises:
            RunError: the run ended before, or a derivative does not exist.
        """
        if self.is_outcome:
            gradient = run.gradient(self.name, parameters)
            moved = np.array([[gradient[name] for name in parameters]])
        else:
            moved = slopes(run, self.name, self.times, parameters)
        steep = self.scale.slope(self._samples(run) * self.factor) * self.factor
        return np.asarray(self.matrix @ (steep[:, None] * moved), dtype=float)

    def _samples(self, run: Run) -> Floats:
        return np.array([run.outcome(self.name)]) if self.is_outcome else run.sample(self.name, self.times)


def lens(case: Case, fit: FitPart, unit: str, years: Floats) -> Lens:
    """What a recipe compares of a model, read at some dates.

    Arguments:
        case: the model.
        fit: what is compared, and on which scale.
        unit: of the data.
        years: calendar years.

    Raises:
        InputError: the model has nothing of that name, or it is measured in other units.
    """
    since = np.asarray(years, dtype=float) - case.start
    if fit.outcome:
        units = {name: found.unit for name, found in case.meaning.outcome_units.items()}
        name = _known(fit.outcome, list(units), "outcome", case)
        declared = units[name]
    else:
        name = _quantity(case, fit)
        declared = case.meaning.quantities[name.partition("[")[0]].unit
    bare = Lens(name, bool(fit.outcome), SCALES[fit.scale], _factor(name, declared, unit), (), np.ones((0, 1)))
    return bare.at(since)


def _quantity(case: Case, fit: FitPart) -> str:
    if not fit.concept:
        return _known(fit.quantity, [label(key) for key in case.programs.system.quantities], "quantity", case)
    concepts = {name: label(key) for name, key in case.meaning.concepts.items()}
    return concepts[_known(fit.concept, list(concepts), "quantity for the concept", case)]


def _known(name: str, known: Sequence[str], what: str, case: Case) -> str:
    if name not in known:
        raise InputError(f"the model '{case.meaning.header.name}' has no {what} '{name}'", near(name, known))
    return name


def _factor(name: str, of_model: pint.Unit, text: str) -> float:
    try:
        of_data = u.parse_unit(text)
    except u.UnitError as error:
        raise InputError(f"data.unit: {error}", error.hint) from error
    if not u.same_dimension(of_model, of_data):
        message = f"'{name}' is in {u.readable(of_model)}, and is not measured in {u.readable(of_data)}"
        raise InputError(message, "compare another quantity, or mend data.unit")
    return u.scale(of_model) / u.scale(of_data)


def _reading(since: Floats) -> tuple[tuple[float, ...], Floats]:
    """Times of samples, and the matrix that makes levels at dates of theirs.

    Arguments:
        since: dates, from the start [year].
    """
    drawn_back = [0.0, STEP, 2 * STEP] if (since < 0).any() else []
    times = sorted({*drawn_back, *since[since >= 0].tolist()})
    matrix = np.zeros((len(since), len(times)))
    for row, t in enumerate(since.tolist()):
        if t >= 0:
            matrix[row, times.index(t)] = 1.0
        else:
            matrix[row, [times.index(one) for one in drawn_back]] = ONE_SIDED * t + [1.0, 0.0, 0.0]
    return tuple(times), matrix
