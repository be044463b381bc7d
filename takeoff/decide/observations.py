"""Observations: rows of a data file, dated and in the unit that is declared for them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from takeoff.decide.rows import read_rows
from takeoff.equations import units as u
from takeoff.errors import InputError, brief
from takeoff.spec.concept_parts import UNITS
from takeoff.spec.data_parts import DataSet, read_data_parts

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Observations:
    """What was observed of a concept.

    Arguments:
        name: of the data set.
        about: what its file says of it.
        years: calendar years, rising.
        values: in the declared unit.
    """

    name: str
    about: DataSet
    years: Floats
    values: Floats

    @property
    def free(self) -> bool:
        """Whether the scale is unknown, and values are only a straight line in what models have."""
        return self.about.scale == "free"

    @property
    def plain(self) -> bool:
        """Whether levels are the values and not their logarithms, as the scale is free or they are OOM already."""
        return self.free or self.about.concept == "capability"


def read_observations(path: Path, folder: Path) -> list[Observations]:
    """Read all data sets that a file describes.

    Arguments:
        path: the TOML file that says what columns measure.
        folder: where the data files are.

    Raises:
        ModelError: the description is wrong.
        InputError: a data file that is not there, a column that it does not have, or too few rows.
    """
    return [_read(name, about, folder) for name, about in read_data_parts(path).items()]


def _read(name: str, about: DataSet, folder: Path) -> Observations:
    _check_unit(name, about)
    rows = sorted(_observed(name, about, folder))
    if about.records:
        highest = np.maximum.accumulate([-math.inf, *(value for _, value in rows)])
        rows = [row for row, before in zip(rows, highest, strict=False) if row[1] > before]
    if len(rows) < 3:
        hint = "check 'since', 'until', 'below', 'keep' and 'records', which leave rows out"
        raise InputError(f"data set '{name}': {len(rows)} rows are left, at least 3 are needed", hint)
    years, values = np.array(rows, dtype=float).T
    return Observations(name, about, years, values)


def _check_unit(name: str, about: DataSet) -> None:
    try:
        unit = u.parse_unit(about.unit)
    except u.UnitError as error:
        raise InputError(f"data set '{name}': {error}", error.hint) from error
    if about.scale == "fixed" and not u.same_dimension(unit, u.parse_unit(UNITS[about.concept])):
        message = f"data set '{name}': {about.concept} is not measured in {u.readable(unit)}"
        raise InputError(message, 'say scale = "free" if its scale is unknown')


def _observed(name: str, about: DataSet, folder: Path) -> Iterator[tuple[float, float]]:
    if Path(about.file).name != about.file or "\\" in about.file:
        message = f"data set '{name}': '{brief(about.file)}' is not the bare name of a file"
        raise InputError(message, "say in which folder it is with --folder")
    any_sign = about.scale == "free" or about.concept == "capability"
    for row in read_rows(folder / about.file, about, name):
        (value,) = row.values
        if math.isnan(value):
            continue
        if not (any_sign or value > 0):
            raise InputError(f"{row.where}: '{value:g}' is no value of {about.concept}", "values are above 0")
        yield row.year, value
