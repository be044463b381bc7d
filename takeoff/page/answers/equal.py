"""Equal: the ramp that leaves the same lead as the slowdown that is shown, as `takeoff compare --equal` finds it."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

from takeoff.decide.slowdowns import Slowdown, compare
from takeoff.errors import NoAnswer
from takeoff.page.answers.concepts import goal_of, lead_of
from takeoff.page.asked import control_of, never_case, open_slowdown, slowdown_of
from takeoff.page.plain import plain
from takeoff.page.query import Refused
from takeoff.page.view import RAMP, View

KEPT = 64
"""Answers that are kept, the latest ones."""


def equal(view: View) -> dict[str, Any]:
    """The ramp of the length and depth that are shown, started so that it leaves the same lead.

    Arguments:
        view: what is shown, its start given.

    Raises:
        InputError: no start is given, or the model has no control.
        NoAnswer: no start leaves the same lead, or the model names no goal or lead.
    """
    found = gradual(view)
    goal, lead = (ask(found.run.meaning) for ask in (goal_of, lead_of))
    return {
        "start": plain(found.parameters["start"].value),
        "length": view.length,
        "depth": view.depth,
        "lead": plain(found.run.outcome(lead)),
        "goal": plain(found.run.outcome(goal)),
    }


def gradual(view: View) -> Slowdown:
    """The slowdown that `equal` tells of.

    Arguments:
        view: what is shown, its start given.

    Raises:
        InputError: no start is given, or the model has no control.
        NoAnswer: no start leaves the same lead, or the model names no goal or lead.
    """
    found = _gradual(replace(view, compare=False, slowdown="abrupt", draws=None, seed=1))
    if isinstance(found, NoAnswer):
        raise found
    return found


@functools.lru_cache(maxsize=KEPT)
def _gradual(view: View) -> Slowdown | NoAnswer:
    case, control, shown = never_case(view), control_of(view), slowdown_of(view)
    if shown is None:
        raise Refused("pause.start", "is needed: the start of the slowdown whose lead is to be left")
    schedules = [{control: shown}, {control: open_slowdown(view, RAMP)}]
    try:
        return compare(case, schedules, goal_of(case.meaning), lead_of(case.meaning)).slowdowns[2]
    except NoAnswer as error:
        return error
