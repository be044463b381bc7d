"""An ensemble against the reference engine: a random sample and the extremes of every outcome, run once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.engines import REFERENCE
from takeoff.uncertainty.ensemble import Ensemble

SAMPLE = 16
"""Members drawn at random."""
SMALL = 1e-6
"""Values below this share of an outcome's largest are compared with that share, not with themselves."""

Watch = Callable[[Sequence[int]], Iterable[int]]


@dataclass(frozen=True)
class Check:
    """How far an ensemble is from the reference engine.

    Arguments:
        members: that were run once more.
        compared: how many of them have an outcome with both engines.
        worst: largest relative difference of an outcome.
        outcome: which that was, "" if nothing could be compared.
        member: and of whom.
        disagree: members that failed with one engine and not with the other.
    """

    members: tuple[int, ...]
    compared: int
    worst: float
    outcome: str
    member: int
    disagree: tuple[int, ...]


def check(ensemble: Ensemble, watch: Watch = iter) -> Check:
    """Run a sample and all extremes once more with the reference engine.

    Arguments:
        ensemble: finished.
        watch: passes on the members, one as each is done.

    Raises:
        RunError: a block is missing.
    """
    plan = ensemble.plan
    outcomes = np.stack([ensemble.outcome(name) for name in plan.wanted.outcomes], axis=1)
    chosen = _chosen(outcomes, plan.seed)
    failed = np.zeros(len(ensemble), dtype=bool)
    failed[list(ensemble.failures)] = True
    scales = SMALL * np.nanmax(np.abs(outcomes), axis=0, initial=0.0)
    worst, compared, disagree = (0.0, "", -1), 0, []
    for member in watch(chosen):
        again = REFERENCE(plan.case, plan.draws.keys, plan.draws.values(member, 1), plan.wanted)
        if bool(again.failures[0]) != failed[member]:
            disagree.append(member)
            continue
        compared += bool(np.isfinite(outcomes[member] + again.outcomes[0]).any())
        apart = _apart(outcomes[member], again.outcomes[0], scales)
        place = int(np.argmax(apart)) if apart.size else 0
        if apart.size and apart[place] > worst[0]:
            worst = float(apart[place]), plan.wanted.outcomes[place], member
    return Check(tuple(chosen), compared, *worst, tuple(disagree))


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
