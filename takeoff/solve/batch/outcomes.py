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
    there = ~np.isnan(moment.time) & ~fates.failed
    places = np.flatnonzero(there)
    values = np.full((len(generated.targets), len(there)), np.nan)
    values[:, places], sound = _noted(generated, fates, moment, answers, places)
    for member in np.flatnonzero(there & ~np.isfinite(values).all(axis=0) if sound else there):
        t, given = float(moment.time[member]), [moment.state[:, member].tolist(), answers[:, member].tolist()]
        try:
            finite(generated.bind(fates.values(int(member))), t, *given)
        except NotFinite as error:
            text = f"the outcomes give no finite number at {t:.6g} years after the start ({error.reason})"
            fates.fail(int(member), RunError(text))
    return values


def _noted(
    generated: Generated, fates: Fates, moment: Moment, answers: Floats, places: Integers
) -> tuple[Floats, bool]:
    """What a function gives some members, and whether that surely needs nothing that is no number.

    So it is if nothing in it is divided by 0, overflows or does not exist.
    """
    given = [fates.fixed, moment.state, answers, moment.time]
    if len(places) < len(moment.time):
        given = [rows.take(places, axis=-1) for rows in given]
    fixed, state, told, time = given
    flaws: list[str] = []
    with np.errstate(divide="call", over="call", invalid="call", call=lambda flaw, _: flaws.append(flaw)):
        values = generated.bind_members(fixed)(time, state, told)
    return values, not flaws
