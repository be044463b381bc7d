"""The control between 0 and 1 at which a quantity is 0: a fixed number of steps, written out as assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy

from takeoff.algebra.lower import HALF, Board
from takeoff.algebra.system import needed

STEPS = 5
"""Each about doubles the number of correct digits: 1e-7 is left on curves as steep as c/(c + 0.01), nothing on most."""


@dataclass(frozen=True)
class End:
    """One end of the stretch that the solution is in, and what must be 0 there."""

    at: sympy.Expr
    value: sympy.Expr


def solved(board: Board, unknown: sympy.Symbol, zero: sympy.Symbol) -> sympy.Expr:
    """The control at which a quantity that falls with it is 0; 0 where it is negative throughout, 1 where positive.

    Arguments:
        board: holds what `zero` is computed from, and gets the steps.
        unknown: the control.
        zero: the quantity.

    Source: C. Ridders, IEEE Transactions on Circuits and Systems 26 (1979), 979-980. His steps need no slopes, and stay
    between two values of different sign. Which end a step replaces is no kink of the solution, since all ways lead to
    it; where the solution reaches 0 or 1 is one.
    """
    trials = _Trials.of(board, unknown, zero)
    low, high = (End(end, trials.value(end)) for end in (sympy.Integer(0), sympy.Integer(1)))
    falls, rises = board.switch(low.value), board.switch(-high.value)
    for _ in range(STEPS - 1):
        middle, found = trials.step(low, high)
        at_found = End(found, trials.value(found))
        low, high = trials.narrowed(low, middle, at_found, high)
    _, found = trials.step(low, high)
    return trials.named(sympy.Piecewise((found, falls * rises > HALF), (1 - rises, True)))


@dataclass(frozen=True)
class _Trials:
    """Copies of everything between the unknown and what must be 0, one for each trial.

    Arguments:
        board: gets the copies; a switch that the unknown moves is copied too, since it turns elsewhere.
        unknown: the control.
        zero: what must be 0.
        lines: what it is computed from, in order, roots of switches included.
    """

    board: Board
    unknown: sympy.Symbol
    zero: sympy.Symbol
    lines: Mapping[sympy.Symbol, sympy.Expr]

    @classmethod
    def of(cls, board: Board, unknown: sympy.Symbol, zero: sympy.Symbol) -> _Trials:
        roots = {switch.symbol: switch.root for switch in board.switches.values()}
        return cls(board, unknown, zero, needed({**board.assignments, **roots}, [zero], [unknown]))

    def named(self, expression: sympy.Expr) -> sympy.Symbol:
        """The symbol that an expression is assigned to."""
        symbol = sympy.Symbol(f"trial__{len(self.board.assignments)}", real=True)
        self.board.assignments[symbol] = expression
        return symbol

    def value(self, trial: sympy.Expr) -> sympy.Expr:
        """What must be 0, for one value of the unknown."""
        names: dict[sympy.Symbol, sympy.Expr] = {self.unknown: self.named(trial)}
        for symbol, line in self.lines.items():
            if line.free_symbols & names.keys():
                copied, switch = line.xreplace(names), self.board.switches.get(symbol)
                names[symbol] = self.named(copied) if switch is None else self.board.switch(copied, switch.strict)
        return names[self.zero]

    def step(self, low: End, high: End) -> tuple[End, sympy.Symbol]:
        """The middle of a stretch, and Ridders' estimate, which rounding may not carry out of it."""
        at = self.named((low.at + high.at) / 2)
        middle = End(at, self.value(at))
        square = self.named(middle.value**2 - low.value * high.value)
        ahead = (middle.at - low.at) * middle.value / sympy.sqrt(square)
        found = self.named(middle.at + self.named(sympy.Piecewise((ahead, square > 0), (0, True))))
        return middle, self.named(sympy.Piecewise((low.at, found < low.at), (high.at, found > high.at), (found, True)))

    def narrowed(self, low: End, middle: End, found: End, high: End) -> tuple[End, End]:
        """The shortest stretch with the solution in it: both its ends, below and above."""

        def chosen(first: sympy.Expr, is_first: sympy.Expr, second: sympy.Expr, third: sympy.Expr) -> sympy.Symbol:
            return self.named(sympy.Piecewise((first, is_first), (second, middle.value > 0), (third, True)))

        below, above = found.value > 0, found.value <= 0
        return (
            End(chosen(found.at, below, middle.at, low.at), chosen(found.value, below, middle.value, low.value)),
            End(chosen(found.at, above, high.at, middle.at), chosen(found.value, above, high.value, middle.value)),
        )
