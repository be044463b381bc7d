"""Integration in pieces: the run stops at every jump and kink, turns what turns there, and starts again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from takeoff.equations.scope import label
from takeoff.errors import RunError
from takeoff.solve.engine import Engine, Step, Stretch
from takeoff.solve.generate import NotFinite
from takeoff.solve.guard import Guard, finite, numbers
from takeoff.solve.program import Program
from takeoff.solve.roots import NOISE, Crossing, Watch
from takeoff.solve.settings import Settings
from takeoff.solve.trajectory import Border, Jumped, Piece, Trajectory

ROUNDING = 1e-12
"""After a jump, a root function this small against its terms counts as having reached zero."""
CHATTER = 50
"""Most pieces without length in a row."""
LATCH = "use a condition that stays true once it was met (a milestone, or a stock that remembers)"


def integrate(
    program: Program, parameters: Sequence[float], horizon: float, engine: Engine, settings: Settings
) -> Trajectory:
    """Integrate a closed system from 0 to the horizon, or to its stopping milestone.

    Arguments:
        program: the compiled system.
        parameters: values in inside units, in the order of `program.parameters`.
        horizon: longest duration [year].
        engine: integrates the pieces.
        settings: accuracy and budget.

    Raises:
        RunError: the run ran away, gave no number, chattered, or used up its budget.
    """
    return _Integration(program, tuple(parameters), horizon, engine, settings).run()


def guard_of(program: Program, settings: Settings) -> Guard:
    """A guard that knows the program's stocks by name."""
    states = program.system.states
    return Guard(settings, [label(state.key) for state in states], [state.log for state in states])


def start_of(program: Program, parameters: Sequence[float]) -> tuple[tuple[float, ...], Any]:
    """What `initial` asked for, and the variables, at the start of a run.

    Raises:
        RunError: no finite number.
    """
    try:
        values = finite(program.start.bind(parameters))
    except NotFinite as error:
        hint = "a stock on a log scale starts above 0; no width or limit may be 0"
        raise RunError(f"the start of the model gives no finite number ({error.reason})", hint) from error
    count = len(program.initials)
    return tuple(values[:count]), np.array(values[count:] or [0.0])


def dates_of(program: Program, fixed: Sequence[float]) -> list[float]:
    """Times of breaks, then dates of events [year].

    Raises:
        RunError: one is no number.
    """
    try:
        return numbers(program.dates.bind(fixed))
    except NotFinite as error:
        raise RunError(f"a date of the model or of a schedule is no number ({error.reason})") from error


def jumped(program: Program, fixed: Sequence[float], event: int, t: float, values: Sequence[float]) -> list[float]:
    """New values of the variables that an event sets.

    Raises:
        RunError: no finite number, or none above 0 for a stock on a log scale.
    """
    try:
        found = finite(program.jumps[event].bind(fixed), t, values)
    except NotFinite as error:
        name = program.system.events[event].name
        raise RunError(f"event '{name}' gives no finite number at {t:.6g} years ({error.reason})") from error
    return [
        _variable(program, position, value)
        for (position, _), value in zip(program.system.events[event].sets, found, strict=True)
    ]


def _variable(program: Program, position: int, value: float) -> float:
    state = program.system.states[position]
    if not state.log:
        return value
    if value <= 0:
        raise RunError(f"an event sets '{state.key[0]}', which is on a log scale, to {value:g}", "it must stay above 0")
    return math.log(value)


def chattered(t: float) -> RunError:
    """The error for a run whose pieces have no length any more."""
    return RunError(f"a condition switches back and forth at {t:.6g} years after the start", LATCH)


