"""Whether a control that a schedule solves for steers the right way: more of it brings down what is to be 0."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

import sympy

from takeoff.equations.scope import label
from takeoff.errors import InputError
from takeoff.schedules.bound import Bound
from takeoff.schedules.close import slopes_of_solved
from takeoff.solve.generate import NotFinite
from takeoff.solve.guard import numbers
from takeoff.solve.program import Program
from takeoff.solve.reading import variables
from takeoff.solve.trajectory import Trajectory


def check_steering(program: Program, trajectory: Trajectory, kinds: Mapping[str, Bound]) -> None:
    """Refuse a schedule whose control steers the wrong way throughout a run: it would be 0 or 1, and hold nothing.

    Arguments:
        program: the compiled system.
        trajectory: its run.
        kinds: control -> kind of its schedule.

    Raises:
        InputError: there is one.
    """
    for control, bound in kinds.items():
        for slope, text in slopes_of_solved(control, bound).items():
            if _rises(_slopes(program, trajectory, slope)):
                message = f"schedule '{bound.kind.name}': more '{control}' raises what it is to bring down"
                raise InputError(message, f"it solves {text} = 0; {_named(bound)} may have to change places")


def _slopes(program: Program, trajectory: Trajectory, slope: sympy.Symbol) -> Iterator[float]:
    """A slope along a run, where it has an end."""
    read = program.quantity(slope).bind(trajectory.fixed)
    for t, state, modes in trajectory.moments():
        with contextlib.suppress(NotFinite):
            yield numbers(read, t, variables(program, state), modes)[0]


def _rises(slopes: Iterator[float]) -> bool:
    """Whether some are positive and none is negative; nothing after the first negative one is computed."""
    positive = False
    for slope in slopes:
        if slope < 0.0:
            return False
        positive = positive or slope > 0.0
    return positive


def _named(bound: Bound) -> str:
    return " and ".join(f"{name}={label(key)}" for name, key in bound.references.items())
