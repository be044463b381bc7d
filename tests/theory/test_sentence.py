"""Sentences with formulas, in plain letters and in those of a figure."""

import pytest

from takeoff.theory.sentence import lettered, plain


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("No formula, 5 % of it.", "No formula, 5 % of it."),
        (r"For $0 \leq \phi_0 < \phi_1$ only.", "For 0 <= phi_0 < phi_1 only."),
        (r"It is $\frac{a}{1 - b}$ as $t \to \infty$.", "It is (a)/(1 - b) as t -> infinity."),
        (r"The branch $W_{-1}$, $a \cdot b$, $\lambda(T) \neq 0$.", "The branch W_-1, a * b, lambda(T) != 0."),
        (r"A word in $A_\mathrm{before}$ and $\left( x \right)$.", "A word in A_before and ( x )."),
        (r"$x^{1/\rho} \gg \rho \ll \, y$", "x^1/rho >> rho << y"),
    ],
)
def test_a_sentence_in_plain_letters(sentence: str, text: str) -> None:
    assert plain(sentence) == text


def test_words_of_a_figure_keep_greek_letters() -> None:
    assert lettered(r"growth, $g/\gamma$ at $\phi_1 \geq 0$ of $\eta$") == "growth, g/γ at φ_1 >= 0 of η"
