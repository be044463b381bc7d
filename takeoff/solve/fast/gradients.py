"""Derivatives of many members together: a batch notes their ways, and heyoka integrates how these move.

What happens at borders is left to `solve.sensitivity`, member by member: it waits there for the steps through its next
piece, and all that wait are integrated together.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

import numpy as np
import numpy.typing as npt

from takeoff.errors import RunError
from takeoff.solve.batch.course import Course
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.flight import Flight
from takeoff.solve.batch.gradients import Asked
from takeoff.solve.batch.sampled import Samples
from takeoff.solve.engine import Step
from takeoff.solve.fast.expansion import Expansion, Expansions
from takeoff.solve.fast.taylor import Taylor, order_for
from takeoff.solve.fast.variational import variational
from takeoff.solve.gradient import Gradient
from takeoff.solve.motion import Motion
from takeoff.solve.sensitivity import Sensitivity, along, begin, finite_derivatives, one_thread
from takeoff.solve.trajectory import Piece, Trajectory

Floats = npt.NDArray[np.float64]

TOGETHER = 32
"""Members whose steps are kept at once: each takes some MB where there are many parameters."""

Told = dict[int, Floats | str]


def together(asked: Asked) -> Told:
    """Derivatives of members, in inside units; those that have no series are left out.

    Arguments:
        asked: members, and which derivatives.

    Raises:
        Unspeakable: heyoka cannot say what the program computes.
    """
    with np.errstate(all="ignore"):
        runs, told = _flown(asked)
    for members, finite in _alike(asked, list(runs)):
        for first in range(0, len(members), TOGETHER):
            some = {member: runs[member] for member in members[first : first + TOGETHER]}
            with one_thread():
                told |= _Block(asked, finite, some).run()
    return told


def _flown(asked: Asked) -> tuple[dict[int, Trajectory], Told]:
    """Ways of the members that have ended, and why others have not."""
    program, settings = asked.program, asked.origin.settings
    steps = Taylor(program, settings, Fates(program, settings, len(asked.horizons)))
    course = Course(len(asked.horizons))
    flight = Flight(steps, asked.table, asked.horizons, Samples(program, steps.fates, np.array([]), []), course)
    flight.run()
    for member, flaw in flight.promises.flaws.items():
        steps.fates.fail(member, flaw)
    reasons = steps.fates.reasons
    failed: Told = {place: told for place, told in enumerate(reasons) if told and place not in steps.given_up}
    names = [*(milestone.name for milestone in program.system.milestones), ""]
    runs = {}
    for member in np.flatnonzero([not told for told in reasons]).tolist():
        times = [None if np.isnan(t) else float(t) for t in flight.records.milestones[:, member]]
        milestones, stopped = dict(zip(names, times, strict=False)), names[flight.records.stopped[member]]
        runs[member] = course.trajectory(member, steps.fates.values(member), milestones, stopped)
    return runs, failed


def _alike(asked: Asked, members: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Members of which the same parameters are finite, and the places of these among the wanted ones."""
    places = list(asked.program.system.parameters)
    finite = np.isfinite(asked.table[[places.index(key) for key in asked.wanted]][:, members]).T
    for mask in np.unique(finite, axis=0):
        theirs = np.flatnonzero((finite == mask).all(axis=1)).tolist()
        yield [members[place] for place in theirs], np.flatnonzero(mask).tolist()


class _Member:
    """One member on its way.

    Arguments:
        motion: functions with their derivatives.
        run: its way.
        sizes: change of each parameter that counts as 1.
    """

    def __init__(self, motion: Motion, run: Trajectory, sizes: Floats) -> None:
        self.motion, self.run, self.sizes = motion, run, sizes
        self.begun = begin(motion, run, sizes)
        self.course = along(motion, run, self.begun)
        self.piece: Piece | None = None
        self.sensitivity: Sensitivity | None = None

    def go_on(self, steps: tuple[Step, ...] | None) -> None:
        """Go on to the next piece, or to the end.

        Arguments:
            steps: through the present piece, None at the start.
        """
        try:
            self.piece = self.course.send(steps)
        except StopIteration as finished:
            self.piece, self.sensitivity = None, finished.value

    def gradient(self, count: int) -> Gradient | None:
        """Its derivatives, None unless it is at the end.

        Arguments:
            count: of variables, which come before their derivatives in steps.
        """
        if self.sensitivity is None:
            return None
        run = replace(self.run, pieces=tuple(_cut(piece, count) for piece in self.sensitivity.pieces))
        return Gradient(self.motion, run, self.sizes, self.sensitivity)


