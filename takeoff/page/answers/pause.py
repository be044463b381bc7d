"""Pause: the best start of the slowdown, as `takeoff pause` finds it."""

from __future__ import annotations

from typing import Any

from takeoff.decide.pause import Answer, BestPause, best_pause
from takeoff.decide.scenarios import LEVEL
from takeoff.page.answers.concepts import goal_of
from takeoff.page.asked import asked_slowdown, control_of, never_case
from takeoff.page.plain import plain
from takeoff.page.view import RAMP, View


def pause(view: View) -> dict[str, Any]:
    """The best slowdown of the kind that is asked for.

    Arguments:
        view: what is shown, and what is searched.

    Raises:
        InputError: the model has no control.
        NoAnswer: it names no goal, or nothing gives the goal a value.
    """
    case = never_case(view)
    goal = goal_of(case.meaning)
    schedule, over = asked_slowdown(view)
    best = best_pause(case, {control_of(view): schedule}, goal, dict.fromkeys(over))
    never = best.never.run.outcomes[goal].value
    better = never is None or best.gain > LEVEL * (abs(never) or 1.0)
    return {
        "slowdown": view.slowdown,
        "found": True,
        "better": better,
        "start": _argument(view, best, best.best, "start") if better else None,
        "depth": _argument(view, best, best.best, "depth"),
        "length": view.length if view.slowdown == RAMP else None,
        "goal": plain(best.best.run.outcome(goal)),
        "never": plain(never),
        "end": best.best.run.end,
        "outcomes": {name: plain(amount.value) for name, amount in best.best.run.outcomes.items()},
        "optima": [_optimum(view, best, one, goal) for one in best.optima],
    }


def _optimum(view: View, best: BestPause, one: Answer, goal: str) -> dict[str, float | None]:
    found = {name: _argument(view, best, one, name) for name in ("start", "depth")}
    return {**found, "goal": plain(one.run.outcome(goal))}


def _argument(view: View, best: BestPause, one: Answer, name: str) -> float | None:
    """An argument that was found, or the one that is shown."""
    return plain(one.parameters[name].value) if name in best.over else view.depth
