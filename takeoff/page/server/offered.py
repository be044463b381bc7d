"""Which models the page offers."""

from __future__ import annotations

from pathlib import Path

from takeoff.errors import ModelError
from takeoff.spec.find import find_model, model_paths
from takeoff.spec.parts import Parts
from takeoff.spec.read import read_model


def offered_models(name: str | None) -> tuple[dict[str, Path], dict[str, str]]:
    """Paths and titles of models, by name.

    Arguments:
        name: of one model, or its path; None for all shipped models that have a control and a goal.

    Raises:
        InputError: nothing of that name.
        ModelError: the model is wrong.
    """
    if name is not None:
        from takeoff.model import load

        header = load(name).meaning.header
        return {header.name: find_model(name).resolve()}, {header.name: header.title}
    paths = model_paths()
    parts = {name: one for name, path in paths.items() if (one := _parts(path)) and one.controls and one.concepts.goal}
    return {name: paths[name] for name in parts}, {name: one.model.title for name, one in parts.items()}


def _parts(path: Path) -> Parts | None:
    """What a shipped model says; a bad one hides none of the others."""
    try:
        return read_model(path).parts
    except ModelError:
        return None
