"""What it is worth to decide later: to wait without caution until inputs become known, and to choose a schedule then.

Until a date t there is no caution. At t inputs become known, all of them or some, and one chooses among the schedules
that begin at t or later, and never pausing. Schedules that begin before t cannot use what becomes known: who begins
one of them has decided. So waiting until t is worth

    E max over d that begin at t or later of E[Y[d] | what is known] - max over all d of E Y[d],

where Y[d] is the outcome with schedule d: of the table, or best on average, or, if everything becomes known, best in a
draw. As long as t is before the start of the schedule that is best on average, caution until t is as in that plan, and
waiting costs nothing: the number is not negative. After it, waiting gives up the early schedules, and is worth it only
where the number is positive. In draws whose run ends before t, waiting is never pausing; that a run has not ended by t
is not used as information. A schedule that has begun is not changed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from takeoff.errors import InputError, near
from takeoff.schedules.close import argument_key
from takeoff.uncertainty.best_pauses import BestPauses, Bools
from takeoff.uncertainty.choice import Choice
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.expected import Expected
from takeoff.uncertainty.information import Worth, partial, perfect
from takeoff.uncertainty.options import Options

START = "start"
"""The argument at which caution begins, and before which there is none."""


@dataclass(frozen=True)
class Waiting:
    """Waiting until a date.

    Arguments:
        date: in years from the start.
        everything: what it is worth if all inputs become known then, in the unit of the outcome.
        some: the same for the named inputs, or None.
    """

    date: float
    everything: float
    some: Worth | None


@dataclass(frozen=True)
class Later:
    """What it is worth to decide at each of some dates.

    Arguments:
        known: names of the inputs that become known, apart from all of them.
        planned: when the schedule that is best on average begins, in years from the start; infinite for never.
        waits: by date.
    """

    known: tuple[str, ...]
    planned: float
    waits: tuple[Waiting, ...]

    @property
    def latest(self) -> float:
        """Latest of the dates until which waiting for everything is worth it, in years from the start."""
        return max((one.date for one in self.waits if one.everything > 0.0), default=0.0)


def have_starts(choice: Choice) -> bool:
    """Whether each schedule has no caution before its start: otherwise nothing can be decided later.

    Arguments:
        choice: of schedules.
    """
    kinds = [choice.space.case.kinds()[control].kind for control in choice.schedules]
    return all(kind.is_plain and START in kind.parameters and kind.parameters[START].date for kind in kinds)


def deciding_later(table: Options, found: Expected, bests: BestPauses, known: Sequence[str] = ()) -> Later:
    """What it is worth to decide later, at every date at which schedules of the table begin.

    Arguments:
        table: outcomes of all draws under schedules that have starts.
        found: the best schedule on average.
        bests: the best schedule of each draw.
        known: names of inputs that become known; beside them, all of them is told.

    Raises:
        InputError: no such input, or too few draws for so many.
    """
    places = input_places(table.choice, known)
    begins = _begins(table.choice, table.points)
    own = np.where(bests.pauses, _begins(table.choice, bests.points), math.inf)[found.members]
    planned = math.inf if found.best.point is None else float(_begins(table.choice, np.array([found.best.point]))[0])
    inputs = table.choice.values[found.members][:, places]
    waits = []
    for date in np.unique(begins).tolist():
        left = _left(table, found, begins >= date, planned >= date)
        highest = np.fmax(left.max(axis=1), np.where(own >= date, bests.outcomes[found.members], -math.inf))
        some = partial(left, found.best.outcomes, inputs) if places else None
        waits.append(Waiting(date, perfect(highest, found.best.outcomes), some))
    return Later(tuple(known), planned, tuple(waits))


def input_places(choice: Choice, names: Sequence[str]) -> list[int]:
    """Columns of inputs.

    Arguments:
        choice: knows what is drawn.
        names: of inputs.

    Raises:
        InputError: none of that name is drawn.
    """
    for name in names:
        if name not in choice.draws.names:
            raise InputError(f"no input '{name}' is drawn", near(name, choice.draws.names))
    return [choice.draws.names.index(name) for name in names]


def alternatives(table: Options, found: Expected) -> Floats:
    """Outcomes by draw of everything that can be chosen: never pausing, the table, the best schedule on average.

    Arguments:
        table: outcomes of all draws.
        found: says which draws are meant.
    """
    return _left(table, found, np.ones(len(table.points), dtype=bool), True)


def _left(table: Options, found: Expected, schedules: Bools, best: bool) -> Floats:
    columns = [found.never.outcomes, *table.outcomes[found.members][:, schedules].T]
    return np.column_stack([*columns, *([found.best.outcomes] if best else [])])


def _begins(choice: Choice, points: Floats) -> Floats:
    """When the first of the schedules begins, for each row of arguments [year]."""
    keys = [one.key for one in choice.space.searched]
    columns = []
    for control, schedule in choice.schedules.items():
        key = argument_key(control, START)
        if key in keys:
            columns.append(points[:, keys.index(key)])
        else:
            door = choice.space.case.kinds()[control].door(START)
            columns.append(np.full(len(points), door.read(schedule.arguments[START])))
    first: Floats = np.min(columns, axis=0)
    return first
