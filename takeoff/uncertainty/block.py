"""A block of an ensemble as a file: NetCDF-3, the same bytes whenever it is computed, with a checksum inside."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from scipy.io import netcdf_file

from takeoff.equations import units as u
from takeoff.uncertainty.members import Members, Wanted, nothing
from takeoff.uncertainty.plan import Plan

FAILED = "failed"
"""Variable: 0 for a member that ran, else the place of its reason, from 1."""

DAMAGED = (ValueError, TypeError, KeyError, AttributeError, IndexError, EOFError, MemoryError)
"""What reading a file raises that is no block, or only half of one."""


@dataclass(frozen=True)
class Column:
    """One variable of a block.

    Arguments:
        name: such as "outcomes.success".
        values: by member, and by time where it is sampled.
        unit: as text.
    """

    name: str
    values: npt.NDArray[Any]
    unit: str


def block_path(folder: Path, number: int) -> Path:
    """Where a block is kept."""
    return folder / f"block-{number:06d}.nc"


def block_bytes(plan: Plan, number: int, members: Members) -> bytes:
    """A block as the bytes of its file.

    Arguments:
        plan: of the ensemble.
        number: of the block, from 0.
        members: what its runs gave.
    """
    reasons = sorted(set(members.failures) - {""})
    columns = list(_columns(plan, members, reasons))
    buffer = io.BytesIO()
    with cast("Any", netcdf_file(buffer, "w", version=2)) as file:
        for name, size in (("member", len(members)), ("time", len(plan.times))):
            file.createDimension(name, size)
        for column in columns:
            dimensions = ("member", "time")[: column.values.ndim]
            variable = file.createVariable(column.name, column.values.dtype, dimensions)
            variable[:] = column.values
            variable.units = column.unit
        file.plan_sha256, file.block, file.reasons = plan.digest, number, json.dumps(reasons)
        file.content_sha256 = _digest(columns, reasons)
        file.flush()
        return buffer.getvalue()


def read_block(plan: Plan, number: int, folder: Path) -> Members | None:
    """A block that was computed before; None if it is missing, half, damaged, or of another plan.

    Arguments:
        plan: of the ensemble.
        number: of the block, from 0.
        folder: where blocks are kept.
    """
    path = block_path(folder, number)
    try:
        return _read(plan, number, path.read_bytes()) if path.exists() else None
    except DAMAGED:
        return None


def _read(plan: Plan, number: int, content: bytes) -> Members | None:
    with cast("Any", netcdf_file(io.BytesIO(content), "r", mmap=False)) as file:
        reasons: list[str] = json.loads(file.reasons)
        columns = [Column(name, one[:].copy(), one.units.decode()) for name, one in file.variables.items()]
        told = (file.plan_sha256.decode(), int(file.block), file.content_sha256.decode())
    if told != (plan.digest, number, _digest(columns, reasons)):
        return None
    values = {column.name: column.values for column in columns}
    wanted, count = plan.wanted, plan.span(number)[1]
    failures = tuple("" if place == 0 else reasons[place - 1] for place in values[FAILED].tolist())
    found = nothing(count, wanted)
    for group, names in _groups(wanted):
        for place, name in enumerate(names):
            getattr(found, group)[:, place] = values[f"{group}.{name}"]
    return replace(found, failures=failures) if len(failures) == count else None


def _groups(wanted: Wanted) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Arrays of `Members`, and the names along their second axis."""
    return ("outcomes", wanted.outcomes), ("milestones", wanted.milestones), ("sampled", wanted.quantities)


def _columns(plan: Plan, members: Members, reasons: list[str]) -> Iterator[Column]:
    places = {"": 0} | {reason: place for place, reason in enumerate(reasons, 1)}
    yield Column(FAILED, np.array([places[one] for one in members.failures], dtype=">i4"), "1")
    for group, names in _groups(plan.wanted):
        for place, name in enumerate(names):
            values = np.ascontiguousarray(getattr(members, group)[:, place], dtype=">f8")
            yield Column(f"{group}.{name}", values, _unit(plan, group, name))


def _unit(plan: Plan, group: str, name: str) -> str:
    meaning = plan.case.meaning
    if group == "milestones":
        return "year"
    quantities = meaning.outcome_units if group == "outcomes" else meaning.quantities
    return u.readable(quantities[name.partition("[")[0]].unit)


def _digest(columns: list[Column], reasons: list[str]) -> str:
    """SHA-256 of all names and values; files do not keep the order of variables."""
    digest = hashlib.sha256(json.dumps(reasons).encode())
    for column in sorted(columns, key=lambda one: one.name):
        digest.update(f"{column.name} {column.unit}".encode())
        digest.update(np.ascontiguousarray(column.values).tobytes())
    return digest.hexdigest()
