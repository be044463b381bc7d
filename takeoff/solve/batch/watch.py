"""Where switches turn inside the steps of some members: `solve.roots`, for all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize.elementwise import find_root

from takeoff.solve.batch.block import Block
from takeoff.solve.batch.fates import Fates
from takeoff.solve.batch.passage import Passage
from takeoff.solve.generate import Members
from takeoff.solve.program import Program
from takeoff.solve.roots import NOISE, SAMPLES

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]

HALF = 0.5
LOCATED = 1e-14
"""How exactly a crossing is located, absolute [year] and relative; ten times more takes twice as many steps."""
BEYOND = 1.01
"""How far a step that was made again up to a crossing is read, as a share of it, to locate the crossing again."""


@dataclass
class Seen:
    """What a look at the steps of some members saw.

    Arguments:
        turned: switches that have turned at a sample, the first where one has; a row for each switch.
        before, now: the times between which they did [year].
        middle: quantities that `since` asks about, in the middle of the steps.
    """

    turned: Bools
    before: Floats
    now: Floats
    middle: Floats

    def take(self, places: Integers) -> Seen:
        """What was seen of some members."""
        middle = self.middle.take(places, axis=1)
        return Seen(self.turned.take(places, axis=1), self.before[places], self.now[places], middle)


def together(seen: list[Seen]) -> Seen:
    """What was seen of several groups of members as that of one."""
    return Seen(
        np.concatenate([one.turned for one in seen], axis=1),
        np.concatenate([one.before for one in seen]),
        np.concatenate([one.now for one in seen]),
        np.concatenate([one.middle for one in seen], axis=1),
    )


class Watch:
    """Watches switches whose time is not known beforehand.

    Arguments:
        program: the compiled system.
        fates: who failed.
    """

    def __init__(self, program: Program, fates: Fates) -> None:
        self.program, self.fates = program, fates
        self.count = len(program.switches)
        known = {one.position for one in program.breaks}
        self.watched = np.array([float(place not in known) for place in range(self.count)])[:, None]

    def look(
        self, block: Block, looking: Bools, glances: Members, steps: Passage, end: tuple[Floats, Floats, Floats]
    ) -> Seen:
        """Look at the samples of a step of some members; arms switches that have left zero.

        Arguments:
            block: the members.
            looking: which are looked at.
            glances: root functions, then quantities that `since` asks about.
            steps: accepted ones of those that are looked at.
            end: times, variables and root functions at their ends.
        """
        nothing = np.empty((0, len(looking)))
        seen = Seen(np.zeros(block.modes.shape, dtype=bool), steps.start.copy(), end[0].copy(), nothing)
        if not self.watched.any():
            seen.middle = self._sample(block, glances, steps, HALF)[2][self.count :] if self.program.asked else nothing
            return seen
        wrong = self.watched * np.where(block.modes > HALF, -1.0, 1.0)
        before = steps.start
        for share in (*SAMPLES.tolist(), 1.0):
            now, state, values = end if share == 1.0 else self._sample(block, glances, steps, share)
            if share == HALF:
                seen.middle = values[self.count :]
            roots = values[: self.count]
            looking = looking & ~self._lost(block, looking, roots, (now, state))
            turned = (roots * wrong > 0.0) & looking
            if block.disarmed.any():
                self._arm(block, looking, roots, now, state)
                turned &= ~block.disarmed
            first = turned.any(axis=0)
            seen.turned |= turned
            seen.before[first], seen.now[first] = before[first], now[first]
            looking = looking & ~first
            before = now
        return seen

    def _sample(self, block: Block, glances: Members, steps: Passage, share: float) -> tuple[Floats, Floats, Floats]:
        now, state = steps.start + share * steps.length, steps.at(share)
        return now, state, glances(now, state, block.modes)

    def _lost(self, block: Block, looking: Bools, roots: Floats, at: tuple[Floats, Floats]) -> Bools:
        """Members with a condition that gives no number; they fail."""
        (now, state), lost = at, np.isnan(roots).any(axis=0) & looking
        for place in np.flatnonzero(lost):
            member = int(block.ids[place])
            reason = self.fates.reason(member, self.program.roots, now[place], state[:, place], block.modes[:, place])
            self.fates.stuck(member, block.time[place], state[:, place], f"a condition gives no number: {reason}")
        return lost

    def _arm(self, block: Block, looking: Bools, roots: Floats, now: Floats, state: Floats) -> None:
        """Arm switches that have left zero; one that is exactly 0 has not."""
        places = np.flatnonzero((block.disarmed & (roots != 0.0) & looking).any(axis=0))
        if not len(places):
            return
        scales = self.program.scales.bind_members(self.fates.fixed.take(block.ids[places], axis=1))
        noise = NOISE * scales(now[places], state.take(places, axis=1))
        block.disarmed[:, places] &= ~(np.abs(roots[:, places]) > noise)


def located(glances: Members, steps: Passage, modes: Floats, seen: Seen) -> tuple[Floats, Bools, Bools]:
    """When the first switch of each member turned, which turned then, and whether all that turned passed 0 in between.

    Arguments:
        glances: root functions first.
        steps: in which they did.
        modes: 0 or 1 for each switch.
        seen: what turned, and between which times.
    """
    times = _crossings(glances, steps, modes, seen)
    late = seen.turned & np.isnan(times)
    times = np.where(seen.turned, np.where(late, seen.before, times), np.inf)
    end: Floats = times.min(axis=0, initial=np.inf)
    fired: Bools = times == end
    return end, fired, np.logical_not(late.any(axis=0))


def located_again(glances: Members, steps: Passage, modes: Floats, seen: Seen) -> tuple[Floats, Bools, Bools]:
    """The same, in steps that were made again to end at the crossing, of which only the ends are looked at.

    Arguments:
        glances: root functions first.
        steps: made again.
        modes: 0 or 1 for each switch.
        seen: what turned, and between which times, in the steps before.
    """
    before, now = (steps.start + share * steps.length for share in (2.0 - BEYOND, BEYOND))
    times = _crossings(glances, steps, modes, replace(seen, before=before, now=now))
    end: Floats = np.fmin.reduce(times, axis=0, initial=np.inf)
    fired: Bools = times == end
    return end, fired, np.isfinite(end)


def _crossings(glances: Members, steps: Passage, modes: Floats, seen: Seen) -> Floats:
    """When each switch that turned did, between the times seen; nan for others, and where it has one sign at both."""
    rows, members = np.nonzero(seen.turned)

    def root(t: Floats, pair: Floats) -> Floats:
        row, member = rows[pair.astype(int)], members[pair.astype(int)]
        part = steps.take(member)
        state = part.at((t - part.start) / part.length)
        roots = glances.take(member)(t, state, modes.take(member, axis=1))
        found: Floats = roots[row, np.arange(len(row))]
        return found

    times = np.full(seen.turned.shape, np.nan)
    times[rows, members] = zeros(root, seen.before[members], seen.now[members])
    return times


def zeros(function: Callable[[Floats, Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Where functions are 0; nan where they have one sign at both ends.

    Arguments:
        function: (arguments, number of each function) -> values.
        low: where to look from.
        high: where to look to.
    """
    if not len(low):
        return low
    numbers = np.arange(len(low), dtype=float)
    found = find_root(function, (low, high), args=(numbers,), tolerances={"xatol": LOCATED, "xrtol": LOCATED})
    return np.where(found.success, found.x, np.nan)
