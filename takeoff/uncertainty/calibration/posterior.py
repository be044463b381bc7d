"""Draws weighed by how well they agree with data: what the data leave of the priors, and of the answers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from takeoff.errors import InputError, NoAnswer, RunError
from takeoff.solve.case import Case
from takeoff.uncertainty.calibration.least_squares import Fit
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.ensemble import SHARES, Ensemble
from takeoff.uncertainty.plan import plan
from takeoff.uncertainty.run_ensemble import run_ensemble

FEW = 100
"""Draws that weigh as much as all do together; below so many, quantiles are those of a handful of draws."""

Watch = Callable[[Sequence[int]], Iterable[int]]


class Learnt(Protocol):
    """What data leave of priors, however it was found: by weighing draws, or by chains."""

    @property
    def case(self) -> Case:
        """The model before the fit."""

    @property
    def before(self) -> Mapping[str, Floats]:
        """Draws from the priors, by label, in declared units."""

    @property
    def after(self) -> Mapping[str, Floats]:
        """What the data leave of them, each draw with its weight."""

    @property
    def weights(self) -> Floats:
        """Of what the data leave, together 1."""

    @property
    def effective(self) -> float:
        """How many independent, equally weighty draws tell as much."""

    def quantiles(self, values: Floats, shares: Sequence[float] = SHARES) -> Floats:
        """Values that these shares of the weight lie below."""


@dataclass(frozen=True)
class Posterior:
    """An ensemble whose members weigh as much as the data make them likely.

    Arguments:
        ensemble: drawn from the priors.
        weights: of its members, together 1; 0 for those that failed or ended before the data do.
        deviations: standard deviation of each measurement around the model, on the scale of the recipe.
        lost: members that failed, or whose runs end before the data do.
    """

    ensemble: Ensemble
    weights: Floats
    deviations: Floats
    lost: int

    @property
    def case(self) -> Case:
        """The model before the fit."""
        return self.ensemble.plan.case

    @property
    def before(self) -> Mapping[str, Floats]:
        """Draws from the priors, by label, in declared units."""
        return self.ensemble.inputs

    @property
    def after(self) -> Mapping[str, Floats]:
        """The same draws, which then have weights."""
        return self.ensemble.inputs

    @functools.cached_property
    def effective(self) -> float:
        """How many equally weighty draws tell as much, 1 / sum of squared weights (Kish, 1965)."""
        return float(1.0 / np.sum(self.weights**2))

    @property
    def is_thin(self) -> bool:
        """Whether so few draws carry the weight that quantiles are not to be trusted."""
        return self.effective < FEW

    def quantiles(self, values: Floats, shares: Sequence[float] = SHARES) -> Floats:
        """Values that these shares of the weight lie below; members without a value do not count.

        Arguments:
            values: one for each member.
            shares: from 0 to 1.

        Raises:
            RunError: no member with a weight has a value.
        """
        known = np.isfinite(values) & (self.weights > 0)
        if not known.any():
            raise RunError("no draw that agrees with the data has a value", "draw more, or ask for what every run has")
        weights = self.weights[known]
        return np.asarray(np.quantile(values[known], shares, weights=weights, method="inverted_cdf"), dtype=float)


def reweighed(
    case: Case, fit: Fit, draws: int, seed: int, priors: Mapping[str, str] | None = None, watch: Watch = iter
) -> Posterior:
    """Draw from the priors, and weigh every draw by the likelihood of the data.

    Errors of measurements are normal on the scale of the recipe and independent of each other. Their size is that of
    the file, else the standard deviation around the fitted model.

    Arguments:
        case: the model before the fit; what is neither drawn nor changed keeps its value.
        fit: of the same model.
        draws: how many.
        seed: of the draws.
        priors: beside those of the model: parameter -> prior, or "fixed".
        watch: passes on the numbers of blocks, one as each is done.

    Raises:
        InputError: a wrong prior, nothing to draw, or errors that are not known.
        NoAnswer: no draw agrees with the data at all.
    """
    lens, sizes = fit.lens, deviations(fit)
    sampled = {} if lens.is_outcome else {"quantities": (lens.name,), "times": lens.times}
    ensemble = run_ensemble(plan(case, draws, seed, priors, **sampled), watch=watch)
    samples = ensemble.outcome(lens.name)[:, None] if lens.is_outcome else ensemble.sampled(lens.name)
    apart = (lens.levels(samples) - fit.measurements.levels) / sizes
    logarithms = -0.5 * np.sum(apart**2, axis=1)
    return Posterior(ensemble, _weights(logarithms), sizes, int(np.isnan(logarithms).sum()))


def deviations(fit: Fit) -> Floats:
    """Standard deviation of each measurement around the model, on the scale of the recipe.

    Arguments:
        fit: errors of its data, else the standard deviation around its fitted model.

    Raises:
        InputError: neither is known.
    """
    errors = fit.measurements.errors
    sizes = np.full(len(fit.measurements), fit.deviation) if errors is None else errors
    if not (np.isfinite(sizes) & (sizes > 0)).all():
        hint = "name the ends of an interval in [data], low and high"
        raise InputError("the errors of the measurements are not known, and what is left of the fit tells none", hint)
    return sizes


def _weights(logarithms: Floats) -> Floats:
    """Weights from the logarithms of likelihoods; 0 where there is none."""
    known = np.isfinite(logarithms)
    if not known.any():
        hint = "narrow the priors, or leave out data that runs do not reach"
        raise NoAnswer("no draw has a value at every measurement, so none can be weighed", hint)
    weights = np.exp(np.where(known, logarithms - logarithms[known].max(), -np.inf))
    return np.asarray(weights / weights.sum(), dtype=float)
