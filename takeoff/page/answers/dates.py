"""Dates: when the slowdown would best begin in every draw from the priors, were it known which is true."""

from __future__ import annotations

from typing import Any

import numpy as np

from takeoff.page.answers.concepts import goal_of
from takeoff.page.asked import control_of, never_case, open_slowdown
from takeoff.page.plain import plain_list
from takeoff.page.view import View
from takeoff.uncertainty.best_pauses import best_pauses
from takeoff.uncertainty.choice import choice
from takeoff.uncertainty.options import options

DRAWS = 200
"""Draws unless asked for another number."""
STARTS, LEVELS = 41, 2
"""Starts tried in every draw, and finer grids around the best: a start is right to about a hundredth of the range."""


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
    found = best_pauses(options(asked, STARTS), levels=LEVELS)
    paused = found.pauses & found.known
    order = np.argsort(found.points[paused, 0], kind="stable")
    return {
        "draws": len(asked),
        "failed": int((~found.known).sum()),
        "never": found.never_best,
        "starts": (case.start + found.points[paused, 0][order]).tolist(),
        "gains": plain_list(found.gains[paused][order]),
    }
