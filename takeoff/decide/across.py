"""One question across many models: what each that can answer says, and why the others cannot."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from takeoff.decide.questions import Question
from takeoff.equations import units as u
from takeoff.equations.scope import label
from takeoff.errors import RunError
from takeoff.schedules.control import control_if_any
from takeoff.schedules.schedule import abrupt
from takeoff.solve.case import Case
from takeoff.solve.reading import first_reached
from takeoff.solve.run import Amount, Run
from takeoff.spec.concept_parts import WORDS

ROUNDING = 1e-9
"""A level that is missed by so little, relatively, at the end of a run has been reached: the run may end there."""

Watch = Callable[[Sequence[Case]], Iterable[Case]]


@dataclass(frozen=True)
class Gain:
    """What a pause does to the outcome that a model is about: its name, and its value without and with the pause."""

    outcome: str
    without: Amount
    with_pause: Amount


@dataclass(frozen=True)
class Answer:
    """What one model says.

    Arguments:
        case: the model.
        years: the time asked for, None where the model cannot tell it.
        at_least: whether it is longer than `years`, by an unknown length.
        note: why it is longer, or why there is no time, or "".
        reason: why there is no answer, or "".
        gain: of a pause.
        provenance: of its runs.
    """

    case: Case
    years: float | None = None
    at_least: bool = False
    note: str = ""
    reason: str = ""
    gain: Gain | None = None
    provenance: tuple[dict[str, Any], ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the model says anything."""
        return not self.reason

    @property
    def date(self) -> float | None:
        """The time as a calendar year, counted from the start; None where the model has no calendar."""
        header, clock = self.case.meaning.header, self.case.meaning.spec.parts.concepts.clock
        return None if self.years is None or clock else header.time.start + self.years


@dataclass(frozen=True)
class Answers:
    """One question with what every model says to it."""

    question: Question
    given: tuple[Answer, ...]

    @property
    def answered(self) -> list[Answer]:
        """Of the models that can."""
        return [one for one in self.given if one.answered]

    @property
    def unanswered(self) -> dict[str, list[str]]:
        """Reason -> names of the models that have it, in order."""
        found: dict[str, list[str]] = {}
        for one in self.given:
            if one.reason:
                found.setdefault(one.reason, []).append(one.case.meaning.header.name)
        return found


def ask(cases: Sequence[Case], questions: Sequence[Question], watch: Watch = iter) -> tuple[Answers, ...]:
    """Put questions to models.

    Arguments:
        cases: the models, with their changes.
        questions: what is asked.
        watch: passes the models on one by one, such as a progress bar.
    """
    told = [_Asked(case) for case in watch(cases)]
    return tuple(Answers(question, tuple(one.answer(question) for one in told)) for question in questions)


class _NoAnswer(Exception):
    """Why a model cannot answer."""


class _Asked:
    """A model that questions are put to; its undisturbed run is made once."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def answer(self, question: Question) -> Answer:
        """What it says, or why it cannot."""
        told = self._pause if question.kind.answers == "pause" else self._length
        try:
            self._key(question)
            if self._start(question) >= question.high:
                raise _NoAnswer(f"starts beyond that, at {question.level_words(self._start(question))}")
            return told(question)
        except _NoAnswer as reason:
            return Answer(self.case, reason=str(reason))
        except RunError as error:
            return Answer(self.case, reason=f"fails: {str(error).splitlines()[0]}")

    @functools.cached_property
    def run(self) -> Run:
        """The run as it is."""
        return self.case.run()

    def _length(self, question: Question) -> Answer:
        """How long it takes from the lower level, or the start of a run that begins above it."""
        start, low = self._start(question), question.low
        if low is None or math.isclose(start, low, rel_tol=ROUNDING):
            return self._told(question, 0.0, "")
        if start > low:
            return self._told(question, 0.0, f"counted from the start, at {question.level_words(start)}")
        return self._told(question, self._reached(question, low), "")

    def _told(self, question: Question, begin: float, cut: str) -> Answer:
        """The time from a moment until the level; at least that if it was cut off at either end."""
        found, end = self._first(question, self.run, question.high), self.run.trajectory.end
        short = "" if found is not None else self._missed(question, question.high, self.run)
        note = "; ".join(filter(None, (cut, short)))
        years = (end if found is None else found) - begin
        return Answer(self.case, years, bool(note), note, provenance=(dict(self.run.provenance),))

    def _pause(self, question: Question) -> Answer:
        control, begin = self._control(), self._begin(question)
        stop = begin + question.values["length"]
        paused = self.case.with_schedules({control: abrupt(start=begin, stop=stop)}).run()
        before, after = (self._first(question, run, question.high) for run in (self.run, paused))
        late = paused.trajectory.end if after is None else after
        short = [run for run, time in ((self.run, before), (paused, after)) if time is None]
        return Answer(
            self.case,
            None if before is None else late - before,
            at_least=after is None,
            note=self._missed(question, question.high, short[0]) if short else "",
            gain=self._gain(paused),
            provenance=(dict(self.run.provenance), dict(paused.provenance)),
        )

    def _begin(self, question: Question) -> float:
        """When a pause at the lower level begins."""
        start, low = self._start(question), question.values["low"]
        if start > low:
            raise _NoAnswer(f"starts beyond {question.level_words(low)}, at {question.level_words(start)}")
        return self._reached(question, low)

    def _reached(self, question: Question, level: float) -> float:
        found = self._first(question, self.run, level)
        if found is None:
            raise _NoAnswer(self._missed(question, level, self.run))
        return found

    def _missed(self, question: Question, level: float, run: Run) -> str:
        """How a level was not reached: what ended the run, and where it was then."""
        last, words = self._value(question, run, run.trajectory.end), question.level_words
        if last <= self._start(question):
            raise _NoAnswer(f"{words(level)} is not reached, as it does not rise above {words(self._start(question))}")
        stopped = run.trajectory.stopped_by
        part = self.case.meaning.spec.parts.milestones.get(stopped)
        ended = f"its run ends at '{part.label or stopped}'" if part else "its horizon"
        return f"{words(level)} is not reached before {ended}, at {words(last)}"

    def _first(self, question: Question, run: Run, level: float) -> float | None:
        symbol = run.program.symbol(self._key(question))
        found = first_reached(run.program, run.trajectory, symbol, level, run.trajectory.end)
        if found is None and self._value(question, run, run.trajectory.end) >= level - ROUNDING * abs(level):
            return run.trajectory.end
        return None if found is None else found.time

    def _key(self, question: Question) -> tuple[str, tuple[str, ...]]:
        concept = question.kind.concept
        if concept not in self.case.meaning.concepts:
            raise _NoAnswer(f"no quantity for {WORDS[concept]}")
        return self.case.meaning.concepts[concept]

    def _start(self, question: Question) -> float:
        return self._value(question, self.run, 0.0)

    def _value(self, question: Question, run: Run, time: float) -> float:
        name = label(self._key(question))
        return float(run.sample(name, [time])[0]) * u.scale(run.unit(name))

    def _control(self) -> str:
        control = control_if_any(self.case.meaning)
        if not control:
            raise _NoAnswer("no control that could stop anything")
        return control

    def _gain(self, paused: Run) -> Gain | None:
        goal = self.case.meaning.spec.parts.concepts.goal
        if not goal or any(math.isnan(run.outcome(goal)) for run in (self.run, paused)):
            return None
        return Gain(goal, self.run.outcomes[goal], paused.outcomes[goal])
