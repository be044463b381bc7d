"""Cases whose parameters are drawn at random, run one by one and as a batch."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

import takeoff
from takeoff.equations.scope import Key
from takeoff.errors import TakeoffError
from takeoff.model import as_schedule
from takeoff.solve.batch.methods import Method
from takeoff.solve.batch.run_batch import Batch
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.case import Case
from takeoff.solve.reading import outcomes
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]
FINE = Settings(relative=1e-9, absolute=1e-12)
"""Accuracy at which engines are compared."""


def engines() -> dict[str, Method]:
    """Methods of batches, of those that are installed."""
    try:
        from takeoff.solve.fast.taylor import Taylor
    except ImportError:
        return {"numpy": RungeKutta}
    return {"numpy": RungeKutta, "heyoka": Taylor}


def case_of(model: str, given: Mapping[str, Any]) -> Case:
    """A case of a model with changes and schedules, as `Model.run` takes them."""
    case = takeoff.load(model).case
    schedules = {name: as_schedule(one) for name, one in given.items() if name in case.meaning.defaults}
    changes = {name: one for name, one in given.items() if name not in schedules}
    return case.change(changes).with_schedules(schedules)


def drawn(case: Case, members: int, spread: float = 0.1, seed: int = 0) -> dict[Key, Floats]:
    """Every parameter around its value, arguments of schedules too, within their ranges; in inside units."""
    random = np.random.default_rng(seed)
    doors = case.doors()
    values = {}
    for key, value in case.values().items():
        if math.isfinite(value) and value and key not in case.meaning.computed:
            low, high = doors[key].between or (-math.inf, math.inf)
            unit = doors[key].show(1.0)
            values[key] = np.clip(value * np.exp(spread * random.standard_normal(members)), low / unit, high / unit)
    return values


@dataclass(frozen=True)
class Told:
    """What a single run and a member of a batch are compared by: all of it in inside units."""

    outcomes: list[float]
    milestones: list[float]
    end: float
    stopped_by: str


def alone(case: Case, values: Mapping[Key, Floats], member: int) -> Told | str:
    """One member by the reference engine, or what it fails of."""
    exact = {key: float(column[member]) for key, column in values.items()}
    try:
        run = replace(case, exact={**case.exact, **exact}).run()
        read = outcomes(run.program, run.trajectory)
    except TakeoffError as error:
        return str(error)
    found, first = ([math.nan if one is None else one for one in some.values()] for some in (read, run.milestones))
    return Told(found, first, run.trajectory.end, run.trajectory.stopped_by)


def told(batch: Batch, member: int) -> Told | str:
    """The same of a member of a batch."""
    if batch.failures[member]:
        return batch.failures[member]
    found, first = batch.outcomes[member].tolist(), batch.milestones[member].tolist()
    return Told(found, first, float(batch.end[member]), batch.stopped_by[member])


def agree(one: Told | str, other: Told | str, relative: float = 1e-6, absolute: float = 1e-7) -> bool:
    """Whether two engines tell the same; of failures that have a time in it, the words."""
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str) and _words(one) == _words(other)
    near = functools.partial(np.allclose, rtol=relative, atol=absolute, equal_nan=True)
    numbers = ("outcomes", "milestones", "end")
    return one.stopped_by == other.stopped_by and all(near(getattr(one, n), getattr(other, n)) for n in numbers)


def _words(failure: str) -> str:
    return re.sub(r"\d[\d.e+-]*", "", failure)
