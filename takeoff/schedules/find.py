"""Finding kinds of schedule: shipped ones by name, a user's own by the path of a TOML file."""

from __future__ import annotations

import functools
from pathlib import Path

from takeoff.errors import InputError, brief, near
from takeoff.schedules.kind import Kind
from takeoff.schedules.schedule import Schedule
from takeoff.schedules.understand import read_kind
from takeoff.spec.find import answers, schedules_folder

SUFFIX = ".toml"


def kind_names() -> tuple[str, ...]:
    """Names of all shipped kinds, sorted."""
    return tuple(sorted(_shipped()))


@functools.cache
def _shipped() -> dict[str, Path]:
    """Files of the shipped kinds by name, which stay the same as long as the package does."""
    return {path.stem: path for path in schedules_folder().glob(f"*{SUFFIX}")}


def find_kind(name: str) -> Kind:
    """Read a kind by name or path.

    Arguments:
        name: one of `kind_names()`, or the path of a file that ends in .toml.

    Raises:
        InputError: no such kind, no such file.
        ModelError: its file is wrong; every problem is listed.
    """
    if name.endswith(SUFFIX):
        return _own(Path(name))
    if name not in _shipped():
        raise InputError(f"unknown schedule '{brief(name)}'", near(name, kind_names()))
    return _read(_shipped()[name], 0, 0)


def kind_of(schedule: Schedule) -> Kind:
    """The kind of a schedule, for as many repeated arguments as it gives.

    Arguments:
        schedule: of any kind.

    Raises:
        InputError: no such kind, or too many repeated arguments.
        ModelError: its file is wrong.
    """
    return find_kind(schedule.kind).for_arguments(schedule.arguments)


def _own(path: Path) -> Kind:
    if not answers(path.is_file):
        raise InputError(f"no schedule file '{brief(str(path))}'", "'takeoff list --schedules' shows the shipped kinds")
    known = path.stat()
    return _read(path.resolve(), known.st_mtime_ns, known.st_size)


@functools.lru_cache(maxsize=256)
def _read(path: Path, changed: int, size: int) -> Kind:
    """A file read once, and again after it has changed."""
    return read_kind(path)
