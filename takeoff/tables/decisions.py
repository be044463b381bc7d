"""When to pause under uncertainty, in words and tables: one schedule for all draws, regret, what to know is worth."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from takeoff.decide.slowdowns import NEVER
from takeoff.decide.space import Point
from takeoff.equations import units as u
from takeoff.equations.words import outcome_label
from takeoff.tables.amounts import FEWEST, moment, number, with_unit
from takeoff.tables.dates import date
from takeoff.tables.layout import Row, text_table
from takeoff.tables.pauses import solved_text
from takeoff.uncertainty.decision import Decision
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.ensemble import SHARES
from takeoff.uncertainty.expected import Commitment
from takeoff.uncertainty.inputs import source
from takeoff.uncertainty.later import Later

MOST_INPUTS = 10
"""Most inputs whose information is told in words."""
MOST_DATES = 9
"""Most dates of deciding later that are told in words."""
BEST, PRESENT = "best on average", "best at present values"


def decision_words(found: Decision) -> str:
    """The answer as text.

    Arguments:
        found: the answer.
    """
    parts = [
        "\n".join(_headline(found)),
        text_table(commitment_header(), [_row(found, name, one) for name, one in commitments(found)]),
        "\n".join([*_best_pauses(found), "", text_table(*_spread(found))]),
        "\n".join([*_information(found), "", text_table(*_inputs(found))]),
        *_deciding_later(found),
        "\n".join(_lost(found)),
    ]
    return "\n\n".join(parts)


def commitments(found: Decision) -> list[tuple[str, Commitment]]:
    """Schedules that do not depend on the draw, with what they are called.

    Arguments:
        found: the answer.
    """
    return [(BEST, found.expected.best), (PRESENT, found.expected.present), (NEVER, found.expected.never)]


def _label(found: Decision) -> str:
    outcome = found.choice.maximise
    return outcome_label(found.choice.space.case.meaning, outcome)


def _amount(found: Decision, value: float, digits: int = FEWEST) -> str:
    return with_unit(number(value, digits), found.choice.unit)


def _headline(found: Decision) -> Iterator[str]:
    best, present, never = found.expected.best, found.expected.present, found.expected.never
    gain, error = best.gain(never)
    yield f"Best on average over {len(best.outcomes):,} draws: {_schedule(found, best.point)}."
    told = f"It gives {_label(found)} {_amount(found, best.mean)} on average, against {_amount(found, never.mean)}"
    yield f"{told} for never pausing ({gain:+.3g}, standard error {error:.2g})."
    gain, error = best.gain(present)
    told = (
        f"The best at present values gives {_amount(found, present.mean)} on average: {_schedule(found, present.point)}"
    )
    yield f"{told} ({gain:+.3g} for the best on average, standard error {error:.2g})."


def _schedule(found: Decision, point: Point | None) -> str:
    """A schedule with its arguments."""
    if point is None:
        return NEVER
    meaning, amounts = found.choice.space.case.meaning, found.choice.space.parameters(point)
    texts = []
    for control, schedule in found.choice.schedules.items():
        mine = {n.rpartition(".")[2]: a for n, a in amounts.items() if n.rpartition(".")[0] in ("", control)}
        texts.append(f"{control} {solved_text(schedule, mine, meaning)}")
    return "; ".join(texts)


def commitment_header() -> tuple[str, ...]:
    """Columns of the table of schedules that do not depend on the draw."""
    return ("schedule", "mean", "+-", "gain over never", "+- ", "regret: mean", "half", "95 %", "worst")


def _row(found: Decision, name: str, one: Commitment) -> Row:
    regrets = found.regrets(one)
    quantiles = np.quantile(regrets, [0.5, 0.95, 1.0]).tolist()
    return (name, one.mean, one.error, *one.gain(found.expected.never), float(regrets.mean()), *quantiles)


def _best_pauses(found: Decision) -> Iterator[str]:
    never, bests = found.bests.never_best, found.bests
    yield f"The best pause of each draw, were it known: in {100 * never:.3g} % of the draws, never pausing is best."
    if bests.pauses.any():
        yield f"In the other {int(bests.pauses.sum()):,}:"


def _spread(found: Decision) -> tuple[Row, list[Row]]:
    """Quantiles of the best pauses among draws that pause, and of what they add in all draws."""
    header = ("", *("half" if share == 0.5 else f"{100 * share:g} %" for share in SHARES), "unit")
    rows: list[Row] = []
    space, start = found.choice.space, found.choice.space.case.start
    for place, one in enumerate(space.searched if found.bests.pauses.any() else ()):
        values = np.quantile(found.bests.points[found.bests.pauses, place], SHARES)
        if _is_date(found, place):
            rows.append((one.name, *(date(start + value) for value in values.tolist()), "date"))
        else:
            rows.append((one.name, *(values / u.scale(one.unit)).tolist(), u.readable(one.unit)))
    gains = np.quantile(found.bests.gains[found.expected.members], SHARES).tolist()
    return header, [*rows, (f"gain of {_label(found)}, all draws", *gains, found.choice.unit)]


def _is_date(found: Decision, place: int) -> bool:
    control, _, argument = found.choice.space.searched[place].key[0].partition(".")
    return found.choice.space.case.kinds()[control].door(argument).date


def _information(found: Decision) -> Iterator[str]:
    told = f"To know everything before choosing is worth {_amount(found, found.perfect_information)} of {_label(found)}"
    yield f"{told}: the mean regret of the best on average."
    yield "To know one input: by regression, and as tested on draws that the regression has not seen:"


def _inputs(found: Decision) -> tuple[Row, list[Row]]:
    meaning = found.choice.space.case.meaning
    ranked = sorted(found.information.items(), key=lambda one: -one[1].tested)
    rows: list[Row] = [
        (name, one.fitted, one.tested, one.error, source(meaning, name)) for name, one in ranked[:MOST_INPUTS]
    ]
    left = [one.tested for _, one in ranked[MOST_INPUTS:]]
    rows += [(f"{len(left)} others, each at most", None, left[0], None, "")] if left else []
    return ("input", "regression", "tested", "+-", "source"), rows


def _deciding_later(found: Decision) -> Iterator[str]:
    if found.later is None:
        yield "Deciding later is not told: a schedule of this kind has no start before which there is no caution."
        return
    later, start = found.later, found.choice.space.case.start
    plan = "is never to pause" if math.isinf(later.planned) else f"begins {moment(start, later.planned)}"
    lines = [
        f"To wait without caution, and to choose when more is known, adds to the best on average, in {_label(found)}:",
        "",
        text_table(*_dates(found, later)),
        "",
        f"That plan {plan}: until then, waiting costs nothing.",
    ]
    if later.latest > later.planned:
        lines.append(
            f"The last date of the table at which waiting for everything pays is {date(start + later.latest)}."
        )
    yield "\n".join(lines)


def _dates(found: Decision, later: Later) -> tuple[Row, list[Row]]:
    names = ", ".join(later.known)
    header = ("known from", "everything", *((names, "tested", "+-") if names else ()))
    places = np.unique(np.linspace(0, len(later.waits) - 1, MOST_DATES).round().astype(int)).tolist()
    rows: list[Row] = []
    for one in (later.waits[place] for place in places):
        some = () if one.some is None else (one.some.fitted, one.some.tested, one.some.error)
        rows.append((date(found.choice.space.case.start + one.date), one.everything, *some))
    return header, rows


def _lost(found: Decision) -> Iterator[str]:
    draws, kept = len(found.choice), len(found.expected.members)
    left = f", of which {draws - kept:,} lack a value and are left out" if kept < draws else ""
    yield f"{draws:,} draws{left}; +- are standard errors, as if they were independent."
    if found.table.failures:
        reason, count = next(iter(found.table.failures.items()))
        yield f"{sum(found.table.failures.values()):,} runs failed, {count:,} of them so: {reason}"


def draw_header(found: Decision) -> Row:
    """Columns of `draw_rows`."""
    outcome = found.choice.maximise
    arguments = [one.name for one in found.choice.space.searched]
    answers = [f"{outcome}_{name}" for name in ("best", "never", "best_on_average", "best_at_present_values")]
    return ("draw", *found.choice.draws.names, *arguments, *answers, "regret")


def draw_rows(found: Decision) -> list[Row]:
    """One row for each draw: inputs, best pause, outcomes with it and without, regret of the best on average.

    Arguments:
        found: the answer.
    """
    choice, bests = found.choice, found.bests
    scales = np.array([u.scale(one.door.unit) for one in choice.draws.inputs])
    sizes = np.array([u.scale(one.unit) for one in choice.space.searched])
    chosen = np.where(bests.pauses[:, None], bests.points / sizes, math.nan)
    average, present = _all_draws(found, found.expected.best), _all_draws(found, found.expected.present)
    columns = [choice.values / scales, chosen, np.column_stack([bests.outcomes, choice.never.outcomes])]
    columns.append(np.column_stack([average, present, bests.outcomes - average]))
    table = np.concatenate(columns, axis=1).tolist()
    return [(draw, *(one if math.isfinite(one) else None for one in row)) for draw, row in enumerate(table)]


def _all_draws(found: Decision, one: Commitment) -> Floats:
    """Outcomes of all draws, not a number for those that are left out."""
    outcomes = np.full(len(found.choice), math.nan)
    outcomes[found.expected.members] = one.outcomes
    return outcomes
