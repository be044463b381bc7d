"""One question at many values of parameters: answers are followed from one value to the next, and scanned for anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from takeoff.decide.bounds import Bound
from takeoff.decide.follow import GRID, followed, shares_of
from takeoff.decide.goal import Goal
from takeoff.decide.optimise import COARSEST, settled
from takeoff.decide.pause import Answer, ask, no_answer
from takeoff.decide.slowdowns import free_arguments, without
from takeoff.decide.space import Point, Range
from takeoff.equations import units as u
from takeoff.errors import NoAnswer, RunError
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case

HIGHER = 1e-12
"""An optimum counts as higher than another by more than this, relative to it."""

ENOUGH = 1e-5
"""Accuracy without gradients, as a share of the ranges."""
NEARLY = 1e-4
"""Slopes across a range, relative to the outcome, that count as none: outcomes are accurate to about its square."""

REACH = 0.15
"""How far an optimum is followed with gradients at once, as a share of the ranges."""

Index = tuple[int, ...]
Watch = Callable[[Sequence[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Solved:
    """The best of one schedule at one value.

    Arguments:
        value: of the outcome, in its declared unit; not a number where there is none.
        answer: its arguments and its run; None where there is none.
        optima: every local optimum that was followed, the best first, in inside units.
        spans: lengths of the ranges searched, in inside units.
        level: whether moving the arguments searched changes nothing to first order, or they cannot move: then the
            slope of the best by a parameter is that of the run.
        reason: why there is no answer, else "".
    """

    value: float = math.nan
    answer: Answer | None = None
    optima: tuple[Point, ...] = ()
    spans: Point = ()
    level: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Question:
    """Which arguments of a schedule are best.

    Arguments:
        schedules: control -> schedule.
        maximise: an outcome.
        over: argument -> range, None for all that is legal; arguments of other schedules are passed over.
        bounds: limits on outcomes.
        ahead: times without a range end so long before the run without the schedules does [year].
    """

    schedules: Mapping[str, Schedule]
    maximise: str
    over: Mapping[str, Range] = field(default_factory=dict)
    bounds: tuple[Bound, ...] = ()
    ahead: float = 0.0

    def solved(self, case: Case, starts: Sequence[Point] = (), scan: bool = True) -> Solved:
        """The best of one case.

        Arguments:
            case: the model, without the schedules.
            starts: optima of similar cases, which are followed; a whole search where there are none.
            scan: whether to look for a higher optimum than those followed.

        Returns:
            The best; where a run fails or nothing meets the bounds, the reason.
        """
        try:
            return self._searched(case, starts, scan)
        except (NoAnswer, RunError) as error:
            return Solved(reason=str(error).replace("\n  hint: ", ": "))

    def _searched(self, case: Case, starts: Sequence[Point], scan: bool) -> Solved:
        asked = case.with_schedules(self.schedules)
        free = free_arguments(self.schedules, self.over)
        if not free:
            run = asked.run()
            return Solved(run.outcome(self.maximise), Answer({}, run), level=True)
        goal, _ = ask(asked, self.schedules, self.maximise, free, self.bounds, self.ahead)
        inside = [shares_of(goal.space, _clipped(goal, start)) for start in starts]
        points = followed(goal, inside, scan, ENOUGH, NEARLY, REACH)
        if not points:
            raise no_answer(goal)
        answer = Answer(goal.space.parameters(points[0]), goal.space.run(points[0]))
        spans = tuple(one.high - one.low for one in goal.space.searched)
        return Solved(goal.value(points[0]), answer, tuple(points), spans, _level(goal, points[0], free))

    def improved(self, case: Case, found: Solved, starts: Sequence[Point]) -> Solved:
        """The best of one case, if optima of similar cases lead to a higher one than was found, else what was found.

        Arguments:
            case: the model, without the schedules.
            found: the best so far.
            starts: the optima; those close to what was found lead nowhere else.
        """
        new = [point for point in starts if _is_new(point, found)]
        if not new:
            return found
        again = self.solved(case, new, scan=False)
        missing = found.answer is None and again.answer is not None
        return again if missing or again.value > found.value + HIGHER * abs(found.value) else found


def sweep(
    questions: Sequence[Question], cases: Mapping[Index, Case], watch: Watch = iter
) -> dict[Index, tuple[Solved, ...]]:
    """Answer questions for every case of a line or a grid.

    Each case is searched from the optima of the neighbours before it, with a coarse scan for higher ones; then the best
    of the neighbours after it are followed back.

    Arguments:
        questions: asked of each case.
        cases: by place on the line or grid, in order.
        watch: passes places on one by one, such as a progress bar.

    Returns:
        An answer to each question, by place.
    """
    found: dict[Index, list[Solved]] = {}
    asked = list(enumerate(questions))
    for index in watch(list(cases)):
        found[index] = [one.solved(cases[index], _optima(found, index, -1, place)) for place, one in asked]
    for index in reversed(list(cases)):
        for place, one in asked:
            starts = _optima(found, index, 1, place, most=1)
            found[index][place] = one.improved(cases[index], found[index][place], starts)
    return {index: tuple(solved) for index, solved in found.items()}


def unscheduled(case: Case, questions: Sequence[Question]) -> Case:
    """The case without any of the schedules asked about."""
    return without(case, [question.schedules for question in questions])


def _optima(
    found: Mapping[Index, Sequence[Solved]], index: Index, side: int, question: int, most: int | None = None
) -> list[Point]:
    """Optima of the neighbours before (-1) or after (1) a place, at most so many of each, without repetitions."""
    neighbours = [(*index[:axis], index[axis] + side, *index[axis + 1 :]) for axis in range(len(index))]
    known = [found[one][question] for one in neighbours if one in found]
    return list(dict.fromkeys(point for one in known for point in one.optima[:most]))


def _is_new(point: Point, found: Solved) -> bool:
    """Whether an optimum lies further than a cell of the coarse scan from all that were found."""
    cell = 1 / (GRID.get(len(point), COARSEST) - 1)
    return all(
        any(abs(a - b) > cell * span for a, b, span in zip(point, one, found.spans, strict=True))
        for one in found.optima
    )


def _clipped(goal: Goal, point: Point) -> Point:
    return tuple(min(max(x, one.low), one.high) for x, one in zip(point, goal.space.searched, strict=True))


def _level(goal: Goal, point: Point, free: Mapping[str, Range]) -> bool:
    """Whether the outcome has no slope along what is searched, or ends of ranges that nothing moves hold it there."""
    moving = [
        one
        for one, x in zip(goal.space.searched, point, strict=True)
        if free[one.name] is None and u.same_dimension(one.unit, u.parse_unit("year")) and x >= one.high
    ]
    try:
        return not moving and settled(goal, point, 2 * NEARLY)
    except RunError:
        return False
