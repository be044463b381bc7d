"""Equations of one stock: each kind solved, held against the integrator, and its blow-up told with its conditions."""

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from takeoff.errors import RunError
from takeoff.theory.closed_forms.closed_form import number
from takeoff.theory.closed_forms.naming import T
from takeoff.theory.closed_forms.problem import Problem
from takeoff.theory.closed_forms.proven import is_proven
from takeoff.theory.closed_forms.reason import NoForm
from takeoff.theory.closed_forms.solving import solve
from tests.theory.closed_forms.small import TIGHT, assert_equals_run, by_name, known, write

Y = sympy.Symbol("y", positive=True)
REAL = sympy.Symbol("x", real=True)
START = sympy.Symbol("s", positive=True)
A, B = sympy.symbols("a b", real=True)

CASES = {
    "inflow": ("a - b * x", "linear"),
    "time_dependent": ("a * x * exp(-t / tau)", "linear"),
    "inflow_and_decay": ("a * exp(-t / tau) - b * x", "linear"),
    "powers_of_time": ("a * (t / tau)**2 - b * x", "linear"),
    "bernoulli": ("b * x - a * x**3", "Bernoulli"),
    "root": ("a * sqrt(x)", "Bernoulli"),
    "any_power": ("a * x**n", "Bernoulli"),
    "logistic": ("a * x * (1 - x / room)", "logistic"),
    "gompertz_log": ("a * gompertz_log * log(room / gompertz_log)", "log-linear"),
    "separable": ("a * exp(-t / tau) * exp(-x)", "separable"),
    "saturating": ("a / room * (x + room)**2", "separable"),
}
VALUES = {"a": 0.3, "b": 0.8, "tau": 1.5, "n": 1.4, "room": 4.0, "start": 1.2}


@pytest.mark.parametrize("name", CASES)
def test_each_kind_of_equation(tmp_path: Path, name: str) -> None:
    rate, kind = CASES[name]
    stock = name if name.endswith("_log") else "x"
    used = {key: value for key, value in VALUES.items() if key in ("start", *_words(rate))}
    model = write(tmp_path, {stock: ("start", rate)}, used)
    forms = by_name(model)
    assert (forms[stock].kind, forms[stock].reason) == (kind, "")
    assert_equals_run(model, forms, (0.0, 0.3, 0.9, 1.6))
    changed = model.change(start=0.6, a=0.45)
    assert_equals_run(changed, forms, (0.0, 0.3, 0.9))


def _words(text: str) -> set[str]:
    return {"".join(word) for word in "".join(c if c.isalnum() else " " for c in text).split()}


def test_special_values_of_divisors_have_cases_of_their_own(tmp_path: Path) -> None:
    values = {"a": 0.3, "n": 1.4, "start": 1.2}
    model = write(tmp_path, {"x": ("start", "a * x**n")}, values)
    forms = by_name(model)
    for power in (0.3, 1.0, 2.0):
        assert_equals_run(model.change(n=power), forms, (0.0, 0.7, 1.5))
    decay = write(tmp_path, {"x": ("start", "a - b * x")}, {"a": 0.3, "b": 0, "start": 1.2})
    forms = by_name(decay)
    for rate in (0.0, 2.0, -1.0):
        assert_equals_run(decay.change(b=rate), forms)


def test_a_stock_at_rest_stays(tmp_path: Path) -> None:
    forms = by_name(
        write(tmp_path, {"x": ("0", "a * x - a * x**2"), "y": ("room", "a * (y - room)")}, {"a": 1, "room": 3})
    )
    assert [form.kind for form in forms.values()] == ["constant", "constant"]
    assert forms["x"].solution is not None and forms["x"].solution.rhs == 0


def test_decay_to_zero_in_finite_time_ends_what_holds(tmp_path: Path) -> None:
    model = write(tmp_path, {"x": ("start", "-a * sqrt(x)")}, {"a": 0.5, "start": 1.0})
    forms = by_name(model)
    assert forms["x"].holds == ("while a*t/2 < sqrt(start)",)
    assert forms["x"].blow_up is None
    assert_equals_run(model, forms, (0.0, 1.0, 2.5))


