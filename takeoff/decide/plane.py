"""What the best pause adds over a plane of two parameters, and where on it a pause helps at all."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from takeoff.decide.along import at_value, for_control
from takeoff.decide.slowdowns import check_over, is_share, require_maximisable
from takeoff.decide.space import Range
from takeoff.decide.sweep import Index, Question, Solved, Watch, sweep, unscheduled
from takeoff.equations import units as u
from takeoff.errors import RunError
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case, Given
from takeoff.solve.run import Amount
from takeoff.version import package_version

Floats = npt.NDArray[np.float64]
Axis = tuple[str, Sequence[Given]]
"""A parameter and its values: numbers in its unit, or text with units."""

MONTH = u.scale(u.parse_unit("month"))
"""A pause that begins less than this before the run would end is none [year]."""


@dataclass(frozen=True)
class Cell:
    """What is best at one value of both parameters.

    Arguments:
        x, y: the values.
        never: the outcome without a pause, in its declared unit; not a number where that run fails.
        value: the outcome with the best pause, likewise.
        parameters: arguments of that pause; empty where there is none.
        reason: why there is none, else "".
    """

    x: Amount
    y: Amount
    never: float
    value: float
    parameters: Mapping[str, Amount]
    reason: str = ""

    @property
    def gain(self) -> float:
        """What the best pause adds to never pausing; not a number where either is unknown."""
        return self.value - self.never


@dataclass(frozen=True)
class Plane:
    """What the best pause adds over a plane of two parameters.

    A search that may pause as late as it likes never does worse than never pausing: it pauses at the very end. So the
    pauses searched are those that begin some time ahead of the end; what the best of these adds is negative where any
    real pause does harm, and it changes sign where pausing begins to help.

    Arguments:
        names: the parameters along x and along y.
        rows: cells of equal y, in the order of x.
        schedules: control -> schedule, as asked.
        maximised: the outcome.
        ahead: dates without a range end so long before the run without a pause does [year].
        case: the model, without the schedule.
    """

    names: tuple[str, str]
    rows: tuple[tuple[Cell, ...], ...]
    schedules: Mapping[str, Schedule]
    maximised: str
    ahead: float
    case: Case

    @property
    def cells(self) -> list[Cell]:
        """All cells, row by row."""
        return [cell for row in self.rows for cell in row]

    @property
    def failures(self) -> list[Cell]:
        """Cells without an answer; each has its reason."""
        return [cell for cell in self.cells if cell.reason]

    @property
    def gains(self) -> Floats:
        """What the best pause adds, a row for each y; not a number where there is no answer."""
        return np.array([[cell.gain for cell in row] for row in self.rows])

    def argument(self, name: str) -> Floats:
        """An argument of the best pause in its declared unit, a row for each y.

        Arguments:
            name: one that was searched.
        """
        found = [[cell.parameters.get(name, Amount(None, "")).value for cell in row] for row in self.rows]
        return np.array(found, dtype=float)

    @property
    def in_points(self) -> bool:
        """Whether the outcome is a share of one, so that gains are told in points (hundredths)."""
        values = [value for cell in self.cells for value in (cell.never, cell.value) if not math.isnan(value)]
        return is_share(self.case.meaning, self.maximised, values)

    @property
    def provenance(self) -> dict[str, Any]:
        """What was asked, of which model, over which values."""
        first, last = self.rows[0][0], self.rows[-1][-1]
        ends = {name: [(a.value, a.unit), (b.value, b.unit)] for name, a, b in self._ends(first, last)}
        schedule = {control: str(one) for control, one in self.schedules.items()}
        model = {"model": self.case.meaning.header.name, "model_sha256": self.case.meaning.spec.digest}
        asked = {
            **model,
            "takeoff": package_version(),
            "maximised": self.maximised,
            "schedule": schedule,
            "ahead": self.ahead,
            "plane": ends,
        }
        return {**asked, "points": [len(self.rows[0]), len(self.rows)], "changes": dict(self.case.changes)}

    def _ends(self, first: Cell, last: Cell) -> list[tuple[str, Amount, Amount]]:
        return [(self.names[0], first.x, last.x), (self.names[1], first.y, last.y)]


def best_over_plane(
    case: Case,
    schedule: Schedule | tuple[str, Schedule],
    over: Mapping[str, Range],
    maximise: str,
    x: Axis,
    y: Axis,
    watch: Watch | None = None,
    ahead: float = MONTH,
) -> Plane:
    """Find what the best pause adds in every cell of a plane.

    Arguments:
        case: the model with its changes; schedules of other controls stay as they are.
        schedule: of the first control, or with the control that it is for.
        over: argument -> range, None for all that is legal; missing arguments need not be listed.
        maximise: an outcome that is better when higher.
        x: a parameter with its values: numbers in its unit, or text with units.
        y: another, likewise.
        watch: passes places on one by one, such as a progress bar.
        ahead: dates without a range end so long before the run without a pause does [year].

    Raises:
        InputError: an unknown name, an illegal value, or an outcome that is better when lower.
    """
    require_maximisable(case.meaning, maximise)
    schedules = for_control(case, schedule)
    check_over(case, [schedules], over)
    question = Question(schedules, maximise, over, ahead=ahead)
    bare = unscheduled(case, [question])
    columns = [at_value(bare, x[0], value) for value in x[1]]
    places = itertools.product(range(len(y[1])), range(len(columns)))
    cases: dict[Index, Case] = {(row, column): at_value(columns[column], y[0], y[1][row]) for row, column in places}
    found = sweep([question], cases, watch or iter)
    rows = tuple(
        tuple(_cell(cases[row, column], (x[0], y[0]), maximise, found[row, column][0]) for column in range(len(x[1])))
        for row in range(len(y[1]))
    )
    return Plane((x[0], y[0]), rows, schedules, maximise, ahead, bare)


def _cell(case: Case, names: tuple[str, str], maximise: str, solved: Solved) -> Cell:
    known = case.parameters()
    x, y = (known[name] for name in names)
    parameters = {} if solved.answer is None else solved.answer.parameters
    try:
        never = case.run().outcome(maximise)
    except RunError as error:
        return Cell(x, y, math.nan, solved.value, parameters, f"never pausing fails: {error}")
    return Cell(x, y, never, solved.value, parameters, solved.reason)
