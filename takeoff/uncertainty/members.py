"""Members of an ensemble: what each of many runs gave, those that failed with their reason."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from takeoff.equations import units as u
from takeoff.equations.scope import Key
from takeoff.errors import InputError, RunError, brief
from takeoff.schedules.bound import Bound
from takeoff.schedules.close import argument_key
from takeoff.solve.batch.methods import Method
from takeoff.solve.case import Case
from takeoff.solve.run import Run
from takeoff.uncertainty.distribution import Floats


@dataclass(frozen=True)
class Wanted:
    """What is kept of every run.

    Arguments:
        outcomes: names.
        milestones: names.
        quantities: labels of quantities that are sampled.
        times: at which they are, in years from the start.
    """

    outcomes: tuple[str, ...]
    milestones: tuple[str, ...]
    quantities: tuple[str, ...] = ()
    times: tuple[float, ...] = ()


@dataclass(frozen=True)
class Members:
    """What some runs gave.

    Arguments:
        outcomes: (members, outcomes) in declared units; not a number where a run failed or an outcome has no value.
        milestones: (members, milestones) in years from the start; infinite where never reached.
        sampled: (members, quantities, times) in declared units; not a number after the end of a run.
        failures: why each failed; "" for those that did not.
    """

    outcomes: Floats
    milestones: Floats
    sampled: Floats
    failures: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.failures)


def nothing(count: int, wanted: Wanted) -> Members:
    """Members without any values, to be filled in."""
    return Members(
        np.full((count, len(wanted.outcomes)), math.nan),
        np.full((count, len(wanted.milestones)), math.nan),
        np.full((count, len(wanted.quantities), len(wanted.times)), math.nan),
        ("",) * count,
    )


def one_by_one(case: Case, keys: Sequence[Key], values: Floats, wanted: Wanted) -> Members:
    """Run members one after the other, with the engine of the case.

    Arguments:
        case: a model with its changes and schedules.
        keys: what is set in each member.
        values: (members, keys) in inside units.
        wanted: what is kept.
    """
    found = nothing(len(values), wanted)
    failures, checked = [], _checked(case, keys)
    for place, row in enumerate(values.tolist()):
        moved = replace(case, exact={**case.exact, **dict(zip(keys, row, strict=True))})
        try:
            _require_fit(moved, checked)
            _note(found, place, moved.run(), wanted)
            failures.append("")
        except RunError as error:
            failures.append(reason(error))
    return replace(found, failures=tuple(failures))


def _checked(case: Case, keys: Sequence[Key]) -> dict[str, Bound]:
    """Control -> kind of its schedule, of those with arguments that are drawn."""
    kinds = case.kinds().items()
    return {c: kind for c, kind in kinds if {argument_key(c, name) for name in kind.parameters} & set(keys)}


def _require_fit(case: Case, kinds: Mapping[str, Bound]) -> None:
    """Refuse arguments that were drawn and do not fit each other: a search may try such a case, a draw is none."""
    values = case.values() if kinds else {}
    for control, kind in kinds.items():
        try:
            kind.check({name: values[argument_key(control, name)] for name in kind.parameters})
        except InputError as error:
            raise RunError(error.problem.message, error.problem.hint) from error


def together(case: Case, keys: Sequence[Key], values: Floats, wanted: Wanted, method: Method | None = None) -> Members:
    """Run members together, with the batch engine.

    Arguments:
        case: a model with its changes and schedules.
        keys: what is set in each member.
        values: (members, keys) in inside units.
        wanted: what is kept.
        method: makes the steps; the fastest that is installed unless given.
    """
    columns: dict[str | Key, npt.ArrayLike] = {key: values[:, place] for place, key in enumerate(keys)}
    batch = case.batch(columns, wanted.times, wanted.quantities, method=method)
    meaning = case.meaning
    outcomes = [one.name for one in meaning.outcomes]
    milestones = [one.name for one in meaning.milestones]
    reached = batch.milestones[:, [milestones.index(name) for name in wanted.milestones]]
    failed = np.array([bool(one) for one in batch.failures], dtype=bool)
    reached = np.where(np.isnan(reached) & ~failed[:, None], math.inf, reached)
    reached[failed] = math.nan
    scales = np.array([u.scale(meaning.outcome_units[name].unit) for name in wanted.outcomes])
    sizes = np.array([u.scale(meaning.quantities[name.partition("[")[0]].unit) for name in wanted.quantities])
    return Members(
        batch.outcomes[:, [outcomes.index(name) for name in wanted.outcomes]] / scales,
        reached,
        np.swapaxes(batch.sampled / sizes, 1, 2),
        tuple(brief(one.splitlines()[0], 200) if one else "" for one in batch.failures),
    )


def reason(error: Exception) -> str:
    """Why a run failed, in one line."""
    return brief(str(error).splitlines()[0], 200)


def _note(found: Members, place: int, run: Run, wanted: Wanted) -> None:
    found.outcomes[place] = [run.outcome(name) for name in wanted.outcomes]
    found.milestones[place] = [
        math.inf if (time := run.milestones[name]) is None else time for name in wanted.milestones
    ]
    for position, name in enumerate(wanted.quantities):
        found.sampled[place, position] = run.sample(name, wanted.times)
