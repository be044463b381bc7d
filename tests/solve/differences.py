"""Derivatives of outcomes by central differences, extrapolated to no step: what gradients are compared with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from takeoff.equations import units as u
from takeoff.equations.scope import Key
from takeoff.equations.understand import HORIZON
from takeoff.solve.case import Case
from takeoff.solve.pieces import integrate
from takeoff.solve.reading import outcomes
from takeoff.solve.settings import Settings

Floats = npt.NDArray[np.float64]

TIGHT = Settings(relative=2e-13, absolute=1e-16, seconds=300, longest_step=1 / 160)
"""Short steps, since crossings are found on the interpolant of a step, which is less accurate than its end."""

LONGEST, SHRINK = 2e-2, 2.0
"""Longest step as a share of a parameter, and how much shorter each next one is."""
SHORT = 4e-3
"""A longest step from which two levels are enough: what is left out is of the order of its fourth power."""


def outcomes_of(case: Case, values: dict[Key, float], settings: Settings) -> Floats:
    """Outcomes in inside units with some parameters set, in or out of range; not a number where there are none."""
    moved = replace(case, exact={**case.exact, **values})
    program, parameters = moved.programs.program(moved.kinds()), moved.values()
    numbers = [parameters[key] for key in program.system.parameters]
    trajectory = integrate(program, numbers, parameters[HORIZON, ()], moved.engine, settings)
    found = outcomes(program, trajectory).values()
    return np.array([np.nan if one is None else one for one in found])


def differences(
    case: Case, key: Key, settings: Settings, levels: int, longest: float = LONGEST
) -> tuple[float, Floats, Floats]:
    """Size of a parameter, derivatives of all outcomes by it times its size, and how uncertain they are.

    They are one-sided where the parameter is at a limit of its range, with two more levels: half as much cancels out.
    """
    value = case.values()[key]
    size = abs(value) or case.run().origin.scales[key]
    low, high = limits(case, key)
    signs = (1 if value < high else 0, -1 if value > low else 0)

    def slope(step: float) -> Floats:
        above, below = (outcomes_of(case, {key: value + sign * step * size}, settings) for sign in signs)
        return (above - below) / ((signs[0] - signs[1]) * step)

    return size, *(
        extrapolated(slope, levels, 2, longest) if all(signs) else extrapolated(slope, levels + 2, 1, longest)
    )


def limits(case: Case, key: Key) -> tuple[float, float]:
    """Range of a parameter in inside units."""
    control, _, argument = key[0].rpartition(".")
    door = case.kinds()[control].door(argument) if control else case.meaning.doors[key[0]]
    low, high = door.between or (-math.inf, math.inf)
    return low * u.scale(door.unit), high * u.scale(door.unit)


def extrapolated(slope: Callable[[float], Floats], levels: int, power: int, longest: float) -> tuple[Floats, Floats]:
    """A slope extrapolated to no step, and the least disagreement in the table of extrapolations (Ridders).

    Arguments:
        slope: of a step; its error is a series in that power of the step.
        levels: how many steps are taken.
        power: 2 for central differences.
        longest: the first step.
    """
    table: list[list[Floats]] = []
    best, least = np.array(np.nan), np.array(np.inf)
    for level in range(levels):
        row = [slope(longest / SHRINK**level)]
        for order in range(level):
            factor = SHRINK ** (power * (order + 1))
            row.append((factor * row[order] - table[-1][order]) / (factor - 1))
            error = np.maximum(abs(row[-1] - row[order]), abs(row[-1] - table[-1][order]))
            best, least = np.where(error < least, row[-1], best), np.where(error < least, error, least)
        table.append(row)
    return best, least
