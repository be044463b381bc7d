"""What floors above make of results, and enter here as they are imported: HTML for a notebook, data frames, files."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Times = Sequence[float] | npt.NDArray[np.float64]
"""Calendar years, or years from the start below 1000."""


class Shown:
    """A result that a notebook shows as tables."""

    def _repr_html_(self) -> str | None:
        return html(self)


@functools.singledispatch
def html(result: object) -> str | None:
    """A result as HTML; None, by which a notebook shows its text, where no floor says how.

    Arguments:
        result: of a run, a search or a comparison.
    """
    return None


@functools.singledispatch
def data_frame(run: object, times: Times | None) -> Any:
    """A run as a pandas DataFrame."""
    raise NotImplementedError("takeoff.exchange.frames makes it, and is not imported")


@functools.singledispatch
def data_set(run: object) -> Any:
    """A run as an xarray Dataset."""
    raise NotImplementedError("takeoff.exchange.frames makes it, and is not imported")


@functools.singledispatch
def save_run(run: object, path: str | Path) -> None:
    """Write a run to a file."""
    raise NotImplementedError("takeoff.exchange.netcdf does it, and is not imported")
