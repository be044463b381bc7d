"""One question in every scenario of a model: what slowdowns give there, each with its arguments chosen anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from takeoff.decide.improve import base, reached
from takeoff.decide.pause import BestPause, best_pause, filled_in
from takeoff.decide.slowdowns import (
    NEVER,
    Comparison,
    Slowdown,
    check_over,
    free_arguments,
    is_share,
    require_maximisable,
    slowdown,
    without,
)
from takeoff.decide.space import Range
from takeoff.errors import InputError, TakeoffError, near
from takeoff.schedules.control import first_control
from takeoff.schedules.schedule import Schedule, abrupt
from takeoff.solve.case import Case
from takeoff.solve.outlets import Shown

AS_IT_IS = ""
"""Name of the model without a scenario."""
AS_PLANNED = "as planned"
"""A scenario's own schedule of a control that is compared."""
LEVEL = 1e-9
"""A gain below this, relative to the outcome, is none."""
FULL_STOP, ANY_DEPTH = "full stop", "abrupt slowdown"

Watch = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True)
class InScenario:
    """What slowdowns give in one scenario.

    Arguments:
        name: of the scenario; AS_IT_IS for the model without one.
        title: for readers.
        meaning: a sentence, or "".
        comparison: never pausing first, then what the scenario plans, then what was asked; None where a run failed.
        reason: why there is none, else "".
    """

    name: str
    title: str
    meaning: str
    comparison: Comparison | None
    reason: str = ""


@dataclass(frozen=True, repr=False)
class ScenarioComparison(Shown):
    """Slowdowns in the scenarios of a model.

    Arguments:
        case: the model without a scenario.
        entries: the model as it is, then its scenarios, in the order of the file.
        maximised: the outcome.
        labels: of the slowdowns asked for.
    """

    case: Case
    entries: tuple[InScenario, ...]
    maximised: str
    labels: tuple[str, ...]

    def value(self, slowdown: Slowdown) -> float:
        """What is maximised, in its declared unit."""
        return slowdown.run.outcome(self.maximised)

    def helps(self, comparison: Comparison, slowdown: Slowdown) -> bool:
        """Whether a slowdown does better than never pausing."""
        never = self.value(comparison.slowdowns[0])
        return self.value(slowdown) - never > LEVEL * (abs(never) or 1.0)

    def best(self, comparison: Comparison) -> Slowdown:
        """The best slowdown of a scenario; never pausing where none does better."""
        first, *others = comparison.slowdowns
        best = max(others, key=self.value)
        return best if self.helps(comparison, best) else first

    def gain(self, comparison: Comparison) -> float:
        """What the best slowdown adds to never pausing; 0 where none does better."""
        return self.value(self.best(comparison)) - self.value(comparison.slowdowns[0])

    @property
    def known(self) -> list[tuple[InScenario, Comparison]]:
        """Scenarios with an answer."""
        return [(one, one.comparison) for one in self.entries if one.comparison is not None]

    @property
    def in_points(self) -> bool:
        """Whether the outcome is a share of one, told in percent and points."""
        values = [self.value(one) for _, comparison in self.known for one in comparison.slowdowns]
        return is_share(self.case.meaning, self.maximised, values)

    @property
    def provenance(self) -> dict[str, Any]:
        """What is maximised, and each run's own account, by scenario and slowdown."""
        told = {
            one.name or "-": {slowdown.label: dict(slowdown.run.provenance) for slowdown in comparison.slowdowns}
            for one, comparison in self.known
        }
        return {"ranked_by": self.maximised, "scenarios": told}

    def of(self, name: str) -> InScenario:
        """What slowdowns give in one scenario.

        Raises:
            InputError: it was not asked for.
        """
        found = {one.name: one for one in self.entries}
        if name not in found:
            raise InputError(f"no scenario '{name}' was asked for", near(name, found))
        return found[name]


@dataclass(frozen=True)
class _Question:
    """One slowdown that is asked for, and its best in the model as it is where arguments are open."""

    label: str
    schedules: Mapping[str, Schedule]
    best: BestPause | None


