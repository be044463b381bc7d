"""The check of one equation against the unit that it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.nodes import ANY, Free
from takeoff.equations.rules import Checker
from takeoff.equations.scope import Scope
from takeoff.equations.syntax import Equation
from takeoff.errors import Problem

if TYPE_CHECKING:
    from takeoff.equations.nodes import Found


def check_equation(equation: Equation, scope: Scope, unit: Found) -> list[Problem]:
    """List what is wrong with an equation.

    Arguments:
        equation: parsed.
        scope: what it may read.
        unit: the unit that it must have; ANY where that is not known; None for a condition.
    """
    checker = Checker(equation, scope)
    if unit is None:
        checker.condition(equation.tree)
        return checker.problems
    found = checker.unit(equation.tree)
    if found is None or isinstance(found, Free) or isinstance(unit, Free) or u.same_dimension(found, unit):
        return checker.problems
    message = f"the declared unit is {u.readable(unit)}, but the equation gives {u.readable(found)}"
    checker.add(message, equation.tree, checker.declarations(equation.tree))
    return checker.problems


__all__ = ["ANY", "check_equation"]
