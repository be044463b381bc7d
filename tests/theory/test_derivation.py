"""How a derivation is written out, and what happens to a claim that is false."""

import pytest
import sympy
from takeoff.theory.task_ces import task_ces

from takeoff.theory.derivation import Derivation, Step, proved, spell

X = sympy.Symbol("x", positive=True)
SQUARE = Derivation(
    title="A square",
    assumptions=("The side is x.",),
    steps=(Step("Multiply it by itself.", sympy.Eq(sympy.Symbol("y"), X**2)),),
    result=sympy.Eq(sympy.Symbol("y"), X**2),
    holds="True for every x.",
)


def test_text() -> None:
    expected = [
        "A square",
        "",
        "Assume: The side is x.",
        "",
        "1. Multiply it by itself.",
        "   y = x**2",
        "",
        "Result: y = x**2",
        "True for every x.",
    ]
    assert SQUARE.text().splitlines() == expected


def test_markdown() -> None:
    written = SQUARE.markdown()
    assert written.startswith("## A square\n\n- The side is x.\n\n1. Multiply it by itself.\n\n   $$y = x^{2}$$\n")
    assert written.endswith("**Result.** True for every x.\n\n$$y = x^{2}$$")


def test_latex() -> None:
    written = SQUARE.latex()
    assert written.startswith("\\subsection*{A square}\nThe side is x.\n")
    assert written.count(r"\begin{equation*}y = x^{2}\end{equation*}") == 2


def test_an_inequality_is_spelt_as_it_is() -> None:
    assert spell(sympy.Ge(X, 2)) == "x >= 2"


def test_a_false_claim_is_refused() -> None:
    with pytest.raises(ArithmeticError, match=r"not proved: x \+ 1 = x; the difference is 1"):
        proved(X + 1, X)


def test_a_true_claim_is_kept_as_it_was_written() -> None:
    claim = proved((X + 1) ** 2, X**2 + 2 * X + 1)
    assert spell(claim) == "(x + 1)**2 = x**2 + 2*x + 1"


def test_every_step_of_the_task_ces_is_written_out() -> None:
    derivation = task_ces()
    for written in (derivation.text(), derivation.markdown(), derivation.latex()):
        assert all(step.sentence in written for step in derivation.steps)
