"""The reference engine: scipy's DOP853, stepped by hand."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterator
from typing import Any

from scipy.integrate import DOP853

from takeoff.solve.engine import Engine, Step, Stretch
from takeoff.solve.generate import NotFinite
from takeoff.solve.guard import Guard

TRIES = 40
"""How often a step that met no finite number is tried again, each time ten times shorter."""


class ScipyEngine(Engine):
    """Dormand-Prince of order 8 with an interpolant of order 7."""

    name = "scipy DOP853"

    def _solve(self, stretch: Stretch, guard: Guard) -> Iterator[Step]:
        settings = guard.settings
        try:
            solver = DOP853(
                stretch.right_hand_side,
                stretch.start,
                stretch.state,
                stretch.stop,
                rtol=settings.relative,
                atol=settings.absolute,
                max_step=stretch.longest,
                first_step=stretch.first,
            )
        except NotFinite as error:
            raise guard.stuck(stretch.start, stretch.state, error.reason) from error
        while solver.status == "running":
            _advance(solver, guard)
            yield Step(solver.t_old, solver.t, solver.y.copy(), _Interpolant(solver))


class _Interpolant:
    """The interpolant of the step that a solver has just made, computed on first need: it takes three evaluations."""

    def __init__(self, solver: DOP853) -> None:
        self._solver = copy.copy(solver)
        self._solver.K_extended = solver.K_extended.copy()

    def __call__(self, times: Any) -> Any:
        return self._polynomial(times)

    @functools.cached_property
    def _polynomial(self) -> Callable[[Any], Any]:
        polynomial: Callable[[Any], Any] = self._solver.dense_output()
        return polynomial


def _advance(solver: DOP853, guard: Guard) -> None:
    """One accepted step; a trial step that left the domain of the equations is shortened and tried again."""
    reason = ""
    for _ in range(TRIES):
        try:
            message = solver.step()
        except NotFinite as error:
            reason = error.reason
            solver.h_abs *= 0.1
            continue
        if solver.status == "failed":
            raise guard.stuck(solver.t, solver.y.tolist(), message or "the step became too small")
        return
    raise guard.stuck(solver.t, solver.y.tolist(), reason)
