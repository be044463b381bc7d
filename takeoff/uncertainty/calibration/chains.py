"""Markov chains: samples of the fitted parameters from their priors times the likelihood of the data.

Walkers start at the likeliest of some draws from the prior, and move in the space in which priors, with their
correlations, are independent standard normals. On correlated normals in two and four dimensions, moves of both kinds
have an autocorrelation time of 4 and 5 steps, those along lines alone of 21 and 28.

Source: J. Goodman and J. Weare, Comm. App. Math. Comp. Sci. 5 (2010), 65-80; D. Foreman-Mackey et al., PASP 125 (2013),
306-312.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr

from takeoff.equations import units as u
from takeoff.errors import InputError, NoAnswer
from takeoff.solve.case import Case
from takeoff.uncertainty.calibration.least_squares import Fit
from takeoff.uncertainty.calibration.lens import Lens
from takeoff.uncertainty.calibration.posterior import deviations
from takeoff.uncertainty.distribution import Distribution, Floats
from takeoff.uncertainty.draws import Draws
from takeoff.uncertainty.ensemble import SHARES
from takeoff.uncertainty.inputs import draws

WALKERS, STEPS = 128, 300
"""Chains, and steps of each that are kept: 250 members in a batch take hardly longer than 25."""
MOST = 50_000_000
"""Most numbers of all samples together: they are kept in memory."""
LEAST = 4
"""Walkers a parameter, at least: half of them say where the other half may move."""
WARM_UP = 0.5
"""Steps before those that are kept, as a share of them."""
LONG = 50
"""Autocorrelation times that chains last at least; below so many, the time itself is not to be trusted (emcee)."""
TRIED = 16
"""Draws from the prior for each walker, of which the likeliest are where the walkers start."""
PRIOR = 4096
"""Draws from the priors beside which the samples are shown."""
FAR = 8.0
"""How far from the middle of its prior a parameter may go [standard deviations of a normal prior]."""

Watch = Callable[[Sequence[int]], Iterable[int]]


@dataclass(frozen=True)
class Chains:
    """Samples of a posterior.

    Arguments:
        case: the model before the fit.
        draws: priors of what was sampled.
        samples: (steps, walkers, parameters) in declared units.
        times: autocorrelation time of each parameter [steps]; not a number where a parameter never moved.
        acceptance: share of the proposed moves that were made.
        evaluations: of the likelihood.
        deviations: standard deviation of each measurement around the model, on the scale of the recipe.
    """

    case: Case
    draws: Draws
    samples: Floats
    times: Floats
    acceptance: float
    evaluations: int
    deviations: Floats

    @functools.cached_property
    def after(self) -> Mapping[str, Floats]:
        """Samples of each parameter, in its declared unit."""
        flat = self.samples.reshape(-1, self.samples.shape[-1])
        return dict(zip(self.draws.names, flat.T, strict=True))

    @functools.cached_property
    def before(self) -> Mapping[str, Floats]:
        """Draws from the priors."""
        values = self.draws.values(0, PRIOR)
        return {one.name: values[:, k] / u.scale(one.door.unit) for k, one in enumerate(self.draws.inputs)}

    def __len__(self) -> int:
        return int(self.samples.shape[0] * self.samples.shape[1])

    @property
    def weights(self) -> Floats:
        """Equal weights of the samples, together 1."""
        return np.full(len(self), 1.0 / len(self))

    def quantiles(self, values: Floats, shares: Sequence[float] = SHARES) -> Floats:
        """Values that these shares of the samples lie below.

        Arguments:
            values: one for each sample.
            shares: from 0 to 1.
        """
        return np.asarray(np.quantile(values, shares), dtype=float)

    @property
    def effective(self) -> float:
        """How many independent samples tell as much of the parameter that mixes worst; 0 if one never moved."""
        worst = float(np.max(self.times))
        return len(self) / worst if np.isfinite(worst) else 0.0

    @property
    def is_short(self) -> bool:
        """Whether the chains are too short for their quantiles, and the autocorrelation time, to be trusted."""
        return not len(self.samples) >= LONG * float(np.max(self.times))

    def spread(self, count: int) -> Floats:
        """Samples evenly spaced along the chains, (count, parameters) in declared units."""
        flat = self.samples.reshape(-1, self.samples.shape[-1])
        return np.asarray(flat[np.linspace(0, len(flat) - 1, min(count, len(flat))).astype(int)], dtype=float)

    def levels(self, lens: Lens, count: int) -> Floats:
        """What the model says under some samples, (count, dates) on the scale of the lens.

        Arguments:
            lens: what is read, and when.
            count: of samples.
        """
        scales = [u.scale(one.door.unit) for one in self.draws.inputs]
        return _levels(self.case, self.draws.inputs, lens, self.spread(count) * scales)


def chains(
    case: Case,
    fit: Fit,
    seed: int,
    priors: Mapping[str, str] | None = None,
    walkers: int = WALKERS,
    steps: int = STEPS,
    watch: Watch = iter,
) -> Chains:
    """Sample the fitted parameters by chains that learn from each other; what was not fitted keeps its value.

    Errors of measurements are those of `reweighed`. Half of the moves go along the line to another walker, half to a
    point drawn from how the other half of the walkers is spread.

    Arguments:
        case: the model before the fit.
        fit: of the same model.
        seed: of draws and moves.
        priors: beside those of the model: parameter -> prior.
        walkers: chains, an even number, at least four for each parameter.
        steps: that are kept of each; half as many come before, and are dropped.
        watch: passes on the numbers of steps, one as each is done.

    Raises:
        InputError: no emcee, a fitted parameter without a prior, too few walkers, too many samples, or errors that are
            not known.
        NoAnswer: too few draws agree with the data at all.
    """
    emcee = _emcee()
    target = _Target(case, fit, _priors(case, fit, seed, priors))
    sampler, warm_up = _sampler(emcee, target, walkers, steps), round(WARM_UP * steps)
    going = sampler.sample(_start(emcee, target, walkers, seed), iterations=warm_up + steps)
    for _ in watch(range(warm_up + steps)):
        next(going)
    kept = sampler.get_chain(discard=warm_up)
    with np.errstate(invalid="ignore", divide="ignore"):
        times = np.asarray(emcee.autocorr.integrated_time(kept, tol=0), dtype=float)
    return target.found(kept, times, float(np.mean(sampler.acceptance_fraction)))


def _sampler(emcee: Any, target: _Target, walkers: int, steps: int) -> Any:
    count = len(target.draws.inputs)
    if walkers < LEAST * count or walkers % 2:
        message = f"{walkers} walkers; {count} parameters need an even number of them, at least {LEAST * count}"
        raise InputError(message, f"such as {max(LEAST * count, walkers + walkers % 2)}")
    if walkers * (steps + round(WARM_UP * steps)) * count > MOST:
        raise InputError(
            f"{walkers:,} walkers of {steps:,} steps are too many to keep", "fewer steps, or fewer walkers"
        )
    either = [(emcee.moves.KDEMove(), 0.5), (emcee.moves.StretchMove(), 0.5)]
    return emcee.EnsembleSampler(walkers, count, target, vectorize=True, moves=either)


def _start(emcee: Any, target: _Target, walkers: int, seed: int) -> Any:
    """Where the walkers start, and the random numbers of their moves: both from one seed."""
    random = np.random.Generator(np.random.MT19937(seed))
    first = _likeliest(target, walkers, random)
    return emcee.State(first, random_state=np.random.RandomState(random.bit_generator).get_state(legacy=True))


class _Target:
    """Logarithm of prior times likelihood, where priors are independent standard normals.

    Arguments:
        case: the model before the fit.
        fit: its data.
        draws: priors.
    """

    def __init__(self, case: Case, fit: Fit, draws: Draws) -> None:
        self.case, self.fit, self.draws, self.deviations, self.evaluations = case, fit, draws, deviations(fit), 0

    def __call__(self, points: Floats) -> Floats:
        """At some points, (count, parameters); minus infinity where the model has no value at a measurement."""
        self.evaluations += len(points)
        near = np.abs(points).max(axis=1) < FAR
        found = np.full(len(points), -np.inf)
        if near.any():
            levels = _levels(self.case, self.draws.inputs, self.fit.lens, self.values(points[near]))
            apart = (levels - self.fit.measurements.levels) / self.deviations
            found[near] = -0.5 * (np.sum(apart**2, axis=1) + np.sum(points[near] ** 2, axis=1))
        return np.where(np.isnan(found), -np.inf, found)

    def values(self, points: Floats) -> Floats:
        """Values in inside units, (count, parameters)."""
        return self.draws.at(ndtr(points))

    def found(self, kept: Floats, times: Floats, accepted: float) -> Chains:
        """The samples that were kept, in declared units.

        Arguments:
            kept: points, (steps, walkers, parameters).
            times: autocorrelation time of each parameter [steps].
            accepted: share of the moves.
        """
        scales = [u.scale(one.door.unit) for one in self.draws.inputs]
        samples = (self.values(kept.reshape(-1, kept.shape[-1])) / scales).reshape(kept.shape)
        return Chains(self.case, self.draws, samples, times, accepted, self.evaluations, self.deviations)


def _likeliest(target: _Target, walkers: int, random: np.random.Generator) -> Floats:
    """Where the walkers start: the likeliest of some draws from the prior."""
    points = random.standard_normal((TRIED * walkers, len(target.draws.inputs)))
    found = target(points)
    if np.isfinite(found).sum() < walkers:
        raise NoAnswer("too few draws from the priors have a value at every measurement", "bring the priors nearer")
    return np.asarray(points[np.argsort(-found, kind="stable")[:walkers]], dtype=float)


def _priors(case: Case, fit: Fit, seed: int, given: Mapping[str, str] | None) -> Draws:
    """The priors of the fitted parameters, with the correlations between them."""
    every, fitted = draws(case, seed, given), [one.name for one in fit.estimates]
    inputs = tuple(one for one in every.inputs if one.name in fitted)
    names = [one.name for one in inputs]
    lacking = next((name for name in fitted if name not in names), None)
    if lacking is not None:
        raise InputError(f"the fitted parameter '{lacking}' has no prior", f'give it one: --prior "{lacking}=A to B"')
    ranks = {pair: rank for pair, rank in every.ranks.items() if set(pair) <= set(names)}
    return Draws(inputs, seed, ranks)


def _levels(case: Case, inputs: Sequence[Distribution], lens: Lens, values: Floats) -> Floats:
    """Levels of a model at the dates of a lens, (count, dates), for some values in inside units."""
    drawn = {one.key: values[:, place] for place, one in enumerate(inputs)}
    if lens.is_outcome:
        units = case.meaning.outcome_units
        samples = case.batch(drawn).outcomes[:, [list(units).index(lens.name)]]
        return lens.levels(samples / u.scale(units[lens.name].unit))
    samples = case.batch(drawn, lens.times, [lens.name]).sampled[:, :, 0]
    return lens.levels(samples / u.scale(case.meaning.quantities[lens.name.partition("[")[0]].unit))


def _emcee() -> Any:
    try:
        import emcee
    except ImportError as error:
        raise InputError("samples of posteriors need the package emcee", "pip install 'takeoff[bayes]'") from error
    return emcee
