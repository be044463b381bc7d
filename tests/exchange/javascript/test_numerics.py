"""Every head of the language in JavaScript: what it is for floats in Python, an error where that raises."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from typing import Any

import pytest
import sympy

from takeoff.algebra.lower import Board
from takeoff.equations.functions import FUNCTIONS, JAVASCRIPT, NUMERICS
from takeoff.equations.heads import Head
from takeoff.equations.safe_arrays import ARRAYS
from takeoff.exchange.javascript.modules import engine_modules
from takeoff.exchange.javascript.printer import HELPERS, NotSpelled, expression_text, identifier
from takeoff.solve.arrays import ElementPrinter
from tests.equations.test_functions import STRUCTURAL
from tests.exchange.javascript.conftest import Answer

PLAIN = (-800.0, -37.0, -5.9, -3.1, -0.66, -0.3, -1e-9, 0.0, 1e-9, 0.3, 0.67, 1.0, 3.1, 5.9, 37.0, 800.0)
POSITIVE = (0.0, 1e-30, 1e-3, 0.3, 1.0, 7.7, 1e9)
SHARES = (0.0, 1e-3, 0.3, 0.5, 0.97, 1.0)
POWERS = (-3.0, -0.5, -1e-13, -1e-4, 0.0, 1e-13, 1e-5, 0.3, 1.0, 2.0)
ARGUMENTS: dict[str, tuple[tuple[float, ...], ...]] = {
    **dict.fromkeys(["logistic", "softplus", "normal_cdf", "exp"], (PLAIN,)),
    "log": (POSITIVE,),
    "box_cox": (PLAIN, POWERS),
    "power": ((-2.0, *POSITIVE), (-2.0, *POWERS, 400.0)),
    "power_bend": (POSITIVE, POWERS),
    **dict.fromkeys(["soft_min", "soft_min_slope", "soft_min_bend"], ((-1.0, *POSITIVE), POSITIVE, (0.3, 1.0, 8.0))),
    **dict.fromkeys(["ces_bottleneck", "ces_bend"], (SHARES, (1e-3, 1.0, 1e9), POSITIVE, POWERS[:-2])),
}
"""Values of each argument, which are all combined."""
CLOSE = {name: 1e-9 if name == "ces_bend" else 2e-14 for name in ARGUMENTS}
"""How close values are, relative; near its series the bend of the CES is a difference of almost equal numbers."""

ASK = """
import * as numerics from "./numerics.js";
const kept = (name, row) => {
  try { return String(numerics[name](...row)); } catch (error) { return error.constructor.name; }
};
export const answer = (rows) => Object.fromEntries(Object.entries(rows).map(
  ([name, all]) => [name, all.map((row) => kept(name, row))]));
"""


def in_python(function: Callable[..., Any], arguments: tuple[float, ...]) -> float | None:
    """The value of a head; None where it raises."""
    try:
        return float(function(*arguments))
    except (ArithmeticError, ValueError, TypeError):
        return None


def test_every_head_has_a_form_in_every_language() -> None:
    assert set(JAVASCRIPT) == {*NUMERICS, "exp", "log"} == set(ARGUMENTS)
    assert set(ARRAYS) == set(NUMERICS)
    exported = set(re.findall(r"^export function (\w+)", engine_modules()["numerics.js"].text, re.MULTILINE))
    assert exported == set(HELPERS)


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - STRUCTURAL))
def test_every_row_of_the_table_is_spelled_in_every_language(name: str) -> None:
    row, board = FUNCTIONS[name], Board()
    assert row.build is not None
    built = row.build(board.choose, *(sympy.Symbol(f"x__{place}", real=True) for place, _ in enumerate(row.arguments)))
    for expression in (built, *board.assignments.values(), *(switch.root for switch in board.switches.values())):
        assert expression_text(expression)
        assert ElementPrinter().doprint(expression)
        assert sympy.latex(expression)
        assert sympy.lambdify(sorted(expression.free_symbols, key=str), expression, modules=[dict(NUMERICS), "math"])


def test_heads_are_what_they_are_in_python(answer: Answer) -> None:
    rows = {name: list(itertools.product(*values)) for name, values in ARGUMENTS.items()}
    functions = {"exp": math.exp, "log": math.log, **NUMERICS}
    found = answer({}, ASK, {JAVASCRIPT[name]: points for name, points in rows.items()})
    for name, points in rows.items():
        for point, text in zip(points, found[JAVASCRIPT[name]], strict=True):
            wanted = in_python(functions[name], point)
            if wanted is None:
                assert text == "NotFinite", (name, point)
            else:
                found_one = float(text.replace("Infinity", "inf"))
                assert found_one == pytest.approx(wanted, rel=CLOSE[name], abs=1e-307), (name, point)


def test_the_normal_distribution_function_is_accurate_in_its_tails(answer: Answer) -> None:
    points = [(step / 16,) for step in range(-600, 200)]
    found = answer({}, ASK, {"normalCdf": points})["normalCdf"]
    wanted = [NUMERICS["normal_cdf"](*point) for point in points]
    assert list(map(float, found)) == pytest.approx(wanted, rel=1e-14, abs=1e-307)


class unknown(Head):  # noqa: N801 - sympy prints a head by its class name
    pass


@pytest.mark.parametrize(
    "hostile", ["alert(1)", "x", "constructor", "a__b;c", "A__b", "a__b\n", "__proto__", "</script>"]
)
def test_a_symbol_that_is_no_name_is_refused(hostile: str) -> None:
    with pytest.raises(NotSpelled, match="no name"):
        identifier(sympy.Symbol(hostile))


X = sympy.Symbol("x__")


REFUSED = (unknown(X), sympy.sin(X), sympy.Max(X, 1), sympy.nan, sympy.zoo, sympy.I * X, sympy.Piecewise((1, X > 0)))


@pytest.mark.parametrize("expression", REFUSED)
def test_what_has_no_spelling_is_refused(expression: sympy.Expr) -> None:
    with pytest.raises(NotSpelled):
        expression_text(expression)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (X / 3, "0.3333333333333333 * x__"),
        (1 / X**2 - 1, "-1.0 + (1.0 / divisor(square(x__)))"),
        (-(X ** sympy.Rational(-1, 2)), "-(1.0 / divisor(sqrt(x__)))"),
        ((X + 1) * (2 - X) / (X - 1), "(2.0 - x__) * (x__ + 1.0) / divisor(x__ - 1.0)"),
        (X ** sympy.Rational(3, 2), "power(x__, 1.5)"),
        (sympy.oo, "Infinity"),
        (sympy.Piecewise((1, X > 0), (2, X <= -1), (X, True)), "((x__ > 0.0) ? 1.0 : ((x__ <= -1.0) ? 2.0 : x__))"),
        (sympy.Abs(X) * sympy.pi, "3.141592653589793 * Math.abs(x__)"),
    ],
)
def test_spellings(expression: sympy.Expr, text: str) -> None:
    assert expression_text(expression) == text
