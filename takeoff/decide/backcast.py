"""What models imply for the past: their runs, and before these the growth that they start with, beside observations."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from takeoff.decide.observations import Floats, Observations
from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.errors import InputError
from takeoff.solve.case import Case
from takeoff.solve.run import Run
from takeoff.spec.concept_parts import WORDS

STEP = 1e-4
"""Of the difference that gives the growth at the start [year]."""

Watch = Callable[[Sequence[Case]], Iterable[Case]]


@dataclass(frozen=True)
class Implied:
    """What a model implies for one data set; levels are decimal logarithms, of capability OOM.

    Arguments:
        observations: the data.
        run: of the model.
        offset, slope: from a level of the model to one of the data: 0 and 1 unless the data's scale is free.
    """

    observations: Observations
    run: Run
    offset: float = 0.0
    slope: float = 1.0

    @property
    def model(self) -> str:
        """Name of the model."""
        return self.run.meaning.header.name

    def levels(self, years: Floats) -> Floats:
        """Levels that the model implies, on the scale of the data; not a number after its run.

        Arguments:
            years: calendar years.
        """
        return self.offset + self.slope * _levels(self.run, self.observations, years)

    @property
    def residuals(self) -> Floats:
        """How far observations are above what the model implies, within its run."""
        apart = observed(self.observations) - self.levels(self.observations.years)
        return np.asarray(apart[np.isfinite(apart)], dtype=float)

    @property
    def misfit(self) -> float:
        """Root of the mean square of the residuals, in OOM, or in the unit of the data where its scale is free."""
        return float(np.sqrt(np.mean(self.residuals**2)))

    @property
    def bias(self) -> float:
        """Mean of the residuals, positive where the data lie above the model."""
        return float(np.mean(self.residuals))

    @property
    def growth(self) -> float:
        """Slope of the model's own levels, by least squares over the dates of the data, per year."""
        levels = _levels(self.run, self.observations, self.observations.years)
        known = np.isfinite(levels)
        return trend(self.observations.years[known], levels[known])


@dataclass(frozen=True)
class Backcast:
    """Data sets, each with what every model implies that has its concept.

    Arguments:
        observations: the data.
        implied: one for each model, in their order.
        without: reason -> names of the models that imply nothing.
    """

    observations: Observations
    implied: tuple[Implied, ...]
    without: Mapping[str, tuple[str, ...]]


def backcast(cases: Sequence[Case], data: Sequence[Observations], watch: Watch = iter) -> tuple[Backcast, ...]:
    """Hold models against observations.

    Arguments:
        cases: the models.
        data: the data sets.
        watch: passes the models on one by one, such as a progress bar.

    Raises:
        InputError: a model whose quantity has no logarithm at its start.
        RunError: a run failed.
    """
    asked = [case for case in cases if any(not _lacks(case, one) for one in data)]
    runs = {id(case): case.run() for case in watch(asked)}
    return tuple(_backcast(cases, runs, one) for one in data)


def _backcast(cases: Sequence[Case], runs: Mapping[int, Run], data: Observations) -> Backcast:
    lacks = {id(case): _lacks(case, data) for case in cases}
    implied = tuple(_implied(runs[id(case)], data) for case in cases if not lacks[id(case)])
    without: dict[str, tuple[str, ...]] = {}
    for case in cases:
        if reason := lacks[id(case)]:
            without[reason] = (*without.get(reason, ()), case.meaning.header.name)
    return Backcast(data, implied, without)


def _lacks(case: Case, data: Observations) -> str:
    """Why a model implies nothing for a data set, "" if it does."""
    if data.about.concept not in case.meaning.concepts:
        return f"no quantity for {WORDS[data.about.concept]}"
    clock = case.meaning.spec.parts.concepts.clock
    return f"no calendar, as time counts from when {clock}" if clock else ""


def _implied(run: Run, data: Observations) -> Implied:
    levels = _levels(run, data, data.years)
    known = np.isfinite(levels)
    if known.sum() < 3:
        message = f"the run of '{run.meaning.header.name}' ends before the data set '{data.name}' begins"
        raise InputError(message, "give it a later horizon, or leave it out")
    if not data.free:
        return Implied(data, run)
    slope, offset = np.polyfit(levels[known], observed(data)[known], 1)
    return Implied(data, run, float(offset), float(slope))


def observed(data: Observations) -> Floats:
    """Levels of the data: decimal logarithms, or values where these are `plain`.

    Arguments:
        data: a data set.
    """
    return data.values if data.plain else np.log10(data.values)


def trend(years: Floats, levels: Floats) -> float:
    """Slope of levels by least squares, per year.

    Arguments:
        years: calendar years.
        levels: one for each.
    """
    return float(np.polyfit(years - years.mean(), levels, 1)[0])


def _levels(run: Run, data: Observations, years: Floats) -> Floats:
    """Levels of a model's concept at calendar years, drawn back from its start at the growth that it has there."""
    since = np.asarray(years, dtype=float) - run.start
    start, near, far = _sampled(run, data, np.array([0.0, STEP, 2 * STEP]))
    growth = (4 * near - far - 3 * start) / (2 * STEP)
    if not (math.isfinite(start) and math.isfinite(growth)):
        message = f"'{run.meaning.header.name}' has no {data.about.concept} that can be drawn back in time"
        raise InputError(message, "it must be above 0 and smooth at the start; name other models to leave it out")
    return np.where(since < 0, start + growth * since, _sampled(run, data, np.maximum(since, 0.0)))


def _sampled(run: Run, data: Observations, since: Floats) -> Floats:
    name = label(run.meaning.concepts[data.about.concept])
    values = run.sample(name, list(map(float, since))) * u.scale(run.unit(name))
    if data.about.concept == "capability":
        return values
    unit = 1.0 if data.free else u.scale(u.parse_unit(data.about.unit))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log10(values / unit), dtype=float)
