"""What a search moves: arguments of schedules with their ranges, and the runs they give, each computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from takeoff.equations import units as u
from takeoff.equations.scope import Key, label
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import InputError, NoAnswer, RunError, near
from takeoff.schedules.close import argument_key
from takeoff.solve.batch.run_batch import ACCURATE
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.case import Case
from takeoff.solve.run import Amount, Run
from takeoff.solve.settings import Settings

if TYPE_CHECKING:
    import pint

Range = tuple[float | str, float | str] | None
Over = Mapping[str, Range] | str | Iterable[str]
"""Arguments to search, with or without ranges, or the name of one."""
Point = tuple[float, ...]
Floats = npt.NDArray[np.float64]

SCAN = replace(ACCURATE, relative=1e-6, absolute=1e-9)
"""Accuracy of scans that only tell where to look closer, or that a picture shows."""
MOST_KEPT = 10_000
"""Runs that a search keeps unless it says otherwise."""


@dataclass(frozen=True)
class Searched:
    """One argument that a search moves.

    Arguments:
        name: as the user calls it: "start", or "caution.start" where two controls have one.
        key: its key among the parameters.
        unit: declared unit.
        low, high: range, in inside units.
    """

    name: str
    key: Key
    unit: pint.Unit
    low: float
    high: float

    def amount(self, inside: float) -> Amount:
        """A value in the declared unit."""
        return Amount(inside / u.scale(self.unit), u.readable(self.unit))


@dataclass
class Space:
    """A case with arguments to move; runs are kept by point.

    Arguments:
        case: with its schedules chosen.
        searched: what is moved, in order.
        kept: how many runs are kept at the most, the latest ones.
    """

    case: Case
    searched: tuple[Searched, ...]
    kept: int = MOST_KEPT
    _runs: dict[Point, Run | RunError] = field(default_factory=dict)

    def run(self, point: Sequence[float]) -> Run:
        """The run at a point, clipped to the ranges.

        Raises:
            RunError: the run failed.
        """
        clipped = tuple(min(max(x, s.low), s.high) for x, s in zip(map(float, point), self.searched, strict=True))
        if clipped not in self._runs:
            while len(self._runs) >= self.kept:
                self._runs.pop(next(iter(self._runs)))
            exact = {s.key: x for s, x in zip(self.searched, clipped, strict=True)}
            try:
                self._runs[clipped] = replace(self.case, exact={**self.case.exact, **exact}).run()
            except RunError as error:
                self._runs[clipped] = error
        found = self._runs[clipped]
        if isinstance(found, RunError):
            raise found
        return found

    def outcome(self, point: Sequence[float], name: str) -> float:
        """An outcome at a point; not a number where the run failed."""
        try:
            return self.run(point).outcome(name)
        except RunError:
            return float("nan")

    def outcomes(self, points: Floats, names: Sequence[str], settings: Settings = ACCURATE) -> Floats:
        """Outcomes at many points, run together by one method wherever it is, so that searches end alike everywhere.

        Arguments:
            points: (points, arguments) in inside units.
            names: of outcomes.
            settings: accuracy, that of batches unless given.

        Returns:
            (points, names) in declared units; not a number where a run failed.
        """
        meaning = self.case.meaning
        moved = {s.key: points[:, place] for place, s in enumerate(self.searched)}
        found = self.case.batch(moved, settings=settings, method=RungeKutta, searched=moved).outcomes
        places = {one.name: place for place, one in enumerate(meaning.outcomes)}
        scales = [u.scale(meaning.outcome_units[name].unit) for name in names]
        return np.asarray(found[:, [places[name] for name in names]] / scales)

    def slope(self, point: Sequence[float], name: str) -> Floats:
        """Derivatives of an outcome by every argument, in inside units.

        Raises:
            RunError: the run failed, or has no derivative.
        """
        slopes = self.run(point).gradient(name, [label(s.key) for s in self.searched])
        return np.array([slope / u.scale(s.unit) for slope, s in zip(slopes.values(), self.searched, strict=True)])

    def parameters(self, point: Sequence[float]) -> dict[str, Amount]:
        """The point by name, in declared units."""
        return {s.name: s.amount(min(max(x, s.low), s.high)) for s, x in zip(self.searched, point, strict=True)}

    def failure(self) -> RunError | None:
        """A run that failed, if any did."""
        return next((run for run in self._runs.values() if isinstance(run, RunError)), None)


def ranges(over: Over) -> dict[str, Range]:
    """Arguments to search, each with its range, or None for all that is legal."""
    if isinstance(over, str):
        return {over: None}
    return dict(over) if isinstance(over, Mapping) else dict.fromkeys(over)


def search_space(case: Case, over: Mapping[str, Range], latest: float) -> Space:
    """Make the space of a search.

    Arguments:
        case: with its schedules chosen.
        over: argument -> its range (numbers in its unit, or text with units), or None for all that is legal.
        latest: upper end of times without a range [year from the start].

    Raises:
        InputError: an argument that no chosen schedule has, or an empty or endless range.
        NoAnswer: a time without a range, in a run that has no length.
    """
    if not over:
        raise InputError("nothing to search over", "name an argument of the schedule, such as --over start")
    return Space(case, tuple(_searched(case, name, span, latest) for name, span in over.items()))


def _searched(case: Case, name: str, span: Range, latest: float) -> Searched:
    control, argument = _owner(case, name)
    if argument in case.schedules[control].arguments:
        raise InputError(
            f"'{name}' is both given and searched over", f"write {case.schedules[control].kind} without it"
        )
    door = case.kinds()[control].door(argument)
    low, high = _legal(door, latest, case.horizon()) if span is None else (_read(door, name, end) for end in span)
    if door.date:
        high = min(high, case.horizon())
    if span is None and high == latest == 0.0:
        message = f"the run ends where it starts, so that there is no time to search '{name}' over"
        raise NoAnswer(message, "change what ends it, such as its horizon")
    if not low < high < float("inf"):
        raise InputError(f"no finite range to search '{name}' over", f"give one: --over {name}=LOW..HIGH")
    return Searched(name, argument_key(control, argument), door.unit, low, high)


def _owner(case: Case, name: str) -> tuple[str, str]:
    """Control and argument that a name means."""
    kinds = case.kinds()
    control, _, argument = name.rpartition(".")
    asked = [control] if control else list(case.schedules)
    owners = [c for c in asked if c in case.schedules and argument in kinds[c].parameters]
    if len(owners) == 1:
        return owners[0], argument
    if owners:
        raise InputError(
            f"'{name}' is an argument of several schedules", "write " + " or ".join(f"{c}.{name}" for c in owners)
        )
    known = [argument for control in case.schedules for argument in kinds[control].parameters]
    raise InputError(f"no chosen schedule has an argument '{name}'", near(argument, known))


def _read(door: Door, name: str, end: float | str) -> float:
    try:
        return door.read(end)
    except ValueFlaw as flaw:
        hint = f"write {name}=LOW..HIGH {u.readable(door.unit)}".removesuffix(" 1")
        raise InputError(f"the range of '{name}': {flaw}", hint) from flaw


def _legal(door: Door, latest: float, horizon: float) -> tuple[float, float]:
    low, high = (end * u.scale(door.unit) for end in door.between or (-float("inf"), float("inf")))
    is_time = u.same_dimension(door.unit, u.parse_unit("year"))
    if is_time:
        return max(low, 0.0), min(high, latest if door.date else horizon)
    return low, high
