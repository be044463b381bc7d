"""A run as a NetCDF-3 file, which most tools for arrays read: arrays with their units, and how the run came about."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from takeoff.exchange.arrays import UNIT_OF_TIME, arrays, dimensions, texts, time_name
from takeoff.solve.outlets import save_run
from takeoff.solve.run import Run
from takeoff.spec.write import write_file

FORMAT, VERSION = "takeoff_run", 1
"""Attribute that tells these files from others, and the version that is written."""
LETTERS = ".letters"
"""After the name of a dimension: the dimension of the letters of its members."""


@save_run.register
def to_netcdf(run: Run, path: str | Path) -> None:
    """Write a run to a file, which `load_run` reads; an interruption leaves nothing half-written.

    Arguments:
        run: what is told: quantities along time, outcomes, milestones, provenance.
        path: of the file; one that is there is replaced.

    Raises:
        OSError: the folder cannot be written to.
    """
    write_file(Path(path), netcdf_bytes(run))


def netcdf_bytes(run: Run) -> bytes:
    """A run as the content of a NetCDF-3 file.

    Arguments:
        run: what is told.
    """
    from scipy.io import netcdf_file

    content = io.BytesIO()
    file: Any = netcdf_file(content, "w")
    setattr(file, FORMAT, VERSION)
    for name, text in texts(run).items():
        setattr(file, name, text.encode("utf-8"))
    time = time_name(run)
    file.createDimension(time, len(run.time))
    _write(file, time, (time,), run.time, UNIT_OF_TIME)
    for name, members in dimensions(run).items():
        _write_members(file, name, members)
    for one in arrays(run):
        _write(file, one.name, one.dimensions, one.values, one.unit)
    file.flush()
    written = content.getvalue()
    file.close()
    return written


def _write(file: Any, name: str, along: tuple[str, ...], values: Any, unit: str) -> None:
    variable = file.createVariable(name, "f8", along)
    variable.data[...] = values
    variable.units = unit.encode("utf-8")


def _write_members(file: Any, name: str, members: Sequence[str]) -> None:
    """A dimension, and the names of its members as rows of letters, which is how NetCDF-3 has texts."""
    file.createDimension(name, len(members))
    file.createDimension(name + LETTERS, max(map(len, members)))
    variable = file.createVariable(name, "c", (name, name + LETTERS))
    variable.data[...] = np.array(members, dtype=bytes)[:, np.newaxis].view("S1")
    variable._Encoding = b"utf-8"
