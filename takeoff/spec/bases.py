"""Which model another one extends: a shipped one by name, or one beside it by a path that stays where it is."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from takeoff.errors import ModelError, Place, Problem, brief, closest
from takeoff.spec.find import answers, model_paths

MAIN = "model.toml"
"""First file of a folder."""

MOST_BASES = 5
"""Most models that one may extend through another."""

HINT = "name a shipped model, or a TOML file or folder beside or below this file"


def base_of(path: Path, given: Any, place: Place, chain: list[Path]) -> Path:
    """Find the model that another one extends.

    Arguments:
        path: the extending file or folder.
        given: what it says of the other.
        place: where it says so.
        chain: first files of the models so far, the extending one last.

    Raises:
        ModelError: not a name or path, outside the folder, not there, a circle, or too long a chain.
    """
    try:
        base = _shipped(given) or _beside(folder_of(path), given)
        _refuse_endless(base, path, given, chain)
    except ValueError as error:
        message, hint = error.args
        raise ModelError([Problem(f"extends: {message}", place, hint=hint)]) from error
    return base


def folder_of(path: Path) -> Path:
    """Folder that a model's file lies in; of a folder model, the folder itself."""
    return path if answers(path.is_dir) else path.parent


def main_of(path: Path) -> Path:
    """First file of a model, every link followed."""
    return _real(path / MAIN if answers(path.is_dir) else path)


def _shipped(given: Any) -> Path | None:
    return model_paths().get(given) if isinstance(given, str) else None


def _beside(folder: Path, given: Any) -> Path:
    if not isinstance(given, str) or not given.strip():
        raise ValueError("the name or path of a model is needed, in quotes", HINT)
    said = f"'{brief(given)}'"
    if "\\" in given or ":" in given or not given.isprintable():
        raise ValueError(f"{said} is no path that is read here", "parts of a path are joined by '/'")
    if given.startswith(("/", "~")):
        raise ValueError(f"{said} is not a path from this file on", HINT)
    if ".." in given.split("/"):
        raise ValueError(f"{said} leads out of the folder of this file", HINT)
    base = folder / given
    if not (answers(base.is_file) or answers((base / MAIN).is_file)):
        raise ValueError(f"no model called {said}, and no such file", _meant(given) or HINT)
    if not _inside(folder, [base, *(base.glob("*.toml") if answers(base.is_dir) else ())]):
        raise ValueError(f"{said} is a link out of the folder of this file", HINT)
    return base


def _meant(given: str) -> str:
    found = closest(given, model_paths())
    return f"did you mean '{found}'?" if found else ""


def _inside(folder: Path, files: Iterable[Path]) -> bool:
    return all(_real(file).is_relative_to(_real(folder)) for file in files)


def _real(path: Path) -> Path:
    """The path with every link followed; unlike `Path.resolve`, at peace with links in a circle."""
    return Path(os.path.realpath(path))


def _refuse_endless(base: Path, path: Path, given: str, chain: list[Path]) -> None:
    first = main_of(base)
    if first in chain:
        raise ValueError(f"'{brief(given)}' leads back to {first.name}", "a model cannot extend itself")
    if answers(path.is_dir) and first.parent == _real(path):
        hint = "put it into a folder of its own below this one"
        raise ValueError(f"'{brief(given)}' is a file of this very model", hint)
    if len(chain) > MOST_BASES:
        raise ValueError(f"more than {MOST_BASES} models, one extending the other", "extend an earlier one")
