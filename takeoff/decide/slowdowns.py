"""Slowdowns side by side: abrupt against gradual, matched on one outcome, ranked on another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from takeoff.decide.bounds import require_outcome
from takeoff.decide.match import Match, matches, reach
from takeoff.decide.pause import best_pause, filled_in
from takeoff.decide.space import Range, search_space
from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.errors import InputError, NoAnswer, near
from takeoff.schedules.find import kind_of
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case
from takeoff.solve.outlets import Shown
from takeoff.solve.run import Amount, Run

NEVER = "never pausing"


@dataclass(frozen=True)
class Slowdown:
    """One schedule and what it gave.

    Arguments:
        label: short name for tables and figures: "never pausing", "abrupt", "ramp".
        schedule: the schedules as text, by control; empty for never pausing.
        parameters: the schedule's arguments that were searched or solved for, in their declared units.
        run: its run.
    """

    label: str
    schedule: Mapping[str, str]
    run: Run
    parameters: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True, repr=False)
class Comparison(Shown):
    """Slowdowns side by side; the first is never pausing.

    Arguments:
        slowdowns: in the order asked for.
        ranked_by: the outcome that they are ranked by.
        equal: the outcome that all but never pausing share, "" where they were not matched.
    """

    slowdowns: tuple[Slowdown, ...]
    ranked_by: str
    equal: str = ""


def compare(
    case: Case,
    schedules: Sequence[Mapping[str, Schedule]],
    ranked_by: str,
    equal: str = "",
    over: Mapping[str, Range] | None = None,
) -> Comparison:
    """Compare schedules with never pausing and with each other.

    Arguments:
        case: the model with its changes.
        schedules: at least one; each maps controls to schedules. Arguments missing in the first are chosen to be best.
        ranked_by: an outcome; the first schedule's missing arguments maximise (or minimise) it.
        equal: an outcome; each further schedule's missing arguments are solved so that it equals the first's.
        over: argument -> range; None stands for all that is legal. Missing arguments need not be listed.

    Raises:
        InputError: an unknown name, or a schedule with nothing to solve for where `equal` asks for it.
        NoAnswer: no argument in range makes a schedule match.
    """
    require_outcome(ranked_by, case.meaning)
    if equal:
        require_outcome(equal, case.meaning)
    if not schedules:
        raise InputError("nothing to compare", 'such as --schedule "caution=abrupt(start=9 year)"')
    check_over(case, schedules, over or {})
    never = Slowdown(NEVER, {}, without(case, schedules).run())
    first = _chosen(case, schedules[0], ranked_by, over or {}, never.run)
    others = [
        _matched(case, one, ranked_by, equal, first.run, over or {}, never.run)
        if equal
        else _chosen(case, one, ranked_by, over or {}, never.run)
        for one in schedules[1:]
    ]
    named = [replace(one, label=label) for one, label in zip([first, *others], labels_of(schedules), strict=True)]
    return Comparison((never, *named), ranked_by, equal if len(schedules) > 1 else "")


def without(case: Case, schedules: Iterable[Mapping[str, Schedule]]) -> Case:
    """The case without any schedule of the controls that are compared: never pausing."""
    compared = {control for one in schedules for control in one}
    return replace(case, schedules={name: one for name, one in case.schedules.items() if name not in compared})


def alternatives(given: Sequence[tuple[str, Schedule]]) -> tuple[list[dict[str, Schedule]], dict[str, Schedule]]:
    """Schedules to compare, and those that hold for all.

    Arguments:
        given: control and schedule, in order. The control named more than once is compared (the first named, if none
            is); schedules of other controls hold for all.
    """
    controls = [control for control, _ in given]
    compared = next((control for control in controls if controls.count(control) > 1), next(iter(controls), ""))
    return (
        [{control: schedule} for control, schedule in given if control == compared],
        {control: schedule for control, schedule in given if control != compared},
    )


def higher_is_better(meaning: Meaning, outcome: str) -> bool:
    """Whether a model says that more of an outcome is better; so it is where it does not say."""
    return meaning.spec.parts.outcomes[outcome].better != "lower"


def require_maximisable(meaning: Meaning, outcome: str) -> None:
    """Refuse an outcome that cannot be maximised.

    Raises:
        InputError: no such outcome, or one that is better when lower.
    """
    require_outcome(outcome, meaning)
    if not higher_is_better(meaning, outcome):
        known = [name for name in meaning.outcome_units if higher_is_better(meaning, name)]
        hint = f"these are: {', '.join(known)}" if known else "the model has none: define one"
        message = f"'{outcome}' is better when lower; only outcomes that are better when higher are maximised"
        raise InputError(message, hint)


def is_share(meaning: Meaning, outcome: str, values: Iterable[float]) -> bool:
    """Whether an outcome is a share of one, told in percent: without unit, better when higher, none beyond 0 to 1.

    Arguments:
        meaning: the model.
        outcome: its name.
        values: of the outcome, in its declared unit.
    """
    plain = u.readable(meaning.outcome_units[outcome].unit) == "1"
    return plain and meaning.spec.parts.outcomes[outcome].better == "higher" and all(0.0 <= x <= 1.0 for x in values)


def missing_arguments(schedules: Mapping[str, Schedule]) -> dict[str, str]:
    """Arguments without default that were not given, and their controls, in the order of their files."""
    return {
        name: control
        for control, schedule in schedules.items()
        for name, part in kind_of(schedule).parameters.items()
        if not part.value and name not in schedule.arguments
    }


def free_arguments(schedules: Mapping[str, Schedule], over: Mapping[str, Range]) -> dict[str, Range]:
    """Arguments of these schedules that are not fixed: those missing, and those listed that were not given.

    Arguments:
        schedules: control -> schedule.
        over: arguments listed, with their ranges.
    """
    given = {name for schedule in schedules.values() for name in schedule.arguments}
    known = {name for schedule in schedules.values() for name in kind_of(schedule).parameters}
    listed = {name: span for name, span in over.items() if name in known - given}
    return {**listed, **{name: over.get(name) for name in missing_arguments(schedules) if name not in listed}}


def check_over(case: Case, schedules: Sequence[Mapping[str, Schedule]], over: Mapping[str, Range]) -> None:
    """Refuse an argument that no compared schedule leaves open.

    Arguments:
        case: the model.
        schedules: those compared.
        over: argument -> range.

    Raises:
        InputError: there is one.
    """
    for one in schedules:
        case.with_schedules(one)
    open_arguments = {
        name
        for one in schedules
        for schedule in one.values()
        for name in kind_of(schedule).parameters
        if name not in schedule.arguments
    }
    for name in over:
        if name not in open_arguments:
            raise InputError(f"no compared schedule leaves an argument '{name}' open", near(name, open_arguments))


def _chosen(
    case: Case, schedules: Mapping[str, Schedule], ranked_by: str, over: Mapping[str, Range], never: Run
) -> Slowdown:
    """A slowdown whose free arguments are the best."""
    free = free_arguments(schedules, over)
    if not free:
        return slowdown(case, schedules, {})
    require_maximisable(case.meaning, ranked_by)
    return slowdown(case, schedules, best_pause(case, schedules, ranked_by, free).best.parameters)


def _matched(
    case: Case,
    schedules: Mapping[str, Schedule],
    ranked_by: str,
    equal: str,
    reference: Run,
    over: Mapping[str, Range],
    never: Run,
) -> Slowdown:
    """A slowdown whose free arguments make an outcome equal the reference's, and are the best among those."""
    free = free_arguments(schedules, over)
    if not free:
        raise InputError(
            f"nothing to solve for in {', '.join(map(str, schedules.values()))}",
            f"leave an argument open to match '{equal}', such as its start, with --over start",
        )
    if math.isnan(reference.outcome(equal)):
        raise NoAnswer(f"the first schedule gives '{equal}' no value to match", "its milestone is never reached")
    space = search_space(case.with_schedules(schedules), free, never.trajectory.end)
    match = Match(space, equal, reference.outcome(equal), ranked_by, higher_is_better(case.meaning, ranked_by))
    found = matches(match)
    if not found:
        low, high = reach(match)
        message = f"no {', '.join(s.kind for s in schedules.values())} in range has {equal} = {match.target:.6g}"
        raise NoAnswer(message, f"it reaches {low:.4g} to {high:.4g}")
    return slowdown(case, schedules, space.parameters(found[0]))


def slowdown(case: Case, schedules: Mapping[str, Schedule], parameters: Mapping[str, Amount]) -> Slowdown:
    """A slowdown with the arguments that were found for it.

    Arguments:
        case: what is run.
        schedules: control -> schedule.
        parameters: arguments found, in their declared units.
    """
    solved = filled_in(schedules, parameters)
    texts = {control: str(schedule) for control, schedule in solved.items()}
    return Slowdown(labels_of([schedules])[0], texts, case.with_schedules(solved).run(), parameters)


def labels_of(schedules: Sequence[Mapping[str, Schedule]]) -> list[str]:
    """Short names of schedules: their kinds, numbered where two have the same."""
    kinds = [" and ".join(schedule.kind for schedule in one.values()) for one in schedules]
    return [f"{kind} {place}" if kinds.count(kind) > 1 else kind for place, kind in enumerate(kinds, 1)]
