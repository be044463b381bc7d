"""The best of some schedules as a function of a parameter: what the parameter is worth, and what slowing down buys."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from takeoff.decide.pause import Answer
from takeoff.decide.scenarios import LEVEL
from takeoff.decide.slowdowns import check_over, is_share, require_maximisable
from takeoff.decide.space import Range
from takeoff.decide.sweep import Index, Question, Solved, Watch, sweep, unscheduled
from takeoff.errors import InputError, RunError, near
from takeoff.schedules.control import first_control
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case, Given
from takeoff.solve.run import Amount, Run


@dataclass(frozen=True)
class Best:
    """The best of one schedule at one value of the parameter.

    Arguments:
        value: of the outcome, in its declared unit; not a number where there is none.
        slope: of the best outcome by the parameter, each in its declared unit; not a number where it has none, as
            where the best lies on a kink.
        answer: the arguments found and the run; None where there is none.
        reason: why there is none, else "".
    """

    value: float
    slope: float
    answer: Answer | None
    reason: str = ""


@dataclass(frozen=True)
class At:
    """What is best at one value of the parameter.

    Arguments:
        at: the value.
        never: never pausing.
        bests: one for each schedule.
    """

    at: Amount
    never: Best
    bests: tuple[Best, ...]


@dataclass(frozen=True)
class Along:
    """What is best as a function of a parameter.

    Arguments:
        name: the parameter.
        points: one for each of its values, in the order asked for.
        labels: of the schedules.
        schedules: control -> schedule, as asked.
        maximised: the outcome.
        case: the model, without the schedules.
    """

    name: str
    points: tuple[At, ...]
    labels: tuple[str, ...]
    schedules: tuple[Mapping[str, Schedule], ...]
    maximised: str
    case: Case

    def gain(self, point: At, place: int) -> float:
        """What the best of one schedule adds to never pausing; 0 where it adds nothing, not a number where unknown.

        Arguments:
            point: one of the points.
            place: of the schedule.
        """
        gain = point.bests[place].value - point.never.value
        return 0.0 if abs(gain) <= LEVEL * (abs(point.never.value) or 1.0) else gain

    def top(self, point: At) -> float:
        """The most that any of the schedules adds to never pausing; not a number where nothing is known."""
        return max((g for p in range(len(self.labels)) if not math.isnan(g := self.gain(point, p))), default=math.nan)

    @property
    def arguments(self) -> tuple[str, ...]:
        """Arguments that were searched, in the order of the schedules."""
        answers = [best.answer for point in self.points for best in point.bests if best.answer is not None]
        return tuple(dict.fromkeys(name for answer in answers for name in answer.parameters))

    @property
    def in_points(self) -> bool:
        """Whether the outcome is a share of one, so that it is told in percent and gains in points (hundredths)."""
        values = [best.value for point in self.points for best in (point.never, *point.bests)]
        return is_share(self.case.meaning, self.maximised, [value for value in values if not math.isnan(value)])

    @property
    def provenance(self) -> dict[str, Any]:
        """What was asked, and the account of each run, by value and schedule."""
        told = {
            f"{point.at.value!r} {point.at.unit}".removesuffix(" 1"): {
                label: dict(best.answer.run.provenance)
                for label, best in zip(("never pausing", *self.labels), (point.never, *point.bests), strict=True)
                if best.answer is not None
            }
            for point in self.points
        }
        return {"maximised": self.maximised, "along": self.name, "runs": told}


def best_along(
    case: Case,
    schedules: Sequence[Schedule | tuple[str, Schedule]],
    over: Mapping[str, Range],
    maximise: str,
    name: str,
    values: Sequence[Given],
    watch: Watch | None = None,
) -> Along:
    """Find the best of some schedules at each value of a parameter.

    Arguments:
        case: the model with its changes; schedules of other controls stay as they are.
        schedules: of the first control, or with the control that they are for.
        over: argument -> range, None for all that is legal; missing arguments need not be listed.
        maximise: an outcome that is better when higher.
        name: a parameter, with its member where it has several.
        values: of the parameter: numbers in its unit, or text with units.
        watch: passes places on one by one, such as a progress bar.

    Raises:
        InputError: an unknown name, an illegal value, or an outcome that is better when lower.
    """
    require_maximisable(case.meaning, maximise)
    asked = [for_control(case, one) for one in schedules]
    check_over(case, asked, over)
    questions = [Question(one, maximise, over) for one in asked]
    bare = unscheduled(case, questions)
    cases: dict[Index, Case] = {(place,): at_value(bare, name, value) for place, value in enumerate(values)}
    found = sweep(questions, cases, watch or iter)
    points = tuple(_at(cases[index], name, maximise, solved) for index, solved in found.items())
    return Along(name, points, labels(asked), tuple(asked), maximise, bare)


def for_control(case: Case, given: Schedule | tuple[str, Schedule]) -> dict[str, Schedule]:
    """A schedule with its control: the model's first one unless it is named.

    Raises:
        InputError: the model has no control.
    """
    if not isinstance(given, Schedule):
        return dict([given])
    return {first_control(case.meaning): given}


def at_value(case: Case, name: str, value: Given) -> Case:
    """The case at one finite value of a parameter.

    Raises:
        InputError: no such parameter, or an illegal value.
    """
    moved, known = case.change({name: value}), case.parameters()
    if name not in known:
        raise InputError(f"'{name}' has several members", f"name one: {near(name, known) or next(iter(known))}")
    found = moved.parameters()[name].value
    if found is None or not math.isfinite(found):
        raise InputError(f"'{name}' cannot be followed to {value}", "give finite values")
    return moved


def labels(schedules: Sequence[Mapping[str, Schedule]]) -> tuple[str, ...]:
    """Short names of schedules: their kinds, with what was given where two are of one kind."""
    kinds = [" and ".join(schedule.kind for schedule in one.values()) for one in schedules]
    return tuple(described(one) if kinds.count(kind) > 1 else kind for kind, one in zip(kinds, schedules, strict=True))


def described(schedules: Mapping[str, Schedule]) -> str:
    """Schedules in words, with what was given: "abrupt, depth 1"."""
    told = [[one.kind, *(f"{name} {value}" for name, value in one.arguments.items())] for one in schedules.values()]
    return " and ".join(", ".join(words) for words in told)


def _at(case: Case, name: str, maximise: str, solved: Sequence[Solved]) -> At:
    never = _never(case, name, maximise)
    return At(case.parameters()[name], never, tuple(_best(one, never, name, maximise) for one in solved))


def _never(case: Case, name: str, maximise: str) -> Best:
    try:
        run = case.run()
    except RunError as error:
        return Best(math.nan, math.nan, None, str(error))
    return Best(run.outcome(maximise), _slope(run, maximise, name), Answer({}, run))


def _best(solved: Solved, never: Best, name: str, maximise: str) -> Best:
    if solved.answer is None:
        return Best(math.nan, math.nan, None, solved.reason)
    slope = math.nan
    if abs(solved.value - never.value) <= LEVEL * (abs(never.value) or 1.0):
        slope = never.slope
    elif solved.level:
        slope = _slope(solved.answer.run, maximise, name)
    return Best(solved.value, slope, solved.answer)


def _slope(run: Run, outcome: str, name: str) -> float:
    """Slope of an outcome by a parameter, in declared units; not a number where it has none."""
    try:
        return run.gradient(outcome, [name])[name]
    except RunError:
        return math.nan
