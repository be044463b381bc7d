"""Every function of the language: its value, its derivatives, its limits."""

import inspect
import math

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from takeoff.algebra.lower import Board
from takeoff.equations import heads, safe_math
from takeoff.equations.functions import FUNCTIONS, NUMERICS
from tests.theory.tasks.derived import output_of

VALUES: dict[str, tuple[tuple[float, ...], float]] = {
    "exp": ((2.0,), math.e**2),
    "log": ((2.0,), math.log(2)),
    "log10": ((1000.0,), 3.0),
    "sqrt": ((2.0,), 2**0.5),
    "abs": ((-2.0,), 2.0),
    "min": ((2.0, -1.0), -1.0),
    "max": ((2.0, -1.0), 2.0),
    "soft_min": ((2.0, 2.0, 1.0), 1.0),
    "logistic": ((1.0,), 1 / (1 + math.exp(-1))),
    "softplus": ((1.0,), math.log(1 + math.e)),
    "normal_cdf": ((1.0,), 0.8413447460685429),
    "step": ((-1.0,), 0.0),
    "ramp": ((3.0,), 3.0),
    "clip": ((3.0, 0.0, 1.0), 1.0),
    "ces": ((0.5, 2.0, 1.0, -1.0), 1 / (0.25 / 2 + 0.25)),
    "oom": ((100.0,), 2.0),
    "from_oom": ((2.0,), 100.0),
}
"""Arguments and known value of every function that is built without looking at the model."""

STRUCTURAL = {"where", "sum", "position", "count", "initial", "rate_of", "since", "interpolate"}
"""Forms that read the model; tests of the algebra compute with them."""


def value(name: str, *arguments: float) -> float:
    build = FUNCTIONS[name].build
    assert build is not None
    return float(sympy.sympify(build(Board().choose, *map(sympy.Rational, map(str, arguments)))).evalf())


def test_every_row_has_a_known_value() -> None:
    assert set(VALUES) | STRUCTURAL == set(FUNCTIONS)
    assert all(FUNCTIONS[name].build is None for name in STRUCTURAL)


@pytest.mark.parametrize("name", VALUES)
def test_a_known_value(name: str) -> None:
    arguments, known = VALUES[name]
    assert value(name, *arguments) == pytest.approx(known, rel=1e-12)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_row_says_what_it_is(name: str) -> None:
    row = FUNCTIONS[name]
    assert row.name == name and row.meaning
    assert row.latex.format(*row.arguments, *row.arguments)


POINTS = {
    "logistic": ((0.7,), (-3.0,)),
    "softplus": ((0.7,), (-3.0,)),
    "normal_cdf": ((0.7,), (-3.0,)),
    "soft_min": ((1.3, 0.8, 4.0), (0.2, 5.0, 0.7)),
    "soft_min_slope": ((1.3, 0.8, 4.0), (0.2, 5.0, 0.7)),
    "soft_min_bend": ((1.3, 0.8, 4.0), (0.2, 5.0, 0.7)),
    "ces_bend": ((0.3, 2.0, 1.5, -2.0), (0.6, 30.0, 0.5, 0.4), (0.3, 2.0, 1.5, -0.02)),
    "ces_bottleneck": ((0.3, 2.0, 1.5, -2.0), (0.6, 30.0, 0.5, 0.4), (0.3, 2.0, 1.5, -1e-3)),
    "box_cox": ((0.7, -2.0), (-1.5, 0.3)),
    "power": ((1.3, 2.5), (0.2, -0.7)),
    "power_bend": ((1.3, 2.5), (0.2, -0.7)),
}


def test_every_head_has_a_numerical_form_and_points() -> None:
    classes = {name for name, one in inspect.getmembers(heads, inspect.isclass) if issubclass(one, heads.Head)} - {
        "Head"
    }
    assert classes == set(NUMERICS) == set(POINTS)


@pytest.mark.parametrize(("name", "point"), [(name, point) for name, points in POINTS.items() for point in points])
def test_derivatives_against_central_differences(name: str, point: tuple[float, ...]) -> None:
    symbols = sympy.symbols(f"x:{len(point)}", positive=True)
    head = getattr(heads, name)(*symbols)
    for index, symbol in enumerate(symbols):
        slope = sympy.lambdify([symbols], head.diff(symbol), modules=[dict(NUMERICS), "math"])(point)
        size = 1e-5 * max(1.0, abs(point[index]))
        above, below = (list(point) for _ in range(2))
        above[index] += size
        below[index] -= size
        difference = (NUMERICS[name](*above) - NUMERICS[name](*below)) / (2 * size)
        assert slope == pytest.approx(difference, rel=1e-5, abs=1e-9)


