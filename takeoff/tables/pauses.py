"""The answer to "when to pause" in words: the date, what it buys, who is overtaken when, the other optima."""

from __future__ import annotations

import math
from collections.abc import Mapping

from takeoff.decide.pause import Answer, BestPause
from takeoff.decide.scenarios import LEVEL
from takeoff.decide.slowdowns import NEVER
from takeoff.decide.space import search_space
from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.words import control_label, milestone_label, outcome_label, sentence
from takeoff.schedules.bound import Bound, bind
from takeoff.schedules.schedule import Schedule
from takeoff.solve.run import Amount, Run
from takeoff.tables.amounts import SHORTEST, amount_text, apart, duration, moment, number, with_unit
from takeoff.tables.dates import date
from takeoff.tables.layout import Row
from takeoff.tables.race import race_lines
from takeoff.tables.runs import NOT_REACHED, caution_text, side_by_side

AT_AN_END = 1e-4
"""An argument closer than this to an end of its range, as a share of the range, is told as being there."""


def pause_words(best: BestPause) -> str:
    """When to pause, what it buys over never pausing, and the other local optima."""
    tables = side_by_side({"best pause": best.best.run, NEVER: best.never.run})
    return "\n".join([*pause_sentences(best), "", tables, "", *other_optima(best)])


def pause_sentences(best: BestPause) -> list[str]:
    """When to pause, and what it buys over never pausing, in sentences."""
    return [
        *_headline(best),
        *_caution(best),
        *milestone_changes(best.best.run, best.never.run),
        *(f"{sentence(line)}." for line in race_lines(best.best.run)),
        *_at_an_end(best),
        *_never_breaks(best),
    ]


def _headline(best: BestPause) -> list[str]:
    """The date, and what it buys."""
    label = outcome_label(best.best.run.meaning, best.maximised)
    gained, never = best.best.run.outcomes[best.maximised], best.never.run.outcomes[best.maximised]
    pause = "; ".join(_pause(best, best.best, control) for control in best.schedules)
    if never.value is None:
        return [f"Best pause: {pause}.", f"It gives {label} {amount_text(gained)}; never pausing gives it no value."]
    if abs(best.gain) <= LEVEL * (abs(never.value) or 1.0):
        none = f"Never pausing is best: no pause in range does better than its {label} of {amount_text(never)}."
        return [none, f"As good as never pausing: {pause}."]
    shown, against = apart([gained, never])
    return [f"Best pause: {pause}.", f"It gives {label} {shown}, against {against} for never pausing{_change(best)}."]


def _change(best: BestPause) -> str:
    never = best.never.run.outcomes[best.maximised]
    change = ("+" if best.gain > 0 else "") + with_unit(number(best.gain, 3), never.unit)
    share = abs(best.gain / never.value) if never.value else math.inf
    percent = f", {math.copysign(100 * share, best.gain):+,.3g} %" if 1e-5 <= share < 10 else ""
    return f" ({change}{percent})"


def _pause(best: BestPause, answer: Answer, control: str) -> str:
    """One schedule with its arguments: those found, those given, and defaults that matter."""
    schedule = best.schedules[control]
    found = {n.rpartition(".")[2]: a for n, a in answer.parameters.items() if n.rpartition(".")[0] in ("", control)}
    return f"{control} {solved_text(schedule, found, best.case.meaning)}"


def solved_text(schedule: Schedule, found: Mapping[str, Amount], meaning: Meaning) -> str:
    """A schedule in words: "abrupt, start 1 January 2035 (9.00 years after the start)".

    Arguments:
        schedule: its kind, and the arguments given.
        found: arguments found by a search.
        meaning: the model that it is used in.
    """
    bound = bind(schedule, meaning)
    words = [schedule.kind, *(f"{name} {given}" for name, given in schedule.arguments.items() if name in bound.units)]
    for name in bound.parameters:
        if name in found and name not in schedule.arguments:
            words.append(f"{name} {argument_text(bound, name, found[name])}")
        elif name in schedule.arguments:
            words.append(f"{name} {_given(bound, schedule, name)}")
    return ", ".join(words)


