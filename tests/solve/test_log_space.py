"""Products and powers of log stocks, merged: the same numbers from fewer logarithms and exponentials."""

from __future__ import annotations

import numpy as np
import pytest
import sympy

from takeoff.solve.generate import generate
from takeoff.solve.log_space import in_log_space

U, V, T = sympy.symbols("u v t", real=True)
X, Y, Z = (sympy.Symbol(name, positive=True) for name in "xyz")
A, B = sympy.symbols("a b", real=True)
STOCKS = {X: sympy.exp(U), Y: sympy.exp(V), Z: X * Y}

MERGED = [
    (sympy.log(X), U),
    (sympy.log(A * Z / X**2), sympy.log(A) + V - U),
    (X**A * Y**B, sympy.exp(A * U + B * V)),
    (Z ** (A + 1), sympy.exp((A + 1) * (U + V))),
    (sympy.log(A * X) - sympy.log(Y), sympy.log(A) + U - V),
]
KEPT = [X**2, sympy.sqrt(X), 1 / X, (A * X) ** B, (X + Y) ** B, sympy.log(X + Y), T**A, sympy.log(A)]


@pytest.mark.parametrize(("written", "wanted"), MERGED)
def test_what_is_merged(written: sympy.Expr, wanted: sympy.Expr) -> None:
    _, [found] = in_log_space(STOCKS, [written], [U, V, T])
    assert sympy.expand(found - wanted) == 0


@pytest.mark.parametrize("written", KEPT)
def test_what_may_not_be_positive_or_gains_nothing_is_left_alone(written: sympy.Expr) -> None:
    assert in_log_space(STOCKS, [written], [U, V, T])[1] == [written]


def test_the_function_of_arrays_is_that_of_floats() -> None:
    chosen = sympy.Symbol("chosen", real=True)
    lines = {**STOCKS, chosen: sympy.Piecewise((X**A, T > 0), (sympy.log(Z), True))}
    targets = [*(written for written, _ in MERGED), *KEPT, chosen]
    generated = generate(lines, targets, [T, (U, V)], [A, B])
    fixed = np.array([[1.3, 0.4], [-0.7, 2.5]])
    t, moving = np.array([1.0, -1.0]) ** 2 * 0.5, np.array([[0.3, -2.0], [1.1, 0.2]])
    found = generated.bind_members(fixed)(t, moving)
    for member in range(2):
        single = generated.bind(fixed[:, member].tolist())(float(t[member]), moving[:, member].tolist())
        assert found[:, member] == pytest.approx(single, rel=1e-13)
