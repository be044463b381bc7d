"""Units of the nodes of an equation: names, numbers, arithmetic, conditions; functions are for `rules`."""

from __future__ import annotations

import abc
import ast
import enum
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from takeoff.equations import units as u
from takeoff.equations.resolve import Refused, declarations, resolved
from takeoff.equations.scope import Scope
from takeoff.equations.syntax import Equation, literal, members_of
from takeoff.errors import Problem

if TYPE_CHECKING:
    from typing import TypeAlias

    import pint


class Free(enum.Enum):
    """The unit of a literal 0, which fits everywhere; as a wanted unit, one that is not known."""

    UNIT = "any unit"


ANY: Final = Free.UNIT

if TYPE_CHECKING:
    Found: TypeAlias = pint.Unit | Free | None
    """A unit, ANY, or None where a problem was already reported."""


class NodeChecker(abc.ABC):
    """One method per kind of node; each gives the node's unit, ANY for 0, None after a problem."""

    def __init__(self, equation: Equation, scope: Scope) -> None:
        self.equation = equation
        self.scope = scope
        self.problems: list[Problem] = []

    def add(self, message: str, node: ast.expr, hint: str = "") -> None:
        """Note a problem with the text of a node."""
        self.problems.append(self.equation.problem(message, node, hint))

    def unit(self, node: ast.expr) -> Found:
        """The unit of a node."""
        visit: Callable[[ast.expr], Found] | None = getattr(self, f"_{type(node).__name__.lower()}", None)
        if visit is None:
            message = "a condition or a list cannot stand where a number is needed"
            self.add(message, node, "where(condition, a, b) chooses")
            return None
        return visit(node)

    def condition(self, node: ast.expr) -> None:
        """Check a condition."""
        if isinstance(node, ast.BoolOp):
            for part in node.values:
                self.condition(part)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self.condition(node.operand)
        elif isinstance(node, ast.Compare):
            self.alike([node.left, *node.comparators], node, "compare")
        else:
            self.add("a condition compares two quantities", node, "such as: capability[follower] >= danger_capability")

    def declarations(self, node: ast.expr) -> str:
        """Where the names under a node were declared, for the hint of a unit problem."""
        names = [inner for inner in ast.walk(node) if isinstance(inner, ast.Name)]
        return declarations(self.scope, [inner.id for inner in sorted(names, key=lambda inner: inner.col_offset)])

    def is_in(self, node: ast.expr, unit: pint.Unit, what: str) -> bool:
        """Whether a node has a unit; adds a problem where it does not."""
        found = self.unit(node)
        if found is None:
            return False
        if isinstance(found, Free) or u.same_dimension(found, unit):
            return True
        needed = "a plain number (unit 1)" if unit == u.none() else f"in {u.readable(unit)}"
        self.add(f"{what} must be {needed}, got {u.readable(found)}", node, self.declarations(node))
        return False

    def is_plain(self, node: ast.expr, what: str) -> bool:
        """Whether a node is a plain number; adds a problem where it is not."""
        return self.is_in(node, u.none(), what)

    def alike(self, nodes: Sequence[ast.expr], whole: ast.expr, verb: str) -> Found:
        """The common unit of nodes that are added or compared."""
        found = [self.unit(node) for node in nodes]
        if None in found:
            return None
        real = [unit for unit in found if unit is not None and not isinstance(unit, Free)]
        for unit in real[1:]:
            if not u.same_dimension(real[0], unit):
                message = f"cannot {verb} {u.readable(real[0])} and {u.readable(unit)}"
                self.add(message, whole, self.declarations(whole))
                return None
        return real[0] if real else ANY

    @abc.abstractmethod
    def _call(self, node: ast.Call) -> Found:
        """The unit of a function's result."""

    def _constant(self, node: ast.Constant) -> Found:
        return ANY if node.value == 0 else u.none()

    def _name(self, node: ast.Name) -> Found:
        return self._reference(node, node.id, ())

    def _subscript(self, node: ast.Subscript) -> Found:
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        return self._reference(node, name, members_of(node))

    def _reference(self, node: ast.expr, name: str, members: tuple[str, ...]) -> Found:
        found = resolved(self.scope, name, members)
        if not isinstance(found, Refused):
            return found
        if found.message:
            self.add(found.message, node, found.hint)
        return None

    def _unaryop(self, node: ast.UnaryOp) -> Found:
        if isinstance(node.op, ast.Not):
            self.add("a condition cannot stand where a number is needed", node, "where(condition, a, b) chooses")
            return None
        return self.unit(node.operand)

    def _binop(self, node: ast.BinOp) -> Found:
        if isinstance(node.op, (ast.Add, ast.Sub)):
            verb = "add" if isinstance(node.op, ast.Add) else "subtract"
            return self.alike([node.left, node.right], node, verb)
        if isinstance(node.op, ast.Pow):
            return self._power(node)
        left, right = self.unit(node.left), self.unit(node.right)
        if left is None or right is None:
            return None
        combine = u.product if isinstance(node.op, ast.Mult) else u.quotient
        return combine(_certain(left), _certain(right))

    def _power(self, node: ast.BinOp) -> Found:
        base, plain = self.unit(node.left), self.is_plain(node.right, "an exponent")
        if base is None or not plain:
            return None
        if isinstance(base, Free) or u.dimensionless(base):
            return u.none()
        number = literal(node.right)
        if number is None:
            message = f"a power that is not a literal number needs a base without unit, got {u.readable(base)}"
            self.add(message, node, self.declarations(node.left))
            return None
        return u.power(base, number)


def _certain(unit: pint.Unit | Free) -> pint.Unit:
    return u.none() if isinstance(unit, Free) else unit
