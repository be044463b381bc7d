"""Units of functions: one method per unit rule of the table."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.nodes import Free, NodeChecker
from takeoff.equations.resolve import BEFORE_START
from takeoff.equations.scope import Scope
from takeoff.equations.syntax import reference_of
from takeoff.errors import near

if TYPE_CHECKING:
    from takeoff.equations.nodes import Found

MOST_TERMS = 2_500
"""Most terms that sums of one equation may have."""

RUNNING = ("stocks", "auxiliaries", "quantities")
"""Sections whose quantities have a start, a rate and levels."""


class Checker(NodeChecker):
    """The checker of whole equations."""

    def _call(self, node: ast.Call) -> Found:
        row = FUNCTIONS[name_of(node)]
        if row.only_in and row.only_in != self.scope.context:
            self.add(f"{row.name} may be used in {row.only_in} only", node)
            return None
        rule: Callable[[ast.Call], Found] = getattr(
            self, f"_rule_{row.name if row.units == 'structural' else row.units}"
        )
        return rule(node)

    def _rule_plain(self, node: ast.Call) -> Found:
        fits = [self.is_plain(argument, f"what {name_of(node)} takes") for argument in node.args]
        return u.none() if all(fits) else None

    def _rule_same(self, node: ast.Call) -> Found:
        return self.alike(node.args, node, f"take {name_of(node)} of")

    def _rule_switch(self, node: ast.Call) -> Found:
        return None if self.unit(node.args[0]) is None else u.none()

    def _rule_first(self, node: ast.Call) -> Found:
        fits = self.is_plain(node.args[-1], "the sharpness")
        unit = self.alike(node.args[:-1], node, f"take {name_of(node)} of")
        return unit if fits else None

    def _rule_where(self, node: ast.Call) -> Found:
        self.condition(node.args[0])
        return self.alike(node.args[1:], node, "choose between")

    def _rule_ces(self, node: ast.Call) -> Found:
        share = self.is_plain(node.args[0], "the automated share")
        substitution = self.is_plain(node.args[3], "the substitution exponent")
        unit = self.alike(node.args[1:3], node, "combine")
        return unit if share and substitution else None

    def _rule_root(self, node: ast.Call) -> Found:
        found = self.unit(node.args[0])
        return found if found is None or isinstance(found, Free) else u.power(found, 0.5)

    def _rule_to_oom(self, node: ast.Call) -> Found:
        return u.parse_unit("OOM") if self.is_plain(node.args[0], "what oom takes") else None

    def _rule_from_oom(self, node: ast.Call) -> Found:
        return u.none() if self.is_in(node.args[0], u.parse_unit("OOM"), "what from_oom takes") else None

    def _rule_sum(self, node: ast.Call) -> Found:
        outer, dimension = self.scope, self._dimension(node, "sum(x, dimension)")
        if not dimension:
            return None
        inner = replace(outer, bound=(*outer.bound, dimension), summed=(*outer.summed, dimension))
        if _terms(inner) > MOST_TERMS:
            self.add(f"the sums have {_terms(inner):,} terms, at most {MOST_TERMS:,} are read", node)
            return None
        self.scope = inner
        unit = self.unit(node.args[0])
        self.scope = outer
        return unit

    def _rule_interpolate(self, node: ast.Call) -> Found:
        given, x = node.args
        table = self.scope.tables.get(given.id) if isinstance(given, ast.Name) else None
        if table is None:
            if not (isinstance(given, ast.Name) and given.id in self.scope.broken):
                hint = near(ast.unparse(given), self.scope.tables) or "declare it in [tables]"
                self.add("interpolate(table, x) needs a table of the model", given, hint)
            return None
        return table.unit if self.is_in(x, table.x_unit, f"what '{reference_of(given)}' is read at") else None

    def _rule_position(self, node: ast.Call) -> Found:
        dimension = self._dimension(node, "position(dimension)")
        if dimension and dimension not in self.scope.bound:
            hint = f'over = "{dimension}", or sum(..., {dimension})'
            self.add(f"position({dimension}) needs an equation that is repeated over {dimension}", node, hint)
            return None
        return u.none() if dimension else None

    def _rule_count(self, node: ast.Call) -> Found:
        return u.none() if self._dimension(node, "count(dimension)") else None

    def _dimension(self, node: ast.Call, form: str) -> str:
        """The dimension that a function takes as its last argument; empty after a problem."""
        given = node.args[-1]
        if isinstance(given, ast.Name) and given.id in self.scope.dimensions:
            return given.id
        hint = near(ast.unparse(given), self.scope.dimensions)
        self.add(f"{form} needs a dimension of the model", given, hint)
        return ""

    def _rule_initial(self, node: ast.Call) -> Found:
        return self._referenced(node)

    def _rule_rate_of(self, node: ast.Call) -> Found:
        unit = self._referenced(node)
        return None if unit is None or isinstance(unit, Free) else u.quotient(unit, u.parse_unit("year"))

    def _rule_since(self, node: ast.Call) -> Found:
        unit = self._referenced(node)
        fits = unit is not None and not isinstance(unit, Free) and self.is_in(node.args[1], unit, "the level")
        return u.parse_unit("year") if fits else None

    def _referenced(self, node: ast.Call) -> Found:
        """The unit of the stock or auxiliary that a function takes by name."""
        name, reference = name_of(node), node.args[0]
        if self.scope.context in BEFORE_START:
            self.add(f"{name} cannot be used before the start", node)
            return None
        quantity = self.scope.quantities.get(reference_of(reference))
        if reference_of(reference) in ("", "t") or (quantity is not None and quantity.section not in RUNNING):
            self.add(f"{name} takes the name of a stock or an auxiliary", reference)
            return None
        return self.unit(reference)


def name_of(node: ast.Call) -> str:
    """Name of the function that is called."""
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _terms(scope: Scope) -> int:
    return math.prod(len(scope.dimensions[dimension]) for dimension in scope.summed)
