"""An ensemble in words and tables: what was drawn, how outcomes and dates are spread, who failed, the check."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from takeoff.equations import units as u
from takeoff.equations.values import NEVER
from takeoff.equations.words import in_words
from takeoff.tables.dates import date
from takeoff.tables.layout import Row, text_table
from takeoff.tables.priors import HEADER, prior_row
from takeoff.uncertainty.check import Check
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.ensemble import SHARES, Ensemble
from takeoff.uncertainty.reasons import counted

MOST_REASONS = 5
"""Most reasons of failures that are written out."""


def ensemble_words(ensemble: Ensemble, check: Check | None) -> str:
    """An ensemble as text.

    Arguments:
        ensemble: finished.
        check: against the reference engine, if one was made.
    """
    drawn = [prior_row(one) for one in ensemble.plan.draws.inputs]
    parts = [
        text_table(HEADER, drawn),
        text_table(("outcome", *_heads(), "mean", "unit"), list(_outcome_rows(ensemble))),
    ]
    dates = list(_date_rows(ensemble))
    parts += [text_table(("milestone", "reached", *_heads()), dates)] if dates else []
    return "\n\n".join([*parts, "\n".join([*_failure_lines(ensemble), *([check_line(check)] if check else [])])])


def _heads() -> tuple[str, ...]:
    return tuple("half" if share == 0.5 else f"{100 * share:g} %" for share in SHARES)


def _outcome_rows(ensemble: Ensemble) -> Iterator[Row]:
    parts, meaning = ensemble.plan.case.meaning.spec.parts.outcomes, ensemble.plan.case.meaning
    for name in ensemble.plan.wanted.outcomes:
        values = ensemble.outcome(name)
        values = values[np.isfinite(values)]
        spread = [*np.quantile(values, SHARES).tolist(), float(values.mean())] if values.size else [None] * 6
        yield (in_words(name, parts[name].label), *spread, u.readable(meaning.outcome_units[name].unit))


def _date_rows(ensemble: Ensemble) -> Iterator[Row]:
    parts = ensemble.plan.case.meaning.spec.parts.milestones
    for name in ensemble.plan.wanted.milestones:
        years = ensemble.when(name)
        years = years[~np.isnan(years)]
        reached = f"{100 * np.isfinite(years).mean():.3g} %" if years.size else "-"
        yield (in_words(name, parts[name].label), reached, *map(_date, _date_quantiles(years)))


def _date_quantiles(years: Floats) -> list[float]:
    """Dates below which shares of all members lie; infinite for those that never reach it."""
    if not years.size:
        return [math.nan] * len(SHARES)
    return [float(year) for year in np.quantile(years, SHARES, method="inverted_cdf")]


def _date(year: float) -> str:
    return "-" if math.isnan(year) else NEVER if math.isinf(year) else date(year)


def _failure_lines(ensemble: Ensemble) -> Iterator[str]:
    reasons = counted(ensemble.failures.values())
    if not reasons:
        yield f"{len(ensemble):,} members, none failed."
        return
    yield f"{len(ensemble):,} members, of which {len(ensemble.failures):,} failed and are left out above:"
    for reason, count in itertools.islice(reasons.items(), MOST_REASONS):
        yield f"  {count:,}: {reason}"
    if len(reasons) > MOST_REASONS:
        yield f"  and {len(reasons) - MOST_REASONS} more reasons"


def check_line(check: Check) -> str:
    """What the check against the reference engine found, in a line."""
    lost = f"; {len(check.disagree)} failed with one engine only" if check.disagree else ""
    told = f"{len(check.members)} members run once more with the reference engine, the extremes among them"
    if not check.compared:
        return f"{told}: none has an outcome or a date that could be compared{lost}."
    found = {"outcomes": check.outcomes, "dates": check.dates}
    worst = [
        f"{one.size:.1e} of {kind} ({one.name})" if one.name else f"0 of {kind}" for kind, one in found.items() if one
    ]
    return f"{told}: worst relative difference {', '.join(worst)}{lost}."


def ensemble_record(ensemble: Ensemble, check: Check | None) -> dict[str, Any]:
    """An ensemble as plain values for JSON: times in years from the start, null for never.

    Arguments:
        ensemble: finished.
        check: against the reference engine, if one was made.
    """
    plan = ensemble.plan
    outcomes = {name: _spread(ensemble.outcome(name)) for name in plan.wanted.outcomes}
    for name, record in outcomes.items():
        record["unit"] = u.readable(plan.case.meaning.outcome_units[name].unit)
    return {
        "model": plan.case.meaning.header.name,
        "inputs": {one.name: dict(zip(HEADER[1:], prior_row(one)[1:], strict=True)) for one in plan.draws.inputs},
        "outcomes": outcomes,
        "milestones": {name: _reached(ensemble, name) for name in plan.wanted.milestones},
        "failures": {"count": len(ensemble.failures), "reasons": counted(ensemble.failures.values())},
        "check": None if check is None else _check_record(check),
        "provenance": ensemble.provenance,
    }


def _spread(values: Floats) -> dict[str, Any]:
    values = values[np.isfinite(values)]
    if not values.size:
        return {"members": 0, "mean": None, "quantiles": {}}
    quantiles = dict(zip(map(str, SHARES), np.quantile(values, SHARES).tolist(), strict=True))
    return {"members": int(values.size), "mean": float(values.mean()), "quantiles": quantiles}


def _reached(ensemble: Ensemble, name: str) -> dict[str, Any]:
    years = ensemble.years(name)
    years = years[~np.isnan(years)]
    quantiles = [None if not math.isfinite(one) else one for one in _date_quantiles(years)]
    share = float(np.isfinite(years).mean()) if years.size else None
    return {"reached": share, "quantiles": dict(zip(map(str, SHARES), quantiles, strict=True))}


def _check_record(check: Check) -> dict[str, Any]:
    told: dict[str, Any] = {"members": len(check.members), "compared": check.compared}
    for kind, one in {"outcomes": check.outcomes, "dates": check.dates}.items():
        told[kind] = one and {"worst": None if math.isinf(one.size) else one.size, "of": one.name}
    return {**told, "disagree": list(check.disagree)}


def member_header(ensemble: Ensemble) -> tuple[str, ...]:
    """Columns of `member_rows`."""
    wanted = ensemble.plan.wanted
    return ("member", *ensemble.plan.draws.names, *wanted.outcomes, *wanted.milestones, "failure")


def member_rows(ensemble: Ensemble, number: int) -> Sequence[Row]:
    """One row for each member of a block: what was drawn, outcomes in declared units, milestones in years, failure.

    Arguments:
        ensemble: finished.
        number: of the block, from 0.
    """
    plan = ensemble.plan
    first, count = plan.span(number)
    scales = np.array([u.scale(one.door.unit) for one in plan.draws.inputs])
    drawn, block = plan.draws.values(first, count) / scales, ensemble.block(number)
    cells = np.concatenate([drawn, block.outcomes, block.milestones], axis=1).tolist()
    return [
        (first + place, *(value if math.isfinite(value) else None for value in row), reason)
        for place, (row, reason) in enumerate(zip(cells, block.failures, strict=True))
    ]
