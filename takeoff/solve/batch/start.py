"""Members at the start: fixed numbers, variables, dates and modes of each."""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.arrive import Arrivals
from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import NO_NUMBER, Fates
from takeoff.solve.generate import NotFinite
from takeoff.solve.pieces import dates_of, start_of
from takeoff.solve.program import Program
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]


def started(program: Program, settings: Settings, arrivals: Arrivals, parameters: Floats, horizons: Floats) -> Block:
    """Members at the start of their first piece; those that cannot start fail.

    Arguments:
        program: the compiled system.
        settings: accuracy and budget.
        arrivals: reads modes.
        parameters: values in inside units, a row for each, a column for each member.
        horizons: longest durations [year].
    """
    fates = arrivals.fates
    begun = program.start.bind_members(parameters)()
    for member in np.flatnonzero(~np.isfinite(begun).all(axis=0)).tolist():
        fates.blame(member, partial(start_of, program, parameters[:, member].tolist()))
        fates.fail(member, NotFinite(NO_NUMBER))
    count, breaks = len(program.initials), len(program.breaks)
    fates.fixed = np.vstack([parameters, begun[:count]])
    _bind(program, fates)
    times = program.dates.bind_members(fates.fixed)()
    for member in np.flatnonzero(np.isnan(times).any(axis=0)).tolist():
        fates.blame(member, partial(dates_of, program, fates.values(member)))
        fates.fail(member, NotFinite(NO_NUMBER))
    block = _empty(program, horizons)
    block.step = settings.longest_step * horizons
    block.state, block.breaks, block.dates = begun[count:].copy(), times[:breaks].copy(), times[breaks:].copy()
    arrivals.read_modes(block)
    return block


def _bind(program: Program, fates: Fates) -> None:
    """Let members fail for which what stays during their run gives no number."""
    for generated in (program.rates, program.roots, program.scales, program.signs):
        if not generated.is_sound(fates.fixed):
            for member in range(len(fates.failed)):
                fates.blame(member, partial(generated.bind, fates.values(member)))


def _empty(program: Program, horizons: Floats) -> Block:
    members, switches = len(horizons), len(program.switches)
    conditional = sum(event.when is not None for event in program.system.events)
    nothing = np.empty((0, members))
    return Block(
        ids=np.arange(members),
        horizon=horizons,
        breaks=nothing,
        dates=nothing,
        time=np.zeros(members),
        stop=np.zeros(members),
        step=np.zeros(members),
        state=nothing,
        slope=np.zeros((len(program.variables), members)),
        roots=np.zeros((switches, members)),
        modes=np.zeros((switches, members)),
        disarmed=np.zeros((switches, members), dtype=bool),
        held=np.zeros((conditional, members), dtype=bool),
        evaluations=np.zeros(members, dtype=np.int64),
        tries=np.zeros(members, dtype=np.int64),
        waiting=np.zeros(members, dtype=bool),
    )
