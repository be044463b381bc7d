"""What holds for every derivation: units, notation, names, and that nothing in it is typed in."""

from __future__ import annotations

import re

import pytest
import sympy
from sympy.core.function import AppliedUndef

from takeoff.equations import units as u
from takeoff.theory.derivation import Assumption, Result
from takeoff.theory.proof import Refused
from takeoff.theory.topics import derive, results, topics
from tests.theory.indifferent import INDIFFERENT
from tests.theory.mutants import EXPONENT, SIGN, mutants

NAMES = tuple(results())
EVERY_MUTANT = [
    pytest.param(result, name, kind, id=f"{result.name}-{name}-{kind}")
    for result in results().values()
    for name, kind, _ in mutants(result.assumptions)
]


def test_every_result_stands_in_one_topic() -> None:
    listed = [result.name for topic in topics().values() for result in topic.results]
    assert len(set(listed)) == len(listed)
    assert not set(topics()) & set(listed)


@pytest.mark.parametrize("name", NAMES)
def test_units_fit_and_every_step_has_a_name_of_its_own(name: str) -> None:
    derivation = derive(name)
    steps = [step.name for step in derivation.steps]
    assert len(set(steps)) == len(steps) > 0
    assert all(step.sentence.endswith((".", ":")) for step in derivation.steps)
    assert derivation.holds.endswith(".")
    assert derivation.meaning.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_every_symbol_of_the_result_is_in_the_notation(name: str) -> None:
    derivation = derive(name)
    functions = {one.func for one in derivation.result.atoms(AppliedUndef)}
    assert derivation.result.free_symbols | functions <= set(derivation.notation)
    for quantity in derivation.notation.values():
        u.parse_unit(quantity.unit)
        assert quantity.meaning[0].islower() or re.match("[A-Z]{2}", quantity.meaning)


@pytest.mark.parametrize(("result", "assumption", "kind"), EVERY_MUTANT)
def test_a_changed_assumption_changes_the_result_or_is_refused(result: Result, assumption: str, kind: str) -> None:
    (changed,) = (g for name, how, g in mutants(result.assumptions) if (name, how) == (assumption, kind))
    try:
        formula = result.argue(changed).formula
    except Refused:
        return
    same = _same(formula, result.derivation.result)
    assert same == ((result.name, assumption, kind) in INDIFFERENT)


def _same(one: sympy.Basic, other: sympy.Basic) -> bool:
    """Whether two results are the same, as written or after simplifying the difference of their right-hand sides."""
    if not (isinstance(one, sympy.Eq) and isinstance(other, sympy.Eq)):
        return bool(one == other)
    if one == other or one.lhs != other.lhs or _differ_somewhere(one.rhs, other.rhs):
        return bool(one == other)
    return bool(sympy.simplify(one.rhs - other.rhs) == 0)


def _differ_somewhere(one: sympy.Expr, other: sympy.Expr) -> bool:
    """Whether two expressions are unlike at one place, which is seen faster than by simplifying."""
    symbols = sorted(one.free_symbols | other.free_symbols, key=str)
    there = {symbol: sympy.Rational(number + 5, 7) for number, symbol in enumerate(symbols)}
    difference = sympy.N(one.subs(there) - other.subs(there))
    return bool(difference.is_comparable and abs(difference) > 1e-6)


def test_the_changes_are_a_sign_and_an_exponent() -> None:
    x, y = sympy.symbols("x y", positive=True)
    found = {kind: given["law"].equation for _, kind, given in mutants({"law": Assumption("Law.", sympy.Eq(y, x))})}
    assert found == {SIGN: sympy.Eq(y, -x, evaluate=False), EXPONENT: sympy.Eq(y, x**2)}