def test_powers_have_derivatives_where_their_base_is_0() -> None:
    x, n = sympy.symbols("x n", real=True)
    slopes = [heads.power(x, n).diff(x), heads.power(x, n).diff(n), heads.power_bend(x, n).diff(x)]
    at = sympy.lambdify([x, n], [slope.replace(heads.power, sympy.Pow) for slope in slopes], modules=[dict(NUMERICS)])
    assert at(0.0, 2.5) == [0, 0, 0]
    assert NUMERICS["power_bend"](0.0, 1e-3) == 0
    with pytest.raises(ValueError, match="math"):
        NUMERICS["power_bend"](0.0, 0.0)


def test_the_derivative_by_the_share_holds_where_substitution_is_0() -> None:
    f, m, h, rho = sympy.symbols("f m h rho", positive=True)
    slope = sympy.lambdify([f, m, h, rho], heads.ces_bottleneck(f, m, h, rho).diff(f), modules=[dict(NUMERICS), "math"])
    at = slope(0.3, 2.0, 1.5, 0.0)
    difference = (
        NUMERICS["ces_bottleneck"](0.3 + 1e-6, 2, 1.5, 0) - NUMERICS["ces_bottleneck"](0.3 - 1e-6, 2, 1.5, 0)
    ) / 2e-6
    assert at == pytest.approx(difference, rel=1e-7)
    assert slope(0.3, 2.0, 1.5, 1e-9) == pytest.approx(at, rel=1e-7)


@pytest.mark.parametrize("sharpness", [0.7, 4.0])
def test_slopes_of_the_soft_minimum_hold_where_an_argument_is_0(sharpness: float) -> None:
    slope, bend = NUMERICS["soft_min_slope"], NUMERICS["soft_min_bend"]
    assert [slope(0, 2, sharpness), slope(2, 0, sharpness), slope(1e-300, 2, sharpness)] == [1, 0, 1]
    assert [bend(0, 2, sharpness), bend(2, 0, sharpness)] == [0, 0]
    with pytest.raises(ValueError, match="both are 0"):
        slope(0, 0, sharpness)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_the_derivative_by_the_substitution_holds_where_it_is_0(share: float) -> None:
    ces, bend, size = NUMERICS["ces_bottleneck"], NUMERICS["ces_bend"], 1e-4
    for rho in (0.0, 1e-7, 4e-4, 6e-4, -6e-4, -0.3):
        above, below = (ces(share, 20.0, 0.7, rho + step) for step in (size, -size))
        assert bend(share, 20.0, 0.7, rho) == pytest.approx((above - below) / (2 * size), rel=1e-6)


def test_the_derivative_by_the_substitution_at_the_limits() -> None:
    bend = NUMERICS["ces_bend"]
    assert [bend(0.0, 5, 2, -2), bend(1.0, 5, 2, -2), bend(0.5, 5, 0, -2)] == [0, 0, 0]
    ces, size = NUMERICS["ces_bottleneck"], 1e-6
    differences = (ces(0.5, 5, 0, 0.5 + size) - ces(0.5, 5, 0, 0.5 - size)) / (2 * size)
    assert bend(0.5, 5, 0, 0.5) == pytest.approx(differences, rel=1e-8)
    assert math.isfinite(bend(0.3, 1e300, 1.0, -2)) and math.isfinite(bend(0.3, 1e300, 1.0, 0.5))


moderate = st.floats(-30, 30)
positive = st.floats(1e-3, 1e3)


@given(moderate)
def test_safe_forms_agree_with_the_naive_ones(x: float) -> None:
    assert safe_math.logistic(x) == pytest.approx(1 / (1 + math.exp(-x)), rel=1e-12)
    assert safe_math.softplus(x) == pytest.approx(math.log(1 + math.exp(x)), rel=1e-9, abs=1e-15)
    assert safe_math.normal_cdf(x) == pytest.approx(0.5 * (1 + math.erf(x / 2**0.5)), rel=1e-9, abs=1e-15)


