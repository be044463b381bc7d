"""The control between 0 and 1 at which a quantity is 0: a fixed number of steps, written out as assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy

from takeoff.algebra.lower import HALF, Board
from takeoff.algebra.symbols import marked
from takeoff.algebra.system import needed

STEPS = 4
"""Each about doubles the number of correct digits, and so does the one that polishes them."""

EDGE = sympy.Rational(1, 2**30)
"""How close to 0 and 1 polishing begins, where slopes may have no end."""


class held(sympy.Function):  # noqa: N801 - sympy prints a head by its class name
    """x itself, which derivatives take for a constant."""

    def fdiff(self, argindex: int = 1) -> sympy.Expr:
        """Derivative: none."""
        return sympy.Integer(0)

    def _pythoncode(self, printer: Any) -> str:
        return str(printer.parenthesize(self.args[0], 0))

    def _eval_evalf(self, prec: int) -> Any:
        return self.args[0]._eval_evalf(prec)


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
    between two values of different sign. One of Newton's polishes what they find, and says how the solution moves: its
    derivatives are those of an implicit function, which steps taken in rounding noise could not give.
    """
    trials = _Trials.of(board, unknown, zero)
    low, high = (End(end, trials.value(end)) for end in (sympy.Integer(0), sympy.Integer(1)))
    falls, rises = board.switch(low.value), board.switch(-high.value)
    for _ in range(STEPS - 1):
        middle, found = trials.step(low, high)
        low, high = trials.narrowed(low, middle, End(found, trials.value(found)), high)
    _, found = trials.step(low, high)
    found = trials.polished(trials.clipped(found, EDGE, 1 - EDGE))
    inside = trials.named(sympy.Piecewise((found, falls * rises > HALF), (1 - rises, True)))
    return trials.between_0_and_1(inside)


def slopes_of(
    assignments: Mapping[sympy.Symbol, sympy.Expr], by: sympy.Symbol, of: sympy.Symbol
) -> dict[sympy.Symbol, sympy.Expr]:
    """Derivatives by one symbol of another and of all between, inside a piece: mark of the symbol -> expression.

    Arguments:
        assignments: symbol -> expression.
        by: symbol that is moved; its own assignment is passed over.
        of: assigned symbol, which comes last.
    """
    known: dict[sympy.Symbol, sympy.Expr] = {by: sympy.Integer(1)}
    slopes: dict[sympy.Symbol, sympy.Expr] = {}
    for symbol, line in needed(assignments, [of], [by]).items():
        moved = sorted(line.free_symbols & known.keys(), key=lambda one: one.name)
        if moved:
            known[symbol] = slope_symbol(symbol, by)
            slopes[known[symbol]] = sympy.Add(*[line.diff(one) * known[one] for one in moved])
    return slopes


def slope_symbol(symbol: sympy.Symbol, by: sympy.Symbol) -> sympy.Symbol:
    """What stands for the derivative of one symbol by another."""
    return marked(symbol, f"slope_by_{by.name}")


@dataclass(frozen=True)
class _Trials:
    """Copies of everything between the unknown and what must be 0, one for each trial.

    Arguments:
        board: gets the copies; a switch that the unknown moves is copied too, since it turns elsewhere.
        unknown: the control.
        zero: what must be 0.
        slope: its derivative by the unknown.
        lines: what they are computed from, in order, roots of switches included.
    """

    board: Board
    unknown: sympy.Symbol
    zero: sympy.Symbol
    slope: sympy.Symbol
    lines: Mapping[sympy.Symbol, sympy.Expr]

    @classmethod
    def of(cls, board: Board, unknown: sympy.Symbol, zero: sympy.Symbol) -> _Trials:
        slopes = slopes_of(board.assignments, unknown, zero)
        board.assignments |= slopes
        *_, slope = slopes
        roots = {switch.symbol: switch.root for switch in board.switches.values()}
        lines = needed({**board.assignments, **roots}, [zero, slope], [unknown])
        return cls(board, unknown, zero, slope, lines)

    def named(self, expression: sympy.Expr) -> sympy.Symbol:
        """The symbol that an expression is assigned to."""
        symbol = sympy.Symbol(f"trial__{len(self.board.assignments)}", real=True)
        self.board.assignments[symbol] = expression
        return symbol

    def clipped(self, value: sympy.Expr, low: sympy.Expr, high: sympy.Expr) -> sympy.Symbol:
        """A value that rounding may not carry out of a stretch; no kink, since a solution is inside."""
        return self.named(sympy.Piecewise((low, value < low), (high, value > high), (value, True)))

    def between_0_and_1(self, value: sympy.Symbol) -> sympy.Symbol:
        """A solution that rounding may not carry out of its stretch; it moves as it would without rounding."""
        clipped = self.clipped(value, sympy.Integer(0), sympy.Integer(1))
        moved = self.named(clipped - value)
        return self.named(sympy.Piecewise((value + held(moved), moved**2 <= 1), (clipped, True)))

    def value(self, trial: sympy.Expr) -> sympy.Expr:
        """What must be 0, for one value of the unknown."""
        return self._copied(trial, [self.zero])[0]

    def polished(self, found: sympy.Symbol) -> sympy.Symbol:
        """A value of the unknown after one step of Newton's; as it was where nothing moves with the unknown."""
        start = self.named(held(found))
        value, slope = self._copied(start, [self.zero, self.slope])
        rigid = self.named(held(slope))
        return self.named(sympy.Piecewise((start - value / rigid, sympy.Ne(rigid, 0)), (start, True)))

    def _copied(self, trial: sympy.Expr, targets: list[sympy.Symbol]) -> list[sympy.Expr]:
        names: dict[sympy.Symbol, sympy.Expr] = {self.unknown: self.named(trial)}
        for symbol, line in needed(self.lines, targets, [self.unknown]).items():
            if line.free_symbols & names.keys():
                copied, switch = line.xreplace(names), self.board.switches.get(symbol)
                names[symbol] = self.named(copied) if switch is None else self.board.switch(copied, switch.strict)
        return [names.get(target, target) for target in targets]

    def step(self, low: End, high: End) -> tuple[End, sympy.Symbol]:
        """The middle of a stretch, and Ridders' estimate."""
        at = self.named((low.at + high.at) / 2)
        middle = End(at, self.value(at))
        square = self.named(middle.value**2 - low.value * high.value)
        ahead = (middle.at - low.at) * middle.value / sympy.sqrt(square)
        found = self.named(middle.at + self.named(sympy.Piecewise((ahead, square > 0), (0, True))))
        return middle, self.clipped(found, low.at, high.at)

    def narrowed(self, low: End, middle: End, found: End, high: End) -> tuple[End, End]:
        """The shortest stretch with the solution in it: both its ends, below and above."""

        def chosen(first: sympy.Expr, is_first: sympy.Expr, second: sympy.Expr, third: sympy.Expr) -> sympy.Symbol:
            return self.named(sympy.Piecewise((first, is_first), (second, middle.value > 0), (third, True)))

        below, above = found.value > 0, found.value <= 0
        return (
            End(chosen(found.at, below, middle.at, low.at), chosen(found.value, below, middle.value, low.value)),
            End(chosen(found.at, above, high.at, middle.at), chosen(found.value, above, high.value, middle.value)),
        )
