"""An ensemble: many runs of one plan, kept as blocks, asked for one column at a time."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from takeoff.equations import units as u
from takeoff.errors import InputError, RunError, near
from takeoff.uncertainty.block import read_block
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.members import Members
from takeoff.uncertainty.plan import Plan

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Shares of the members below the quantiles that are told unless others are asked for."""


@dataclass(frozen=True)
class Ensemble:
    """Many runs.

    Arguments:
        plan: what was run.
        folder: where its blocks are kept.
    """

    plan: Plan
    folder: Path

    def __len__(self) -> int:
        return self.plan.members

    def outcome(self, name: str) -> Floats:
        """An outcome of every member in its declared unit; not a number where there is none.

        Arguments:
            name: of the outcome.

        Raises:
            InputError: no such outcome.
            RunError: a block is missing or damaged.
        """
        return self._column("outcomes", self._place(name, self.plan.wanted.outcomes, "outcome"))

    def years(self, milestone: str) -> Floats:
        """Years from the start to a milestone in every member: infinite where never, not a number where the run failed.

        Arguments:
            milestone: its name.

        Raises:
            InputError: no such milestone.
            RunError: a block is missing or damaged.
        """
        return self._column("milestones", self._place(milestone, self.plan.wanted.milestones, "milestone"))

    def when(self, milestone: str) -> Floats:
        """Calendar year of a milestone in every member: infinite where never, not a number where the run failed.

        Arguments:
            milestone: its name.

        Raises:
            InputError: no such milestone.
            RunError: a block is missing or damaged.
        """
        return self.plan.case.start + self.years(milestone)

    def sampled(self, name: str) -> Floats:
        """A quantity of every member at the plan's times: (members, times), not a number after the end of a run.

        Arguments:
            name: one of the plan's quantities.

        Raises:
            InputError: it was not sampled.
            RunError: a block is missing or damaged.
        """
        return self._column("sampled", self._place(name, self.plan.wanted.quantities, "sampled quantity"))

    def quantiles(self, outcome: str, shares: Sequence[float] = SHARES) -> Floats:
        """Values of an outcome that these shares of the members lie below; members without a value do not count.

        Arguments:
            outcome: its name.
            shares: from 0 to 1.

        Raises:
            InputError: no such outcome.
            RunError: no member has a value, or a block is missing.
        """
        values = self.outcome(outcome)
        values = values[np.isfinite(values)]
        if not values.size:
            raise RunError(f"no member has a value of '{outcome}'", "`failures` has the reasons, if they failed")
        return np.quantile(values, shares)

    @functools.cached_property
    def inputs(self) -> Mapping[str, Floats]:
        """What was drawn, by label, in declared units."""
        draws = self.plan.draws
        spans = (self.plan.span(number) for number in range(self.plan.blocks))
        values = np.concatenate([draws.values(*span) for span in spans])
        return {one.name: values[:, place] / u.scale(one.door.unit) for place, one in enumerate(draws.inputs)}

    @functools.cached_property
    def failures(self) -> Mapping[int, str]:
        """Members that failed, with the reason of each."""
        return {
            self.plan.span(number)[0] + place: reason
            for number, block in self._blocks()
            for place, reason in enumerate(block.failures)
            if reason
        }

    @property
    def provenance(self) -> dict[str, Any]:
        """The plan, which is how it came about."""
        return {**self.plan.record, "plan_sha256": self.plan.digest}

    def _place(self, name: str, known: tuple[str, ...], kind: str) -> int:
        if name not in known:
            raise InputError(f"the ensemble has no {kind} '{name}'", near(name, known))
        return known.index(name)

    def _column(self, group: str, place: int) -> Floats:
        return np.concatenate([getattr(block, group)[:, place] for _, block in self._blocks()])

    def _blocks(self) -> Iterator[tuple[int, Members]]:
        for number in range(self.plan.blocks):
            yield number, self.block(number)

    def block(self, number: int) -> Members:
        """Members of one block, in the order of their draws.

        Arguments:
            number: from 0.

        Raises:
            RunError: it is missing or damaged.
        """
        block = read_block(self.plan, number, self.folder)
        if block is None:
            hint = "the same command computes what is missing; with --shard, every shard must have run"
            raise RunError(f"block {number} of the ensemble is missing or damaged", hint)
        return block
