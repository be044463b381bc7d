"""Measurements: dated values of a data file on the scale of a recipe, each with its error where the file has one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import NormalDist

import numpy as np

from takeoff.decide.rows import Row, read_rows
from takeoff.errors import InputError
from takeoff.spec.recipe_parts import Measured
from takeoff.uncertainty.calibration.scale import Scale
from takeoff.uncertainty.distribution import Floats

MOST_ROWS = 2000
"""Most measurements that a model is held against."""


@dataclass(frozen=True)
class Measurements:
    """What was measured.

    Arguments:
        about: what the recipe says of it.
        scale: on which it is compared.
        years: rising, in years of 365.25 days, as models count time.
        values: in the unit of the recipe.
        errors: standard deviation of each on the scale; None where the file gives none.
    """

    about: Measured
    scale: Scale
    years: Floats
    values: Floats
    errors: Floats | None

    @property
    def levels(self) -> Floats:
        """The values on the scale."""
        return self.scale.level(self.values)

    def __len__(self) -> int:
        return len(self.years)


def data_path(given: Path, about: Measured) -> Path:
    """The data file: a path as given, or in a folder the file that the recipe names.

    Arguments:
        given: a file or a folder.
        about: what the recipe says of its data.

    Raises:
        InputError: the recipe names no bare file.
    """
    if not given.is_dir():
        return given
    if Path(about.file).name != about.file or "\\" in about.file:
        raise InputError(f"data.file = '{about.file}' is not the bare name of a file", "name the data file itself")
    return given / about.file


def read_measurements(path: Path, about: Measured, scale: Scale) -> Measurements:
    """Read what was measured.

    Arguments:
        path: of a CSV file.
        about: which columns and rows of it.
        scale: on which it is compared.

    Raises:
        InputError: a file or cell that cannot be read, a value that is not on the scale, or an interval that is none.
    """
    ends = [about.low, about.high] if about.low else []
    rows = sorted(read_rows(path, about, about.title, ends), key=lambda row: row.elapsed)
    rows = [row for row in rows if not math.isnan(row.values[0])]
    for row in rows:
        _check(row, scale)
    if about.total:
        rows = _totals(rows, about.title)
    if not 1 <= len(rows) <= MOST_ROWS:
        message = f"data set '{about.title}': {len(rows):,} rows are left; 1 to {MOST_ROWS:,} can be compared"
        raise InputError(message, "check 'since', 'until', 'below' and 'keep', which leave rows out")
    table = np.array([row.values for row in rows], dtype=float)
    wide = 2 * NormalDist().inv_cdf((1 + about.sure) / 2)
    errors = np.diff(scale.level(table[:, 1:]), axis=1)[:, 0] / wide if ends else None
    return Measurements(about, scale, np.array([row.elapsed for row in rows]), table[:, 0], errors)


def _check(row: Row, scale: Scale) -> None:
    """Refuse a value without a logarithm where one is needed, and an interval that is none."""
    value, *ends = row.values
    if scale.base and not value > 0:
        raise InputError(f"{row.where}: {value:g} has no logarithm", "leave the row out, or compare on a plain scale")
    if ends and not (ends[0] < ends[1] and (not scale.base or ends[0] > 0)):
        raise InputError(f"{row.where}: {ends[0]:g} to {ends[1]:g} is no interval", "the low end, then the high one")


def _totals(rows: Sequence[Row], name: str) -> list[Row]:
    """Rows of the same date added up; a date with fewer of them than another would look like a fall."""
    dates: dict[float, list[Row]] = defaultdict(list)
    for row in rows:
        dates[row.elapsed].append(row)
    counts = {len(parts) for parts in dates.values()}
    if len(counts) > 1:
        fewest = min(dates.values(), key=len)
        raise InputError(
            f"data set '{name}': a total of {len(fewest)} rows at {fewest[0].where}, of {max(counts)} elsewhere",
            "leave dates out with since, until and keep until all have as many",
        )
    return [replace(parts[0], values=(math.fsum(row.values[0] for row in parts),)) for parts in dates.values()]
