"""The latest safe pause: where along one argument all bounds are met, and how that moves with a parameter."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq, minimize_scalar

from takeoff.decide.bounds import Bound, read_bounds
from takeoff.decide.climb import FLOOR
from takeoff.decide.goal import INSIDE, Goal
from takeoff.decide.optimise import scan_axes
from takeoff.decide.pause import Answer, ask, closest
from takeoff.decide.space import Range
from takeoff.errors import InputError, NoAnswer, RunError
from takeoff.schedules.bound import Bound as Bind
from takeoff.schedules.bound import bind
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case, Given
from takeoff.solve.outlets import Shown
from takeoff.solve.run import Amount, Run

CLOSE = 1e-10
"""Accuracy of an edge, as a share of the argument's range."""
TURN = 1e-6
"""Accuracy of a turning point between two points of the scan, as a share of the argument's range."""

Interval = tuple[Amount, Amount]
Watch = Callable[[Sequence[Case]], Iterable[Case]]


@dataclass(frozen=True)
class Latest:
    """Where all bounds are met, at one value of a parameter.

    Arguments:
        at: the parameter's value; None where it was not changed.
        intervals: where they are met, from the earliest on, in the argument's declared unit.
        answer: the pause at the end of the last interval; None where there is none.
        never: the run without a pause.
        needless: whether it meets the bounds too.
        reason: why there is no answer: which bound the closest pause breaks, and by how much; else "".
    """

    at: Amount | None
    intervals: tuple[Interval, ...]
    answer: Answer | None
    never: Run | None
    needless: bool = False
    reason: str = ""


@dataclass(frozen=True, repr=False)
class LatestPauses(Shown):
    """The latest pause that meets all bounds, as a function of a parameter.

    Arguments:
        argument: of the schedule, whose largest value is asked for.
        along: the parameter; "" where there is none.
        points: one for each of its values.
        bounds: what is met.
        schedules: as asked.
        case: the model, schedules included.
    """

    argument: str
    along: str
    points: tuple[Latest, ...]
    bounds: tuple[Bound, ...]
    schedules: Mapping[str, Schedule]
    case: Case

    @property
    def name(self) -> str:
        """The argument's own name, without the control."""
        return self.argument.rpartition(".")[2]

    @functools.cached_property
    def bound(self) -> Bind:
        """The schedule that has the argument, as the model takes it."""
        control = self.argument.rpartition(".")[0]
        asked = [schedule for name, schedule in self.schedules.items() if control in ("", name)]
        return next(one for one in (bind(a, self.case.meaning) for a in asked) if self.name in one.parameters)

    @property
    def dated(self) -> bool:
        """Whether the argument is a date."""
        return self.bound.door(self.name).date


def latest_pauses(
    case: Case,
    schedules: Mapping[str, Schedule],
    over: Mapping[str, Range],
    subject_to: str | Iterable[str],
    along: str = "",
    values: Sequence[Given] = (),
    watch: Watch = iter,
) -> LatestPauses:
    """Find the latest pause that meets all bounds.

    Arguments:
        case: the model with its changes; schedules of other controls stay as they are.
        schedules: control -> schedule with one open argument.
        over: that argument -> its range, or None for all that is legal.
        subject_to: a bound such as "hazard_leader <= 0.05", or several.
        along: a parameter of the model, or "".
        values: its values: numbers in its unit, or text with units.
        watch: passes cases on one by one, such as a progress bar.

    Raises:
        InputError: an unknown name, an illegal value, no bound, or more than one argument.
        NoAnswer: no pause meets the bounds, at any value.
    """
    bounds = read_bounds(subject_to, case.meaning)
    if not bounds:
        raise InputError("the latest pause needs a bound to meet", 'such as --subject-to "hazard_leader <= 0.05"')
    if len(over) != 1:
        raise InputError("the latest pause is looked for over one argument", "such as --over start, and no other")
    asked = case.with_schedules(schedules)
    cases = [asked.change({along: value}) for value in values] if along else [asked]
    points = tuple(_latest(one, schedules, over, bounds, along) for one in watch(cases))
    if all(point.answer is None for point in points):
        at = f" with {along} = {_text(points[-1].at)}" if points[-1].at else ""
        message = f"no pause in range satisfies {' and '.join(bound.text for bound in bounds)}"
        raise NoAnswer(message + (f" at any {along}" if at else ""), points[-1].reason + at)
    return LatestPauses(next(iter(over)), along, points, bounds, dict(schedules), asked)


