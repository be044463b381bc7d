"""Scan: the goal against the start of the slowdown, its depth and length as they are shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.page.answers.concepts import goal_of, outcome_place
from takeoff.page.asked import control_of, never_case, open_slowdown
from takeoff.page.plain import plain, plain_list
from takeoff.page.view import ABRUPT, RAMP, View
from takeoff.schedules.close import argument_key
from takeoff.solve.case import Case

STARTS = 61
"""Starts that are tried, from the start of the model to the end of the run without a slowdown."""


def scan(view: View) -> dict[str, Any]:
    """The goal for every start: a stop to the depth that is shown, and a ramp where one is shown or compared.

    Arguments:
        view: what is shown.

    Raises:
        NoAnswer: the model names no goal.
    """
    case, control = never_case(view), control_of(view)
    goal, never = goal_of(case.meaning), case.run()
    starts = np.linspace(0.0, never.trajectory.end, STARTS)
    kinds = [ABRUPT, *([RAMP] if view.compare or view.kind == RAMP else [])]
    found = {
        kind: _goals(case.with_schedules({control: open_slowdown(view, kind)}), control, starts, goal) for kind in kinds
    }
    return {
        "x": starts.tolist(),
        "date": (case.start + starts).tolist(),
        "abrupt": plain_list(found[ABRUPT]),
        "ramp": plain_list(found[RAMP]) if RAMP in found else None,
        "never": plain(never.outcome(goal)),
    }


def _goals(case: Case, control: str, starts: npt.NDArray[np.float64], goal: str) -> npt.NDArray[np.float64]:
    place, scale = outcome_place(case.meaning, goal)
    return case.batch({argument_key(control, "start"): starts}).outcomes[:, place] / scale
