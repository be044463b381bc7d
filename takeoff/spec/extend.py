"""From the files of a model, and of those that it extends, to one set of tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from takeoff.errors import Problem
from takeoff.spec.bases import base_of, main_of
from takeoff.spec.layers import layered
from takeoff.spec.merge import Draft, merged
from takeoff.spec.validate import place_of


def extended(path: Path) -> Draft:
    """Read a model together with the models that it extends.

    Arguments:
        path: a TOML file, or a folder with a `model.toml`.

    Raises:
        ModelError: a file is not TOML, or an `extends` leads nowhere.
    """
    upper: list[tuple[Draft, Any]] = []
    chain = [main_of(path)]
    while True:
        draft = merged(path)
        given, removals = draft.tables.pop("extends", None), draft.tables.pop("remove", None)
        if given is None:
            break
        upper.append((draft, {} if removals is None else removals))
        path = base_of(path, given, place_of(draft.places, ("extends",)), chain)
        chain.append(main_of(path))
    if removals is not None:
        hint = 'say extends = "MODEL" before the first table'
        draft.clashes.append(Problem("[remove] needs 'extends'", place_of(draft.places, ("remove",)), hint=hint))
    for own, gone in reversed(upper):
        draft = layered(draft, own, gone)
    return draft