class _Integration:
    def __init__(
        self, program: Program, parameters: tuple[float, ...], horizon: float, engine: Engine, settings: Settings
    ) -> None:
        self.program, self.engine, self.settings, self.horizon = program, engine, settings, horizon
        system = program.system
        self.guard = guard_of(program, settings)
        initials, self.state = start_of(program, parameters)
        self.fixed = (*parameters, *initials)
        self.time = 0.0
        self.bound = {name: getattr(program, name).bind(self.fixed) for name in ("rates", "roots", "scales", "signs")}
        times = dates_of(program, self.fixed)
        self.breaks = [(b.position, time, b.rises) for b, time in zip(program.breaks, times, strict=False)]
        self.dates = times[len(program.breaks) :]
        self.milestones: dict[str, float | None] = {milestone.name: None for milestone in system.milestones}
        self.true_events: dict[str, bool] = {event.name: False for event in system.events}
        self.pieces: list[Piece] = []
        self.borders: list[Border] = []
        self.jumps: list[Jumped] = []
        self.disarmed: set[int] = set()
        self.modes = self._modes()

    def run(self) -> Trajectory:
        stopped_by = self._arrive()
        while not stopped_by and self.time < self.horizon:
            self._piece()
            stopped_by = self._arrive()
        if not self.pieces:
            self._stand()
        self.guard.is_over = True
        return Trajectory(
            self.fixed,
            tuple(self.pieces),
            tuple(self.borders),
            self.time,
            self.state,
            self.modes,
            self.milestones,
            stopped_by,
            self.guard.evaluations,
        )

    def _stand(self) -> None:
        """A run that ends where it starts is one piece of no length."""
        self.pieces.append(Piece(self.time, self.time, self.state, self.modes, ()))
        self.borders.append(Border(self.modes, ()))

    def _modes(self, previous: tuple[int, ...] | None = None, fired: Sequence[int] = ()) -> tuple[int, ...]:
        """Modes of the piece that begins now: carried over and turned where they fired, else read from the roots."""
        if previous is None:
            modes = self._modes_at_point()
        else:
            modes = [1 - mode if position in fired else mode for position, mode in enumerate(previous)]
        for position, time, rises in self.breaks:
            modes[position] = int(rises == (self.time >= time))
        return tuple(modes)

    def _modes_at_point(self) -> list[int]:
        values = self._numbers(self.bound["signs"])
        noise = [size if math.isfinite(size) else 0.0 for size in self._numbers(self.bound["scales"])]
        self.disarmed = {p for p, value in enumerate(values) if abs(value) <= NOISE * noise[p]}
        return [
            int(value > ROUNDING * size) if switch.strict else int(value >= -ROUNDING * size)
            for switch, value, size in zip(self.program.switches, values, noise, strict=True)
        ]

    def _numbers(self, function: Any) -> list[float]:
        try:
            return numbers(function, self.time, self._list())
        except NotFinite as error:
            raise self.guard.stuck(self.time, self._list(), error.reason) from error

    def _list(self) -> list[float]:
        values: list[float] = self.state.tolist()
        return values if self.program.variables else []

    def _piece(self) -> None:
        """Integrate to the next break, event date, crossing or the horizon, and turn what turns there."""
        stop = min([self.horizon, *(time for time in self._known_times() if time > self.time)])
        known = {position for position, _, _ in self.breaks}
        watched = tuple(position for position in range(len(self.modes)) if position not in known)
        watch = Watch(self.bound["roots"], self.bound["scales"], watched, self.modes, self.disarmed)
        steps: list[Step] = []
        crossing = None
        for step in self.engine.steps(self._stretch(stop), self.guard):
            steps.append(step)
            crossing = self._crossing(watch, steps)
            if crossing:
                break
        self._close_piece(steps, stop, crossing)

    def _crossing(self, watch: Watch, steps: list[Step]) -> Crossing | None:
        """The first crossing in the last step, if any."""
        step = steps[-1]
        try:
            crossing = watch.crossing(step)
            return self._closer(watch, steps, crossing) if crossing else None
        except (ArithmeticError, ValueError, TypeError) as error:
            raise self.guard.stuck(step.start, step.state, f"a condition gives no number: {error}") from error

    def _closer(self, watch: Watch, steps: list[Step], crossing: Crossing) -> Crossing:
        """The crossing located once more, by a last step that is made again to end there.

        An interpolant is less exact than the end of a step, and a step across a border is bent by what lies beyond.
        """
        start, length = steps[-1].start, crossing.time - steps[-1].start
        if length <= ROUNDING * max(1.0, start):
            return crossing
        state = steps[-2].state if len(steps) > 1 else self.state
        stretch = replace(self._stretch(crossing.time), start=start, state=state, first=length)
        *others, last = self.engine.steps(stretch, self.guard)
        closer = watch.crossing_at_end(last, crossing.positions, steps[-1].end)
        if closer is None:
            return crossing
        steps[-1:] = [*others, Step(last.start, closer.time, last.at(closer.time), last.at)]
        return closer

    def _known_times(self) -> list[float]:
        return [time for _, time, _ in self.breaks] + self.dates

    def _stretch(self, stop: float) -> Stretch:
        longest = self.settings.longest_step * self.horizon
        return Stretch(self._right_hand_side(), self.time, stop, self.state, longest)

    def _right_hand_side(self) -> Any:
        if self.program.variables:
            return self.guard.guarded(self.bound["rates"], self.modes)
        return lambda t, y: np.zeros(1)

    def _close_piece(self, steps: list[Step], stop: float, crossing: Crossing | None) -> None:
        end = stop if crossing is None else crossing.time
        begin, start = self.state, self.time
        self.state = self.state if not steps else steps[-1].state if crossing is None else steps[-1].at(end)
        self.time = end
        self.pieces.append(Piece(start, end, begin, self.modes, tuple(steps)))
        fired = () if crossing is None else crossing.positions
        self.disarmed |= set(fired)
        self.modes = self._modes(self.modes, fired)
        recent = self.pieces[-CHATTER:]
        if len(recent) == CHATTER and recent[-1].end - recent[0].start <= 1e-9 * max(1.0, end):
            raise chattered(end)

    def _arrive(self) -> str:
        """Note milestones and make events jump at the present time; the name of the milestone that stops the run."""
        modes, self.jumps = self.modes, []
        stopped_by = self._note_milestones()
        while not stopped_by and self.time < self.horizon and self._jump():
            self.modes = self._modes()
            stopped_by = self._note_milestones()
        self.borders.append(Border(modes, tuple(self.jumps)))
        return stopped_by

    def _conditions(self) -> list[bool]:
        return [value > 0.5 for value in self.program.conditions(self.modes)]

    def _note_milestones(self) -> str:
        stopped_by = ""
        for milestone, holds in zip(self.program.system.milestones, self._conditions(), strict=False):
            if holds and self.milestones[milestone.name] is None:
                self.milestones[milestone.name] = self.time
                stopped_by = milestone.name if milestone.stop and not stopped_by else stopped_by
        return stopped_by

    def _jump(self) -> bool:
        """Make the events of this moment happen, once each; whether any did."""
        due = self._due()
        for index in due:
            self.jumps.append(Jumped(index, self.modes))
            values = jumped(self.program, self.fixed, index, self.time, self._list())
            self.state = self.state.copy()
            for (position, _), value in zip(self.program.system.events[index].sets, values, strict=True):
                self.state[position] = value
        return bool(due)

    def _due(self) -> list[int]:
        due = [index for index, date in enumerate(self.dates) if date == self.time]
        for index in due:
            self.dates[index] = math.inf
        conditional = [(i, event) for i, event in enumerate(self.program.system.events) if event.when is not None]
        holds = self._conditions()[len(self.milestones) :]
        for (index, event), true in zip(conditional, holds, strict=True):
            if true and not self.true_events[event.name]:
                due.append(index)
            self.true_events[event.name] = true
        return sorted(due)
