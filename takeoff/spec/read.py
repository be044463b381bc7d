"""From files to `Spec`: what a model says, with every problem of its text and shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from takeoff.errors import ModelError, Place, Problem
from takeoff.spec import locate, members, shape
from takeoff.spec.extend import extended
from takeoff.spec.merge import placed
from takeoff.spec.parts import Parts, Sector
from takeoff.spec.schedule_parts import ScheduleParts
from takeoff.spec.text import read_text, tables_of
from takeoff.spec.validate import Names, place_of, salvaged, validated


@dataclass(frozen=True)
class Spec:
    """What a model's files say.

    Arguments:
        parts: the parts, as far as they have the right shape.
        places: where each path of keys stands.
        sectors: file stem -> sector, in reading order.
        digest: SHA-256 of the bytes of all files, those of models that it extends included.
        problems: of shape; `understand` raises them together with its own.
        broken: parts that were left out because of them.
        path: the file or folder that was read.
    """

    parts: Parts
    places: Mapping[locate.Path, Place]
    sectors: Mapping[str, Sector]
    digest: str
    problems: tuple[Problem, ...] = ()
    broken: Names = frozenset()
    path: Path = Path()

    def place(self, *path: str) -> Place:
        """Where a path of keys stands, or the nearest table around it."""
        return place_of(self.places, path)

    def sector(self, *path: str) -> str:
        """Stem of the file that a path of keys stands in."""
        return Path(self.place(*path).file).stem


def read_model(path: Path) -> Spec:
    """Read a model file or folder.

    Arguments:
        path: a TOML file, or a folder whose `model.toml` is read first and the other sectors by name; models that it
            extends are found from there.

    Returns:
        What it says; where single parts have the wrong shape, these are left out and told in `problems`, so that
        `understand` can list the problems of the others with them.

    Raises:
        ModelError: the text cannot be read, or nothing can be checked before its problems are solved.
    """
    draft = extended(path)
    parts, problems, broken = salvaged(draft.tables, draft.places)
    sheet = shape.Sheet(parts, lambda *keys: place_of(draft.places, keys), broken)
    problems = [*draft.clashes, *problems, *shape.problems_of(sheet)]
    if deep := members.problems_of(sheet):
        raise ModelError([*problems, *deep])
    return Spec(parts, draft.places, draft.sectors, draft.digest.hexdigest(), tuple(problems), broken, path)


def read_schedule(path: Path) -> tuple[ScheduleParts, Mapping[locate.Path, Place]]:
    """Read a schedule file.

    Arguments:
        path: a TOML file with [schedule].

    Raises:
        ModelError: with every problem of the text and its shape.
    """
    text = read_text(path)
    tables = tables_of(path, text)
    places = placed(path, text)
    return validated(ScheduleParts, tables, places), places


__all__ = ["Spec", "place_of", "read_model", "read_schedule"]