def compare_scenarios(
    case: Case,
    maximise: str,
    schedules: Mapping[str, Mapping[str, Schedule]] | None = None,
    over: Mapping[str, Range] | None = None,
    scenarios: Iterable[str] | None = None,
    watch: Watch = iter,
) -> ScenarioComparison:
    """Compare slowdowns in the scenarios of a model, each with its open arguments chosen anew.

    The optima of the model as it is are searched for; in the scenarios they are followed, and a coarse scan looks for
    higher ones.

    Arguments:
        case: the model with its changes, which win over those of a scenario; so do its schedules.
        maximise: an outcome.
        schedules: label -> control -> schedule; a full stop and an abrupt slowdown of any depth unless given.
        over: argument -> range; None stands for all that is legal.
        scenarios: their names; all of the model's unless given.
        watch: passes names on one by one, such as a progress bar.

    Raises:
        InputError: an unknown name, a model without scenarios, or an outcome that is better when lower.
        NoAnswer: no slowdown in range has a value.
    """
    require_maximisable(case.meaning, maximise)
    names = _named(case, scenarios)
    asked = schedules or usual(case)
    ranges = over if schedules else dict.fromkeys(("start", "depth")) | dict(over or {})
    check_over(case, list(asked.values()), ranges or {})
    questions = [_question(case, label, one, maximise, ranges or {}) for label, one in asked.items()]
    entries = tuple(_entry(case, name, maximise, questions) for name in watch([AS_IT_IS, *names]))
    return ScenarioComparison(case, entries, maximise, tuple(asked))


def usual(case: Case) -> dict[str, dict[str, Schedule]]:
    """What is asked unless anything else is: a full stop, and an abrupt slowdown of any depth, of the first control."""
    control = first_control(case.meaning)
    return {FULL_STOP: {control: abrupt(depth=1)}, ANY_DEPTH: {control: abrupt()}}


def _named(case: Case, scenarios: Iterable[str] | None) -> list[str]:
    known = case.meaning.spec.parts.scenarios
    if not known:
        hint = 'such as: [scenarios.long-lead] lead = "2 year"'
        raise InputError(f"the model '{case.meaning.header.name}' has no scenarios", hint)
    names = list(known) if scenarios is None else list(scenarios)
    for name in names:
        if name not in known:
            raise InputError(f"the model has no scenario '{name}'", near(name, known))
    return names


def _question(
    case: Case, label: str, schedules: Mapping[str, Schedule], maximise: str, over: Mapping[str, Range]
) -> _Question:
    free = free_arguments(schedules, over)
    return _Question(label, schedules, best_pause(case, schedules, maximise, free) if free else None)


def _entry(case: Case, name: str, maximise: str, questions: Sequence[_Question]) -> InScenario:
    part = case.meaning.spec.parts.scenarios.get(name)
    title, meaning = (part.title or name, part.meaning) if part else ("The model as it is", "")
    try:
        slowdowns = _slowdowns(_placed(case, name), name, questions)
    except TakeoffError as error:
        return InScenario(name, title, meaning, None, str(error).replace("\n  hint: ", ": "))
    return InScenario(name, title, meaning, Comparison(slowdowns, maximise))


def _placed(case: Case, name: str) -> Case:
    """The case in a scenario; its own changes and schedules win."""
    if name == AS_IT_IS:
        return case
    bare = replace(case, changes={}, schedules={})
    return bare.scenario(name).change(case.changes).with_schedules(case.schedules)


def _slowdowns(case: Case, name: str, questions: Sequence[_Question]) -> tuple[Slowdown, ...]:
    never = without(case, [question.schedules for question in questions])
    plan = {control: one for control, one in case.schedules.items() if control not in never.schedules}
    planned = [replace(slowdown(case, plan, {}), label=AS_PLANNED)] if plan else []
    answers = [_answer(never, question, follow=name != AS_IT_IS) for question in questions]
    return (Slowdown(NEVER, {}, never.run()), *planned, *answers)


def _answer(case: Case, question: _Question, follow: bool) -> Slowdown:
    if question.best is None:
        return replace(slowdown(case, question.schedules, {}), label=question.label)
    answer = question.best.best
    if follow:
        starts = base(question.best).optima
        answer = reached(question.best, case.with_schedules(question.schedules), starts).answer
    solved = filled_in(question.schedules, answer.parameters)
    texts = {control: str(schedule) for control, schedule in solved.items()}
    return Slowdown(question.label, texts, answer.run, answer.parameters)
