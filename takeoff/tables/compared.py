"""A comparison of slowdowns in words: the finding, what each amounts to, outcomes and dates side by side."""

from __future__ import annotations

import math

from takeoff.decide.scenarios import LEVEL
from takeoff.decide.slowdowns import Comparison, Slowdown, higher_is_better
from takeoff.equations.words import control_label, outcome_label
from takeoff.schedules.text import read_schedule_text
from takeoff.solve.run import Amount
from takeoff.tables.amounts import amount_text, apart, number
from takeoff.tables.pauses import solved_text
from takeoff.tables.race import race_lines
from takeoff.tables.runs import caution_text, side_by_side


def comparison_words(comparison: Comparison) -> str:
    """How slowdowns compare: the finding, the schedules, races, outcomes side by side, milestones."""
    runs = {slowdown.label: slowdown.run for slowdown in comparison.slowdowns}
    schedules = [_schedule_words(slowdown) for slowdown in comparison.slowdowns[1:]]
    races = [f"{label}: {line}" for label, run in runs.items() for line in race_lines(run)]
    return "\n".join([finding(comparison), "", *schedules, *races, "", side_by_side(runs)])


def finding(comparison: Comparison) -> str:
    """The comparison in a few sentences: the slowdowns first, as they are matched, then never pausing."""
    never, *slowdowns = comparison.slowdowns
    label = outcome_label(never.run.meaning, comparison.ranked_by)
    amounts = [one.run.outcomes[comparison.ranked_by] for one in comparison.slowdowns]
    against, *texts = apart(amounts)
    better = "higher" if higher_is_better(never.run.meaning, comparison.ranked_by) else "lower"
    values = ", ".join(f"{text} with {one.label}" for one, text in zip(slowdowns, texts, strict=True))
    sentences = [f"{_where(comparison)}{label} ({better} is better) is {values}; never pausing gives {against}."]
    sentences += _ranked(slowdowns, amounts[1:], label, better == "higher") if len(slowdowns) > 1 else []
    text = " ".join(sentences)
    return text[0].upper() + text[1:]


def _where(comparison: Comparison) -> str:
    if not comparison.equal:
        return ""
    run = comparison.slowdowns[1].run
    shared = amount_text(run.outcomes[comparison.equal])
    return f"at equal {outcome_label(run.meaning, comparison.equal)} ({shared}), "


def _ranked(slowdowns: list[Slowdown], amounts: list[Amount], label: str, higher: bool) -> list[str]:
    """Which slowdown is best, and by how much it beats the next."""
    known = [(a.value, one) for one, a in zip(slowdowns, amounts, strict=True) if a.value is not None]
    known.sort(key=lambda pair: pair[0], reverse=higher)
    if len(known) < 2:
        return []
    (best, first), (next_best, second) = known[:2]
    gap = abs(best - next_best)
    if gap <= LEVEL * max(abs(best), abs(next_best)) or math.isnan(gap):
        return [f"{first.label} and {second.label} are equally good."]
    share = f" ({100 * gap / abs(next_best):,.3g} %)" if abs(next_best) * 10 > gap > 1e-5 * abs(next_best) else ""
    more = "more" if higher else "less"
    return [f"{first.label} is best, with {number(gap, 3)}{share} {more} {label} than {second.label}."]


def _schedule_words(slowdown: Slowdown) -> str:
    """One slowdown: its arguments as dates and amounts, and the years of caution that it amounts to."""
    pieces = []
    for control, text in slowdown.schedule.items():
        schedule = solved_text(read_schedule_text(text), {}, slowdown.run.meaning)
        spent = f"{caution_text(slowdown.run, control)} of full {control_label(slowdown.run.meaning, control)}"
        pieces.append(f"{control} {schedule}: {spent}")
    return f"{slowdown.label}: {'; '.join(pieces)}"
