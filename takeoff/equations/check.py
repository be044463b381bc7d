"""The check of one equation: every name known, every index right, every dimension proven."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.scope import Quantity, Scope
from takeoff.equations.syntax import Equation, literal, members_of
from takeoff.errors import Problem, near

if TYPE_CHECKING:
    import pint

ANY = "any unit"
"""What a literal 0 has: it fits everywhere."""

Found = "pint.Unit | str | None"
"""A unit, ANY, or None where a problem was already reported."""


def check_equation(equation: Equation, scope: Scope, unit: pint.Unit | None) -> list[Problem]:
    """List what is wrong with an equation.

    Arguments:
        equation: parsed.
        scope: what it may read.
        unit: the unit that it must have; None for a condition.
    """
    checker = _Checker(equation, scope)
    if unit is None:
        checker.condition(equation.tree)
        return checker.problems
    found = checker.unit(equation.tree)
    if found is not None and found != ANY and not u.same_dimension(found, unit):
        message = f"the declared unit is {u.readable(unit)}, but the equation gives {u.readable(found)}"
        checker.add(message, equation.tree, checker.declarations(equation.tree))
    return checker.problems


class _Checker:
    """One method per kind of node; each gives the node's unit, ANY for 0, None after a problem."""

    def __init__(self, equation: Equation, scope: Scope) -> None:
        self.equation = equation
        self.scope = scope
        self.problems: list[Problem] = []

    def add(self, message: str, node: ast.expr, hint: str = "") -> None:
        self.problems.append(self.equation.problem(message, node, hint))

    def unit(self, node: ast.expr) -> pint.Unit | str | None:
        visit = getattr(self, f"_{type(node).__name__.lower()}", None)
        if visit is None:
            self.add("a condition or a list cannot stand where a number is needed", node, "where(condition, a, b) chooses")
            return None
        result: pint.Unit | str | None = visit(node)
        return result

    def condition(self, node: ast.expr) -> None:
        if isinstance(node, ast.BoolOp):
            for part in node.values:
                self.condition(part)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self.condition(node.operand)
        elif isinstance(node, ast.Compare):
            self._alike([node.left, *node.comparators], node, "compare")
        else:
            self.add("a condition compares two quantities", node, "such as: capability[follower] >= danger_capability")

    def declarations(self, node: ast.expr) -> str:
        """Where the names under a node were declared, for the hint of a unit problem."""
        names = dict.fromkeys(inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))
        known = [self.scope.quantities[name] for name in names if name in self.scope.quantities]
        return ", ".join(f"{q.name} is in {u.readable(q.unit)} ({q.place})" for q in known[:6])

    def _constant(self, node: ast.Constant) -> pint.Unit | str:
        return ANY if node.value == 0 else u.none()

    def _name(self, node: ast.Name) -> pint.Unit | None:
        return self._reference(node, node.id, ())

    def _subscript(self, node: ast.Subscript) -> pint.Unit | None:
        if not isinstance(node.value, ast.Name):
            return None
        return self._reference(node, node.value.id, members_of(node))

    def _reference(self, node: ast.expr, name: str, members: tuple[str, ...]) -> pint.Unit | None:
        if name == "t" and not members:
            return self._time(node)
        quantity = self.scope.quantities.get(name)
        if quantity is None or quantity.section not in self.scope.readable_sections():
            self._unknown(node, name, quantity)
            return None
        if not self._index_fits(node, quantity, members):
            return None
        return quantity.unit

    def _time(self, node: ast.expr) -> pint.Unit | None:
        if self.scope.context in ("values", "starts", "dates"):
            self.add("time does not run yet here; only numbers known at the start may be used", node)
            return None
        return u.parse_unit("year")

    def _unknown(self, node: ast.expr, name: str, quantity: Quantity | None) -> None:
        sections = self.scope.readable_sections()
        if not sections:
            self.add(f"'{name}' cannot be used in a value", node, "a value is a number with a unit or an equation of numbers")
        elif quantity is not None:
            self.add(f"'{name}' is one of [{quantity.section}]; only {' and '.join(sections)} may be used here", node)
        elif name in self.scope.dimensions or any(name in members for members in self.scope.dimensions.values()):
            self.add(f"'{name}' is an index; it stands in brackets only", node)
        else:
            known = [q.name for q in self.scope.quantities.values() if q.section in sections]
            self.add(f"unknown name '{name}'", node, near(name, [*known, "t"]))

    def _index_fits(self, node: ast.expr, quantity: Quantity, members: tuple[str, ...]) -> bool:
        name, over = quantity.name, quantity.over
        if len(members) != len(over):
            want = f"{name}[{', '.join(over)}]" if over else name
            first = f", such as {name}[{self.scope.dimensions[over[0]][0]}]" if len(over) == 1 else ""
            self.add(f"'{name}' {'is repeated over ' + ', '.join(over) if over else 'has no index'}", node, f"write {want}{first}")
            return False
        for member, dimension in zip(members, over, strict=True):
            if member == dimension and dimension not in self.scope.bound:
                hint = f"name a member ({', '.join(self.scope.dimensions[dimension])}), or sum(..., {dimension})"
                self.add(f"'{name}[{member}]' needs a member: this equation is not repeated over {dimension}", node, hint)
                return False
            if member != dimension and member not in self.scope.dimensions[dimension]:
                self.add(f"unknown member '{member}' of {dimension}", node, near(member, self.scope.dimensions[dimension]))
                return False
        return True

    def _unaryop(self, node: ast.UnaryOp) -> pint.Unit | str | None:
        if isinstance(node.op, ast.Not):
            self.add("a condition cannot stand where a number is needed", node, "where(condition, a, b) chooses")
            return None
        return self.unit(node.operand)

    def _binop(self, node: ast.BinOp) -> pint.Unit | str | None:
        if isinstance(node.op, (ast.Add, ast.Sub)):
            return self._alike([node.left, node.right], node, "add" if isinstance(node.op, ast.Add) else "subtract")
        if isinstance(node.op, ast.Pow):
            return self._power(node)
        left, right = self.unit(node.left), self.unit(node.right)
        if left is None or right is None:
            return None
        left, right = (u.none() if side == ANY else side for side in (left, right))
        return left * right if isinstance(node.op, ast.Mult) else left / right

    def _power(self, node: ast.BinOp) -> pint.Unit | None:
        base, exponent = self.unit(node.left), self._plain(node.right, "an exponent")
        if base is None or not exponent:
            return None
        number = literal(node.right)
        if base == ANY or u.dimensionless(base):
            return u.none()
        if number is None:
            message = f"a power that is not a literal number needs a base without unit, got {u.readable(base)}"
            self.add(message, node, self.declarations(node.left))
            return None
        return base**number

    def _plain(self, node: ast.expr, what: str) -> bool:
        """Whether a node is a plain number; adds a problem where it is not."""
        return self._is(node, u.none(), what)

    def _is(self, node: ast.expr, unit: pint.Unit, what: str) -> bool:
        found = self.unit(node)
        if found is None:
            return False
        if found != ANY and not u.same_dimension(found, unit):
            needed = "a plain number (unit 1)" if unit == u.none() else f"in {u.readable(unit)}"
            self.add(f"{what} must be {needed}, got {u.readable(found)}", node, self.declarations(node))
            return False
        return True

    def _alike(self, nodes: list[ast.expr], whole: ast.expr, verb: str) -> pint.Unit | str | None:
        """The common unit of nodes that are added or compared."""
        found = [self.unit(node) for node in nodes]
        if any(unit is None for unit in found):
            return None
        real = [(unit, node) for unit, node in zip(found, nodes, strict=True) if unit != ANY]
        if not real:
            return ANY
        first = real[0][0]
        for unit, _ in real[1:]:
            if not u.same_dimension(first, unit):
                message = f"cannot {verb} {u.readable(first)} and {u.readable(unit)}"
                self.add(message, whole, self.declarations(whole))
                return None
        return first

    def _call(self, node: ast.Call) -> pint.Unit | str | None:
        if not isinstance(node.func, ast.Name):
            return None
        row = FUNCTIONS[node.func.id]
        if row.only_in and row.only_in != self.scope.context:
            self.add(f"{row.name} may be used in {row.only_in} only", node)
            return None
        rule = row.name if row.units == "structural" else row.units
        result: pint.Unit | str | None = getattr(self, f"_rule_{rule}")(node)
        return result

    def _rule_plain(self, node: ast.Call) -> pint.Unit | None:
        fits = [self._plain(argument, f"what {_name_of(node)} takes") for argument in node.args]
        return u.none() if all(fits) else None

    def _rule_same(self, node: ast.Call) -> pint.Unit | str | None:
        return self._alike(node.args, node, f"take {_name_of(node)} of")

    def _rule_switch(self, node: ast.Call) -> pint.Unit | None:
        return None if self.unit(node.args[0]) is None else u.none()

    def _rule_first(self, node: ast.Call) -> pint.Unit | str | None:
        fits = self._plain(node.args[-1], "the sharpness")
        unit = self._alike(node.args[:-1], node, f"take {_name_of(node)} of")
        return unit if fits else None

    def _rule_where(self, node: ast.Call) -> pint.Unit | str | None:
        self.condition(node.args[0])
        return self._alike(node.args[1:], node, "choose between")

    def _rule_ces(self, node: ast.Call) -> pint.Unit | str | None:
        share = self._plain(node.args[0], "the automated share")
        substitution = self._plain(node.args[3], "the substitution exponent")
        unit = self._alike(node.args[1:3], node, "combine")
        return unit if share and substitution else None

    def _rule_root(self, node: ast.Call) -> pint.Unit | str | None:
        found = self.unit(node.args[0])
        return found if found is None or isinstance(found, str) else found**0.5

    def _rule_to_oom(self, node: ast.Call) -> pint.Unit | None:
        return u.parse_unit("OOM") if self._plain(node.args[0], "what oom takes") else None

    def _rule_from_oom(self, node: ast.Call) -> pint.Unit | None:
        return u.none() if self._is(node.args[0], u.parse_unit("OOM"), "what from_oom takes") else None

    def _rule_sum(self, node: ast.Call) -> pint.Unit | str | None:
        dimension = node.args[1]
        if not isinstance(dimension, ast.Name) or dimension.id not in self.scope.dimensions:
            self.add("sum(x, dimension) needs a dimension of the model", dimension, near(ast.unparse(dimension), self.scope.dimensions))
            return None
        outer = self.scope
        self.scope = replace(outer, bound=(*outer.bound, dimension.id))
        unit = self.unit(node.args[0])
        self.scope = outer
        return unit

    def _rule_initial(self, node: ast.Call) -> pint.Unit | None:
        return self._referenced(node, ("stocks", "auxiliaries"))

    def _rule_rate_of(self, node: ast.Call) -> pint.Unit | None:
        unit = self._referenced(node, ("stocks", "auxiliaries"))
        return None if unit is None else unit / u.parse_unit("year")

    def _rule_since(self, node: ast.Call) -> pint.Unit | None:
        unit = self._referenced(node, ("stocks", "auxiliaries"))
        fits = unit is not None and self._is(node.args[1], unit, "the level")
        return u.parse_unit("year") if fits else None

    def _referenced(self, node: ast.Call, sections: tuple[str, ...]) -> pint.Unit | None:
        name = _name_of(node)
        if self.scope.context in ("values", "starts", "dates"):
            self.add(f"{name} cannot be used before the start", node)
            return None
        reference = node.args[0]
        known = next(_names(reference), "") in self.scope.quantities
        if not isinstance(reference, (ast.Name, ast.Subscript)) or (
            known and self.scope.quantities[next(_names(reference))].section not in sections
        ):
            self.add(f"{name} takes the name of a stock or an auxiliary", reference)
            return None
        unit = self.unit(reference)
        return None if isinstance(unit, str) else unit


def _name_of(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _names(node: ast.expr) -> Iterator[str]:
    yield from (inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))