def _cut(piece: Piece, count: int) -> Piece:
    """A piece with the first variables alone."""
    steps = tuple(
        replace(step, state=step.state[:count], at=cast(Expansion, step.at).first(count)) for step in piece.steps
    )
    return replace(piece, begin=piece.begin[:count], steps=steps)


class _Block:
    """Some members that go together.

    Arguments:
        asked: members, and which derivatives.
        finite: places of the wanted parameters that are finite.
        runs: ways of these members.
    """

    def __init__(self, asked: Asked, finite: list[int], runs: Mapping[int, Trajectory]) -> None:
        self.asked, self.finite = asked, finite
        self.motion = asked.origin.motion(asked.program, [asked.wanted[place] for place in finite])
        self.told: Told = {}
        self.members: dict[int, _Member] = {}
        for member, run in runs.items():
            with self._failing(member):
                sizes = asked.origin.sizes(asked.program, run, self.motion.wanted)
                self.members[member] = _Member(self.motion, run, sizes)

    @contextlib.contextmanager
    def _failing(self, member: int) -> Iterator[None]:
        """A stretch of work for one member, which may find that a derivative does not exist."""
        try:
            with finite_derivatives():
                yield
        except RunError as error:
            self.told[member] = str(error)

    def run(self) -> Told:
        """Derivatives of the members, by outcome and parameter; those without a series are left out."""
        self._go()
        for member, one in self.members.items():
            gradient = one.gradient(len(self.asked.program.variables))
            if gradient is not None and member not in self.told:
                with self._failing(member):
                    self.told[member] = self._derivatives(gradient)
        return self.told

    def _go(self) -> None:
        """Take every member to its end, or as far as it has series."""
        if not self.members:
            return
        parameters, expansions = self._expansions()
        columns = dict(zip(self.members, parameters.T, strict=True))
        going: dict[int, tuple[Step, ...] | None] = dict.fromkeys(self.members)
        while going:
            for member, steps in going.items():
                with self._failing(member):
                    self.members[member].go_on(steps)
            pieces = {one: piece for one in going if (piece := self.members[one].piece) and one not in self.told}
            theirs = np.array([columns[member] for member in pieces]).T
            found = expansions.steps([*pieces.values()], theirs, self.asked.horizons[[*pieces]])
            going = {member: steps for member, steps in zip(pieces, found, strict=True) if steps is not None}

    def _expansions(self) -> tuple[Floats, Expansions]:
        fixed = np.array([one.run.fixed for one in self.members.values()]).T
        moves = np.stack([one.begun.fixed for one in self.members.values()], axis=-1)
        order = order_for(self.asked.origin.settings.relative)
        equations = variational(self.motion, (moves != 0.0).any(axis=-1), order)
        return equations.parameters(fixed, moves), Expansions(equations, self.asked.origin.settings)

    def _derivatives(self, gradient: Gradient) -> Floats:
        """Derivatives by outcome and parameter: nan where a milestone was never reached, 0 by what is infinite."""
        known = {one.name: one for one in self.asked.program.system.outcomes}
        found = np.zeros((len(self.asked.outcomes), len(self.asked.wanted)))
        for row, name in zip(found, self.asked.outcomes, strict=True):
            reached = not known[name].at or gradient.trajectory.milestones[known[name].at] is not None
            if not reached:
                row[...] = np.nan
            elif self.finite:
                row[self.finite] = gradient.of(known[name])
        return found
