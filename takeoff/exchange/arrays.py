"""A run as labelled arrays, for formats that have dimensions: each quantity along time and its own dimensions."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.equations.understand import HORIZON
from takeoff.solve.run import Run

Floats = npt.NDArray[np.float64]

TIME, OTHER_TIME = "time", "t"
"""Name of the dimension, and the one that takes its place where a model calls something of its own `time`."""
UNIT_OF_TIME = "calendar year"


@dataclass(frozen=True)
class Array:
    """One quantity along its dimensions.

    Arguments:
        name: as the model has it, without members.
        dimensions: time first, unless the quantity is constant; then those of the model.
        values: in the declared unit, one axis for each dimension.
        unit: declared unit, as text.
    """

    name: str
    dimensions: tuple[str, ...]
    values: Floats
    unit: str


def time_name(run: Run) -> str:
    """Name of the dimension of time."""
    return OTHER_TIME if TIME in {*run.meaning.quantities, *run.meaning.dimensions} else TIME


def arrays(run: Run) -> Iterator[Array]:
    """Every stock, auxiliary, control and parameter, the latter without time.

    Arguments:
        run: along whose own times values are taken.
    """
    columns = run.table()
    for name, labels in labels_of(run).items():
        over = _over(run, name)
        along = () if name in run.meaning.doors else (time_name(run),)
        values = np.stack([columns[one] for one in labels], axis=-1)[slice(None) if along else 0]
        shape = (*values.shape[: len(along)], *(len(run.meaning.dimensions[one]) for one in over))
        yield Array(name, (*along, *over), values.reshape(shape), u.readable(run.unit(labels[0])))


def labels_of(run: Run) -> dict[str, list[str]]:
    """Quantities in the order of the file, the horizon last, each with the labels of its members."""
    names = (*run.meaning.quantities, HORIZON)
    members = {name: itertools.product(*(run.meaning.dimensions[one] for one in _over(run, name))) for name in names}
    return {name: [label((name, chosen)) for chosen in members[name]] for name in names}


def _over(run: Run, name: str) -> tuple[str, ...]:
    return run.meaning.quantities[name].over if name in run.meaning.quantities else ()


def dimensions(run: Run) -> dict[str, tuple[str, ...]]:
    """Dimensions that quantities have, and their members."""
    used = {name for quantity in run.meaning.quantities.values() for name in quantity.over}
    return {name: members for name, members in run.meaning.dimensions.items() if name in used}


def texts(run: Run) -> dict[str, str]:
    """What is no array: title, outcomes, milestones and provenance, the latter three as JSON."""
    outcomes = {name: [amount.value, amount.unit] for name, amount in run.outcomes.items()}
    return {
        "title": run.meaning.header.title,
        "outcomes": as_json(outcomes),
        "milestones": as_json(run.milestones),
        "provenance": as_json(run.provenance),
    }


def as_json(record: Mapping[str, Any]) -> str:
    """A record as JSON; what is infinite, a date or level that is never reached, as "never".

    Arguments:
        record: of numbers, texts and records of them.
    """
    return json.dumps(_plain(record), allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
        return value if isinstance(value, int) else "never" if math.isinf(value) else float(value)
    return value