@given(positive, positive, st.floats(0.5, 8))
def test_soft_min_agrees_with_the_naive_one(a: float, b: float, n: float) -> None:
    assert safe_math.soft_min(a, b, n) == pytest.approx((a**-n + b**-n) ** (-1 / n), rel=1e-9)
    assert safe_math.soft_min(a, b, n) == safe_math.soft_min(b, a, n) <= min(a, b)


def test_limits() -> None:
    assert [safe_math.logistic(x) for x in (-1e4, 0.0, 1e4)] == [0.0, 0.5, 1.0]
    assert [safe_math.softplus(x) for x in (-1e4, 1e4)] == [0.0, 1e4]
    assert safe_math.normal_cdf(-20) == pytest.approx(2.7536241186062337e-89, rel=1e-12)
    assert [safe_math.soft_min(0, 2, 4), safe_math.soft_min(2, 0, 4)] == [0.0, 0.0]
    assert safe_math.soft_min(1, 1e300, 20) == 1.0
    assert [safe_math.box_cox(2, 0), safe_math.box_cox(0, 5)] == [2, 0]
    with pytest.raises(ValueError, match="negative"):
        safe_math.soft_min(-1, 2, 4)


def test_limits_of_the_ces() -> None:
    ces = safe_math.ces_bottleneck
    assert ces(0.0, 5, 2, -2) == 2
    assert ces(1.0, 5, 2, -2) == 5
    assert ces(0.5, 5, 0, -2) == 0.0
    assert ces(0.5, 5, 0, 0.5) == pytest.approx((0.5**0.5 * 5**0.5) ** 2)
    assert ces(0.3, 1e300, 1.0, -2) == pytest.approx(0.7**-1.5, rel=1e-12)
    assert ces(0.3, 2.0, 1.5, 0.0) == pytest.approx((2 / 0.3) ** 0.3 * (1.5 / 0.7) ** 0.7, rel=1e-12)


@given(st.floats(0.01, 0.99), st.floats(0.01, 100), st.floats(-8, 0.9))
def test_the_ces_joins_where_ai_becomes_abundant(share: float, human: float, rho: float) -> None:
    border = share / (1 - share) * human
    assert safe_math.ces_bottleneck(share, border, human, rho) == pytest.approx(border + human, rel=1e-9)


@given(st.floats(0.05, 0.95), st.floats(1.1, 20), st.sampled_from([1e-13, 1e-10, 1e-8, 1e-6, -1e-6, -1e-9]))
def test_the_ces_is_smooth_where_substitution_is_0(share: float, human: float, rho: float) -> None:
    machine = 3 * share / (1 - share) * human
    at = safe_math.ces_bottleneck(share, machine, human, 0.0)
    assert safe_math.ces_bottleneck(share, machine, human, rho) == pytest.approx(at, rel=2 * abs(rho) + 1e-13)


@given(
    st.floats(0.02, 0.98),
    st.floats(0.01, 100),
    st.floats(0.01, 100),
    st.floats(-5, 0.9).filter(lambda rho: abs(rho) > 0.05),
)
def test_the_ces_is_the_derived_one(share: float, machine: float, human: float, rho: float) -> None:
    f, m, h, p = sympy.symbols("f m h p", positive=True)
    choose = sympy.lambdify([f, m, h, p], [share_border(f, m, h)], modules="math")
    scarce = choose(share, machine, human, rho)[0] >= 0
    mine = machine + human if scarce else safe_math.ces_bottleneck(share, machine, human, rho)
    assert mine == pytest.approx(output_of(share, machine, human, rho), rel=1e-9)


def share_border(f: sympy.Expr, m: sympy.Expr, h: sympy.Expr) -> sympy.Expr:
    """The root function that the table's `ces` switches on."""
    roots: list[sympy.Expr] = []

    def choose(root: sympy.Expr, on: sympy.Expr, off: sympy.Expr) -> sympy.Expr:
        roots.append(root)
        return on

    build = FUNCTIONS["ces"].build
    assert build is not None
    assert build(choose, f, m, h, sympy.Integer(-1)) == m + h
    return roots[0]


def test_heads_have_numbers_where_their_arguments_have() -> None:
    assert float(heads.logistic(sympy.Integer(1)).evalf()) == pytest.approx(safe_math.logistic(1))
    assert heads.soft_min(-1, 1, 1).evalf() is sympy.nan
    assert heads.logistic(sympy.Symbol("x")).evalf().free_symbols == {sympy.Symbol("x")}