@pytest.mark.parametrize(
    ("rate", "values", "conditions"),
    [
        ("a * x**2", {"a": 2, "start": 1}, ()),
        ("a * x**2 - b * x", {"a": 2, "b": 0.5, "start": 1}, ("a - b/start > 0",)),
        ("a * x**n", {"a": 1.5, "n": 1.6, "start": 1}, ("n > 1",)),
        ("a * exp(x)", {"a": 1, "start": 0.5}, ()),
        ("a * (1 + x**2)", {"a": 1, "start": 0.5}, ()),
    ],
)
def test_a_blow_up_in_finite_time(
    tmp_path: Path, rate: str, values: dict[str, float], conditions: tuple[str, ...]
) -> None:
    model = write(tmp_path, {"x": ("start", rate)}, values)
    form = by_name(model)["x"]
    assert form.blow_up is not None
    assert form.blows_up_if == conditions
    time = number(form.blow_up, known(model))
    assert form.at(0.999999 * time, known(model)) > 10
    with pytest.raises(RunError, match=r"no finite|beyond|ran away") as failed:
        replace(model.case, settings=TIGHT).run()
    told = re.search(r"([\d.]+) years after the start", str(failed.value))
    assert told is not None
    assert float(told[1]) == pytest.approx(time, rel=1e-4)


def test_no_blow_up_where_signs_exclude_it(tmp_path: Path) -> None:
    for rate in ("-a * x**2", "a * x", "a * x - a * x**2", "a * sqrt(x)"):
        assert by_name(write(tmp_path, {"x": ("start", rate)}, {"a": 1, "start": 2}))["x"].blow_up is None


def test_a_blow_up_is_known_where_the_solution_is_not() -> None:
    solution = solve(Problem(Y, A**2 * Y**2 * (1 + Y), START))
    assert solution.value is None
    assert "cannot be solved for it" in solution.reason
    assert solution.blow_up is not None
    assert [*map(str, solution.blow_up.conditions)] == ["a**2 > 0"]
    left, _ = quad(lambda y: 1 / (y**2 * (1 + y)), 0.5, math.inf)
    assert number(solution.blow_up.time, {"a": 2.0, "s": 0.5}) == pytest.approx(left / 4)


@pytest.mark.parametrize(
    ("rate", "reason"),
    [
        ((Y + T) ** Y, "neither linear nor Bernoulli's nor separable"),
        (sympy.sin(T * Y), "neither linear nor Bernoulli's nor separable"),
        (Y + T * Y**2 + 1, "neither linear nor Bernoulli's nor separable"),
        (Y * sympy.exp(sympy.exp(T) + T**2), "sympy's rules find no integral"),
        (Y * (A + B * Y + T) ** 60, "multiplied out, has more than 400 terms"),
        (Y / T, "not finite from its start"),
    ],
)
def test_why_there_is_none(rate: sympy.Expr, reason: str) -> None:
    with pytest.raises(NoForm, match=reason):
        solve(Problem(Y, rate, START))


def test_a_wrong_solution_is_not_proven() -> None:
    problem = Problem(REAL, A * REAL + B, START)
    right = solve(problem).value
    assert right is not None
    assert is_proven(problem, right)
    assert not is_proven(problem, right + T)
    assert not is_proven(problem, right + 1)
    assert not is_proven(problem, right.subs(A, 2 * A))


COEFFICIENTS = st.fractions(min_value=-3, max_value=3, max_denominator=7)


@settings(max_examples=8)
@given(slope=COEFFICIENTS, inflow=COEFFICIENTS, decay=COEFFICIENTS, start=COEFFICIENTS)
def test_linear_equations_with_any_coefficients(slope: float, inflow: float, decay: float, start: float) -> None:
    s, i, d, y = (sympy.Rational(one.numerator, one.denominator) for one in (slope, inflow, decay, start))  # type: ignore[attr-defined]
    problem = Problem(REAL, s * REAL + i * sympy.exp(d * T), y)
    value = solve(problem).value
    assert value is not None
    assert sympy.simplify(value.diff(T) - problem.rate.subs(REAL, value)) == 0
    assert sympy.simplify(value.subs(T, 0) - y) == 0


@settings(max_examples=8)
@given(slope=COEFFICIENTS, factor=COEFFICIENTS, power=st.sampled_from([-2, -1, 2, 3]))
def test_bernoulli_equations_with_any_coefficients(slope: float, factor: float, power: int) -> None:
    s, f = (sympy.Rational(one.numerator, one.denominator) for one in (slope, factor))  # type: ignore[attr-defined]
    problem = Problem(Y, s * Y + f * Y**power, sympy.Rational(3, 2))
    value = solve(problem).value
    assert value is not None
    at = sympy.Rational(1, 50)
    assert float((value.diff(T) - problem.rate.subs(Y, value)).subs(T, at)) == pytest.approx(0, abs=1e-9)
    assert value.subs(T, 0) == pytest.approx(1.5)
