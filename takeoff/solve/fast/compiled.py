"""A program's functions, compiled once for an order: its Taylor series, what a step is like, what a point is like.

This module keeps the functions for as long as the process lasts, and heyoka what it has compiled also on disk, in the
user's own cache (`heyoka.llvm_state.get_diskcache_path`, usually `~/.cache/heyoka`).
"""

from __future__ import annotations

import copy
import functools
import math
from typing import Any
from weakref import WeakKeyDictionary

import heyoka
import numpy as np
import numpy.typing as npt

from takeoff.solve.batch.methods import Unspeakable
from takeoff.solve.fast.survey import FIRST, Survey, Terms, at_points
from takeoff.solve.program import Program

Floats = npt.NDArray[np.float64]

LANES = 16
"""Members that make a step together; with 8 calls cost more, with 32 compiling does."""
UNROLLED = 30_000
"""Operations times the square of the order up to which a series is compiled without loops.

Measured on the flagship at order 9: without loops a step takes 0.6 microseconds a member, with loops 1.0; to compile it
takes 1.6 s, with loops 1.2 s.
"""

_known: WeakKeyDictionary[Program, dict[int, Compiled]] = WeakKeyDictionary()


def compiled(program: Program, order: int) -> Compiled:
    """The functions of a program.

    Arguments:
        program: the compiled system.
        order: of its Taylor series.

    Raises:
        Unspeakable: the program has no variables, or a function that has no spelling.
    """
    if not program.variables:
        raise Unspeakable("the model has no stocks")
    known = _known.setdefault(program, {})
    if order not in known:
        known[order] = Compiled(Terms.of(program), order)
    return known[order]


class Compiled:
    """Functions of a program, each compiled on first need.

    Arguments:
        terms: of the program.
        order: of its Taylor series.
    """

    def __init__(self, terms: Terms, order: int) -> None:
        self.terms, self.order = terms, order
        self.given = len(terms.given)
        self.count = len(terms.program.variables)
        names = [heyoka.expression(f"x{place}") for place in range(self.count)]
        self._names, self._looks = names, terms.looks(heyoka.par[self.given], names)
        self.results = len(self._looks)

    @functools.cached_property
    def _integrator(self) -> Any:
        moving = self.terms.looks(heyoka.par[self.given] + heyoka.time, self._names)[: self.count]
        tolerance = math.exp(-2.0 * (self.order - 1.5))  # heyoka takes the order from it, 1 - log(tolerance) / 2
        return heyoka.taylor_adaptive_batch(
            list(zip(self._names, moving, strict=True)),
            np.zeros((self.count, LANES)),
            tol=tolerance,
            compact_mode=self._operations * self.order**2 > UNROLLED,
        )

    @property
    def _operations(self) -> int:
        code = self.terms.program.looks.moving_code()
        return sum(int(line.count_ops()) for line in code.lines.values())

    def integrator(self) -> Any:
        """A Taylor integrator of some members, for the caller alone.

        Its parameters are those of the terms, then when its time 0 is [year].
        """
        return copy.copy(self._integrator)

    @functools.cached_property
    def survey(self) -> Function:
        """(coefficients; parameters of the terms, then those of the survey) -> what `Survey` gives."""
        return self._of_series(self._survey.results())

    @functools.cached_property
    def roots(self) -> Function:
        """(coefficients; parameters of the terms, then start and length) -> root functions at each of `SAMPLES`."""
        return self._of_series(self._survey.roots())

    @functools.cached_property
    def within(self) -> Function:
        """(coefficients; parameters of the terms, then start and time since) -> what `Program.glances` gives."""
        return self._of_series(self._survey.glances())

    @functools.cached_property
    def questions(self) -> list[Function]:
        """Of each quantity that `since` asks about, alone: of the same numbers as `within`."""
        return [self._of_series(self._survey.question(number)) for number in range(len(self.terms.program.asked))]

    @property
    def _survey(self) -> Survey:
        return Survey(self.terms, self.order)

    def _of_series(self, results: list[Any]) -> Function:
        return Function(results, [one for series in self._survey.variables for one in series])

    @functools.cached_property
    def looks(self) -> Function:
        """(variables; parameters of the terms, then the time) -> what `Program.looks` gives."""
        return Function(self._looks, self._names)

    @functools.cached_property
    def signs(self) -> Function:
        """(variables; constants of `Program.signs`, then the time) -> what it gives."""
        return Function(at_points(self.terms.program, self.terms.program.signs, self._names), self._names)

    @functools.cached_property
    def scales(self) -> Function:
        """(variables; constants of `Program.scales`, then the time) -> what it gives."""
        return Function(at_points(self.terms.program, self.terms.program.scales, self._names), self._names)

    @property
    def surveyed(self) -> int:
        """Rows of a survey up to the middle of the step."""
        return FIRST + self.count + self.results


class Function:
    """A compiled function of many members at once.

    A member's numbers do not depend on how many there are: all of them are computed in full vectors.

    Arguments:
        results: expressions; there may be none, as of a model without switches.
        variables: that they are of.
    """

    def __init__(self, results: list[Any], variables: list[Any]) -> None:
        self._call = heyoka.cfunc(results, variables) if results else None
        self.results, self.width = len(results), heyoka.recommended_simd_size()

    def __call__(self, variables: Floats, parameters: Floats) -> Floats:
        """Results, a row for each, a column for each member.

        Arguments:
            variables: a row for each, a column for each member.
            parameters: as well; rows beyond those that the function has are left alone.
        """
        members = variables.shape[1]
        if not members or self._call is None:
            return np.empty((self.results, members))
        given = self.full(parameters[: self._call.nparams])
        found: Floats = self._call(self.full(variables), pars=given, batch_parallel=False)
        return found[:, :members]

    def full(self, rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Rows for full vectors: with the last member told some more times."""
        over = -rows.shape[-1] % self.width
        return np.concatenate((rows, np.repeat(rows[..., -1:], over, axis=-1)), axis=-1) if over else rows

    def laid(self, blocks: list[Floats]) -> Floats:
        """Blocks of rows one below the other, for full vectors."""
        blocks = [np.atleast_2d(block) for block in blocks]
        members, place = blocks[0].shape[1], 0
        rows = np.empty((sum(map(len, blocks)), members + -members % self.width))
        for block in blocks:
            rows[place : place + len(block), :members] = block
            place += len(block)
        rows[:, members:] = rows[:, members - 1 : members]
        return rows
