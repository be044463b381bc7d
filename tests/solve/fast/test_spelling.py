"""Each function of the language as heyoka computes it, against the one for floats, also far out."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy

from takeoff.equations import heads
from takeoff.equations.functions import NUMERICS
from takeoff.solve.batch.methods import Unspeakable

heyoka = pytest.importorskip("heyoka")
from takeoff.solve.fast.spelling import BENDS, HEADS, LOGARITHMS, Speller  # noqa: E402 - after it is known to be there

POINTS: dict[str, list[tuple[float, ...]]] = {
    "logistic": [(0.0,), (3.0,), (-40.0,), (700.0,), (-700.0,), (1e5,)],
    "softplus": [(0.0,), (3.0,), (-40.0,), (1e5,), (-1e5,)],
    "normal_cdf": [(0.0,), (2.0,), (-8.0,), (-30.0,), (30.0,)],
    "soft_min": [(1.0, 2.0, 3.0), (2.0, 1.0, 3.0), (1e-200, 1e200, 9.0), (1e200, 1e-200, 9.0)],
    "soft_min_slope": [(1.0, 2.0, 3.0), (2.0, 1.0, 3.0), (1e-20, 1e20, 9.0)],
    "soft_min_bend": [(1.0, 2.0, 3.0), (2.0, 1.0, 3.0), (1.0, 1.0, 0.5), (1e-20, 1e20, 9.0)],
    "ces_bend": [
        *((0.3, 5.0, 2.0, rho) for rho in (-0.4, 0.4, -2e-3, 1e-4, -2e-7, 1e-9, 0.0)),
        (0.3, 1e200, 2.0, -0.4),
        (0.999, 1e9, 2.0, -0.4),
        (0.999, 1e9, 2.0, 0.4),
    ],
    "ces_bottleneck": [
        *((0.3, 5.0, 2.0, rho) for rho in (-0.4, 0.4, -2e-7, 1e-7, 1e-9, 0.0)),
        (0.3, 1e200, 2.0, -0.4),
        (0.999999, 1e9, 2.0, -0.4),
        (1.0, 5.0, 2.0, -0.4),
        (0.0, 5.0, 2.0, -0.4),
    ],
    "box_cox": [(2.0, 0.5), (2.0, 1e-12), (2.0, 0.0), (-3.0, 0.7)],
    "power": [(2.0, 0.5), (1e-100, 2.5)],
    "power_bend": [(2.0, 0.5), (1e-100, 2.5)],
}


def spelled(expression: sympy.Expr, values: dict[sympy.Symbol, float]) -> float:
    """The value that heyoka gives an expression."""
    names = [heyoka.expression(symbol.name) for symbol in values]
    (result,) = Speller(dict(zip(values, names, strict=True))).spell({}, [expression])
    return float(heyoka.cfunc([result], names)(np.array(list(values.values())))[0])


@pytest.mark.parametrize("name", POINTS)
def test_a_function_is_what_it_is_for_floats(name: str) -> None:
    for point in POINTS[name]:
        symbols = sympy.symbols(f"x:{len(point)}", real=True)
        found = spelled(getattr(heads, name)(*symbols), dict(zip(symbols, point, strict=True)))
        assert found == pytest.approx(NUMERICS[name](*point), rel=2e-9, abs=1e-300), point


def test_every_spelling_is_compared() -> None:
    assert {*HEADS, *LOGARITHMS, *BENDS, "log"} == {*POINTS, "Abs", "exp", "log"}


def test_sums_powers_and_branches() -> None:
    x, y = sympy.symbols("x y", real=True)
    branches = sympy.Piecewise((1 / x, y > 1), (x**2, y >= 0), (sympy.sqrt(x), y < -1), (x**y, True), evaluate=False)
    for at, value in {2.0: 0.25, 0.5: 16.0, -3.0: 2.0, -0.5: 0.5}.items():
        assert spelled(branches + sympy.pi * x - 3 * y, {x: 4.0, y: at}) == pytest.approx(value + 4 * math.pi - 3 * at)
        assert spelled(abs(y), {y: at}) == abs(at)


def test_what_has_no_spelling_is_refused() -> None:
    x, y = sympy.symbols("x y", real=True)
    known = {x: heyoka.expression("x"), y: heyoka.expression("y")}
    either = sympy.Piecewise((1, (x > 0) | (y > 0)), (0, True))
    for expression, name in ((sympy.gamma(x), "gamma"), (either, "Or")):
        with pytest.raises(Unspeakable, match=f"no spelling of '{name}'"):
            Speller(known).spell({}, [expression])
