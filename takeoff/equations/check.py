"""The check of one equation, node by node: every name known, every index right, every dimension proven."""

from __future__ import annotations

import ast
import enum
from typing import TYPE_CHECKING, Final

from takeoff.equations import units as u
from takeoff.equations.functions import FUNCTIONS
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


def check_equation(equation: Equation, scope: Scope, unit: Found) -> list[Problem]:
    """List what is wrong with an equation.

    Arguments:
        equation: parsed.
        scope: what it may read.
        unit: the unit that it must have; ANY where that is not known; None for a condition.
    """
    from takeoff.equations.rules import Checker

    checker = Checker(equation, scope)
    if unit is None:
        checker.condition(equation.tree)
        return checker.problems
    found = checker.unit(equation.tree)
    if isinstance(unit, Free) or found is None or isinstance(found, Free) or u.same_dimension(found, unit):
        return checker.problems
    message = f"the declared unit is {u.readable(unit)}, but the equation gives {u.readable(found)}"
    checker.add(message, equation.tree, checker.declarations(equation.tree))
    return checker.problems
