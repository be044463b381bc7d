"""Which limit binds when: how much more of something a little more of each of its limits gives, along a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import sympy

from takeoff.equations.scope import label
from takeoff.errors import InputError, brief, near
from takeoff.solve.generate import NotFinite
from takeoff.solve.reading import variables
from takeoff.solve.run import Run
from takeoff.solve.tangent import Moved

Floats = npt.NDArray[np.float64]
BETWEEN = 4
"""Samples a step."""


@dataclass(frozen=True)
class Limits:
    """Elasticities of one quantity by others, along a run.

    An elasticity of 0.3 means that 1 % more of a limit gives 0.3 % more at once, while the other limits stay as they
    are; what depends on them follows. Where elasticities differ, the limit with the largest binds.

    Arguments:
        run: the run.
        of: what is limited.
        names: its limits.
        time: calendar years of all steps; borders of pieces stand twice, before and after.
        elasticities: a row for each limit; not a number where there is none, as where what is limited is 0.
    """

    run: Run
    of: str
    names: tuple[str, ...]
    time: Floats
    elasticities: Floats

    def __getitem__(self, name: str) -> Floats:
        """Elasticities by one limit along `time`.

        Raises:
            InputError: it is none of the limits.
        """
        if name not in self.names:
            raise InputError(f"'{name}' is not among the limits", near(name, self.names))
        row: Floats = self.elasticities[self.names.index(name)]
        return row

    def binding(self) -> npt.NDArray[np.intp]:
        """Place of the limit with the largest elasticity along `time`; -1 where none is known."""
        known = np.isfinite(self.elasticities)
        largest = np.where(known, self.elasticities, -np.inf).argmax(axis=0)
        return np.where(known.any(axis=0), largest, -1)


def limits(run: Run, of: str, names: Sequence[str]) -> Limits:
    """How much more of a quantity a little more of each of its limits gives, at every step of a run.

    The elasticity of f by x is d ln f / d ln x = (x / f) df/dx. The derivative is exact: the equations between the
    limits and the quantity are differentiated one by one.

    Arguments:
        run: the run.
        of: a quantity, such as an auxiliary.
        names: its limits: auxiliaries, stocks or parameters, each held still while another moves.

    Raises:
        InputError: an unknown name, or no limits.
    """
    if not names:
        raise InputError("no limits to compare", f"name quantities that '{of}' depends on")
    target, *inputs = (_symbol(run, name) for name in (of, *names))
    tangent = run.program.tangent_inside([target, *inputs], tuple(inputs)).bind(run.trajectory.fixed)
    moments = list(run.trajectory.moments(BETWEEN))
    rows = [_elasticities(tangent, len(inputs), t, variables(run.program, state), modes) for t, state, modes in moments]
    time = run.start + np.array([t for t, _, _ in moments])
    return Limits(run, of, tuple(names), time, np.array(rows).T)


def _symbol(run: Run, name: str) -> sympy.Symbol:
    known = {label(key): symbol for key, symbol in run.program.system.quantities.items()}
    if name not in known:
        raise InputError(f"the model has no quantity '{brief(name)}'", near(name, known))
    return known[name]


def _elasticities(tangent: Moved, count: int, t: float, values: list[float], modes: tuple[int, ...]) -> Floats:
    """Elasticities at one moment; not numbers where the quantity is 0 or has no finite derivative."""
    try:
        (size, *sizes), moves = tangent(np.eye(count), t, values, modes)
    except NotFinite:
        return np.full(count, np.nan)
    if size == 0:
        return np.full(count, np.nan)
    return np.asarray(moves[:, 0] * np.array(sizes) / size)
