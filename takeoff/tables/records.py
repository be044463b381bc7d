"""Results as plain data for JSON: the contract that scripts rely on; all times are years from the start."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from takeoff.decide.latest import LatestPauses
from takeoff.decide.pause import Answer, BestPause
from takeoff.decide.scenarios import ScenarioComparison
from takeoff.decide.slowdowns import Comparison
from takeoff.decide.worth import Worth, Worths
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
        **result_record(run),
        "provenance": {**run.provenance, "changes": changed_values(case)},
    }


def pause_record(best: BestPause) -> dict[str, Any]:
    """The answer to a pause question: best, never, every local optimum."""
    return {
        "best": answer_record(best.best),
        "never": answer_record(best.never),
        "optima": [answer_record(optimum) for optimum in best.optima],
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
                "parameters": amounts_record(slowdown.parameters),
                **result_record(slowdown.run),
            }
            for slowdown in comparison.slowdowns
        ],
    }


def scenarios_record(found: ScenarioComparison) -> dict[str, Any]:
    """Slowdowns in every scenario; the first has no name, and is the model as it is."""
    return {
        "ranked_by": found.maximised,
        "scenarios": [
            {
                "name": one.name or None,
                "title": one.title,
                "slowdowns": None if one.comparison is None else comparison_record(one.comparison)["slowdowns"],
                "reason": one.reason or None,
            }
            for one in found.entries
        ],
    }


def worth_record(worths: Worths) -> dict[str, Any]:
    """What improvements are worth, the one that adds most first."""
    unit, yardstick = worths.base.best.run.outcomes[worths.base.maximised].unit, worths.yardstick
    return {
        "outcome": worths.base.maximised,
        "yardstick": yardstick
        and {
            "improvement": yardstick.improvement,
            "quantity": yardstick.quantity,
            "unit": yardstick.unit,
            "slope": yardstick.slope,
        },
        "improvements": [_worth(worths, one, unit) for one in worths.ranked],
    }


def _worth(worths: Worths, one: Worth, unit: str) -> dict[str, Any]:
    length = None
    if one.length is not None and worths.yardstick is not None:
        length = {"value": one.length.value, "unit": worths.yardstick.unit, "beyond": one.length.beyond}
    return {
        "name": one.name,
        "label": one.label,
        "changes": dict(one.changes),
        "best": None if one.best is None else answer_record(one.best),
        "gain": None if one.gain is None else {"value": one.gain, "unit": unit},
        "length": length,
        "reason": one.reason or None,
    }


def latest_record(found: LatestPauses) -> dict[str, Any]:
    """The latest pause that meets all bounds, at every value of a parameter."""
    return {
        "argument": found.argument,
        "along": found.along or None,
        "bounds": [bound.text for bound in found.bounds],
        "points": [
            {
                "at": point.at and _amount(point.at),
                "intervals": [[_amount(low), _amount(high)] for low, high in point.intervals],
                "latest": None if point.answer is None else answer_record(point.answer),
                "needless": point.needless,
                "reason": point.reason or None,
            }
            for point in found.points
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


def answer_record(answer: Answer) -> dict[str, Any]:
    """One point of a search: its arguments, outcomes and milestones."""
    return {"parameters": amounts_record(answer.parameters), **result_record(answer.run)}


def result_record(run: Run) -> dict[str, Any]:
    """Outcomes and milestones of a run."""
    return {"outcomes": amounts_record(run.outcomes), "milestones": dict(run.milestones)}


def amounts_record(amounts: Mapping[str, Amount]) -> dict[str, Any]:
    """Amounts by name, each with its unit."""
    return {name: _amount(amount) for name, amount in amounts.items()}


def _amount(amount: Amount) -> dict[str, Any]:
    return {"value": amount.value, "unit": amount.unit}
