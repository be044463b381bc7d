"""An ensemble against the reference engine: a random sample and the extremes of every outcome, run once more.

Outcomes and the dates of milestones are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.engines import REFERENCE
from takeoff.uncertainty.ensemble import Ensemble
from takeoff.uncertainty.members import Members

SAMPLE = 16
"""Members drawn at random."""
SMALL = 1e-6
"""Values below this share of the largest of their outcome or milestone are compared with that share instead."""

Watch = Callable[[Sequence[int]], Iterable[int]]


@dataclass(frozen=True)
class Worst:
    """The largest relative difference among outcomes, or among years from the start to milestones.

    Arguments:
        size: of the difference; infinite where a value is there with one engine only.
        name: of the outcome or milestone, "" where nothing differs.
        member: and whose, -1 where nothing differs.
    """

    size: float = 0.0
    name: str = ""
    member: int = -1


@dataclass(frozen=True)
class Check:
    """How far an ensemble is from the reference engine.

    Arguments:
        members: that were run once more.
        compared: how many of them have an outcome or a date with both engines.
        outcomes: where these differ most, None if the ensemble has none.
        dates: where years to milestones differ most, None if it has none.
        disagree: members that failed with one engine and not with the other.
    """

    members: tuple[int, ...]
    compared: int
    outcomes: Worst | None
    dates: Worst | None
    disagree: tuple[int, ...]


def check(ensemble: Ensemble, watch: Watch = iter) -> Check:
    """Run a sample and the extremes of all outcomes once more with the reference engine.

    Arguments:
        ensemble: finished.
        watch: passes on the members, one as each is done.

    Raises:
        RunError: a block is missing.
    """
    plan, wanted = ensemble.plan, ensemble.plan.wanted
    outcomes = _columns(ensemble.outcome, wanted.outcomes, len(ensemble))
    years = _columns(ensemble.years, wanted.milestones, len(ensemble))
    chosen = _chosen(outcomes, plan.seed)
    again: dict[int, Members] = {}
    for member in watch(chosen):
        again[member] = REFERENCE(plan.case, plan.draws.keys, plan.draws.values(member, 1), wanted)
    disagree = [one for one, found in again.items() if bool(found.failures[0]) != (one in ensemble.failures)]
    both = {one: found for one, found in again.items() if one not in disagree}
    return Check(
        tuple(chosen),
        sum(_comparable(found) for found in both.values()),
        _worst(wanted.outcomes, outcomes, {one: found.outcomes[0] for one, found in both.items()}),
        _worst(wanted.milestones, years, {one: found.milestones[0] for one, found in both.items()}),
        tuple(disagree),
    )


def _columns(read: Callable[[str], Floats], names: Sequence[str], count: int) -> Floats:
    return np.stack([read(name) for name in names], axis=1) if names else np.zeros((count, 0))


def _comparable(found: Members) -> bool:
    """Whether a run gave anything; an outcome that it has and the ensemble has not is an infinite difference."""
    return bool(np.isfinite(found.outcomes).any() or not np.isnan(found.milestones).all())


def _worst(names: Sequence[str], values: Floats, again: Mapping[int, Floats]) -> Worst | None:
    """Where values of members differ most, None if there are no names."""
    if not names:
        return None
    scales = SMALL * np.max(np.abs(values), axis=0, initial=0.0, where=np.isfinite(values))
    worst = Worst()
    for member, found in again.items():
        apart = _apart(values[member], found, scales)
        place = int(np.argmax(apart))
        if apart[place] > worst.size:
            worst = Worst(float(apart[place]), names[place], member)
    return worst


def _chosen(outcomes: Floats, seed: int) -> list[int]:
    """Members at random, and those with the lowest and the highest value of each outcome."""
    count = len(outcomes)
    chosen = set(np.random.default_rng(seed).choice(count, min(SAMPLE, count), replace=False).tolist())
    for column in outcomes.T:
        if np.isfinite(column).any():
            chosen |= {int(np.nanargmin(column)), int(np.nanargmax(column))}
    return sorted(chosen)


def _apart(one: Floats, other: Floats, scales: Floats) -> Floats:
    """Relative differences; none where both have no value, infinite where only one has."""
    both = np.isnan(one) & np.isnan(other)
    with np.errstate(invalid="ignore"):
        apart = np.abs(one - other) / np.maximum(np.maximum(np.abs(other), scales), np.finfo(float).tiny)
    return np.where(both | (one == other), 0.0, np.where(np.isnan(apart), np.inf, apart))
