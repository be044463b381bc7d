"""The best schedule in words: what it buys, how caution moves, what simple schedules lose, how sure the answer is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from takeoff.decide.plan import Plan, Stage
from takeoff.equations import units as u
from takeoff.equations.words import control_label, outcome_label, several
from takeoff.schedules.schedule import Schedule
from takeoff.tables.amounts import apart, number, with_unit
from takeoff.tables.dates import date
from takeoff.tables.layout import Row, text_table
from takeoff.tables.pauses import solved_text
from takeoff.tables.records import answer_record, result_record
from takeoff.tables.runs import caution_text, side_by_side

SHOWN = 13
"""Dates at which the schedule is told."""
NOTICED = 1e-6
"""Outcomes closer than this, relative to the best, are told as equal."""


def plan_words(plan: Plan) -> str:
    """The finding, the schedule, what simple ones lose, and how it converged."""
    blocks = [finding(plan), _levels(plan), *_simple(plan), _stages(plan), _certificate(plan), _outcomes(plan)]
    return "\n\n".join(blocks)


def finding(plan: Plan) -> str:
    """What the best schedule gives, against never pausing and the best simple schedule."""
    label = outcome_label(plan.never.meaning, plan.maximised)
    simple = plan.best_simple
    runs = [plan.best.run, plan.never, *([plan.simple[simple].run] if simple else [])]
    best, never, *others = apart([run.outcomes[plan.maximised] for run in runs])
    spent = caution_text(plan.best.run, plan.control)
    text = f"The best schedule gives {label} {best}, against {never} for never pausing"
    text += f" and {others[0]} for {simple}, the best simple one.\n" if others else ".\n"
    if others:
        text += _loss(plan, simple)
    return text + f"It amounts to {spent} of full {control_label(plan.best.run.meaning, plan.control)}."


def _loss(plan: Plan, simple: str) -> str:
    """What the best simple schedule loses; or gains, where there are too few nodes."""
    unit = plan.never.outcomes[plan.maximised].unit
    best, never = plan.best.run.outcome(plan.maximised), plan.never.outcome(plan.maximised)
    lost = best - plan.simple[simple].run.outcome(plan.maximised)
    if abs(lost) <= NOTICED * abs(best):
        return f"No schedule is noticeably better than {simple}.\n"
    told = with_unit(number(abs(lost), 3), unit)
    if lost < 0:
        return f"{simple.capitalize()} is better by {told}: lines through more nodes are needed.\n"
    share = f", {100 * lost / (best - never):.3g} % of the gain" if best > never else ""
    return f"{simple.capitalize()} loses {told}{share}.\n"


def _levels(plan: Plan) -> str:
    """The control at even dates."""
    times = np.linspace(0.0, plan.best.run.trajectory.end, SHOWN)
    start = plan.best.run.start
    levels = plan.best.line.at(times)
    rows: list[Row] = [(date(start + t), f"{t:.2f}", f"{c:.3f}") for t, c in zip(times, levels, strict=True)]
    return text_table(("date", "years from the start", control_label(plan.best.run.meaning, plan.control)), rows)


def _simple(plan: Plan) -> Iterator[str]:
    if not plan.simple:
        return
    best = plan.best.run.outcome(plan.maximised)
    unit = plan.never.outcomes[plan.maximised].unit
    kinds = sorted(plan.simple, key=lambda kind: plan.simple[kind].run.outcome(plan.maximised), reverse=True)
    rows: list[Row] = []
    for kind in kinds:
        answer = plan.simple[kind]
        value = answer.run.outcome(plan.maximised)
        told = solved_text(Schedule(kind), answer.parameters, plan.never.meaning)
        rows.append((told, number(value, 7), number(best - value, 3)))
    loss = "loses" if unit == "1" else f"loses [{several(unit)}]"
    yield text_table(("simple schedule", outcome_label(plan.never.meaning, plan.maximised), loss), rows)


def _stages(plan: Plan) -> str:
    rows: list[Row] = []
    before: float | None = None
    for stage in plan.stages:
        value = stage.run.outcome(plan.maximised)
        change = "" if before is None else f"{value - before:+.2e}"
        told = stage.certificate
        rows.append((f"{len(stage.line.times)}", number(value, 8), change, f"{told.residual:.2e}", f"{told.left:.2e}"))
        before = value
    header = ("nodes", outcome_label(plan.never.meaning, plan.maximised), "change", "largest breach", "left at most")
    return text_table(header, rows)


def _certificate(plan: Plan) -> str:
    """What the last columns of the stages mean, and whether the nodes are enough."""
    unit = plan.never.outcomes[plan.maximised].unit
    label = outcome_label(plan.never.meaning, plan.maximised)
    rate = "per year" if unit == "1" else f"{several(unit)} per year"
    return (
        f"Largest breach: of Pontryagin's condition along the schedule, in {label} {rate} of full "
        f"{control_label(plan.never.meaning, plan.control)}; 0 at an optimum.\n"
        "Left at most: what any other schedule could still add, to first order."
    )


def _outcomes(plan: Plan) -> str:
    simple = plan.best_simple
    chosen = {simple: plan.simple[simple].run} if simple else {}
    return side_by_side({"best schedule": plan.best.run, **chosen, "never pausing": plan.never})


def plan_header(plan: Plan) -> Row:
    """Names of the columns of `plan_rows`."""
    return ("time [year]", plan.control, f"switching function [{_rate(plan)}]")


def plan_rows(plan: Plan) -> list[Row]:
    """The best schedule and its switching function along time."""
    told = plan.best.certificate
    columns = (told.line.times.tolist(), told.line.levels.tolist(), told.switching.tolist())
    return list(zip(*columns, strict=True))


def _rate(plan: Plan) -> str:
    unit = plan.never.meaning.outcome_units[plan.maximised].unit
    return u.readable(u.quotient(unit, u.parse_unit("year")))


def plan_record(plan: Plan) -> dict[str, Any]:
    """The best schedule as plain data; times are years from the start."""
    return {
        "schedule": {plan.control: str(plan.schedule())},
        "best": result_record(plan.best.run),
        "never": result_record(plan.never),
        "simple": {kind: answer_record(answer) for kind, answer in plan.simple.items()},
        "stages": [_stage_record(plan, stage) for stage in plan.stages],
    }


def _stage_record(plan: Plan, stage: Stage) -> dict[str, Any]:
    told = stage.certificate
    return {
        "times": stage.line.times.tolist(),
        "levels": stage.line.levels.tolist(),
        plan.maximised: stage.run.outcome(plan.maximised),
        "largest_breach": told.residual,
        "left_at_most": told.left,
    }
