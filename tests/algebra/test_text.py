"""Algebra printed as equations: read again, it is the same algebra."""

import pytest
import sympy

from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.symbols import symbol_of
from takeoff.algebra.text import Unwritable, equation_text
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.errors import Place

EXACT = {
    "2*c*(a + b)": "2*c*(a + b)",
    "log10(a)**2*b": "log10(a)**2*b",
    "from_oom(a + b)**2": "from_oom(a + b)**2",
    "(a**50)**4": "a**100*a**100",
    "a[x]*initial(b) + rate_of(c)": "rate_of(c) + a[x]*initial(b)",
    "7/a*(a*b - 1/a)": "7/a*(-1/a + a*b)",
    "-(a - b)": "b - a",
    "sqrt(a*b)": "sqrt(a*b)",
    "logistic(a)/t": "logistic(a)/t",
}


def lowered(text: str) -> sympy.Expr:
    equation = parse_equation(text, Place("here", 1), "owner")
    assert isinstance(equation, Equation)
    return Lowering(Board(), symbol_of, {}).expression(equation.tree)


@pytest.mark.parametrize("text", EXACT)
def test_what_is_printed_is_the_same_algebra(text: str) -> None:
    written = equation_text(lowered(text))
    assert lowered(written) == lowered(text)
    assert written == EXACT[text]


@pytest.mark.parametrize("text", ["exp(2)*a", "sqrt(2*a)", "log10(exp(a))", "log(from_oom(a))"])
def test_other_numbers_become_decimals_once(text: str) -> None:
    written = equation_text(lowered(text))
    assert equation_text(lowered(written)) == written
    difference = (lowered(written) - lowered(text)).xreplace({symbol_of(("a", ())): sympy.Float(1.7)})
    assert abs(difference) < 1e-14


@pytest.mark.parametrize("text", ["abs(a)", "max(a, b)", "ces(a, b, c, -1)"])
def test_bends_have_no_text(text: str) -> None:
    with pytest.raises(Unwritable, match="no words"):
        equation_text(lowered(text))
