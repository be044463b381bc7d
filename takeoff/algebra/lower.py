"""From a checked equation to smooth algebra plus switches: a jump or kink becomes a switch with a root function."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

import sympy

from takeoff.algebra.sound import Unsound, power, sound
from takeoff.algebra.symbols import TIME, marked
from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.reads import key_of
from takeoff.equations.scope import Key
from takeoff.equations.syntax import reference_of
from takeoff.equations.tables import Lookup

MOST_KINKS = 64
"""Most jumps and bends inside one branch; writing them out doubles them at every abs within abs."""

HALF = sympy.Rational(1, 2)


@dataclass(frozen=True)
class Switch:
    """Where an equation jumps or bends: 1 where `root` >= 0 (or > 0 if strict), else 0.

    Arguments:
        symbol: stands for the 0 or 1 in the equations; constant inside a piece.
        root: its zero is where pieces end.
        strict: whether it is 0 at root = 0.
    """

    symbol: sympy.Symbol
    root: sympy.Expr
    strict: bool


@dataclass(frozen=True)
class Since:
    """A question to a finished run: how long ago did `quantity` first reach `level`?"""

    symbol: sympy.Symbol
    quantity: sympy.Symbol
    level: sympy.Expr


@dataclass
class Board:
    """What lowering leaves beside the expressions.

    Arguments:
        assignments: symbol -> expression; kinks are added to it.
        switches: by symbol, in the order they were met.
        sinces: questions to the finished run, by symbol.
        rates: symbols whose rate of change is needed.
    """

    assignments: dict[sympy.Symbol, sympy.Expr] = field(default_factory=dict)
    switches: dict[sympy.Symbol, Switch] = field(default_factory=dict)
    sinces: dict[sympy.Symbol, Since] = field(default_factory=dict)
    rates: dict[sympy.Symbol, None] = field(default_factory=dict)
    _known: dict = field(default_factory=dict)

    def switch(self, root: sympy.Expr, strict: bool = False) -> sympy.Symbol:
        """The symbol that is 1 where root >= 0 (> 0 if strict)."""
        if (root, strict) not in self._known:
            symbol = sympy.Symbol(f"switch__{len(self.switches)}", real=True)
            self.switches[symbol] = Switch(symbol, root, strict)
            self._known[root, strict] = symbol
        return self._known[root, strict]

    def choose(self, root: sympy.Expr, on: sympy.Expr, off: sympy.Expr) -> sympy.Expr:
        """`on` where root >= 0, else `off`: an assigned symbol, so that only the taken branch is computed."""
        root = sound(_number(root))
        if root.is_Number:
            return _number(on if root >= 0 else off)
        return self.pick(self.switch(root), on, off)

    def pick(self, condition: sympy.Expr, on: sympy.Expr, off: sympy.Expr) -> sympy.Expr:
        """`on` where a condition (an expression of switches) is 1, else `off`."""
        on, off = self._branch(on), self._branch(off)
        if on == off:
            return on
        return self.kink(sympy.Piecewise((on, condition > HALF), (off, True)))

    def kink(self, expression: sympy.Expr) -> sympy.Symbol:
        """The symbol that a piecewise expression is assigned to."""
        if expression not in self._known:
            symbol = sympy.Symbol(f"kink__{len(self.assignments)}", real=True)
            self.assignments[symbol] = expression
            self._known[expression] = symbol
        return self._known[expression]

    def between(self, table: Lookup, x: sympy.Expr) -> sympy.Expr:
        """A lookup table at x: one kink with a branch for every row, level beyond the ends."""
        rows = list(zip(table.x, table.y, strict=True))
        branches = [(sympy.Float(rows[-1][1]), self._above(x - rows[-1][0]))]
        for (low, at_low), (high, at_high) in reversed(list(itertools.pairwise(rows))):
            share = (x - low) / (high - low)
            value = at_low * (at_high / at_low) ** share if table.geometric else at_low + (at_high - at_low) * share
            branches.append((value, self._above(x - low)))
        return self.kink(sympy.Piecewise(*branches, (sympy.Float(rows[0][1]), True)))

    def _above(self, root: sympy.Expr) -> sympy.Expr:
        return (sympy.true if root >= 0 else sympy.false) if root.is_Number else self.switch(root) > HALF

    def _branch(self, value: sympy.Expr | int) -> sympy.Expr:
        """A branch with the kinks inside it written out, so that where it is not taken they are not computed either."""
        expression = _number(value)
        kinks = {s: self.assignments[s] for s in expression.free_symbols if self.assignments.get(s) in self._known}
        written = expression.xreplace(kinks)
        if kinks and written.count(sympy.Piecewise) > MOST_KINKS:
            raise Unsound("jumps or bends within itself too often; name a part of it as an auxiliary")
        return written


class Readable(Protocol):
    """A table that knows how it is read: its rows are no numbers."""

    def at(self, board: Board, x: sympy.Expr) -> sympy.Expr:
        """The value at x."""


def _number(value: sympy.Expr | int) -> sympy.Expr:
    return sympy.Integer(value) if isinstance(value, int) else value


@dataclass(frozen=True)
class Lowering:
    """Lowers equations of one member onto a board; one method per kind of node.

    Arguments:
        board: where switches and kinks go.
        symbol: quantity -> symbol.
        binding: dimension -> member.
        dimensions: dimension -> members.
        tables: lookup tables by name.
    """

    board: Board
    symbol: Callable[[Key], sympy.Symbol]
    dimensions: Mapping[str, tuple[str, ...]]
    binding: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Lookup | Readable] = field(default_factory=dict)

    def expression(self, node: ast.expr) -> sympy.Expr:
        """The value of a node.

        Arguments:
            node: of a checked equation.

        Raises:
            Unsound: no finite real number, whatever the quantities are.
        """
        visit: Callable[[ast.expr], sympy.Expr] = getattr(self, f"_{type(node).__name__.lower()}")
        return sound(visit(node))

    def condition(self, node: ast.expr) -> sympy.Expr:
        """1 where a condition holds, else 0, as an expression of switches."""
        if isinstance(node, ast.BoolOp):
            parts = [self.condition(part) for part in node.values]
            if isinstance(node.op, ast.And):
                return sympy.Mul(*parts)
            return 1 - sympy.Mul(*[1 - part for part in parts])
        if isinstance(node, ast.UnaryOp):
            return 1 - self.condition(node.operand)
        if not isinstance(node, ast.Compare):
            raise TypeError("a checked condition compares")
        sides = [self.expression(side) for side in (node.left, *node.comparators)]
        pairs = zip(node.ops, sides[:-1], sides[1:], strict=True)
        return sympy.Mul(*[self._compared(operator, left, right) for operator, left, right in pairs])

    def _compared(self, operator: ast.cmpop, left: sympy.Expr, right: sympy.Expr) -> sympy.Expr:
        if isinstance(operator, (ast.Gt, ast.GtE)):
            return self.board.switch(left - right, isinstance(operator, ast.Gt))
        return self.board.switch(right - left, isinstance(operator, ast.Lt))

    def _constant(self, node: ast.Constant) -> sympy.Expr:
        return sympy.Rational(repr(node.value))

    def _name(self, node: ast.Name) -> sympy.Expr:
        if node.id == "t":
            return TIME
        return self.symbol(key_of(node, self.binding))

    def _subscript(self, node: ast.Subscript) -> sympy.Expr:
        return self.symbol(key_of(node, self.binding))

    def _unaryop(self, node: ast.UnaryOp) -> sympy.Expr:
        inner = self.expression(node.operand)
        return -inner if isinstance(node.op, ast.USub) else inner

    def _binop(self, node: ast.BinOp) -> sympy.Expr:
        left, right = self.expression(node.left), self.expression(node.right)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.Mult):
            return left * right
        return left / right if isinstance(node.op, ast.Div) else power(left, right)

    def _call(self, node: ast.Call) -> sympy.Expr:
        row = FUNCTIONS[reference_of(node.func)]
        if row.build is None:
            structural: Callable[[ast.Call], sympy.Expr] = getattr(self, f"_{row.name}_of")
            return structural(node)
        return row.build(self.board.choose, *[self.expression(argument) for argument in node.args])

    def _where_of(self, node: ast.Call) -> sympy.Expr:
        condition = self.condition(node.args[0])
        return self.board.pick(condition, self.expression(node.args[1]), self.expression(node.args[2]))

    def _sum_of(self, node: ast.Call) -> sympy.Expr:
        dimension = reference_of(node.args[1])
        members = [replace(self, binding={**self.binding, dimension: member}) for member in self.dimensions[dimension]]
        return sympy.Add(*[lowering.expression(node.args[0]) for lowering in members])

    def _interpolate_of(self, node: ast.Call) -> sympy.Expr:
        table, x = self.tables[reference_of(node.args[0])], self.expression(node.args[1])
        return self.board.between(table, x) if isinstance(table, Lookup) else table.at(self.board, x)

    def _position_of(self, node: ast.Call) -> sympy.Expr:
        dimension = reference_of(node.args[0])
        return sympy.Integer(self.dimensions[dimension].index(self.binding[dimension]) + 1)

    def _count_of(self, node: ast.Call) -> sympy.Expr:
        return sympy.Integer(len(self.dimensions[reference_of(node.args[0])]))

    def _initial_of(self, node: ast.Call) -> sympy.Expr:
        return marked(self.symbol(key_of(node.args[0], self.binding)), "start")

    def _rate_of_of(self, node: ast.Call) -> sympy.Expr:
        symbol = self.symbol(key_of(node.args[0], self.binding))
        self.board.rates[symbol] = None
        return marked(symbol, "rate")

    def _since_of(self, node: ast.Call) -> sympy.Expr:
        quantity = self.symbol(key_of(node.args[0], self.binding))
        level = self.expression(node.args[1])
        symbol = sympy.Symbol(f"since__{len(self.board.sinces)}", real=True)
        self.board.sinces[symbol] = Since(symbol, quantity, level)
        return symbol
