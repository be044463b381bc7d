"""A saved run, read back: what it gave and how it came about, without the model; files from strangers are refused."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, Json, ValidationError

from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.errors import InputError, brief, near
from takeoff.exchange.arrays import OTHER_TIME, TIME
from takeoff.exchange.netcdf import FORMAT, LETTERS, VERSION
from takeoff.solve.run import Amount

if TYPE_CHECKING:
    import pint

Floats = npt.NDArray[np.float64]

LARGEST = 100_000_000
"""Largest file that is read, in bytes."""
HINT = "takeoff run MODEL --save FILE.nc writes one, and run.save(path) in Python"


@dataclass(frozen=True)
class SavedRun:
    """What a run gave, without the model that gave it: it can be read, and not be asked anything new.

    Arguments:
        title: of the model.
        time: calendar years of all steps; borders of pieces stand twice, before and after.
        outcomes: in their declared units.
        milestones: years from the start, None where never reached.
        provenance: model, version, hash, changes, schedules, engine, tolerances, evaluations.
        quantities: label -> values along `time`, in the declared unit.
        units: label -> declared unit, as text.
    """

    title: str
    time: Floats
    outcomes: Mapping[str, Amount]
    milestones: Mapping[str, float | None]
    provenance: Mapping[str, Any]
    quantities: Mapping[str, Floats]
    units: Mapping[str, str]

    def __repr__(self) -> str:
        return f"<SavedRun of {self.provenance.get('model', self.title)}>"

    def __getitem__(self, name: str) -> Floats:
        """A quantity along `time`, in its declared unit: run["capability[leader]"].

        Raises:
            InputError: the run has no such quantity.
        """
        return self.quantities[_known(name, self.quantities, "quantity")]

    def unit(self, name: str) -> pint.Unit:
        """Declared unit of a quantity.

        Raises:
            InputError: the run has no such quantity.
        """
        return u.parse_unit(self.units[_known(name, self.units, "quantity")])

    def outcome(self, name: str) -> float:
        """An outcome in its declared unit; not a number where its milestone was never reached.

        Raises:
            InputError: the run has no such outcome.
        """
        value = self.outcomes[_known(name, self.outcomes, "outcome")].value
        return float("nan") if value is None else value

    def when(self, milestone: str) -> float | None:
        """Calendar year of a milestone, None where it was never reached.

        Raises:
            InputError: the run has no such milestone.
        """
        time = self.milestones[_known(milestone, self.milestones, "milestone")]
        return None if time is None else float(self.time[0]) + time

    def gradient(self, outcome: str, wrt: Sequence[str] | None = None) -> NoReturn:
        """Derivatives need the model.

        Raises:
            InputError: always.
        """
        raise InputError("a saved run has no derivatives: they need the model", "run it again, as `provenance` says")


def load_run(path: str | Path) -> SavedRun:
    """Read a run that was saved.

    Arguments:
        path: of a file that `run.save` or `takeoff run --save` wrote.

    Raises:
        InputError: there is no such file, or it holds no run.
    """
    shown = brief(str(path))
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"'{shown}' cannot be read: {getattr(error, 'strerror', error)}") from error
    if len(content) > LARGEST:
        raise InputError(f"'{shown}' is larger than {LARGEST:,} bytes")
    try:
        return _saved_run(content)
    except Exception as error:  # the reader meets nonsense with errors of every kind
        raise InputError(f"'{shown}' is no saved run ({_reason(error)})", HINT) from error


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return brief(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    return brief(str(error).partition("\n")[0]) or type(error).__name__


class _Texts(BaseModel):
    """What a file says besides its arrays."""

    title: str
    outcomes: Json[dict[str, tuple[float | None, str]]]
    milestones: Json[dict[str, float | None]]
    provenance: Json[dict[str, Any]]


class _Rationed(io.BytesIO):
    """A file in memory that is read about once: arrays that lie on top of each other would multiply it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.left = 2 * len(content)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some bytes.

        Raises:
            ValueError: more was read than any honest file needs.
        """
        found = super().read(size)
        self.left -= len(found)
        if self.left < 0:
            raise ValueError("its arrays overlap")
        return found


def _saved_run(content: bytes) -> SavedRun:
    from scipy.io import netcdf_file

    file: Any = netcdf_file(_Rationed(content), "r", mmap=False)
    told = {name: _text(value) for name, value in file._attributes.items() if name in _Texts.model_fields}
    if file._attributes.get(FORMAT) != VERSION:
        raise ValueError(f"its attribute {FORMAT} is not {VERSION}")
    texts = _Texts.model_validate(told)
    time = OTHER_TIME if OTHER_TIME in file.dimensions else TIME
    members = {name: _members(one) for name, one in file.variables.items() if LETTERS in "".join(one.dimensions)}
    found = {
        name: (values, unit)
        for variable, one in file.variables.items()
        if variable not in (time, *members)
        for name, values, unit in _columns(variable, one, time, members, len(file.variables[time].data))
    }
    return SavedRun(
        texts.title,
        _floats(file.variables[time].data),
        {name: Amount(value, unit) for name, (value, unit) in texts.outcomes.items()},
        texts.milestones,
        texts.provenance,
        {name: values for name, (values, _) in found.items()},
        {name: unit for name, (_, unit) in found.items()},
    )


def _columns(
    name: str, variable: Any, time: str, members: Mapping[str, Sequence[str]], moments: int
) -> Iterator[tuple[str, Floats, str]]:
    """Label, values along time and unit of every member of a quantity."""
    constant = variable.dimensions[:1] != (time,)
    over = variable.dimensions[0 if constant else 1 :]
    unit = u.readable(u.parse_unit(_text(variable.units)))
    values = _floats(variable.data)
    columns = values.reshape((1 if constant else moments), -1)
    for place, chosen in enumerate(itertools.product(*(members[one] for one in over))):
        column = columns[:, place]
        yield label((name, chosen)), np.broadcast_to(column, moments), unit


def _members(variable: Any) -> tuple[str, ...]:
    return tuple(b"".join(row).rstrip(b"\0").decode("utf-8") for row in variable.data)


def _floats(values: Any) -> Floats:
    """Numbers in the order of this machine, which nothing can change."""
    found = np.array(values, dtype=float)
    found.flags.writeable = False
    return found


def _text(value: Any) -> str:
    if not isinstance(value, bytes):
        raise ValueError("a number stands where text should")
    return value.decode("utf-8")


def _known(name: str, known: Mapping[str, Any], what: str) -> str:
    if name not in known:
        raise InputError(f"the run has no {what} '{brief(name)}'", near(name, known))
    return name
