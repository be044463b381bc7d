"""Nothing in a derivation is typed in: a changed assumption changes the result, or is refused.

Each topic has its own file of these cases, since together they take longer than any other tests.
"""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from takeoff.theory.derivation import Result
from takeoff.theory.proof import Refused
from takeoff.theory.topics import topics
from tests.theory.indifferent import INDIFFERENT
from tests.theory.mutants import mutants


def changes(topic: str) -> list[Any]:
    """Every change of one assumption of a result of a topic: result, name of the assumption, kind of change."""
    return [
        pytest.param(result, name, kind, id=f"{result.name}-{name}-{kind}")
        for result in topics()[topic].results
        for name, kind, _ in mutants(result.assumptions)
    ]


def shows(result: Result, assumption: str, kind: str) -> bool:
    """Whether a change is refused, or changes the result unless there is a reason why it does not matter."""
    (changed,) = (g for name, how, g in mutants(result.assumptions) if (name, how) == (assumption, kind))
    try:
        formula = result.argue(changed).formula
    except Refused:
        return True
    return _same(formula, result.derivation.result) == ((result.name, assumption, kind) in INDIFFERENT)


def _same(one: sympy.Basic, other: sympy.Basic) -> bool:
    """Whether two results are the same, as written or after simplifying the difference of their right-hand sides."""
    if not (isinstance(one, sympy.Eq) and isinstance(other, sympy.Eq)):
        return bool(one == other)
    if one == other or one.lhs != other.lhs or _differ_somewhere(one.rhs, other.rhs):
        return bool(one == other)
    return bool(sympy.simplify(one.rhs - other.rhs) == 0)


def _differ_somewhere(one: sympy.Expr, other: sympy.Expr) -> bool:
    """Whether two expressions are unlike at one of a few places, which is seen faster than by simplifying."""
    symbols, difference = sorted(one.free_symbols | other.free_symbols, key=str), one - other
    for first, step in ((5, 1), (40, -3), (1, 4)):
        there = {symbol: sympy.Rational(first + step * number, 7) for number, symbol in enumerate(symbols)}
        value = difference.evalf(subs=there)
        if value.is_number and value.is_finite and abs(value) > 1e-6:
            return True
    return False
