"""Results as plain data for JSON: the contract that scripts rely on; all times are years from the start."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from takeoff.decide.pause import Answer, BestPause
from takeoff.decide.slowdowns import Comparison
from takeoff.solve.case import Case
from takeoff.solve.run import Amount, Run


def run_record(case: Case, run: Run) -> dict[str, Any]:
    """One run: model, changes, schedule, outcomes, milestones, provenance.

    Arguments:
        case: what was run.
        run: its run.
    """
    return {
        "model": case.meaning.header.name,
        "changes": changed_values(case),
        "schedule": {control: str(schedule) for control, schedule in case.schedules.items()},
        **_result(run),
        "provenance": {**run.provenance, "changes": changed_values(case)},
    }


def pause_record(best: BestPause) -> dict[str, Any]:
    """The answer to a pause question: best, never, every local optimum."""
    return {
        "best": _answer(best.best),
        "never": _answer(best.never),
        "optima": [_answer(optimum) for optimum in best.optima],
    }


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Slowdowns side by side."""
    return {
        "ranked_by": comparison.ranked_by,
        "equal": comparison.equal or None,
        "slowdowns": [
            {
                "label": slowdown.label,
                "schedule": dict(slowdown.schedule),
                "parameters": _amounts(slowdown.parameters),
                **_result(slowdown.run),
            }
            for slowdown in comparison.slowdowns
        ],
    }


def changed_values(case: Case) -> dict[str, float | str]:
    """Changed parameters in their own units, dates as years from the start or "never"."""
    shown: dict[str, float | str] = {}
    for name, given in case.changes.items():
        door = case.meaning.doors[name.partition("[")[0]]
        value = door.show(door.read(given))
        shown[name] = value if math.isfinite(value) else "never"
    return shown


def _answer(answer: Answer) -> dict[str, Any]:
    return {"parameters": _amounts(answer.parameters), **_result(answer.run)}


def _result(run: Run) -> dict[str, Any]:
    return {"outcomes": _amounts(run.outcomes), "milestones": dict(run.milestones)}


def _amounts(amounts: Mapping[str, Amount]) -> dict[str, Any]:
    return {name: {"value": amount.value, "unit": amount.unit} for name, amount in amounts.items()}
