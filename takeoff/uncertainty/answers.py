"""The answer that uncertain inputs move: an outcome of a run, or of the best pause, for given values of the inputs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from takeoff.decide.bounds import require_outcome
from takeoff.decide.pause import best_pause
from takeoff.decide.space import Range
from takeoff.equations import units as u
from takeoff.equations.scope import Key
from takeoff.errors import InputError, NoAnswer, RunError
from takeoff.schedules.schedule import Schedule
from takeoff.solve.case import Case
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.draws import Draws
from takeoff.uncertainty.engines import AUTO, ENGINES, engine_name
from takeoff.uncertainty.members import Wanted

CHUNK = 4096
"""Runs between two signs of progress."""

Watch = Callable[[Sequence[int]], Iterable[int]]
Answer = Callable[[Sequence[Key], Floats], Floats]
"""Keys of inputs, and values in inside units (a row each) -> the answer, not a number where there is none."""


@dataclass(frozen=True)
class Question:
    """What is asked of every set of inputs.

    Arguments:
        words: what the answer is, for headings.
        unit: of the answer, as text.
        answer: gives it.
    """

    words: str
    unit: str
    answer: Answer

    def at(self, draws: Draws, points: Floats) -> Floats:
        """The answer at points of the unit cube, correlations left aside.

        Arguments:
            draws: the inputs.
            points: (any number, inputs).
        """
        values = [one.quantile(points[:, place]) for place, one in enumerate(draws.inputs)]
        return self.answer(draws.keys, np.stack(values, axis=1))


def outcome_question(case: Case, outcome: str, engine: str = AUTO, watch: Watch = iter) -> Question:
    """Ask for an outcome of the case.

    Arguments:
        case: with its schedules.
        outcome: its name.
        engine: what integrates; the fastest that is installed unless given.
        watch: passes on numbers of chunks.

    Raises:
        InputError: no such outcome.
    """
    name = require_outcome(outcome, case.meaning)
    wanted = Wanted((name,), ())

    def answer(keys: Sequence[Key], values: Floats) -> Floats:
        chunks, compute = range(0, len(values), CHUNK), ENGINES[engine_name(engine)]
        found = [compute(case, keys, values[first : first + CHUNK], wanted) for first in watch(chunks)]
        return np.concatenate([one.outcomes[:, 0] for one in found])

    part = case.meaning.spec.parts.outcomes[name]
    return Question(part.label or name.replace("_", " "), u.readable(case.meaning.outcome_units[name].unit), answer)


def pause_question(
    case: Case,
    schedules: Mapping[str, Schedule],
    maximise: str,
    over: Mapping[str, Range],
    told: str = "",
    watch: Watch = iter,
) -> Question:
    """Ask for the best pause, solved anew for every set of inputs.

    Arguments:
        case: the model with its changes.
        schedules: control -> schedule whose arguments are searched.
        maximise: an outcome.
        over: argument -> range, or None for all that is legal.
        told: the argument that is the answer; what the pause gives in `maximise` unless given.
        watch: passes on numbers of sets.

    Raises:
        InputError: an unknown name or an illegal range.
    """
    if told and told not in over:
        raise InputError(f"'{told}' is not searched over", "the answer is an argument of --over")
    first = best_pause(case, schedules, maximise, over)
    shown = first.best.parameters[told] if told else first.best.run.outcomes[maximise]

    def one(keys: Sequence[Key], row: Sequence[float]) -> float:
        moved = replace(case, exact={**case.exact, **dict(zip(keys, row, strict=True))})
        try:
            best = best_pause(moved, schedules, maximise, over).best
        except (RunError, NoAnswer):
            return math.nan
        value = best.parameters[told].value if told else best.run.outcomes[maximise].value
        return math.nan if value is None else value

    def answer(keys: Sequence[Key], values: Floats) -> Floats:
        return np.array([one(keys, values[place].tolist()) for place in watch(range(len(values)))])

    words = f"best {told.replace('_', ' ')}" if told else f"{maximise.replace('_', ' ')} with the best pause"
    return Question(words, shown.unit, answer)
