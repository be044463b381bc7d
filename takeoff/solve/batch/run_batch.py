"""The door of the batch engine: thousands of runs of one program, agreeing with single runs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import sympy

from takeoff.equations.scope import Key
from takeoff.errors import InputError
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.flight import Flight
from takeoff.solve.batch.methods import Method, fastest, stepper
from takeoff.solve.batch.outcomes import outcomes
from takeoff.solve.batch.runge_kutta import RungeKutta
from takeoff.solve.batch.sampled import Samples
from takeoff.solve.batch.stepper import Stepper
from takeoff.solve.program import Program
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

ACCURATE = Settings(relative=7e-8, absolute=7e-11)
"""Accuracy of batches: 99 of 100 outcomes within a millionth of their value.

Measured on the flagship, 300 members with all parameters drawn (10 %) under each of six kinds of schedule, against a
batch at 1e-11: at 1e-7 the 99th percentile of the relative errors is 0.5e-6 to 1.1e-6 by kind, at 5e-8 0.3e-6 to
0.5e-6. It takes 255 evaluations a member; DOP853 takes 310 to 320 for the same, and three more for each interpolant.
"""
BLOCK = 5000
"""Members that step together: fewer cost more calls, more need more memory (about 15 kB each)."""


@dataclass(frozen=True)
class Batch:
    """Many finished runs, in the order in which their members were given.

    Arguments:
        end: when each ended, or failed [year].
        milestones: first times, a column for each milestone in the order of the file; nan where never [year].
        outcomes: in inside units, a column for each in the order of the file; nan where there is none.
        stopped_by: milestone that ended each run, "" for the horizon.
        failures: why each member failed, "" where it did not.
        evaluations: of the right-hand side, by member.
        sampled: by member, time and quantity, in inside units; nan after the end.
    """

    end: Floats
    milestones: Floats
    outcomes: Floats
    stopped_by: tuple[str, ...]
    failures: tuple[str, ...]
    evaluations: Integers
    sampled: Floats

    def among(self, places: Integers, reasons: Sequence[str]) -> Batch:
        """The batch with members put among others that were refused.

        Arguments:
            places: of the members.
            reasons: of all, "" for these.
        """
        failures, stopped = list(reasons), [""] * len(reasons)
        for place, failure, stop in zip(places, self.failures, self.stopped_by, strict=True):
            failures[place], stopped[place] = failure, stop
        evaluations = np.zeros(len(reasons), dtype=np.int64)
        evaluations[places] = self.evaluations
        return Batch(
            _spread(self.end, places, len(reasons)),
            _spread(self.milestones, places, len(reasons)),
            _spread(self.outcomes, places, len(reasons)),
            tuple(stopped),
            tuple(failures),
            evaluations,
            _spread(self.sampled, places, len(reasons)),
        )

    def replaced(self, places: Integers, batch: Batch) -> Batch:
        """The batch with some members' runs replaced by those of another batch."""
        order = np.arange(len(self.end))
        order[places] = len(self.end) + np.arange(len(places))
        return _joined([self, batch]).take(order)

    def take(self, places: Integers) -> Batch:
        """Some of the members."""
        return Batch(
            self.end[places],
            self.milestones[places],
            self.outcomes[places],
            tuple(self.stopped_by[place] for place in places),
            tuple(self.failures[place] for place in places),
            self.evaluations[places],
            self.sampled[places],
        )


def _spread(numbers: Floats, places: Integers, members: int) -> Floats:
    spread = np.full((members, *numbers.shape[1:]), np.nan)
    spread[places] = numbers
    return spread


def integrate_batch(
    program: Program,
    parameters: Floats,
    horizons: Floats,
    settings: Settings = ACCURATE,
    times: Sequence[float] | None = None,
    quantities: Sequence[Key] = (),
    block: int = BLOCK,
    method: Method | None = None,
) -> Batch:
    """Integrate many members of a closed system, each from 0 to its horizon or to its stopping milestone.

    A member's numbers depend neither on the others nor on their order. One that fails keeps its reason, in the words
    of a single run, and the others go on.

    Arguments:
        program: the compiled system.
        parameters: values in inside units, a row for each member, a column for each of `program.parameters`.
        horizons: longest duration of each member [year].
        settings: accuracy, and evaluations that a member may use; `seconds` is not read.
        times: when quantities are sampled, rising [year].
        quantities: which.
        block: most members that step together.
        method: makes the steps; the fastest that is installed unless given.

    Raises:
        InputError: arrays of a wrong shape, a horizon or time that is not finite, or times that do not rise.
    """
    table, until = np.array(parameters, dtype=float), np.array(horizons, dtype=float)
    when = np.array([] if times is None else times, dtype=float)
    _check(program, table, until, when)
    symbols = [program.symbol(key) for key in quantities]
    with np.errstate(all="ignore"):
        parts = [
            _integrated(method or fastest(), program, table[rows].T.copy(), until[rows], settings, (when, symbols))
            for rows in _blocks(len(until), block)
        ]
    return _joined(parts)


def _check(program: Program, table: Floats, until: Floats, when: Floats) -> None:
    wanted = (len(until), len(program.parameters))
    if table.shape != wanted or until.ndim != 1:
        raise InputError(f"parameters of shape {table.shape} for horizons of shape {until.shape}; needed: {wanted}")
    if not (np.isfinite(until).all() and (until >= 0.0).all()):
        raise InputError("a horizon is a finite number of years, not below 0")
    if when.ndim != 1 or not np.isfinite(when).all() or (np.diff(when) < 0.0).any():
        raise InputError("times to sample at are finite and rise")


def _blocks(members: int, block: int) -> Iterator[slice]:
    for first in range(0, max(members, 1), block):
        yield slice(first, min(first + block, members))


def _integrated(
    method: Method,
    program: Program,
    parameters: Floats,
    horizons: Floats,
    settings: Settings,
    sampled: tuple[Floats, list[sympy.Symbol]],
) -> Batch:
    """A block; members that a method gives up are run by Runge-Kutta, which goes on or tells why it cannot."""
    steps = stepper(method, program, settings, Fates(program, settings, len(horizons)))
    batch = _flown(steps, parameters, horizons, sampled)
    if not steps.given_up:
        return batch
    places = np.array(sorted(steps.given_up))
    again = _integrated(RungeKutta, program, parameters[:, places], horizons[places], settings, sampled)
    return batch.replaced(places, again)


def _flown(
    steps: Stepper[Any], parameters: Floats, horizons: Floats, sampled: tuple[Floats, list[sympy.Symbol]]
) -> Batch:
    program, fates = steps.program, steps.fates
    samples = Samples(program, fates, *sampled)
    flight = Flight(steps, parameters, horizons, samples)
    flight.run()
    records = flight.records
    for member, flaw in flight.promises.flaws.items():
        fates.fail(member, flaw)
    found = outcomes(program, fates, flight.history, records.moments())
    names = [*(milestone.name for milestone in program.system.milestones), ""]
    return Batch(
        records.end,
        records.milestones.T,
        found,
        tuple(np.array(names, dtype=object)[records.stopped].tolist()),
        tuple(fates.reasons),
        records.evaluations,
        samples.values,
    )


def _joined(parts: list[Batch]) -> Batch:
    """Batches one after the other."""
    return Batch(
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.milestones for part in parts]),
        np.concatenate([part.outcomes for part in parts]),
        tuple(itertools.chain(*(part.stopped_by for part in parts))),
        tuple(itertools.chain(*(part.failures for part in parts))),
        np.concatenate([part.evaluations for part in parts]),
        np.concatenate([part.sampled for part in parts]),
    )
