"""The best schedule of all: caution at many nodes, climbed with exact gradients, from a few nodes to many."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from takeoff.decide.ascend import Ascent, ascend
from takeoff.decide.bounds import Bound, read_bounds, require_outcome
from takeoff.decide.certificate import Certificate, certify
from takeoff.decide.goal import Goal
from takeoff.decide.nodes import Line, refined, sampled
from takeoff.decide.pause import Answer, best_pause, breaches, filled_in
from takeoff.decide.slowdowns import NEVER, Comparison, Slowdown
from takeoff.errors import InputError, NoAnswer, RunError, near
from takeoff.schedules.control import first_control
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case
from takeoff.solve.outlets import Shown
from takeoff.solve.run import Run

NODES = (10, 20, 40, 60)
"""Numbers of nodes of the stages."""
FEWEST, MOST = 3, 100
SIMPLE: Mapping[str, tuple[str, ...]] = {
    "abrupt": ("start", "depth"),
    "ramp": ("start", "length", "depth"),
    "logistic": ("middle", "width", "depth"),
    "exponential": ("start", "time", "depth"),
}
"""Kinds of schedule that the best is held against, with the arguments that are searched."""
Watch = Callable[[Sequence[str | int]], Iterable[str | int]]
LIGHTEST = 1e-4
"""Least weight of a level, relative to the heaviest."""
OUTSIDE = 1e-7
"""How far outside a bound, relative to its limit, a schedule still counts as meeting it."""


@dataclass(frozen=True)
class Stage:
    """The best schedule through some number of nodes.

    Arguments:
        line: the control along time.
        run: its run.
        certificate: how far it is from Pontryagin's condition.
    """

    line: Line
    run: Run
    certificate: Certificate


@dataclass(frozen=True, repr=False)
class Plan(Shown):
    """The best schedule, how it was reached, and what simple schedules lose against it.

    Arguments:
        case: the model with its changes, the control not scheduled.
        control: what is scheduled.
        maximised: the outcome.
        bounds: limits that were set.
        never: the run without a schedule.
        simple: kind -> its best schedule, where one meets the bounds.
        stages: from few nodes to many.
    """

    case: Case
    control: str
    maximised: str
    bounds: tuple[Bound, ...]
    never: Run
    simple: Mapping[str, Answer]
    stages: tuple[Stage, ...]

    @property
    def best(self) -> Stage:
        """The stage with the most nodes."""
        return self.stages[-1]

    @property
    def best_simple(self) -> str:
        """The best kind of simple schedule; empty where none was asked for, or none meets the bounds."""
        return max(self.simple, key=lambda kind: self.simple[kind].run.outcome(self.maximised), default="")

    def schedule(self) -> Schedule:
        """The best schedule."""
        return self.best.line.schedule()

    def comparison(self) -> Comparison:
        """The best schedule beside never pausing and the best simple one."""
        slowdowns = [Slowdown(NEVER, {}, self.never)]
        if kind := self.best_simple:
            answer = self.simple[kind]
            solved = filled_in({self.control: Schedule(kind)}, answer.parameters)
            texts = {control: str(schedule) for control, schedule in solved.items()}
            slowdowns.append(Slowdown(kind, texts, answer.run, answer.parameters))
        slowdowns.append(Slowdown("best schedule", {self.control: str(self.schedule())}, self.best.run))
        return Comparison(tuple(slowdowns), self.maximised)


def best_plan(
    case: Case,
    control: str,
    maximise: str,
    subject_to: str | Iterable[str] = (),
    nodes: Sequence[int] = NODES,
    against: Sequence[str] = tuple(SIMPLE),
    watch: Watch = iter,
) -> Plan:
    """Find the best schedule of a control.

    Arguments:
        case: the model with its changes; schedules of other controls stay as they are.
        control: what is scheduled.
        maximise: an outcome.
        subject_to: a bound such as "hazard_leader <= 0.02", or several.
        nodes: numbers of nodes, rising; each stage starts from the one before.
        against: kinds of SIMPLE, each solved for its best; they are starts too.
        watch: passes the parts of the work on one by one, such as a progress bar.

    Raises:
        InputError: an unknown name or an illegal number of nodes.
        NoAnswer: nothing that was tried meets the bounds.
        RunError: never pausing fails.
    """
    _check(case, control, maximise, nodes, against)
    bounds = read_bounds(subject_to, case.meaning)
    base = replace(case, schedules={name: one for name, one in case.schedules.items() if name != control})
    never, simple, stages = base.run(), dict[str, Answer](), list[Stage]()
    search = _Search(base, control, maximise, bounds)
    for part in watch([*against, *nodes]):
        if isinstance(part, str):
            simple |= _simple(base, control, part, maximise, [bound.text for bound in bounds])
        else:
            starts = [never, *(answer.run for answer in simple.values())]
            line = search.climbed(refined(stages[-1].line, part)) if stages else search.first(starts, part)
            stages.append(search.stage(line))
    if not search.legal(stages[-1].run):
        raise search.no_answer(stages[-1].line)
    return Plan(base, control, maximise, bounds, never, simple, tuple(stages))


def _check(case: Case, control: str, maximise: str, nodes: Sequence[int], against: Sequence[str]) -> None:
    require_outcome(maximise, case.meaning)
    first_control(case.meaning)
    if control not in case.meaning.defaults:
        raise InputError(f"the model has no control '{control}'", near(control, case.meaning.defaults))
    rising = all(isinstance(one, int) for one in nodes) and list(nodes) == sorted(set(nodes))
    if not nodes or not rising or not FEWEST <= nodes[0] <= nodes[-1] <= MOST:
        raise InputError(f"nodes are rising numbers from {FEWEST} to {MOST}", "such as 10,20,40,60")
    for kind in against:
        if kind not in SIMPLE:
            raise InputError(f"'{kind}' is no simple schedule", near(kind, SIMPLE) or f"one of {', '.join(SIMPLE)}")


def _simple(case: Case, control: str, kind: str, maximise: str, subject_to: Sequence[str]) -> dict[str, Answer]:
    """A kind with its best arguments; nothing where none meet the bounds."""
    over = dict.fromkeys(SIMPLE[kind])
    try:
        return {kind: best_pause(case, {control: Schedule(kind)}, maximise, over, subject_to).best}
    except NoAnswer:
        return {}


@dataclass(frozen=True)
class _Search:
    """What all stages share."""

    case: Case
    control: str
    outcome: str
    bounds: tuple[Bound, ...]

    def first(self, starts: Sequence[Run], count: int) -> Line:
        """The best of the climbs from several runs."""
        tops = [self.climbed(sampled(run, self.control, count)) for run in starts]
        return max(tops, key=lambda line: self._merit(self._run(line)))

    def climbed(self, line: Line) -> Line:
        """The top of the hill that a line lies on, its nodes as they are; steps are measured in years of control.

        The line itself, where no climb is possible: a run on the way fails, or has no derivative.
        """
        goal, start = self._goal(line), tuple(line.levels.tolist())
        weights = line.weights(line.times[-1])
        try:
            top = ascend(Ascent(goal, start, stretch=np.sqrt(np.maximum(weights, LIGHTEST * weights.max()))))
        except RunError:
            return line
        better = not goal.feasible(start) or goal.value(top) >= goal.value(start)
        return line.with_levels(np.array(top)) if better else line

    def stage(self, line: Line) -> Stage:
        """A line with its run and certificate.

        Raises:
            NoAnswer: the outcome, or that of a bound, has no value there.
            RunError: the run has no derivative.
        """
        run = self._run(line)
        if math.isnan(run.outcome(self.outcome)):
            message = f"no schedule that was tried gives '{self.outcome}' a value"
            raise NoAnswer(message, "its milestone is never reached")
        if self.bounds and math.isinf(self._short(run)):
            raise self.no_answer(line)
        return Stage(line, run, certify(self.case, self.control, line, self.outcome, self.bounds))

    def legal(self, run: Run) -> bool:
        """Whether a run meets the bounds."""
        return self._short(run) >= -OUTSIDE

    def no_answer(self, line: Line) -> NoAnswer:
        """Why nothing was found: which bounds the closest line breaks, and by how much."""
        asked = " and ".join(bound.text for bound in self.bounds)
        closest = breaches(self._goal(line), line.levels.tolist())
        return NoAnswer(f"no schedule was found that satisfies {asked}", f"the closest that was tried has {closest}")

    def _goal(self, line: Line) -> Goal:
        return Goal(line.space(self.case, self.control), self.outcome, self.bounds)

    def _run(self, line: Line) -> Run:
        return line.case(self.case, self.control).run()

    def _short(self, run: Run) -> float:
        """The smallest slack of all bounds; minus infinity where an outcome has no value."""
        slacks = [bound.slack(run.outcome(bound.outcome)) for bound in self.bounds]
        return min((-math.inf if math.isnan(slack) else slack for slack in slacks), default=math.inf)

    def _merit(self, run: Run) -> tuple[float, float]:
        """What is better: first to meet the bounds, or to come closer to it; then the outcome."""
        value = run.outcome(self.outcome)
        return 0.0 if self.legal(run) else self._short(run), -math.inf if math.isnan(value) else value
