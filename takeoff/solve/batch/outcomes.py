"""Outcomes of finished members: `solve.reading`, for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.errors import RunError
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.since import History
from takeoff.solve.generate import Generated, NotFinite
from takeoff.solve.guard import finite
from takeoff.solve.program import Program

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Moment:
    """A moment of every member at which outcomes are read.

    Arguments:
        time: [year]; nan where it never came.
        state: variables, a row for each.
    """

    time: Floats
    state: Floats


def outcomes(program: Program, fates: Fates, history: History, moments: dict[str, Moment]) -> Floats:
    """All outcomes in inside units, a row for each member; nan at a milestone that was never reached.

    Arguments:
        program: the compiled system.
        fates: who failed; those whose outcomes are no finite numbers do so here.
        history: what `since` asks about.
        moments: milestone, or "" for the end -> where members were then.
    """
    found = np.full((len(fates.failed), len(program.system.outcomes)), np.nan)
    for at, moment in moments.items():
        columns = [place for place, outcome in enumerate(program.system.outcomes) if outcome.at == at]
        if columns:
            read = _read(program, fates, history, moment)[columns]
            found[:, columns] = np.where(np.isnan(moment.time), np.nan, read).T
    found[fates.failed] = np.nan
    return found


def _read(program: Program, fates: Fates, history: History, moment: Moment) -> Floats:
    answers = np.zeros((len(program.system.sinces), len(moment.time)))
    for question in range(len(answers)):
        level = _numbers(program.levels, fates, moment, answers)
        answers[question] = history.since(question, level[question], moment.time, fates.fixed)
    return _numbers(program.outcomes, fates, moment, answers)


def _numbers(generated: Generated, fates: Fates, moment: Moment, answers: Floats) -> Floats:
    """What a function gives at a moment; members fail where that is, or needs, no finite number."""
    values = generated.bind_members(fates.fixed)(moment.time, moment.state, answers)
    there = ~np.isnan(moment.time) & ~fates.failed
    sound = _is_sound(generated, fates, moment, answers, np.flatnonzero(there))
    for member in np.flatnonzero(there & ~np.isfinite(values).all(axis=0) if sound else there):
        t, given = float(moment.time[member]), [moment.state[:, member].tolist(), answers[:, member].tolist()]
        try:
            finite(generated.bind(fates.values(int(member))), t, *given)
        except NotFinite as error:
            text = f"the outcomes give no finite number at {t:.6g} years after the start ({error.reason})"
            fates.fail(int(member), RunError(text))
    return values


def _is_sound(generated: Generated, fates: Fates, moment: Moment, answers: Floats, places: Integers) -> bool:
    """Whether a function surely gives numbers: nothing in it is divided by 0, overflows or does not exist."""
    fixed, state, told = (rows.take(places, axis=1) for rows in (fates.fixed, moment.state, answers))
    try:
        with np.errstate(divide="raise", over="raise", invalid="raise"):
            generated.bind_members(fixed)(moment.time[places], state, told)
    except FloatingPointError:
        return False
    return True
