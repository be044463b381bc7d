"""Cases whose parameters are drawn at random, run one by one and as a batch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

import takeoff
from takeoff.equations.scope import Key
from takeoff.errors import TakeoffError
from takeoff.schedules.close import argument_key
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case
from takeoff.solve.run import Run
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]
FINE = Settings(relative=1e-9, absolute=1e-12)
"""Accuracy at which engines are compared."""


def case_of(model: str, given: Mapping[str, Any]) -> Case:
    """A case of a model with changes and schedules, as `Model.run` takes them."""
    schedules = {name: one for name, one in given.items() if isinstance(one, Schedule)}
    changes = {name: one for name, one in given.items() if name not in schedules}
    return takeoff.load(model).case.change(changes).with_schedules(schedules)


def drawn(case: Case, members: int, spread: float = 0.1, seed: int = 0) -> dict[Key, Floats]:
    """Every parameter around its value, arguments of schedules too, within their ranges; in inside units."""
    random = np.random.default_rng(seed)
    doors = {key: case.meaning.doors[key[0]] for key in case.meaning.values}
    for control, kind in case.kinds().items():
        doors |= {argument_key(control, name): kind.door(name) for name in kind.parameters}
    values = {}
    for key, value in case.values().items():
        if math.isfinite(value) and value and key not in case.meaning.computed:
            low, high = doors[key].between or (-math.inf, math.inf)
            unit = doors[key].show(1.0)
            values[key] = np.clip(value * np.exp(spread * random.standard_normal(members)), low / unit, high / unit)
    return values


def alone(case: Case, values: Mapping[Key, Floats], member: int) -> Run | str:
    """The run of one member by the reference engine, or what it fails of."""
    exact = {key: float(column[member]) for key, column in values.items()}
    try:
        run = replace(case, exact={**case.exact, **exact}).run()
        assert run.outcomes is not None
    except TakeoffError as error:
        return str(error)
    return run


def inside(run: Run) -> list[float]:
    """Outcomes of a run in inside units, nan where there is none."""
    from takeoff.solve.reading import outcomes

    return [math.nan if value is None else value for value in outcomes(run.program, run.trajectory).values()]
