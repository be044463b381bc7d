"""What is solved for in a fixed number of steps, against scipy's root finder."""

import math

import pytest
import sympy
from scipy.optimize import brentq

from takeoff.algebra.lower import Board
from takeoff.algebra.solved import slopes_of, solved
from takeoff.algebra.system import needed, pointwise

C, A = sympy.Symbol("caution__", real=True), sympy.Symbol("a__", real=True)
ZERO = sympy.Symbol("zero__", real=True)

CURVES = {
    "line": A - 3 * C,
    "root": A - sympy.sqrt(sympy.Rational(1, 20) + C) - C,
    "steep": A - sympy.sqrt(C),  # no slope at 0 is finite
    "hollow": A - C**3,
    "exponential": A + 1 - sympy.exp(2 * C),
    "saturating": A - C / (C + sympy.Rational(1, 10)),
}

LEFT = {"steep": 1e-7, "hollow": 1e-9}
"""What the steps leave on curves that are vertical or flat at an end."""


def answer(curve: sympy.Expr, a: float) -> float:
    board = Board({ZERO: curve, C: sympy.Integer(0)})
    result = solved(board, C, ZERO)
    lines = {**board.assignments, **{one.symbol: pointwise(one) for one in board.switches.values()}}
    values: dict[sympy.Symbol, sympy.Expr] = {A: sympy.Float(a)}
    for symbol, line in needed(lines, [result], [A]).items():
        values[symbol] = line.subs(values).evalf()
    return float(values[result])


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("a", [0.01, 0.1, 0.3, 0.6, 0.85])
def test_the_solution(name: str, a: float) -> None:
    falling = sympy.lambdify(C, CURVES[name].subs(A, a), "math")
    expected = 0.0 if falling(0.0) < 0 else 1.0 if falling(1.0) > 0 else brentq(falling, 0, 1, xtol=1e-15)
    assert answer(CURVES[name], a) == pytest.approx(expected, abs=LEFT.get(name, 1e-12))


@pytest.mark.parametrize(("a", "expected"), [(-1.0, 0.0), (5.0, 1.0)])
def test_where_there_is_none(a: float, expected: float) -> None:
    assert answer(CURVES["root"], a) == expected


def test_a_kink_on_the_way() -> None:
    """Each trial has a switch of its own, which turns where the trial says."""
    board = Board()
    bent = board.choose(C - sympy.Rational(1, 4), 4 * C, sympy.Rational(3, 4) + C)
    board.assignments |= {ZERO: A - bent, C: sympy.Integer(0)}
    result = solved(board, C, ZERO)
    lines = {**board.assignments, **{one.symbol: pointwise(one) for one in board.switches.values()}}
    for a, expected in ((2.0, 0.5), (0.9, 0.15)):
        values: dict[sympy.Symbol, sympy.Expr] = {A: sympy.Float(a)}
        for symbol, line in needed(lines, [result], [A]).items():
            values[symbol] = line.subs(values).evalf()
        assert math.isclose(float(values[result]), expected, abs_tol=1e-12)


def test_how_the_solution_moves() -> None:
    """The derivative is that of an implicit function: c = a - sqrt(1/20 + c) moves by 1/(1 + 1/(2 sqrt(1/20 + c)))."""
    board = Board({ZERO: CURVES["root"], C: sympy.Integer(0)})
    result = solved(board, C, ZERO)
    slopes = slopes_of(board.assignments, A, result)
    *_, slope = slopes
    lines = {**board.assignments, **slopes, **{one.symbol: pointwise(one) for one in board.switches.values()}}
    values: dict[sympy.Symbol, sympy.Expr] = {A: sympy.Float(0.7)}
    for symbol, line in needed(lines, [result, slope], [A]).items():
        values[symbol] = line.subs(values).evalf()
    expected = 1 / (1 + 0.5 / math.sqrt(0.05 + float(values[result])))
    assert float(values[slope]) == pytest.approx(expected, rel=1e-12)


def test_it_moves_where_rounding_carries_it_over_an_end() -> None:
    """A line whose solution is 0, reached from below by a rounding error: what it moves with is no kink."""
    board = Board({ZERO: CURVES["line"], C: sympy.Integer(0)})
    result = solved(board, C, ZERO)
    slopes = slopes_of(board.assignments, A, result)
    *_, slope = slopes
    lines = {**board.assignments, **slopes, **{one.symbol: sympy.Integer(1) for one in board.switches.values()}}
    values: dict[sympy.Symbol, sympy.Expr] = {A: sympy.Float(-1e-16)}
    for symbol, line in needed(lines, [result, slope], [A]).items():
        values[symbol] = line.subs(values).evalf()
    assert float(values[result]) == 0.0
    assert float(values[slope]) == pytest.approx(1 / 3, rel=1e-12)
