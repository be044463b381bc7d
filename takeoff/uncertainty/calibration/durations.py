"""Durations of which some are not over yet: a distribution by maximum likelihood, in which these count as they should.

What was not over when the data were closed is known to last longer (censored on the right); what took less than the
shortest span that dates can tell is known to be shorter (censored on the left).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import stats
from scipy.differentiate import hessian, jacobian

from takeoff.decide.rows import Row, read_date, read_rows
from takeoff.equations import units as u
from takeoff.equations.scope import Key, label
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import InputError, NoAnswer, near
from takeoff.solve.case import Case
from takeoff.spec.recipe_parts import DurationsPart, Measured
from takeoff.uncertainty.distribution import Floats

if TYPE_CHECKING:
    import pint

PEAK = 0.01
"""How far, in standard errors, the peak of the likelihood may be from where the search ended."""
FEWEST = 3
"""Fewest durations that were over, for a distribution."""


@dataclass(frozen=True)
class Family:
    """A family of distributions of positive numbers, by the logarithms of its numbers.

    Arguments:
        scipy: the same in `scipy.stats`.
        make: logarithms of scale and, where there is one, of shape -> distributions, elementwise.
        middle: median over scale.
    """

    scipy: Any
    make: Any
    middle: float


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "exponential": Family(stats.expon, lambda scale: stats.expon(scale=np.exp(scale)), math.log(2)),
        "lognormal": Family(stats.lognorm, lambda scale, shape: stats.lognorm(np.exp(shape), scale=np.exp(scale)), 1.0),
    }
)
"""Name in a recipe -> family."""


@dataclass(frozen=True)
class Durations:
    """What was measured, in the unit of the parameter.

    Arguments:
        over: durations that were over.
        short: ends of those that are only known to be shorter.
        open: lengths so far of those that were not over.
    """

    over: Floats
    short: Floats
    open: Floats

    @property
    def censored(self) -> stats.CensoredData:
        """The same for scipy."""
        return stats.CensoredData(uncensored=self.over, left=self.short, right=self.open)

    @property
    def median(self) -> float:
        """Of Kaplan and Meier, which assumes no distribution; infinite if most are not over."""
        survived = stats.ecdf(stats.CensoredData(np.append(self.over, self.short), right=self.open)).sf
        below = np.flatnonzero(survived.probabilities <= 0.5)
        return float(survived.quantiles[below[0]]) if below.size else math.inf


@dataclass(frozen=True)
class Lasting:
    """A parameter whose values are durations, estimated.

    Arguments:
        key: of the parameter.
        unit: of the parameter, as text.
        before: its value in the model.
        durations: what was measured.
        distribution: name of the family.
        median: of the fitted distribution.
        factor: standard error of the median, as a factor: it lies between median / factor and median * factor.
        spread: standard deviation of the logarithm for a lognormal, else not a number.
    """

    key: Key
    unit: str
    before: float
    durations: Durations
    distribution: str
    median: float
    factor: float
    spread: float

    @property
    def name(self) -> str:
        """Label of the parameter."""
        return label(self.key)

    @property
    def fitted(self) -> Any:
        """The distribution, as scipy has it, in the unit of the parameter."""
        family, shape = FAMILIES[self.distribution], [] if math.isnan(self.spread) else [math.log(self.spread)]
        return family.make(math.log(self.median / family.middle), *shape)

    @property
    def prior(self) -> str:
        """The distribution as a prior of a model file; "" for a family that priors do not have."""
        unit = "" if self.unit == "1" else f" {self.unit}"
        return "" if math.isnan(self.spread) else f"lognormal({self.median:.4g}{unit}, {self.spread:.3g})"


def lasting(case: Case, path: Path, about: Measured, part: DurationsPart, parameter: str = "") -> Lasting:
    """Estimate a parameter from durations.

    Arguments:
        case: the model.
        path: of the data.
        about: which columns and rows: the date at which each began, and how long it lasted, if it is over.
        part: which parameter and distribution, when the data were closed, the shortest span that dates can tell.
        parameter: takes the place of that of the part.

    Raises:
        InputError: an unknown parameter, a wrong unit, a date or duration that cannot be.
        NoAnswer: too few durations were over, or no distribution was found.
    """
    keys = {label(key): key for key in case.meaning.values}
    name = parameter or part.parameter
    if name not in keys:
        raise InputError(f"the model has no parameter '{name}'", near(name, keys))
    key = keys[name]
    door = case.meaning.doors[key[0]]
    durations = _read(path, about, part, door)
    if len(durations.over) < FEWEST:
        message = f"{len(durations.over)} durations were over; a distribution needs at least {FEWEST}"
        raise NoAnswer(message, "give more data, or a prior of your own")
    family = FAMILIES[part.distribution]
    *shape, _, scale = family.scipy.fit(durations.censored, floc=0)
    numbers = np.log([scale, *shape])
    error = _error(family, durations, numbers)
    if not (np.isfinite(numbers).all() and error > 0):
        others = ", ".join(name for name in FAMILIES if name != part.distribution)
        raise NoAnswer(f"no {part.distribution} distribution goes with these durations", f"others are: {others}")
    median, spread = float(family.middle * scale), float(shape[0]) if shape else math.nan
    unit = u.readable(door.unit)
    return Lasting(
        key, unit, door.show(case.values()[key]), durations, part.distribution, median, math.exp(error), spread
    )


def _error(family: Family, durations: Durations, numbers: Floats) -> float:
    """Standard error of the logarithm of the scale, from the curvature of the likelihood; not a number off its peak."""

    def unlikelihood(logarithms: Floats) -> Floats:
        made = family.make(*(one[..., None] for one in logarithms))
        told = (made.logpdf(durations.over), made.logcdf(durations.short), made.logsf(durations.open))
        return np.asarray(-sum(one.sum(axis=-1) for one in told), dtype=float)

    curvature = hessian(unlikelihood, numbers).ddf
    if not (np.isfinite(curvature).all() and np.linalg.eigvalsh(curvature)[0] > 0):
        return math.nan
    covariance = np.linalg.inv(curvature)
    errors, left = np.sqrt(np.diag(covariance)), covariance @ jacobian(unlikelihood, numbers).df
    return float(errors[0]) if (np.abs(left) < PEAK * errors).all() else math.nan


def _read(path: Path, about: Measured, part: DurationsPart, door: Door) -> Durations:
    year, unit = u.parse_unit("year"), _unit(about, door)
    try:
        closed, shortest = read_date(part.closed)[1], door.show(Door(door.unit).read(part.shortest))
    except ValueFlaw as error:
        raise InputError(f"durations: {error}") from error
    rows = read_rows(path, about, about.title)
    for row in rows:
        _check(row, closed)
    lengths = np.array([row.values[0] for row in rows]) * u.scale(unit) / u.scale(door.unit)
    so_far = np.array([closed - row.elapsed for row in rows]) * u.scale(year) / u.scale(door.unit)
    over, short = lengths > shortest, lengths <= shortest
    return Durations(lengths[over], np.full(int(short.sum()), shortest), so_far[np.isnan(lengths)])


def _unit(about: Measured, door: Door) -> pint.Unit:
    """Unit of the data, which is of time as the parameter is."""
    try:
        unit = u.parse_unit(about.unit)
    except u.UnitError as error:
        raise InputError(f"data.unit: {error}", error.hint) from error
    if not all(u.same_dimension(one, u.parse_unit("year")) for one in (unit, door.unit)):
        units = f"{u.readable(door.unit)} in the model, {u.readable(unit)} in the data"
        raise InputError(f"durations are in units of time; got {units}", 'such as: unit = "month"')
    return unit


def _check(row: Row, closed: float) -> None:
    if row.values[0] < 0:
        raise InputError(f"{row.where}: {row.values[0]:g} is no duration", "a length of time, or nothing if it goes on")
    if math.isnan(row.values[0]) and not row.elapsed < closed:
        hint = "leave the row out, or close the data later"
        raise InputError(f"{row.where}: what is not over began after the data were closed", hint)
