"""Fan: how what is shown is spread over draws from the priors, the slowdown as it is shown."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.equations.scope import label
from takeoff.equations.shown import is_parameter, race_of
from takeoff.errors import RunError
from takeoff.page.asked import shown_case
from takeoff.page.describe import shown_keys
from takeoff.page.plain import plain_list
from takeoff.page.view import View
from takeoff.solve.case import Case
from takeoff.uncertainty.ensemble import SHARES
from takeoff.uncertainty.inputs import draws
from takeoff.uncertainty.members import Members, Wanted, together

Floats = npt.NDArray[np.float64]

DRAWS = 1000
"""Runs unless asked for another number."""
TIMES = 61
"""Moments at which what is shown is read, from the start to the end of the run at the present values."""
LEAST = 0.5
"""There are quantiles as long as at least this share of the runs goes on."""


def fan(view: View) -> dict[str, Any]:
    """Quantiles over draws; parameters that the view changes are not drawn.

    Arguments:
        view: what is shown, how many draws, and their seed.

    Raises:
        InputError: nothing is uncertain.
        RunError: the run at the present values fails, or all draws do.
    """
    began = time.perf_counter()
    case = shown_case(view)
    drawn, count, wanted = draws(case, view.seed), view.draws or DRAWS, _wanted(case)
    found = together(case, drawn.keys, drawn.values(0, count), wanted)
    failed = sum(map(bool, found.failures))
    if failed == count:
        raise RunError(found.failures[0])
    return {
        "draws": count,
        "failed": failed,
        "drawn": list(drawn.names),
        "time": (case.start + np.array(wanted.times)).tolist(),
        "quantiles": list(SHARES),
        "values": edges(found, wanted),
        "outcomes": {
            name: plain_list(_quantiles(found.outcomes[:, place])) for place, name in enumerate(wanted.outcomes)
        },
        "seconds": time.perf_counter() - began,
    }


def _wanted(case: Case) -> Wanted:
    meaning = case.meaning
    moving = [key for key in shown_keys(meaning) if not is_parameter(meaning, key) and not race_of(meaning, key)]
    times = np.linspace(0.0, case.run().trajectory.end, TIMES)
    outcomes = tuple(one.name for one in meaning.outcomes)
    return Wanted(outcomes, (), tuple(map(label, moving)), tuple(times.tolist()))


def edges(found: Members, wanted: Wanted) -> dict[str, list[list[float | None]]]:
    """Quantity -> a list over times for each of SHARES; None once too few runs go on.

    Arguments:
        found: what was sampled.
        wanted: of which quantities, and when.
    """
    rows = {}
    for place, name in enumerate(wanted.quantities):
        sampled = found.sampled[:, place]
        going = np.isfinite(sampled).sum(axis=0) >= LEAST * len(sampled)
        quantiles = np.full((len(SHARES), len(wanted.times)), np.nan)
        quantiles[:, going] = np.nanquantile(sampled[:, going], SHARES, axis=0)
        rows[name] = [plain_list(row) for row in quantiles]
    return rows


def _quantiles(values: Floats) -> Floats:
    known = values[np.isfinite(values)]
    return np.quantile(known, SHARES) if known.size else np.full(len(SHARES), np.nan)