def _given(bound: Bound, schedule: Schedule, name: str) -> str:
    """An argument that the user gave, read as the search reads it."""
    door = bound.door(name)
    amount = Amount(door.show(door.read(schedule.arguments[name])), u.readable(door.unit))
    return argument_text(bound, name, amount)


def argument_text(bound: Bound, name: str, amount: Amount) -> str:
    """An argument of a schedule: a date where it is one, else an amount.

    Arguments:
        bound: the schedule, as a model takes it.
        name: of the argument.
        amount: its value.
    """
    door = bound.door(name)
    if door.date and amount.value is not None:
        return moment(bound.start, amount.value * u.scale(door.unit))
    return amount_text(amount)


def _caution(best: BestPause) -> list[str]:
    run = best.best.run
    return [
        f"It amounts to {caution_text(run, name)} of full {control_label(run.meaning, name)}."
        for name in best.schedules
    ]


def milestone_changes(run: Run, never: Run) -> list[str]:
    """One sentence a milestone: its date, and how that differs from never pausing.

    Arguments:
        run: with a pause.
        never: without it.
    """
    lines = []
    for name, time in run.milestones.items():
        label, other = milestone_label(run.meaning, name), never.milestones[name]
        if time is None:
            before = "" if other is None else f"; never pausing, {moment(run.start, other)}"
            lines.append(f"{label}: {NOT_REACHED} before the end of the run{before}.")
        else:
            lines.append(f"{label}: {moment(run.start, time)}{_later(time, other)}.")
    horizon = [] if run.trajectory.stopped_by else [f"The run ends at its horizon, {date(run.end)}."]
    return [*lines, *horizon]


def _later(time: float, other: float | None) -> str:
    if other is None:
        return f", {NOT_REACHED} without the pause"
    if abs(time - other) < SHORTEST:
        return ", as without the pause"
    return f", {duration(abs(time - other))} {'later' if time > other else 'earlier'} than without the pause"


def _at_an_end(best: BestPause) -> list[str]:
    """Say so where the best lies at the end of a range that the user gave."""
    lines = []
    for searched in search_space(best.case, best.over, best.never.run.trajectory.end).searched:
        value = best.best.parameters[searched.name].value
        if best.over[searched.name] is None or value is None:
            continue
        place = (value * u.scale(searched.unit) - searched.low) / (searched.high - searched.low)
        if not AT_AN_END < place < 1 - AT_AN_END:
            end = "lower" if place < 0.5 else "upper"
            lines.append(
                f"The best {searched.name} is the {end} end of its range: a wider range may hold a better one."
            )
    return lines


def _never_breaks(best: BestPause) -> list[str]:
    """Say so where never pausing does not meet the bounds."""
    broken = [b.text for b in best.bounds if b.slack(best.never.run.outcome(b.outcome)) < 0]
    return [f"Never pausing does not satisfy {' and '.join(broken)}."] if broken else []


def other_optima(best: BestPause) -> list[str]:
    """A line for each local optimum besides the best, or one that there is none."""
    if not best.optima[1:]:
        return ["No other local optimum in range."]
    label = outcome_label(best.best.run.meaning, best.maximised)
    values = apart([optimum.run.outcomes[best.maximised] for optimum in best.optima])
    pauses = ["; ".join(_pause(best, optimum, control) for control in best.schedules) for optimum in best.optima]
    lines = [f"  {pause}: {label} {value}" for pause, value in list(zip(pauses, values, strict=True))[1:]]
    return ["Other local optima:", *lines]


def pause_header(best: BestPause) -> Row:
    """Names of the columns of `pause_rows`."""
    return ("answer", *best.best.parameters, *best.best.run.outcomes)


def pause_rows(best: BestPause) -> list[Row]:
    """The best pause, never pausing and every local optimum, with arguments and outcomes in declared units."""

    def row(name: str, answer: Answer) -> Row:
        found = [answer.parameters[n].value if n in answer.parameters else None for n in best.best.parameters]
        return (name, *found, *(amount.value for amount in answer.run.outcomes.values()))

    return [row("best", best.best), row("never", best.never), *(row("optimum", one) for one in best.optima)]
