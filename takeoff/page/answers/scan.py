"""Scan: the goal against the start of the slowdown, its depth and length as they are shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.decide.space import SCAN
from takeoff.page.answers.concepts import goal_of, outcome_place
from takeoff.page.asked import control_of, never_case, open_slowdown
from takeoff.page.plain import plain, plain_list
from takeoff.page.view import ABRUPT, RAMP, View
from takeoff.schedules.close import argument_key
from takeoff.solve.case import Case

Floats = npt.NDArray[np.float64]

STARTS = 61
"""Starts that are tried, from the start of the model to the end of the run without a slowdown."""


def scan(view: View) -> dict[str, Any]:
    """The goal for every start: a stop to the depth that is shown, and a ramp where one is shown or compared.

    Arguments:
        view: what is shown.

    Raises:
        NoAnswer: the model names no goal.
    """
    case = never_case(view)
    goal, never = goal_of(case.meaning), case.run()
    starts = np.linspace(0.0, never.trajectory.end, STARTS)
    found = _goals(view, case, starts, goal)
    return {
        "x": starts.tolist(),
        "date": (case.start + starts).tolist(),
        "abrupt": plain_list(found[0]),
        "ramp": plain_list(found[1]) if len(found) > 1 else None,
        "never": plain(never.outcome(goal)),
    }


def _goals(view: View, case: Case, starts: Floats, goal: str) -> Floats:
    """The goal by start: of a stop, and of a ramp where one is shown or compared; a ramp of no length is a stop."""
    control, (place, scale) = control_of(view), outcome_place(case.meaning, goal)
    lengths = [0.0, view.length] if view.compare or view.kind == RAMP else [0.0]
    kind = RAMP if len(lengths) > 1 else ABRUPT
    moved = {argument_key(control, "start"): np.tile(starts, len(lengths))}
    if kind == RAMP:
        moved[argument_key(control, "length")] = np.repeat(lengths, len(starts))
    scheduled = case.with_schedules({control: open_slowdown(view, kind)})
    return scheduled.batch(moved, settings=SCAN).outcomes[:, place].reshape(len(lengths), -1) / scale
