"""Loading a model: as long as its files stay the same, it is checked and compiled once."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path

from takeoff.equations.understand import examine
from takeoff.errors import ModelError
from takeoff.schedules.scenarios import scenario_problems
from takeoff.solve.case import Case, Programs
from takeoff.spec.find import find_model
from takeoff.spec.read import Spec, read_model

KEPT = 64
"""Models that are kept, the latest ones."""


def load_case(name: str | Path) -> Case:
    """A model as its files have it, without changes.

    Arguments:
        name: a shipped model, a TOML file, or a folder with a `model.toml`.

    Raises:
        InputError: nothing of that name.
        ModelError: the model is wrong; every problem is listed.
    """
    path = find_model(name)
    spec = read_model(path)
    return Case(_programs(_Text(path, spec.digest, spec)))


@dataclass(frozen=True)
class _Text:
    """What a model's files say, known by the path that messages show and by their bytes."""

    path: Path
    digest: str
    spec: Spec = field(compare=False)


@functools.lru_cache(maxsize=KEPT)
def _programs(text: _Text) -> Programs:
    """The checked model, and whatever of it was compiled so far."""
    meaning, problems = examine(text.spec)
    if problems := [*problems, *scenario_problems(meaning)]:
        raise ModelError(problems)
    return Programs(meaning)
