"""A run for pandas and xarray, which come with the extra `data`."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from takeoff.equations import units as u
from takeoff.equations.values import FIRST_CALENDAR_YEAR
from takeoff.errors import InputError
from takeoff.exchange.arrays import TIME, UNIT_OF_TIME, arrays, dimensions, labels_of, texts, time_name
from takeoff.solve.outlets import Times, data_frame, data_set
from takeoff.solve.run import Run


@data_frame.register
def to_dataframe(run: Run, times: Times | None = None) -> Any:
    """A run as a pandas DataFrame: a column for each quantity of each member ("capability[leader]").

    Arguments:
        run: what is told.
        times: calendar years, or years from the start below 1000; those of the run's own steps unless given, among
            them both sides of every jump.

    Returns:
        The frame, below calendar years, in declared units; `attrs` has the units, outcomes, milestones and provenance.

    Raises:
        InputError: pandas is not installed.
    """
    pandas = needed("pandas")
    table = run.table(times)
    columns = {name: table[name] for labels in labels_of(run).values() for name in labels}
    given = run.time if times is None else [t if t >= FIRST_CALENDAR_YEAR else run.start + t for t in times]
    frame = pandas.DataFrame(columns, index=pandas.Index(np.array(given, dtype=float), name=TIME))
    frame.attrs = {
        "units": {name: u.readable(run.unit(name)) for name in columns},
        "outcomes": {name: (amount.value, amount.unit) for name, amount in run.outcomes.items()},
        "milestones": dict(run.milestones),
        "provenance": dict(run.provenance),
    }
    return frame


@data_set.register
def to_xarray(run: Run) -> Any:
    """A run as an xarray Dataset: an array for each quantity, along time and the model's dimensions.

    Arguments:
        run: what is told.

    Returns:
        The data set, in declared units, which are attributes of its arrays; parameters have no time. Its own
        attributes are texts, so that it can be saved; outcomes, milestones and provenance are JSON.

    Raises:
        InputError: xarray is not installed.
    """
    xarray = needed("xarray")
    time = time_name(run)
    variables = {one.name: (one.dimensions, one.values, {"units": one.unit}) for one in arrays(run)}
    coordinates = {name: list(members) for name, members in dimensions(run).items()}
    along = {time: (time, run.time, {"units": UNIT_OF_TIME})}
    return xarray.Dataset(variables, coords={**along, **coordinates}, attrs=texts(run))


def needed(library: str) -> Any:
    """A library that an installation may lack.

    Arguments:
        library: its name.

    Raises:
        InputError: it is not installed.
    """
    try:
        return importlib.import_module(library)
    except ImportError as error:
        raise InputError(f"{library} is not installed", 'pip install "takeoff[data]" brings it') from error
