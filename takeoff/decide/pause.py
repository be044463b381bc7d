"""When to pause: the schedule's arguments that maximise an outcome, what that buys, and every other local optimum."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from takeoff.decide.bounds import Bound, read_bounds, require_outcome
from takeoff.decide.goal import INSIDE, Goal
from takeoff.decide.optimise import least_violation, local_optima
from takeoff.decide.space import Range, Space, search_space
from takeoff.equations import units as u
from takeoff.errors import InputError, NoAnswer, RunError, TakeoffError
from takeoff.schedules.find import kind_of
from takeoff.schedules.schedule import Schedule
from takeoff.schedules.text import read_schedule_text
from takeoff.solve.case import Case
from takeoff.solve.outlets import Shown
from takeoff.solve.run import Amount, Run

if TYPE_CHECKING:
    from takeoff.decide.slowdowns import Comparison
    from takeoff.decide.worth import Worths


@dataclass(frozen=True)
class Answer:
    """One point of a search.

    Arguments:
        parameters: the arguments found, in their declared units; empty for never pausing.
        run: its run.
    """

    parameters: Mapping[str, Amount]
    run: Run


@dataclass(frozen=True, repr=False)
class BestPause(Shown):
    """The answer to "when to pause".

    Arguments:
        best: the best of the optima.
        never: without the schedule.
        optima: every local optimum, the best first.
        maximised: the outcome.
        bounds: limits that were set.
        schedules: the schedules searched over, as given.
        case: the case asked about, schedules included.
        over: arguments searched -> their ranges, None for all that is legal.
    """

    best: Answer
    never: Answer
    optima: tuple[Answer, ...]
    maximised: str
    bounds: tuple[Bound, ...]
    schedules: Mapping[str, Schedule]
    case: Case
    over: Mapping[str, Range]

    @property
    def gain(self) -> float:
        """What the best pause adds to never pausing, in the unit of the outcome maximised."""
        return self.best.run.outcome(self.maximised) - self.never.run.outcome(self.maximised)

    def solved_schedules(self) -> dict[str, Schedule]:
        """The schedules with the arguments found filled in."""
        return filled_in(self.schedules, self.best.parameters)

    def compare_with(self, schedule: Schedule | str, equal: str = "") -> Comparison:
        """Compare with never pausing and with another schedule of the control, at an equal outcome if one is named.

        Arguments:
            schedule: a schedule or its text, such as "ramp"; the first of its missing arguments is solved for.
            equal: an outcome, such as "lead_left".

        Raises:
            InputError: an unknown name, or nothing to solve for.
            NoAnswer: no argument in range matches.
        """
        from takeoff.decide.slowdowns import compare

        control = next(iter(self.schedules))
        other = read_schedule_text(schedule) if isinstance(schedule, str) else schedule
        base = replace(self.case, schedules={c: s for c, s in self.case.schedules.items() if c not in self.schedules})
        return compare(base, [self.solved_schedules(), {control: other}], self.maximised, equal)

    def worth(self, improvements: Iterable[str] | None = None) -> Worths:
        """What changes for the better are worth, each with the slowdown chosen anew.

        Arguments:
            improvements: names of the model's improvements; all of them unless given.

        Raises:
            InputError: an improvement that the model does not have, or a model without any.
        """
        from takeoff.decide.worth import worth

        return worth(self, improvements)


def best_pause(
    case: Case,
    schedules: Mapping[str, Schedule],
    maximise: str,
    over: Mapping[str, Range],
    subject_to: str | Iterable[str] = (),
) -> BestPause:
    """Find the schedule that maximises an outcome.

    Arguments:
        case: the model with its changes; schedules of other controls stay as they are.
        schedules: control -> schedule whose arguments are searched.
        maximise: an outcome.
        over: argument -> range, or None for all that is legal.
        subject_to: a bound such as "hazard_leader <= 0.02", or several.

    Raises:
        InputError: an unknown name or an illegal range.
        NoAnswer: nothing in range meets the bounds.
        RunError: never pausing fails, or every schedule does.
    """
    require_outcome(maximise, case.meaning)
    bounds = read_bounds(subject_to, case.meaning)
    if not schedules:
        raise InputError("no schedule to search", 'such as --schedule "caution=abrupt" --over start')
    asked = case.with_schedules(schedules)
    goal, never = ask(asked, schedules, maximise, over, bounds)
    points = local_optima(goal)
    if not points:
        raise no_answer(goal)
    optima = tuple(Answer(goal.space.parameters(point), goal.space.run(point)) for point in points)
    return BestPause(optima[0], Answer({}, never), optima, maximise, bounds, dict(schedules), asked, dict(over))


def ask(
    case: Case,
    schedules: Mapping[str, Schedule],
    maximise: str,
    over: Mapping[str, Range],
    bounds: tuple[Bound, ...],
    ahead: float = 0.0,
) -> tuple[Goal, Run]:
    """What is searched, and the run without a pause, at whose end, or some time ahead of it, the search ends.

    Arguments:
        case: with all schedules.
        schedules: those whose arguments are searched.
        maximise: an outcome.
        over: argument -> range, or None for all that is legal.
        bounds: limits on outcomes.
        ahead: how long before that end times without a range end [year].

    Raises:
        InputError: an illegal range, or a schedule that lacks an argument.
        NoAnswer: the run without a pause is not longer than that.
        RunError: never pausing fails.
    """
    never = replace(case, schedules={c: s for c, s in case.schedules.items() if c not in schedules}).run()
    latest = never.trajectory.end - ahead
    if latest <= 0 < ahead:
        message = f"the run ends {never.trajectory.end:.3g} years after its start, too early for any pause"
        raise NoAnswer(message, "change what ends it, such as its horizon")
    space = search_space(case, over, latest)
    _check_arguments(space)
    return Goal(space, maximise, bounds), never


def filled_in(schedules: Mapping[str, Schedule], parameters: Mapping[str, Amount]) -> dict[str, Schedule]:
    """Schedules with arguments that a search found.

    Arguments:
        schedules: control -> schedule.
        parameters: argument, or control.argument, -> value.
    """
    solved = dict(schedules)
    for name, amount in parameters.items():
        control = _control_of(name, solved)
        text = f"{amount.value!r} {amount.unit}".removesuffix(" 1")
        solved[control] = solved[control].with_arguments(**{name.rpartition(".")[2]: text})
    return solved


def split_schedules(
    schedules: Mapping[str, Schedule], over: Iterable[str]
) -> tuple[dict[str, Schedule], dict[str, Schedule]]:
    """Schedules with an argument to search over, and those that are held.

    Arguments:
        schedules: control -> schedule.
        over: arguments to search, such as "start" or "caution.start".
    """
    asked = {tuple(name.rpartition(".")[::2]) for name in over}
    searched = {
        control: schedule
        for control, schedule in schedules.items()
        if any(name in kind_of(schedule).parameters and owner in ("", control) for owner, name in asked)
    }
    searched = searched or dict(schedules)
    return searched, {control: schedule for control, schedule in schedules.items() if control not in searched}


def _check_arguments(space: Space) -> None:
    """Refuse a schedule that lacks an argument before the first run; at the low ends, others may not fit each other."""
    lowest = {s.key: s.low for s in space.searched}
    with contextlib.suppress(RunError):
        replace(space.case, exact={**space.case.exact, **lowest}).values()


def _control_of(name: str, schedules: Mapping[str, Schedule]) -> str:
    control, _, argument = name.rpartition(".")
    if control:
        return control
    return next(c for c, schedule in schedules.items() if argument in kind_of(schedule).parameters)


def no_answer(goal: Goal) -> TakeoffError:
    """Why a search found nothing: which bound the closest pause breaks, and by how much.

    Arguments:
        goal: which no point in range meets.
    """
    if not goal.bounds:
        return goal.space.failure() or NoAnswer(
            f"no schedule in range gives '{goal.outcome}' a value", "its milestone is never reached"
        )
    return NoAnswer(f"no pause in range satisfies {' and '.join(b.text for b in goal.bounds)}", closest(goal))


def closest(goal: Goal) -> str:
    """Which bounds the pause that comes closest breaks, and by how much.

    Arguments:
        goal: whose bounds no point in range meets.
    """
    point = least_violation(goal)
    where = ", ".join(f"{name} = {_amount(amount)}" for name, amount in goal.space.parameters(point).items())
    return f"the closest has {breaches(goal, point)} (at {where})"


def breaches(goal: Goal, point: Sequence[float]) -> str:
    """Which bounds a point breaks, and by how much.

    Arguments:
        goal: has the bounds.
        point: of its space.
    """
    broken = [bound for bound in goal.bounds if not bound.slack(goal.space.outcome(point, bound.outcome)) >= INSIDE]
    return "; ".join(_excess(goal, point, bound) for bound in broken)


def _excess(goal: Goal, point: Sequence[float], bound: Bound) -> str:
    """How far an outcome is from meeting its bound: "hazard = 0.3, off by 0.1 from hazard <= 0.2"."""
    value = goal.space.outcome(point, bound.outcome)
    unit = u.readable(goal.space.case.meaning.outcome_units[bound.outcome].unit)
    if math.isnan(value):
        return f"no value of '{bound.outcome}': its milestone is never reached, or the run fails"
    reached, excess = (_amount(Amount(x, unit), 6) for x in (value, abs(value - bound.limit)))
    return f"{bound.outcome} = {reached}, off by {excess} from {bound.text}"


def _amount(amount: Amount, digits: int = 4) -> str:
    return f"{amount.value:.{digits}g} {amount.unit}".removesuffix(" 1")
