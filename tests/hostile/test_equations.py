"""Equations from strangers: refused in words, at once, and never run."""

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.sound import Unsound
from takeoff.algebra.symbols import symbol_of
from takeoff.equations import units as u
from takeoff.equations.check import ANY, check_equation
from takeoff.equations.scope import Key, Quantity, Scope
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.equations.values import Door, ValueFlaw
from takeoff.errors import Place, Problem
from tests.hostile import attacks
from tests.hostile.watch import nothing_runs

pytestmark = pytest.mark.timeout(20)
"""Longest time that reading one text may take [s]; a hundred times what a legal one takes."""

SCOPE = Scope({"size": Quantity("size", "stocks", u.none(), (), Place("here", 1))}, {}, "rates")


def problems_of(text: str) -> list[Problem]:
    with nothing_runs():
        equation = parse_equation(text, Place("here", 1), "flows.growing.rate")
        return check_equation(equation, SCOPE, ANY) if isinstance(equation, Equation) else equation


def lowered(text: str) -> sympy.Expr:
    equation = parse_equation(text, Place("here", 1), "flows.growing.rate")
    assert isinstance(equation, Equation)
    assert check_equation(equation, SCOPE, ANY) == []
    with nothing_runs():
        return Lowering(Board(), symbol, {}).expression(equation.tree)


def symbol(key: Key) -> sympy.Symbol:
    return symbol_of(key)


@pytest.mark.parametrize("text", attacks.EQUATIONS, ids=lambda text: ascii(text)[:50])
def test_an_attack_is_refused_in_words(text: str) -> None:
    problems = problems_of(text)
    assert problems
    for problem in problems:
        assert str(problem).startswith("here:1: flows.growing.rate: ")
        assert len(str(problem)) < 2000
        assert "\x1b" not in str(problem)


@pytest.mark.parametrize("text", attacks.UNSOUND)
def test_an_equation_without_a_value_is_refused_by_algebra_at_the_latest(text: str) -> None:
    if not problems_of(text):
        with pytest.raises(Unsound):
            lowered(text)


@pytest.mark.parametrize("text", attacks.HARMLESS)
def test_nothing_is_computed_while_an_equation_is_read(text: str) -> None:
    if not problems_of(text):
        try:
            lowered(text)
        except Unsound as flaw:
            assert "too large" in str(flaw) or "too often" in str(flaw)


@pytest.mark.parametrize("text", attacks.UNITS, ids=lambda text: ascii(text)[:50])
def test_a_wild_unit_is_refused(text: str) -> None:
    u.registry()
    with pytest.raises(u.UnitError), nothing_runs():
        u.parse_unit(text)


@pytest.mark.parametrize("text", attacks.VALUES, ids=lambda text: ascii(text)[:50])
def test_a_wild_value_is_refused(text: str) -> None:
    with pytest.raises(ValueFlaw) as caught, nothing_runs():
        Door(u.none()).read(text)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("value", [10**400, float("nan"), float("inf"), -float("inf")])
def test_a_wild_number_is_refused(value: float) -> None:
    with pytest.raises(ValueFlaw):
        Door(u.none()).read(value)


pieces = st.sampled_from(
    [*"()[]{}+-*/.,:<>=!~@%^&|'\"\\ \n\t\0", "**", "and", "or", "not", "if", "else", "for", "in", "lambda", "size", "t"]
    + ["exp", "where", "sum", "ces", "initial", "1", "0", "9e99", "__class__", "import", ":=", "f'", "async", "\u0661"]
)
texts = st.one_of(
    st.text(max_size=60), st.lists(pieces, max_size=30).map("".join), st.lists(pieces, max_size=30).map(" ".join)
)


@settings(max_examples=400)
@given(texts)
def test_any_text_is_an_equation_or_a_list_of_problems(text: str) -> None:
    assert all(str(problem).startswith("here:1: flows.growing.rate: ") for problem in problems_of(text))


numbers = st.sampled_from(["size", "t", "0", "1", "2", "0.5", "9", "99", "1e9"])
terms = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "**"]), inner).map(
            lambda one: f"({one[0]}{one[1]}{one[2]})"
        ),
        st.tuples(st.sampled_from(["exp", "log", "sqrt", "abs", "step", "softplus", "-"]), inner).map(
            "({0[0]}({0[1]}))".format
        ),
        st.tuples(inner, inner).map("max({0[0]}, {0[1]})".format),
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(terms)
def test_any_checked_equation_becomes_algebra_or_is_refused_in_time(text: str) -> None:
    equation = parse_equation(text, Place("here", 1), "owner")
    known = {**SCOPE.quantities, "t": Quantity("t", "stocks", u.none(), (), Place("here", 1))}
    if not isinstance(equation, Equation) or check_equation(equation, Scope(known, {}, "rates"), ANY):
        return
    try:
        expression = Lowering(Board(), symbol, {}).expression(equation.tree)
    except Unsound as flaw:
        assert str(flaw)
    else:
        assert not expression.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=30), st.text("()^*/19 yearmonth", max_size=20)))
def test_any_text_is_a_unit_or_refused(text: str) -> None:
    try:
        unit = u.parse_unit(text)
    except u.UnitError as error:
        assert str(error)
    else:
        assert u.same_dimension(u.parse_unit(u.readable(unit)), unit)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=30), st.text("0123456789.eE+-*/() explogqrtyar", max_size=20)))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    try:
        value = Door(u.parse_unit("year"), date=True).read(text)
    except ValueFlaw as flaw:
        assert str(flaw)
    else:
        assert value == value
