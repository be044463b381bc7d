"""What holds for every derivation: units, notation, names; `changed` has what shows that nothing in it is typed in."""

from __future__ import annotations

import re

import pytest
import sympy
from sympy.core.function import AppliedUndef

from takeoff.equations import units as u
from takeoff.theory.derivation import Assumption
from takeoff.theory.topics import derive, results, topics
from tests.theory.mutants import EXPONENT, SIGN, mutants

NAMES = tuple(results())


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


def test_the_changes_are_a_sign_and_an_exponent() -> None:
    x, y = sympy.symbols("x y", positive=True)
    found = {kind: given["law"].equation for _, kind, given in mutants({"law": Assumption("Law.", sympy.Eq(y, x))})}
    assert found == {SIGN: sympy.Eq(y, -x, evaluate=False), EXPONENT: sympy.Eq(y, x**2)}
