"""Least squares: the parameters with which a model comes closest to data, with their standard errors."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import least_squares

from takeoff.equations import units as u
from takeoff.equations.scope import Key, label
from takeoff.equations.values import Door
from takeoff.errors import InputError, NoAnswer, RunError, near
from takeoff.solve.case import Case
from takeoff.solve.run import Run
from takeoff.uncertainty.calibration.lens import Lens
from takeoff.uncertainty.calibration.measurements import Measurements
from takeoff.uncertainty.distribution import Floats

Bools = npt.NDArray[np.bool_]

CLOSE = 1e-12
"""Relative change of misfit or parameters at which the search ends."""
FLAT = 1e-4
"""Largest cosine between what is left and what a free parameter moves, at a minimum (as MINPACK has it)."""
EXACT = 1e-8
"""What is left, or moved by a change of a parameter by its own size, below this share of the data is rounding."""
ALIKE = 1e-7
"""Least singular value of the scaled derivatives, relative to the largest, at which parameters are told apart."""


@dataclass(frozen=True)
class Estimate:
    """What the data say of one parameter, in its declared unit.

    Arguments:
        key: of the parameter.
        unit: as text.
        before: its value before the fit.
        value: its value with which the model comes closest.
        error: standard error; not a number where there is none.
        at_end: whether it is at an end of its legal range, where the fit would go on if it could.
    """

    key: Key
    unit: str
    before: float
    value: float
    error: float
    at_end: bool

    @property
    def name(self) -> str:
        """Label of the parameter."""
        return label(self.key)


@dataclass(frozen=True)
class Fit:
    """A model that was fitted to data.

    Arguments:
        measurements: the data.
        lens: what of the model is compared with them.
        estimates: one for each parameter, in the order in which they were asked for.
        correlations: of the estimates; not a number for those without an error.
        deviation: standard deviation of one measurement around the model, on the scale; in units of their errors where
            these are known; not a number if there are not more measurements than parameters.
        case: the model with the fitted values as changes.
        before: its run before the fit.
        after: and after it.
        runs: how many were made.
    """

    measurements: Measurements
    lens: Lens
    estimates: tuple[Estimate, ...]
    correlations: Floats
    deviation: float
    case: Case
    before: Run
    after: Run
    runs: int

    def residuals(self, run: Run) -> Floats:
        """How far the data are above a run, on the scale.

        Arguments:
            run: such as `before` or `after`.
        """
        return np.asarray(self.measurements.levels - self.lens.of(run), dtype=float)

    def misfit(self, run: Run) -> float:
        """Root of the mean square of the residuals, on the scale; not a number where the run ends before the data do.

        Arguments:
            run: such as `before` or `after`.
        """
        return float(np.sqrt(np.mean(self.residuals(run) ** 2)))


def fit(case: Case, measurements: Measurements, lens: Lens, parameters: Sequence[str]) -> Fit:
    """Find the parameters with which a model comes closest to data.

    Levenberg and Marquardt's method within the legal ranges, from the present values on, with exact derivatives.
    Standard errors are those of the linear model at the answer: sigma^2 (J^T J)^-1, where sigma is the error of a
    measurement if the file gives it, else the standard deviation of what is left.

    Arguments:
        case: the model.
        measurements: the data.
        lens: what of the model is compared with them, at their dates.
        parameters: that are fitted, such as "growth" or "pace[ahead]".

    Raises:
        InputError: an unknown or endless parameter, one twice, or more parameters than measurements.
        RunError: a run failed, or no minimum was found.
        NoAnswer: the data do not tell the parameters apart.
    """
    search = _Search(case, measurements, lens, tuple(_keys(case, parameters)))
    if len(set(search.names)) < len(search.names):
        raise InputError(f"a parameter is fitted twice: {', '.join(search.names)}", "name each once")
    if len(measurements) < len(parameters):
        message = f"{len(parameters)} parameters cannot be fitted to {len(measurements)} measurements"
        raise InputError(message, "fit fewer, or give more data")
    _check_start(search)
    bounds = search.bounds[0], search.bounds[1]
    found = least_squares(
        search.residuals, search.start, search.slopes, bounds, xtol=CLOSE, ftol=CLOSE, gtol=None, x_scale="jac"
    )
    answer = np.asarray(found.x, dtype=float)
    free = np.asarray(found.active_mask == 0)
    _check(search, answer, free)
    deviation = _deviation(search.residuals(answer), int(free.sum()))
    covariance = _covariance(search.slopes(answer), free, search.names)
    if measurements.errors is None:
        covariance = covariance * deviation**2
    estimates, correlations = _estimates(search, answer, covariance, ~free)
    fitted = case.change({one.name: one.value for one in estimates})
    before, after = search.run(search.start), fitted.run()
    return Fit(measurements, lens, estimates, correlations, deviation, fitted, before, after, search.runs + 1)


def _estimates(
    search: _Search, answer: Floats, covariance: Floats, at_end: Bools
) -> tuple[tuple[Estimate, ...], Floats]:
    """Estimates, and their correlations; those at an end of their range have no variance."""
    errors = np.sqrt(np.diag(covariance))
    with np.errstate(invalid="ignore", divide="ignore"):
        correlations = covariance / np.outer(errors, errors)
    columns = zip(search.keys, search.doors, search.start, answer, errors, at_end, strict=True)
    estimates = tuple(
        Estimate(key, u.readable(door.unit), float(old), float(new), float(error), bool(at))
        for key, door, old, new, error, at in columns
    )
    return estimates, correlations


def _keys(case: Case, parameters: Sequence[str]) -> list[Key]:
    known = {label(key): key for key in case.meaning.values}
    for name in parameters:
        if name not in known:
            raise InputError(f"the model has no parameter '{name}' to fit", near(name, known))
    return [known[name] for name in parameters]


class _Search:
    """The model as a function of the fitted parameters in their declared units; the last runs are kept.

    Arguments:
        case: the model.
        measurements: the data.
        lens: what is compared.
        keys: fitted parameters.
    """

    def __init__(self, case: Case, measurements: Measurements, lens: Lens, keys: tuple[Key, ...]) -> None:
        self.case, self.measurements, self.lens, self.keys = case, measurements, lens, keys
        self.names = [label(key) for key in keys]
        self.doors: list[Door] = [case.meaning.doors[key[0]] for key in keys]
        self.bounds = np.array([door.between or (-np.inf, np.inf) for door in self.doors], dtype=float).T
        present = case.values()
        start = [door.show(present[key]) for key, door in zip(keys, self.doors, strict=True)]
        for name, value, (low, high) in zip(self.names, start, self.bounds.T, strict=True):
            if not math.isfinite(value):
                raise InputError(f"'{name}' never comes, so it cannot be fitted", "give it a date to begin with")
            if low == high:
                raise InputError(f"'{name}' may have one value only, so it cannot be fitted", "do not fit it")
        self.start = np.clip(start, *self.bounds)
        self.runs = 0
        self._kept: Callable[[tuple[float, ...]], Run] = functools.lru_cache(maxsize=4)(self._run)

    def case_at(self, values: Floats) -> Case:
        """The model with the parameters set."""
        inside = {
            key: float(value) * u.scale(door.unit)
            for key, value, door in zip(self.keys, values, self.doors, strict=True)
        }
        return replace(self.case, exact={**self.case.exact, **inside})

    def run(self, values: Floats) -> Run:
        """Its run."""
        return self._kept(tuple(values.tolist()))

    def _run(self, values: tuple[float, ...]) -> Run:
        self.runs += 1
        try:
            return self.case_at(np.array(values)).run()
        except RunError as error:
            tried = ", ".join(f"{name} = {value:.6g}" for name, value in zip(self.names, values, strict=True))
            message = f"the fit came to {tried}, where {str(error).splitlines()[0]}"
            raise RunError(message, "begin closer with --set, fit fewer, or narrow what is legal") from error

    def residuals(self, values: Floats) -> Floats:
        """How far the run is above the data, in units of their errors where these are known."""
        run = self.run(values)
        apart = self.lens.of(run) - self.measurements.levels
        if not np.isfinite(apart).all():
            message = f"'{self.lens.name}' has no value at the date of a measurement; the run ends at {run.end:g}"
            raise RunError(message, "give the model a later horizon, or leave later data out with 'until'")
        return self._weighed(apart)

    def slopes(self, values: Floats) -> Floats:
        """Derivatives of the residuals."""
        return self._weighed(self.lens.slopes(self.run(values), self.names).T).T

    def _weighed(self, apart: Floats) -> Floats:
        errors = self.measurements.errors
        return apart if errors is None else np.asarray(apart / errors, dtype=float)

    @property
    def size(self) -> float:
        """Of the data, in the units of the residuals."""
        return float(np.linalg.norm(self._weighed(self.measurements.levels)))


def _check_start(search: _Search) -> None:
    """Refuse a run that ends before the data do, and parameters of which they say nothing."""
    search.residuals(search.start)
    reach = np.linalg.norm(search.slopes(search.start), axis=0) * np.where(search.start, np.abs(search.start), 1.0)
    for name, moved in zip(search.names, reach, strict=True):
        if not moved > EXACT * search.size:
            message = f"the data say nothing of '{name}': it does not move what is compared with them"
            raise NoAnswer(message, "do not fit it")


def _check(search: _Search, values: Floats, free: Bools) -> None:
    """Refuse an answer from which a free parameter could still come closer, whatever the search says of it."""
    left, moved = search.residuals(values), search.slopes(values)[:, free]
    if np.linalg.norm(left) <= EXACT * search.size:
        return
    cosines = np.abs(left @ moved) / (np.linalg.norm(left) * np.linalg.norm(moved, axis=0) + np.finfo(float).tiny)
    if (cosines > FLAT).any():
        hint = "begin nearer to the data: --set gives the values from which it starts"
        raise RunError("the search for the closest parameters ended before a minimum", hint)


def _deviation(left: Floats, fitted: int) -> float:
    """Standard deviation of what is left, with as many degrees of freedom as there are."""
    freedom = len(left) - fitted
    return float(np.sqrt(left @ left / freedom)) if freedom > 0 else math.nan


def _covariance(jacobian: Floats, free: Bools, names: Sequence[str]) -> Floats:
    """(J^T J)^-1 of the free parameters, not a number for the others."""
    covariance = np.full((len(free), len(free)), np.nan)
    lengths = np.linalg.norm(jacobian, axis=0)
    if free.any():
        _, told, directions = np.linalg.svd(jacobian[:, free] / lengths[free], full_matrices=False)
        if told[-1] < ALIKE * told[0]:
            alike = ", ".join(np.array(names)[free][np.abs(directions[-1]) > 0.1])
            raise NoAnswer(f"the data do not tell these apart: {alike}", "fit fewer of them")
        spread = (directions.T / told) / lengths[free][:, None]
        covariance[np.ix_(free, free)] = spread @ spread.T
    return covariance
