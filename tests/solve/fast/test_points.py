"""Functions of time and variables, compiled, against the printed ones."""

from __future__ import annotations

import numpy as np
import pytest
import sympy

from takeoff.algebra.symbols import TIME
from takeoff.solve.generate import generate

heyoka = pytest.importorskip("heyoka")
from takeoff.solve.fast.compiled import Function  # noqa: E402 - after it is known to be there
from takeoff.solve.fast.points import CompiledPoints  # noqa: E402

X, A = sympy.symbols("x a", real=True)
GENERATED = generate({}, [X * A + TIME, abs(X)], (TIME, (X,)), (A,))
FIXED = np.array([[2.0, 3.0, 4.0]])


def compiled(first: str) -> CompiledPoints:
    """The function, its first result spelled by hand."""
    x, a, t = heyoka.expression("x"), heyoka.par[0], heyoka.par[1]
    results = {"right": x * a + t, "no number": heyoka.log(-1.0 - x * x) * a + t}
    return CompiledPoints(Function([results[first], heyoka.sqrt(x * x)], [x]), GENERATED.bind_members(FIXED))


def test_a_compiled_function_gives_what_the_printed_one_does() -> None:
    time, state = np.array([1.0, 0.0, 5.0]), np.array([[1.0, -2.0, 3.0]])
    assert compiled("right")(time, state).tolist() == [[3.0, -6.0, 17.0], [1.0, 2.0, 3.0]]
    some = np.array([2, 0])
    assert compiled("right").take(some)(time[some], state[:, some]).tolist() == [[17.0, 3.0], [3.0, 1.0]]


def test_where_it_gives_no_number_the_printed_one_is_asked() -> None:
    time, state = np.array([1.0, 0.0, 5.0]), np.array([[1.0, -2.0, 3.0]])
    assert compiled("no number")(time, state).tolist() == [[3.0, -6.0, 17.0], [1.0, 2.0, 3.0]]
