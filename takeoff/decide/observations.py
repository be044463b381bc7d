"""Observations: rows of a data file, dated and in the unit that is declared for them."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from takeoff.equations import units as u
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import InputError, brief, near
from takeoff.spec.concept_parts import UNITS
from takeoff.spec.data_parts import DataSet, read_data_parts

Floats = npt.NDArray[np.float64]
LARGEST = 10_000_000
"""Largest data file, in bytes."""
CALENDAR = Door(u.parse_unit("year"), date=True)


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
    rows = sorted(row for row in _rows(name, about, folder) if row[0] >= about.since and row[1] < about.below)
    if about.records:
        highest = np.maximum.accumulate([-math.inf, *(value for _, value in rows)])
        rows = [row for row, before in zip(rows, highest, strict=False) if row[1] > before]
    if len(rows) < 3:
        raise InputError(f"data set '{name}': {len(rows)} rows are left, at least 3 are needed")
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


def _rows(name: str, about: DataSet, folder: Path) -> Iterator[tuple[float, float]]:
    reader = csv.DictReader(_text(name, about, folder).splitlines())
    for column in (about.date, about.value, *about.keep):
        if column not in (known := reader.fieldnames or ()):
            hint = near(column, known) or f"known are: {', '.join(known)}"
            raise InputError(f"data set '{name}': {about.file} has no column '{brief(column)}'", hint)
    for number, row in enumerate(reader, start=2):
        if all(row[column] == text for column, text in about.keep.items()) and row[about.value] and row[about.date]:
            yield _observed(f"{about.file}:{number}", row[about.date], row[about.value], about)


def _text(name: str, about: DataSet, folder: Path) -> str:
    path = folder / about.file
    if Path(about.file).name != about.file or "\\" in about.file:
        raise InputError(f"data set '{name}': '{brief(about.file)}' is not the bare name of a file")
    if not path.is_file():
        raise InputError(
            f"data set '{name}': there is no {about.file} in {folder}", "--folder says where data files are"
        )
    if path.stat().st_size > LARGEST:
        raise InputError(f"data set '{name}': {about.file} is larger than {LARGEST:,} bytes")
    return path.read_text(encoding="utf-8", errors="replace")


def _observed(where: str, date: str, text: str, about: DataSet) -> tuple[float, float]:
    try:
        year, value = CALENDAR.read(date), float(text)
    except (ValueFlaw, ValueError) as error:
        raise InputError(f"{where}: {error}") from error
    positive = about.scale == "free" or about.concept == "capability" or value > 0
    if not (math.isfinite(value) and positive):
        raise InputError(f"{where}: '{brief(text)}' is no value of {about.concept}")
    return year, value
