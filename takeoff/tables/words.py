"""Results in words: when to pause, what it buys, who is overtaken when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from takeoff.decide.pause import BestPause
from takeoff.decide.slowdowns import NEVER, Comparison, Slowdown, higher_is_better
from takeoff.schedules.kind import find_kind
from takeoff.solve.run import Amount, Run
from takeoff.tables.dates import date
from takeoff.tables.layout import number, text_table

LEVEL = 1e-9
"""A gain below this, relative to the outcome, is none."""


def outcome_label(run: Run, name: str) -> str:
    """The model's label of an outcome, or its name."""
    return run.meaning.spec.parts.outcomes[name].label or name


def amount_text(amount: Amount) -> str:
    """A value with its unit."""
    return f"{number(amount.value)} {amount.unit}".removesuffix(" 1")


def run_words(run: Run) -> str:
    """A run's outcomes and milestones as text."""
    rows = [(outcome_label(run, name), amount.value, amount.unit, name) for name, amount in run.outcomes.items()]
    return "\n\n".join([text_table(("outcome", "value", "unit", "name"), rows), "\n".join(milestone_lines(run))]).strip()


def milestone_lines(run: Run) -> Iterator[str]:
    """One line a milestone: when it was reached, as a date."""
    for name, time in run.milestones.items():
        label = run.meaning.spec.parts.milestones[name].label or name
        if time is None:
            yield f"{label}: never"
        else:
            yield f"{label}: {date(run.start + time)} (year {time:.4f})"


def pause_words(best: BestPause) -> str:
    """When to pause, what it buys over never pausing, and the other local optima."""
    label = outcome_label(best.best.run, best.maximised)
    gained, never = best.best.run.outcomes[best.maximised], best.never.run.outcomes[best.maximised]
    lines = [
        f"Best pause: {_found(best)}.",
        f"It gives {label} {amount_text(gained)}, against {amount_text(never)} for never pausing{_change(best)}.",
        *_never_breaks(best),
        *milestone_lines(best.best.run),
        f"Never pausing, {'; '.join(milestone_lines(best.never.run)) or 'the run ends at its horizon'}.",
    ]
    return "\n".join([*lines, "", _outcomes_side_by_side(best), "", *_other_optima(best, label)])


def _found(best: BestPause) -> str:
    pieces = []
    for control, schedule in best.schedules.items():
        solved = best.solved_schedules()[control]
        kind = find_kind(schedule.kind)
        found = [name for name in kind.parameters if name in solved.arguments and name not in schedule.arguments]
        shown = [f"{name} {_argument(best, control, name)}" for name in found]
        given = [f"{name} {value}" for name, value in schedule.arguments.items()]
        pieces.append(f"{control} {schedule.kind}, " + ", ".join(shown + given))
    return "; ".join(pieces)


def _argument(best: BestPause, control: str, name: str) -> str:
    """An argument found: a date in words where it is one."""
    amount = best.best.parameters.get(name) or best.best.parameters[f"{control}.{name}"]
    door = find_kind(best.schedules[control].kind).door(name, best.case.start)
    if not door.date or amount.value is None:
        return amount_text(amount)
    return f"{date(best.case.start + amount.value)} ({amount.value:.4f} {amount.unit}s after the start)"


def _change(best: BestPause) -> str:
    never = best.never.run.outcome(best.maximised)
    if abs(best.gain) <= LEVEL * (abs(never) or 1.0):
        return ": no pause in range does better than never pausing"
    share = f", {best.gain / abs(never):+.2%}" if never else ""
    return f" ({best.gain:+.6g}{share})"


def _never_breaks(best: BestPause) -> list[str]:
    """Say so where never pausing does not meet the bounds."""
    broken = [b.text for b in best.bounds if b.slack(best.never.run.outcome(b.outcome)) < 0]
    return [f"Never pausing does not satisfy {' and '.join(broken)}."] if broken else []


def _outcomes_side_by_side(best: BestPause) -> str:
    return _side_by_side({"best pause": best.best.run, NEVER: best.never.run})


def _side_by_side(runs: Mapping[str, Run]) -> str:
    first = next(iter(runs.values()))
    rows = [
        (outcome_label(first, name), *(run.outcomes[name].value for run in runs.values()), first.outcomes[name].unit)
        for name in first.outcomes
    ]
    return text_table(("outcome", *runs, "unit"), rows)


def _other_optima(best: BestPause, label: str) -> list[str]:
    others = best.optima[1:]
    if not others:
        return ["No other local optimum in range."]
    lines = [
        f"  {', '.join(f'{name} {amount_text(amount)}' for name, amount in optimum.parameters.items())}: "
        f"{label} {amount_text(optimum.run.outcomes[best.maximised])}"
        for optimum in others
    ]
    return ["Other local optima:", *lines]


def comparison_words(comparison: Comparison) -> str:
    """How slowdowns compare: the finding, the schedules, outcomes side by side, milestones."""
    runs = {slowdown.label: slowdown.run for slowdown in comparison.slowdowns}
    schedules = [f"{slowdown.label}: {_schedule_words(slowdown)}" for slowdown in comparison.slowdowns[1:]]
    milestones = [f"{label}: {'; '.join(milestone_lines(run))}" for label, run in runs.items() if run.milestones]
    return "\n".join([finding(comparison), "", *schedules, "", _side_by_side(runs), "", *milestones]).strip()


def finding(comparison: Comparison) -> str:
    """The comparison in one sentence."""
    runs = [slowdown.run for slowdown in comparison.slowdowns]
    label = outcome_label(runs[0], comparison.ranked_by)
    values = [f"{slowdown.label} {amount_text(slowdown.run.outcomes[comparison.ranked_by])}" for slowdown in comparison.slowdowns]
    better = "higher" if higher_is_better(runs[0].meaning, comparison.ranked_by) else "lower"
    where = f"At equal {outcome_label(runs[0], comparison.equal)}, " if comparison.equal else ""
    sentence = f"{where}{label} ({better} is better): {', '.join(values)}."
    return sentence[0].upper() + sentence[1:]


def _schedule_words(slowdown: Slowdown) -> str:
    dates = [
        f"{name} {date(slowdown.run.start + amount.value)}"
        for name, amount in slowdown.parameters.items()
        if amount.value is not None and name.rpartition(".")[2] in ("start", "middle", "stop")
    ]
    text = ", ".join(f"{control} = {schedule}" for control, schedule in slowdown.schedule.items())
    return f"{text} ({', '.join(dates)})" if dates else text

