"""Outcomes of finished members: `solve.reading`, for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from takeoff.errors import RunError
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.since import History
from takeoff.solve.program import Program

Floats = npt.NDArray[np.float64]


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
            found[:, columns] = _read(program, fates, history, moment)[columns].T
    found[fates.failed] = np.nan
    return found


def _read(program: Program, fates: Fates, history: History, moment: Moment) -> Floats:
    answers = np.zeros((len(program.system.sinces), len(moment.time)))
    levels = program.levels.bind_members(fates.fixed)
    for question in range(len(answers)):
        level = levels(moment.time, moment.state, answers)
        _fail(program, fates, moment, level, answers)
        answers[question] = history.since(question, level[question], moment.time, fates.fixed)
    values = program.outcomes.bind_members(fates.fixed)(moment.time, moment.state, answers)
    _fail(program, fates, moment, values, answers)
    return values


def _fail(program: Program, fates: Fates, moment: Moment, values: Floats, answers: Floats) -> None:
    lost = ~np.isfinite(values).all(axis=0) & ~np.isnan(moment.time) & ~fates.failed
    generated = program.levels if len(values) == len(answers) else program.outcomes
    for member in np.flatnonzero(lost):
        t = float(moment.time[member])
        reason = fates.reason(int(member), generated, t, moment.state[:, member], answers[:, member])
        text = f"the outcomes give no finite number at {t:.6g} years after the start ({reason})"
        fates.fail(int(member), RunError(text))
