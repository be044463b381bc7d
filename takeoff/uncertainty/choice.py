"""A choice before it is known which draw is true: schedules, draws, and the runs of any draw under any schedule."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from takeoff.decide.bounds import require_outcome
from takeoff.decide.space import Point, Range, Space, search_space
from takeoff.equations import units as u
from takeoff.equations.scope import Key
from takeoff.errors import InputError, RunError
from takeoff.schedules.schedule import Schedule
from takeoff.solve.batch.run_batch import ACCURATE
from takeoff.solve.case import Case
from takeoff.solve.settings import Settings
from takeoff.uncertainty.answers import CHUNK
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.draws import Draws
from takeoff.uncertainty.inputs import draws

LEAST = 2
"""Fewest draws of a choice."""
MOST = 100_000
"""Most draws of a choice: the table of all schedules is kept in memory."""

Integers = npt.NDArray[np.int64]
Columns = dict[str | Key, npt.ArrayLike]
Watch = Callable[[Sequence[int]], Iterable[int]]


@dataclass(frozen=True)
class Runs:
    """What some runs gave.

    Arguments:
        outcomes: in the declared unit; not a number where a run failed or has no value.
        ends: when each ended [year].
        failures: why each failed, "" for those that did not.
    """

    outcomes: Floats
    ends: Floats
    failures: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """Schedules to choose among before it is known which draw is true.

    Arguments:
        space: the case with its schedules, and those of their arguments that are chosen.
        schedules: control -> schedule, those that are chosen.
        maximise: an outcome.
        draws: the uncertain inputs.
        values: of all draws: (draws, inputs) in inside units.
        never: the runs without the schedules, one for each draw.
        settings: accuracy of runs.
    """

    space: Space
    schedules: Mapping[str, Schedule]
    maximise: str
    draws: Draws
    values: Floats
    never: Runs
    settings: Settings = ACCURATE

    def __len__(self) -> int:
        return len(self.values)

    @property
    def unit(self) -> str:
        """Unit of the outcome."""
        return u.readable(self.space.case.meaning.outcome_units[self.maximise].unit)

    def runs(self, members: Integers, points: Floats, watch: Watch = iter) -> Runs:
        """Run draws with schedules, one schedule for each.

        Arguments:
            members: numbers of draws, in any order and as often as wanted.
            points: (members, arguments) in inside units.
            watch: passes on numbers of chunks.
        """
        keys = [one.key for one in self.space.searched]
        drawn = _columns(self.draws, self.values)

        def columns(rows: slice) -> Columns:
            return drawn(members[rows]) | {key: points[rows, place] for place, key in enumerate(keys)}

        return _runs(self.space.case, columns, len(members), self.maximise, watch, self.settings, keys)

    def under(self, point: Point, members: Integers) -> Floats:
        """The outcome of some draws under one schedule.

        Arguments:
            point: its arguments, in inside units.
            members: numbers of draws.
        """
        return self.runs(members, np.tile(np.array(point), (len(members), 1))).outcomes


def choice(
    case: Case,
    schedules: Mapping[str, Schedule],
    maximise: str,
    over: Mapping[str, Range],
    count: int,
    seed: int,
    priors: Mapping[str, str] | None = None,
    settings: Settings = ACCURATE,
) -> Choice:
    """Make a choice: draw, and run every draw without a pause; the latest end bounds dates that are given no range.

    Arguments:
        case: the model with its changes; schedules of other controls stay as they are.
        schedules: control -> schedule whose arguments are chosen.
        maximise: an outcome.
        over: argument -> range, or None for all that is legal.
        count: how many draws.
        seed: of the draws.
        priors: beside those of the model: parameter -> prior, or "fixed"; what is chosen is not drawn.
        settings: accuracy of runs; that of batches unless given.

    Raises:
        InputError: an unknown name, an illegal range, a wrong prior, nothing to draw, or too few or too many draws.
        RunError: no draw has a value without a pause.
    """
    if count < LEAST:
        raise InputError(f"{count:,} draws are too few for a choice under uncertainty", f"it takes {LEAST} or more")
    if count > MOST:
        raise InputError(f"{count:,} draws are too many for a choice under uncertainty", f"at most {MOST:,} are run")
    require_outcome(maximise, case.meaning)
    idle = replace(case, schedules={c: s for c, s in case.schedules.items() if c not in schedules})
    drawn = draws(idle, seed, priors)
    values = drawn.values(0, count)
    never = _runs(idle, _columns(drawn, values), count, maximise, iter, settings)
    if not np.isfinite(never.outcomes).any():
        reason = next(filter(None, never.failures), f"no draw gives '{maximise}' a value")
        raise RunError(reason, "narrow the priors, or maximise what every run has")
    space = search_space(case.with_schedules(schedules), over, float(np.nanmax(never.ends)))
    return Choice(space, dict(schedules), maximise, drawn, values, never, settings)


def _columns(draws: Draws, values: Floats) -> Callable[[slice | Integers], Columns]:
    """(rows of values) -> what is drawn, by key."""
    return lambda rows: dict(zip(draws.keys, values[rows].T, strict=True))


def _runs(
    case: Case,
    columns: Callable[[slice], Columns],
    count: int,
    outcome: str,
    watch: Watch,
    settings: Settings,
    searched: Collection[Key] = (),
) -> Runs:
    place = [one.name for one in case.meaning.outcomes].index(outcome)
    scale = u.scale(case.meaning.outcome_units[outcome].unit)
    chunk = _chunk(count)
    firsts = range(0, count, chunk)
    parts = [
        case.batch(columns(slice(first, first + chunk)), settings=settings, searched=searched)
        for first in watch(firsts)
    ]
    return Runs(
        np.concatenate([part.outcomes[:, place] for part in parts]) / scale,
        np.concatenate([part.end for part in parts]),
        tuple(reason.partition("\n")[0] for part in parts for reason in part.failures),
    )


def _chunk(count: int) -> int:
    """How many runs go together: chunks of one length, as a short one takes hardly less time than a long one."""
    return math.ceil(count / math.ceil(count / CHUNK))
