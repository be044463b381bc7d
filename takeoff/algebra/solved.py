"""The control between 0 and 1 at which a quantity is 0: a fixed number of steps, written out as assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy

from takeoff.algebra.derivatives import slope_of
from takeoff.algebra.lower import HALF, Board
from takeoff.algebra.system import needed

POLISHING = 3
"""Newton's steps, each of which doubles the correct digits, after one step of Ridders (1979) that gives about three."""

EDGE = sympy.Rational(1, 2**20)
"""Where polishing begins if the solution lies at an end, at which slopes may be infinite."""


def solved(board: Board, unknown: sympy.Symbol, zero: sympy.Symbol) -> sympy.Expr:
    """The control at which a quantity that falls with it is 0; 0 where it is negative throughout, 1 where positive.

    Arguments:
        board: holds what `zero` is computed from, and gets the steps.
        unknown: the control.
        zero: the quantity.

    Ridders' step from both ends and the middle stays between the ends; a step of Newton's that would leave them goes
    most of the way instead, so that nothing is computed outside of [0, 1].
    """
    trials = _Trials.of(board, unknown, zero)
    none, half, full = (trials.value(sympy.Rational(share, 2)) for share in range(3))
    falls, rises = board.switch(none), board.switch(-full)

    def inside(value: sympy.Expr, outside: sympy.Expr) -> sympy.Symbol:
        return trials.named(sympy.Piecewise((value, falls * rises > HALF), (outside, True)))

    found = inside(HALF + HALF * half / sympy.sqrt(half**2 - none * full), HALF)
    found = trials.within(found, EDGE, 1 - EDGE)
    for _ in range(POLISHING):
        value, slope = trials.value_and_slope(found)
        found = trials.within(inside(found - value / slope, HALF), found / 8, (found + 7) / 8)
    return trials.within(inside(found, 1 - rises), sympy.Integer(0), sympy.Integer(1))


@dataclass(frozen=True)
class _Trials:
    """Copies of everything between the unknown and what must be 0, for one trial value each.

    Arguments:
        board: gets the copies; a switch that the unknown moves is copied too, since it turns elsewhere.
        unknown: the control.
        zero: what must be 0.
        slope: its derivative by the unknown.
        lines: what both are computed from, in order, roots of switches included.
    """

    board: Board
    unknown: sympy.Symbol
    zero: sympy.Symbol
    slope: sympy.Symbol
    lines: Mapping[sympy.Symbol, sympy.Expr]

    @classmethod
    def of(cls, board: Board, unknown: sympy.Symbol, zero: sympy.Symbol) -> _Trials:
        slope, slopes = slope_of(board.assignments, unknown, zero)
        board.assignments |= slopes
        roots = {switch.symbol: switch.root for switch in board.switches.values()}
        known = {**board.assignments, **roots}
        return cls(board, unknown, zero, slope, needed(known, [zero, slope], [unknown]))

    def named(self, expression: sympy.Expr) -> sympy.Symbol:
        """The symbol that an expression is assigned to."""
        symbol = sympy.Symbol(f"trial__{len(self.board.assignments)}", real=True)
        self.board.assignments[symbol] = expression
        return symbol

    def within(self, value: sympy.Symbol, below: sympy.Expr, above: sympy.Expr) -> sympy.Symbol:
        """A value where it is between 0 and 1, else what takes its place: no kink, since the steps end between."""
        return self.named(sympy.Piecewise((below, value < 0), (above, value > 1), (value, True)))

    def value(self, trial: sympy.Expr) -> sympy.Expr:
        """What must be 0, for one value of the unknown."""
        return self._copied(trial, [self.zero])[0]

    def value_and_slope(self, trial: sympy.Expr) -> list[sympy.Expr]:
        """The same with its derivative."""
        return self._copied(trial, [self.zero, self.slope])

    def _copied(self, trial: sympy.Expr, targets: list[sympy.Symbol]) -> list[sympy.Expr]:
        names: dict[sympy.Symbol, sympy.Expr] = {self.unknown: self.named(trial)}
        for symbol, line in needed(self.lines, targets, [self.unknown]).items():
            if not line.free_symbols & names.keys():
                continue
            copied = line.xreplace(names)
            switch = self.board.switches.get(symbol)
            names[symbol] = self.named(copied) if switch is None else self.board.switch(copied, switch.strict)
        return [names.get(target, target) for target in targets]
