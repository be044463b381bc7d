"""From a checked equation to XMILE's text, for one member; one method per kind of node."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from takeoff.equations.reads import key_of
from takeoff.equations.scope import Key
from takeoff.equations.syntax import reference_of
from takeoff.equations.tables import Lookup
from takeoff.exchange.functions import spelled


class NotCarried(ValueError):
    """XMILE has no way to say an equation; the text says why."""


class Companions(Protocol):
    """Gives names to what an equation needs besides the model's own variables."""

    def part(self, text: str) -> str:
        """Name of a variable with an equation of its own."""

    def start(self, key: Key) -> str:
        """Name of a quantity's value at the start."""

    def rate(self, key: Key) -> str:
        """Name of a quantity's rate of change."""


_ATOM, _POWER, _PRODUCT, _SUM, _LOOSE = 4, 3, 2, 1, 0
_OPERATORS: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: (" + ", _SUM),
    ast.Sub: (" - ", _SUM),
    ast.Mult: (" * ", _PRODUCT),
    ast.Div: (" / ", _PRODUCT),
    ast.Pow: (" ^ ", _POWER),
}
_COMPARISONS: Mapping[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


@dataclass(frozen=True)
class Spelling:
    """Spells equations of one member.

    Arguments:
        name: quantity -> its name in the file; raises `NotCarried` where it has none.
        companions: names starts, rates and parts.
        dimensions: dimension -> members.
        binding: dimension -> member.
        tables: lookup tables by name.
    """

    name: Callable[[Key], str]
    companions: Companions
    dimensions: Mapping[str, tuple[str, ...]]
    binding: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Lookup] = field(default_factory=dict)

    def expression(self, node: ast.expr) -> str:
        """A node as XMILE.

        Arguments:
            node: of a checked equation.

        Raises:
            NotCarried: XMILE cannot say it.
        """
        visit: Callable[[ast.expr], str] = getattr(self, f"_{type(node).__name__.lower()}")
        return visit(node)

    def condition(self, node: ast.expr) -> str:
        """A condition as XMILE, in parentheses."""
        if isinstance(node, ast.BoolOp):
            word = " AND " if isinstance(node.op, ast.And) else " OR "
            return f"({word.join(map(self.condition, node.values))})"
        if isinstance(node, ast.UnaryOp):
            return f"(NOT {self.condition(node.operand)})"
        if not isinstance(node, ast.Compare):
            raise TypeError("a checked condition compares")
        sides = [self._inside(side, _SUM) for side in (node.left, *node.comparators)]
        signs = [_COMPARISONS[type(operator)] for operator in node.ops]
        pairs = [f"({left} {sign} {right})" for left, sign, right in zip(sides[:-1], signs, sides[1:], strict=True)]
        return pairs[0] if len(pairs) == 1 else f"({' AND '.join(pairs)})"

    def _inside(self, node: ast.expr, level: int) -> str:
        """A node as part of something that binds as tightly as a level."""
        text = self.expression(node)
        return text if _level(node) >= level else f"({text})"

    def _constant(self, node: ast.Constant) -> str:
        return repr(node.value)

    def _name(self, node: ast.Name) -> str:
        return "TIME" if node.id == "t" else self.name(key_of(node, self.binding))

    def _subscript(self, node: ast.Subscript) -> str:
        return self.name(key_of(node, self.binding))

    def _unaryop(self, node: ast.UnaryOp) -> str:
        inner = self._inside(node.operand, _ATOM)
        return f"-{inner}" if isinstance(node.op, ast.USub) else inner

    def _binop(self, node: ast.BinOp) -> str:
        sign, level = _OPERATORS[type(node.op)]
        left = self._inside(node.left, _ATOM if level == _POWER else level)
        return f"{left}{sign}{self._inside(node.right, level + 1)}"

    def _call(self, node: ast.Call) -> str:
        name = reference_of(node.func)
        structural: Callable[[ast.Call], str] | None = getattr(self, f"_{name}_of", None)
        if structural is not None:
            return structural(node)
        return spelled(name, [self.expression(argument) for argument in node.args], self.companions.part)

    def _where_of(self, node: ast.Call) -> str:
        on, off = self.expression(node.args[1]), self.expression(node.args[2])
        return f"(IF {self.condition(node.args[0])} THEN {on} ELSE {off})"

    def _interpolate_of(self, node: ast.Call) -> str:
        """A lookup table row by row: XMILE's own interpolates neither geometrically nor at a bare expression."""
        table, x = self.tables[reference_of(node.args[0])], self._inside(node.args[1], _ATOM)
        rows = list(zip(table.x, table.y, strict=True))
        text = f"{rows[-1][1]!r}"
        for (low, at_low), (high, at_high) in reversed(list(itertools.pairwise(rows))):
            share = f"({x} - {low!r}) / {high - low!r}"
            value = f"{at_low!r} + ({at_high - at_low!r}) * {share}"
            if table.geometric:
                value = f"{at_low!r} * {at_high / at_low!r} ^ ({share})"
            text = f"(IF {x} < {high!r} THEN {value} ELSE {text})"
        return f"(IF {x} < {rows[0][0]!r} THEN {rows[0][1]!r} ELSE {text})"

    def _sum_of(self, node: ast.Call) -> str:
        dimension = reference_of(node.args[1])
        members = [replace(self, binding={**self.binding, dimension: member}) for member in self.dimensions[dimension]]
        return f"({' + '.join(one._inside(node.args[0], _PRODUCT) for one in members)})"

    def _position_of(self, node: ast.Call) -> str:
        dimension = reference_of(node.args[0])
        return str(self.dimensions[dimension].index(self.binding[dimension]) + 1)

    def _count_of(self, node: ast.Call) -> str:
        return str(len(self.dimensions[reference_of(node.args[0])]))

    def _initial_of(self, node: ast.Call) -> str:
        return self.companions.start(key_of(node.args[0], self.binding))

    def _rate_of_of(self, node: ast.Call) -> str:
        return self.companions.rate(key_of(node.args[0], self.binding))

    def _since_of(self, node: ast.Call) -> str:
        raise NotCarried("since() looks back over a finished run")


def _level(node: ast.expr) -> int:
    """How tightly the text of a node binds."""
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)][1]
    return _LOOSE if isinstance(node, (ast.UnaryOp, ast.Compare, ast.BoolOp)) else _ATOM
