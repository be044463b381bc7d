"""What floors above make of results, and enter here as they are imported: words, HTML, data frames, files."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.errors import TakeoffError

Times = Sequence[float] | npt.NDArray[np.float64]
"""Calendar years, or years from the start below 1000."""


class Shown:
    """A result that Python's prompt shows in words, as the command line does, and a notebook as tables."""

    def __repr__(self) -> str:
        try:
            return words(self)
        except TakeoffError as error:
            return f"<{type(self).__name__}: {error}>"

    def _repr_html_(self) -> str | None:
        return html(self)


@functools.singledispatch
def words(result: object) -> str:
    """A result in words; its kind where no floor says how.

    Arguments:
        result: of a run, a search or a comparison.
    """
    return f"<{type(result).__name__}>"


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