def evenly(case: Case, parameter: str, low: Given, high: Given, count: int, log: bool = False) -> list[Given]:
    """Values of a parameter at even distances, or at even ratios, as text.

    Arguments:
        case: has the parameter.
        parameter: its name, with a member where it has several.
        low: the first: a number in its unit, or text with a unit.
        high: the last, likewise.
        count: how many, at least 2.
        log: whether ratios are even; both ends are positive then.

    Raises:
        InputError: no such parameter, or an illegal value.
    """
    ends = [case.change({parameter: end}).parameters().get(parameter) for end in (low, high)]
    if None in ends or not all(math.isfinite(end.value) for end in ends if end and end.value is not None):
        raise InputError(f"'{parameter}' cannot be followed from {low} to {high}", "name one member, and finite values")
    first, last = (end.value or 0.0 for end in ends if end)
    unit = next(end.unit for end in ends if end)
    if log and not min(first, last) > 0:
        raise InputError(f"'{parameter}' cannot go from {low} to {high} at even ratios", "both ends must be positive")
    steps = (np.geomspace if log else np.linspace)(first, last, count).tolist()
    return [f"{value!r} {unit}".removesuffix(" 1") for value in steps]


def _latest(
    case: Case, schedules: Mapping[str, Schedule], over: Mapping[str, Range], bounds: tuple[Bound, ...], along: str
) -> Latest:
    at = case.parameters()[along] if along else None
    try:
        goal, never = ask(case, schedules, bounds[0].outcome, over, bounds)
    except RunError as error:
        return Latest(at, (), None, None, False, f"never pausing fails: {error}".partition("\n")[0])
    found = intervals(goal)
    needless = all(bound.slack(never.outcome(bound.outcome)) >= INSIDE for bound in bounds)
    if not found:
        return Latest(at, (), None, never, needless, closest(goal))
    [searched], last = goal.space.searched, (found[-1][1],)
    answer = Answer(goal.space.parameters(last), goal.space.run(last))
    return Latest(at, tuple((searched.amount(a), searched.amount(b)) for a, b in found), answer, never, needless)


def intervals(goal: Goal) -> list[tuple[float, float]]:
    """Where along its one argument a goal meets its bounds, in inside units, from the lowest on.

    A scan finds where the slack turns or changes its sign; turning points and crossings are solved for, so that an
    interval, or a gap in one, shows even where it lies between two points of the scan.

    Arguments:
        goal: with one argument.
    """
    [axis] = scan_axes(goal.space)
    axis = sorted({*axis, *_turning_points(goal, axis)})
    found: list[tuple[float, float]] = []
    edges = [axis[0]] if goal.slack((axis[0],)) >= INSIDE else []
    for low, high in itertools.pairwise(axis):
        if (goal.slack((low,)) >= INSIDE) != (goal.slack((high,)) >= INSIDE):
            edges.append(_edge(goal, low, high))
    edges += [axis[-1]] if len(edges) % 2 else []
    found += zip(edges[::2], edges[1::2], strict=True)
    return found


def _turning_points(goal: Goal, axis: Sequence[float]) -> list[float]:
    """Where the slack changes its sign and back again between two points of the scan."""
    slacks = [_clipped(goal, x) for x in axis]
    found = []
    for left, middle, right in zip(range(len(axis)), range(1, len(axis)), range(2, len(axis)), strict=False):
        sign = 1.0 if slacks[middle] < INSIDE else -1.0
        rises = [sign * (slacks[middle] - slacks[side]) for side in (left, right)]
        if min(rises) >= 0 and max(rises) > 0:
            span = (axis[left], axis[right])
            top = minimize_scalar(
                lambda x, sign=sign: -sign * _clipped(goal, x),
                bounds=span,
                method="bounded",
                options={"xatol": TURN * (axis[-1] - axis[0])},
            )
            if sign * (_clipped(goal, float(top.x)) - INSIDE) >= 0:
                found.append(float(top.x))
    return found


def _edge(goal: Goal, low: float, high: float) -> float:
    """Where the slack changes its sign, on the side where the bounds are met."""
    close = CLOSE * (goal.space.searched[0].high - goal.space.searched[0].low)
    root = float(brentq(lambda x: _clipped(goal, x) - INSIDE, low, high, xtol=close))
    inside = low if goal.slack((low,)) >= INSIDE else high
    sides = (root, root + math.copysign(2 * close, inside - root), inside)
    return next(x for x in sides if goal.slack((x,)) >= INSIDE)


def _clipped(goal: Goal, x: float) -> float:
    """The slack; failed runs count as far outside."""
    return max(goal.slack((x,)), -FLOOR)


def _text(amount: Amount | None) -> str:
    return "" if amount is None else f"{amount.value:.4g} {amount.unit}".removesuffix(" 1")
