"""Dates: when the slowdown would best begin in every draw from the priors, were it known which is true."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from takeoff.page.answers.concepts import goal_of
from takeoff.page.asked import control_of, never_case, open_slowdown
from takeoff.page.plain import plain_list
from takeoff.page.view import View
from takeoff.solve.batch.run_batch import ACCURATE
from takeoff.uncertainty.best_pauses import best_pauses
from takeoff.uncertainty.choice import choice
from takeoff.uncertainty.options import options

DRAWS = 200
"""Draws unless asked for another number."""
STARTS, LEVELS = 41, 2
"""Starts tried in every draw, and finer grids around the best: a start is right to about a hundredth of the range."""
ROUGH = replace(ACCURATE, relative=1e-5, absolute=1e-8)
"""Of the runs that compare starts of one draw; the best is run again as accurately as batches are."""


def dates(view: View) -> dict[str, Any]:
    """The best start of each draw, its depth and length as they are shown; what the view changes is not drawn.

    Arguments:
        view: what is shown, how many draws, and their seed.

    Raises:
        InputError: nothing is uncertain, or the model has no control.
        NoAnswer: the model names no goal.
        RunError: no draw gives the goal a value.
    """
    case, schedules = never_case(view), {control_of(view): open_slowdown(view, view.kind)}
    asked = choice(case, schedules, goal_of(case.meaning), {"start": None}, view.draws or DRAWS, view.seed)
    rough = replace(asked, settings=ROUGH)
    found = best_pauses(options(rough, STARTS), levels=LEVELS).run_again(asked)
    paused = found.pauses & found.known
    order = np.argsort(found.points[paused, 0], kind="stable")
    return {
        "draws": len(asked),
        "failed": int((~found.known).sum()),
        "never": found.never_best,
        "starts": (case.start + found.points[paused, 0][order]).tolist(),
        "gains": plain_list(found.gains[paused][order]),
    }
