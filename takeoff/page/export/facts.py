"""What an exported page knows besides its programs: the description, presets, draws from the priors."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy.typing as npt

from takeoff.equations.scope import label
from takeoff.equations.shown import race_key
from takeoff.equations.values import Door
from takeoff.page.describe import model
from takeoff.page.export.programs import Programs
from takeoff.page.plain import plain
from takeoff.page.served import served
from takeoff.page.view import View
from takeoff.spec.find import model_paths
from takeoff.uncertainty.inputs import draws

DRAWS, DATES, SEED = 256, 64, 7
"""Draws that the file carries, those of them for which a best date is searched, and their seed."""
DIGITS = 7
"""Digits of drawn values."""


def facts(name: str, path: Path, programs: Programs) -> dict[str, Any]:
    """What the page knows.

    Arguments:
        name: of the model.
        path: where it is.
        programs: gets those that presets ask for.
    """
    case = served(path)
    return {
        "description": model(View(name, path)),
        "presets": programs.presets(),
        "races": [race_key(race.name)[0] for race in programs.races()],
        "level": next(iter(case.meaning.defaults.values()), None),
        "word": name if model_paths().get(name) == path else path.name,
        "draws": _draws(path),
    }


def _draws(path: Path) -> dict[str, Any]:
    """Rows of values of everything that has a prior, in declared units; None for never."""
    case = served(path)
    if not case.meaning.priors:
        return {"names": [], "rows": [], "dates": 0}
    drawn, doors = draws(case, SEED), case.doors()
    columns = [_column(doors[key], values) for key, values in zip(drawn.keys, drawn.values(0, DRAWS).T, strict=True)]
    return {"names": list(map(label, drawn.keys)), "rows": list(map(list, zip(*columns, strict=True))), "dates": DATES}


def _column(door: Door, values: npt.NDArray[Any]) -> list[float | None]:
    """Drawn values in the declared unit, rounded, none of them out of range."""
    low, high = door.between or (-math.inf, math.inf)
    shown = [float(f"{door.show(float(value)):.{DIGITS}g}") for value in values]
    return [plain(min(max(value, low), high)) for value in shown]
