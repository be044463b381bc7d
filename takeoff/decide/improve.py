"""A case after an improvement, and the pause question asked of it again."""

from __future__ import annotations

import math
from dataclasses import dataclass

from takeoff.decide.climb import FINEST
from takeoff.decide.follow import Shares, followed, shares_of
from takeoff.decide.goal import Goal
from takeoff.decide.pause import Answer, BestPause, ask, no_answer
from takeoff.decide.space import Point
from takeoff.equations import units as u
from takeoff.equations.meaning import ImprovementMeaning
from takeoff.equations.scope import Key, label
from takeoff.equations.values import NEVER
from takeoff.solve.case import Case, Given


@dataclass(frozen=True)
class Reached:
    """What the best pause of a changed model gives.

    Arguments:
        value: of the outcome maximised, in its declared unit.
        answer: its arguments and its run.
        optima: every local optimum that was followed, in shares of the ranges.
    """

    value: float
    answer: Answer
    optima: tuple[Shares, ...]


def changes_of(case: Case, improvement: ImprovementMeaning, times: float = 1.0) -> dict[str, Given]:
    """Parameters that an improvement changes, with their new values as text.

    Arguments:
        case: gives the present values.
        improvement: what is done to them.
        times: how often; any number.
    """
    return {
        label(key): _written(case, key[0], step.applied(present(case, key), times))
        for key, step in improvement.steps.items()
    }


def present(case: Case, key: Key) -> float:
    """Present value of a parameter of a member, in the inside unit."""
    value = case.parameters()[label(key)].value
    return math.nan if value is None else value * u.scale(case.meaning.doors[key[0]].unit)


def _written(case: Case, name: str, inside: float) -> Given:
    if math.isinf(inside):
        return NEVER
    door = case.meaning.doors[name]
    return f"{door.show(inside)!r} {u.readable(door.unit)}".removesuffix(" 1")


def reached(
    best: BestPause, case: Case, starts: tuple[Shares, ...], scan: bool = True, finest: float = FINEST
) -> Reached:
    """The best pause of a changed case, followed from the optima of a similar one.

    Arguments:
        best: the question.
        case: the changed model, schedules included.
        starts: optima in shares of their ranges.
        scan: whether to look for a higher hill too.
        finest: accuracy, as a share of the ranges.

    Raises:
        NoAnswer: no pause meets the bounds.
        RunError: never pausing fails, or every schedule does.
    """
    goal, _ = ask(case, best.schedules, best.maximised, best.over, best.bounds)
    points = followed(goal, starts, scan, finest)
    if not points:
        raise no_answer(goal)
    answer = Answer(goal.space.parameters(points[0]), goal.space.run(points[0]))
    return Reached(goal.value(points[0]), answer, tuple(shares_of(goal.space, point) for point in points))


def base(best: BestPause) -> Reached:
    """The answer itself, as what changed models are followed from."""
    goal, _ = ask(best.case, best.schedules, best.maximised, best.over, best.bounds)
    points = [_point(goal, optimum) for optimum in best.optima]
    value = best.best.run.outcome(best.maximised)
    return Reached(value, best.best, tuple(shares_of(goal.space, point) for point in points))


def _point(goal: Goal, answer: Answer) -> Point:
    return tuple((answer.parameters[s.name].value or 0.0) * u.scale(s.unit) for s in goal.space.searched)
