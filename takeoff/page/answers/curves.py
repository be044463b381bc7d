"""Curves: what the panels show along every run, on one common time axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.equations.scope import Key, label
from takeoff.equations.shown import race_of
from takeoff.page.answers.runs import Shown, runs_of
from takeoff.page.describe import shown_keys
from takeoff.page.plain import plain, plain_list
from takeoff.page.view import View
from takeoff.solve.race import time_lead
from takeoff.solve.run import Run
from takeoff.solve.trajectory import Moments, Piece, joined

Floats = npt.NDArray[np.float64]

EVEN = 300
"""Moments of the even part of the grid."""
MOST_BORDERS = 100
"""Borders of pieces whose both sides are shown, of each run; of more, the first ones."""


def curves(view: View) -> dict[str, Any]:
    """Never slowing down and the slowdowns that are shown, along one grid of times.

    Arguments:
        view: what is shown.
    """
    runs, notes = runs_of(view)
    grid = _grid([one.run for one in runs])
    return {
        "time": (runs[0].run.start + np.array([t for t, _ in grid])).tolist(),
        "runs": [_record(one, grid) for one in runs],
        "notes": notes,
    }


def _grid(runs: Sequence[Run]) -> list[tuple[float, bool]]:
    """Years from the start, rising, and whether the moment is just before a border.

    The grid is even, has all borders of pieces from both sides, and the ends of all runs.
    """
    ends = [run.trajectory.end for run in runs]
    borders = {piece.start for run in runs for piece in run.trajectory.pieces[1 : MOST_BORDERS + 1]}
    after = {*np.linspace(0.0, max(ends), EVEN).tolist(), *ends, *borders}
    return sorted([*((t, False) for t in after), *((t, True) for t in borders)], key=lambda one: (one[0], not one[1]))


def _record(shown: Shown, grid: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    run = shown.run
    return {
        "id": shown.id,
        "label": shown.label,
        "schedule": shown.schedule,
        "values": _values(run, grid),
        "outcomes": {name: plain(amount.value) for name, amount in run.outcomes.items()},
        "milestones": {name: plain(run.when(name)) for name in run.milestones},
        "end": run.end,
    }


def _values(run: Run, grid: Sequence[tuple[float, bool]]) -> dict[str, list[float | None]]:
    inside = [one for one in grid if one[0] <= run.trajectory.end]
    rest: list[float | None] = [None] * (len(grid) - len(inside))
    keys = shown_keys(run.meaning)
    quantities = [key for key in keys if race_of(run.meaning, key) is None]
    found = dict(zip(quantities, run.at_moments(list(map(label, quantities)), _moments(run, inside)), strict=True))
    times = run.start + np.array([t for t, _ in inside])
    return {label(key): plain_list(found[key] if key in found else _lead(run, key, times)) + rest for key in keys}


def _moments(run: Run, grid: Sequence[tuple[float, bool]]) -> Moments:
    """Moments of a grid, each in the piece before or after the border that it is at."""
    pieces = run.trajectory.pieces
    starts, times = [piece.start for piece in pieces], np.array([t for t, _ in grid])
    after = np.searchsorted(starts, times, side="right") - 1
    before = np.searchsorted(starts, times, side="left") - 1
    places = np.maximum(np.where([side for _, side in grid], before, after), 0)
    parts: list[tuple[Piece, Floats]] = [(pieces[place], times[places == place]) for place in np.unique(places)]
    return joined([(piece, np.minimum(here, piece.end)) for piece, here in parts])


def _lead(run: Run, key: Key, times: Floats) -> Floats:
    """The lead of a race at some times; not a number where it is not known."""
    race = race_of(run.meaning, key)
    lead = time_lead(run, race) if race else None
    if lead is None or not len(lead.time):
        return np.full(len(times), math.nan)
    return np.interp(times, lead.time, np.where(lead.known, lead.years, math.nan))
