"""Dimensions of every kind of node, and what is said where they do not fit."""

from dataclasses import replace

import pytest
import sympy

from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.dimensions import ANYTHING, Dimension, Mismatch, dimension, prove_units
from takeoff.theory.proof import equation

TIME, RATE, COUNT, OTHER = sympy.symbols("t r n o", positive=True)
SHARE, POWER, BARE, RUNNING = sympy.symbols("s rho b z", positive=True)
PEOPLE = sympy.Function("P")
NOTATION = {
    TIME: Quantity("year", "time"),
    RATE: Quantity("1/year", "rate"),
    COUNT: Quantity("researcher", "people"),
    OTHER: Quantity("researcher", "other people"),
    SHARE: Quantity("1", "share"),
    POWER: Quantity("1", "exponent"),
    PEOPLE: Quantity("researcher", "people by time"),
}
PURE: Dimension = {}
ONE = sympy.Integer(1)
YEARS: Dimension = {"[time]": ONE}
HEADS: Dimension = {"[researcher]": ONE}
WORK: Dimension = {"[researcher]": ONE, "[time]": ONE}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param(sympy.Integer(7), PURE, id="number"),
        pytest.param(sympy.pi, PURE, id="number by name"),
        pytest.param(sympy.S.Zero, ANYTHING, id="zero fits all"),
        pytest.param(sympy.oo, ANYTHING, id="infinity fits all"),
        pytest.param(TIME, YEARS, id="symbol"),
        pytest.param(SHARE, PURE, id="symbol without a unit"),
        pytest.param(PEOPLE(TIME), HEADS, id="function by name"),
        pytest.param(COUNT + OTHER, HEADS, id="sum"),
        pytest.param(sympy.Add(COUNT, sympy.Limit(0, TIME, 0), evaluate=False), HEADS, id="sum with what fits all"),
        pytest.param(sympy.log(COUNT) - sympy.log(OTHER), PURE, id="logarithm of a ratio, taken apart"),
        pytest.param(2 * sympy.log(COUNT / OTHER) + SHARE, PURE, id="logarithm in a sum"),
        pytest.param(sympy.Max(COUNT, OTHER), HEADS, id="greater"),
        pytest.param(sympy.Min(PEOPLE(TIME), COUNT, 0), HEADS, id="smaller, zero among them"),
        pytest.param(sympy.Abs(PEOPLE(TIME)), HEADS, id="without its sign"),
        pytest.param(COUNT * TIME, WORK, id="product"),
        pytest.param(TIME * RATE, PURE, id="product that cancels"),
        pytest.param(sympy.Mul(0, COUNT, evaluate=False), ANYTHING, id="product with zero"),
        pytest.param(sympy.sqrt(TIME**2 * COUNT**2), WORK, id="root"),
        pytest.param(COUNT**POWER, {"[researcher]": POWER}, id="power that is a symbol"),
        pytest.param(COUNT**POWER * COUNT ** (1 - POWER), HEADS, id="powers that add up"),
        pytest.param((COUNT**POWER + OTHER**POWER) ** (1 / POWER), HEADS, id="CES"),
        pytest.param(sympy.exp(RATE * TIME), PURE, id="exponential"),
        pytest.param(sympy.LambertW(RATE * TIME, -1), PURE, id="function with two arguments"),
        pytest.param(sympy.Piecewise((COUNT, TIME * RATE < 1), (OTHER, True)), HEADS, id="pieces"),
        pytest.param(sympy.ImmutableMatrix([COUNT, OTHER]), HEADS, id="matrix"),
        pytest.param(sympy.Eq(COUNT, OTHER), PURE, id="equation"),
        pytest.param(sympy.Gt(COUNT, 0), PURE, id="inequality with zero"),
        pytest.param(sympy.Eq(sympy.Matrix([COUNT, TIME]), sympy.Matrix([OTHER, 1 / RATE])), PURE, id="rows"),
        pytest.param(sympy.And(COUNT > 0, TIME > 0), PURE, id="connective"),
        pytest.param(PEOPLE(TIME).diff(TIME), {"[researcher]": ONE, "[time]": -ONE}, id="derivative"),
        pytest.param(
            PEOPLE(TIME).diff(TIME, 2), {"[researcher]": ONE, "[time]": sympy.Integer(-2)}, id="second derivative"
        ),
        pytest.param(sympy.Integral(PEOPLE(TIME), (TIME, 0, 1 / RATE)), WORK, id="integral"),
        pytest.param(
            sympy.Integral(COUNT * RUNNING, (RUNNING, 0, TIME)), {**WORK, "[time]": 2 * ONE}, id="by its limits"
        ),
        pytest.param(sympy.Integral(COUNT, TIME), WORK, id="integral without limits"),
        pytest.param(sympy.Limit(COUNT / SHARE, TIME, sympy.oo), HEADS, id="limit"),
        pytest.param(sympy.Subs(PEOPLE(TIME), TIME, 0), HEADS, id="value at"),
        pytest.param(sympy.Sum(COUNT / POWER, (POWER, 1, 9)), HEADS, id="sum over an index"),
    ],
)
def test_every_kind_of_node(expression: sympy.Basic, expected: Dimension) -> None:
    assert dimension(expression, NOTATION) == expected


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        pytest.param(BARE, "'b' has no unit", id="symbol"),
        pytest.param(sympy.Function("Q")(TIME), r"'Q\(t\)' has no unit", id="function"),
        pytest.param(COUNT + TIME, r"\[researcher\] beside \[time\] in 'n \+ t'", id="sum"),
        pytest.param(1 + TIME, r"a number beside \[time\] in 't \+ 1'", id="sum with a number"),
        pytest.param(sympy.Max(COUNT, TIME), "beside", id="greater"),
        pytest.param(sympy.Eq(COUNT, TIME), r"\[researcher\] beside \[time\] in 'Eq\(n, t\)'", id="equation"),
        pytest.param(COUNT < TIME**2, r"\[time\]\^\(2\)", id="inequality"),
        pytest.param(sympy.Eq(COUNT**POWER, OTHER), r"\[researcher\]\^\(rho\) beside \[researcher\]", id="power"),
        pytest.param(2**TIME, r"'t' in '2\*\*t' has the unit \[time\], where only a number may stand", id="exponent"),
        pytest.param(sympy.exp(TIME), r"'t' in 'exp\(t\)' has the unit \[time\]", id="exponential"),
        pytest.param(sympy.log(COUNT), "where only a number may stand", id="logarithm"),
        pytest.param(sympy.log(COUNT) + sympy.log(OTHER), "where only a number may stand", id="logarithm of a product"),
        pytest.param(sympy.Piecewise((COUNT, SHARE < 1), (TIME, True)), "beside", id="pieces"),
        pytest.param(sympy.Piecewise((COUNT, SHARE < TIME), (OTHER, True)), "beside", id="condition of a piece"),
        pytest.param(sympy.ImmutableMatrix([COUNT, TIME]), "beside", id="matrix"),
        pytest.param(
            sympy.Eq(sympy.Matrix([COUNT, TIME]), sympy.Matrix([OTHER, RATE])),
            r"\[time\] beside \[time\]\^\(-1\)",
            id="rows",
        ),
        pytest.param(sympy.Integral(SHARE, (TIME, 0, COUNT)), "beside", id="limits of an integral"),
        pytest.param(sympy.Integral(SHARE, (RUNNING, TIME, COUNT)), "beside", id="limits that differ"),
    ],
)
def test_what_is_said_where_units_do_not_fit(expression: sympy.Basic, said: str) -> None:
    with pytest.raises(Mismatch, match=said):
        dimension(expression, NOTATION)


def _right(given: Assumptions) -> Argument:
    law = equation(COUNT, OTHER)
    return Argument((Step("same", "The same.", law),), law, "True.")


def _derivation() -> Derivation:
    assumed = {"words": Assumption("In words only."), "law": Assumption("A law.", equation(OTHER, SHARE * COUNT))}
    return Result("law", "A law", assumed, NOTATION, _right, "None.").derivation


def test_a_derivation_with_fitting_units_passes() -> None:
    derivation = _derivation()
    prove_units(derivation)
    assert dimension(derivation.result, derivation.notation) == PURE


WRONG = equation(COUNT, TIME)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(replace(_derivation(), result=WRONG), id="result"),
        pytest.param(replace(_derivation(), steps=(Step("wrong", "Wrong.", WRONG),)), id="step"),
        pytest.param(replace(_derivation(), assumptions={"law": Assumption("Wrong.", WRONG)}), id="assumption"),
    ],
)
def test_a_derivation_with_a_mismatch_is_told_where(broken: Derivation) -> None:
    with pytest.raises(Mismatch, match=r"'law': \[researcher\] beside \[time\] in 'Eq\(n, t\)'; in Eq\(n, t\)"):
        prove_units(broken)
