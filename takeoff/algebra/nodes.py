"""Lines and stairs through nodes that are symbols: one switch a node, and outside its own piece a node counts for 0."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import sympy

from takeoff.algebra.lower import HALF, Board


@dataclass(frozen=True)
class Nodes:
    """A table whose rows are symbols, level beyond its ends.

    Arguments:
        x: rising; equal ones make a jump.
        y: the value there.
        steps: whether each y holds until the next x, not a straight line to it.
    """

    x: Sequence[sympy.Symbol]
    y: Sequence[sympy.Symbol]
    steps: bool

    def at(self, board: Board, x: sympy.Expr) -> sympy.Expr:
        """The value at x.

        Arguments:
            board: gets a switch for every node, and a kink for every line.
            x: where it is read.

        One term of the sum is not 0, so that values at nodes are exact; a derivative by one node has two terms.
        """
        passed = [board.switch(x - node) for node in self.x]
        between = [one - other for one, other in itertools.pairwise(passed)]
        if self.steps:
            pieces = [value * inside for value, inside in zip(self.y, between, strict=False)]
        else:
            rows = zip(self.x, self.y, passed, strict=True)
            pieces = [self._line(board, x, *pair) for pair in itertools.pairwise(rows)]
        return sympy.Add(self.y[0] * (1 - passed[0]), *pieces, self.y[-1] * passed[-1])

    def _line(
        self,
        board: Board,
        x: sympy.Expr,
        low: tuple[sympy.Symbol, sympy.Symbol, sympy.Symbol],
        high: tuple[sympy.Symbol, sympy.Symbol, sympy.Symbol],
    ) -> sympy.Expr:
        value = low[1] + (high[1] - low[1]) * (x - low[0]) / (high[0] - low[0])
        return board.kink(sympy.Piecewise((0, high[2] > HALF), (value, low[2] > HALF), (0, True)))
