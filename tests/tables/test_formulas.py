"""Formulas as LaTeX and on one line."""

import pytest
import sympy

from takeoff.tables.formulas import formula_latex, formula_text, symbol_latex

X, P, BEFORE = sympy.symbols("x phi_1 A_before", positive=True)


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("x", "x"),
        ("phi", r"\phi"),
        ("phi_1", r"\phi_{1}"),
        ("A_before", r"A_{\mathrm{before}}"),
        ("t_12", "t_{12}"),
        ("lambda_a", r"\lambda_{a}"),
        ("e_safe_0", r"e_{\mathrm{safe}, 0}"),
        ("lead", r"\mathrm{lead}"),
        ("x_rho", r"x_{\rho}"),
    ],
)
def test_a_symbol_or_function_in_latex(name: str, latex: str) -> None:
    assert symbol_latex(sympy.Symbol(name)) == latex
    assert symbol_latex(sympy.Function(name)) == latex


def test_a_relation() -> None:
    relation = sympy.Eq(BEFORE, P * X**2, evaluate=False)
    assert formula_latex(relation) == r"A_{\mathrm{before}} = \phi_{1} x^{2}"
    assert formula_text(relation) == "A_before = phi_1*x**2"
    assert formula_text(sympy.Ge(X, 2)) == "x >= 2"


def test_words_in_the_subscript_of_a_function_are_upright() -> None:
    assert formula_latex(sympy.Function("L_full")(X)) == r"L_{\mathrm{full}}{\left(x \right)}"
