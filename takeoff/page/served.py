"""Served models: each is read once, and shown as it was then until the page is started anew."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from takeoff.decide.figure_checks import load_declared
from takeoff.solve.case import Case
from takeoff.solve.settings import DEFAULT

KEPT = 64
"""Models that are kept, the latest ones."""
BOUNDED = replace(DEFAULT, evaluations=20_000)
"""As accurate as elsewhere, but a run that needs forty times what runs usually need is given up, and told so."""


@functools.lru_cache(maxsize=KEPT)
def served(path: Path) -> Case:
    """A model as its files have it.

    Arguments:
        path: of its file or folder.

    Raises:
        InputError: nothing is there.
        ModelError: the model is wrong; every problem is listed.
    """
    return replace(load_declared(path), settings=BOUNDED)
