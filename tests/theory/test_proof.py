"""What is true is proved and kept as written; what is false or unknown is refused."""

import pytest
import sympy

from takeoff.theory.proof import Refused, above, below, equation, only, proved

X, Y = sympy.symbols("x y", positive=True)
ANY = sympy.Symbol("a", real=True)


def test_an_equation_stays_as_it_is_written() -> None:
    written = equation(X, X)
    assert isinstance(written, sympy.Eq)
    assert written.args == (X, X)


def test_a_true_claim_is_kept_as_it_was_written() -> None:
    claim = proved((X + 1) ** 2, X**2 + 2 * X + 1)
    assert claim.args == ((X + 1) ** 2, X**2 + 2 * X + 1)


def test_a_false_claim_is_refused() -> None:
    with pytest.raises(Refused, match=r"not proved: x \+ 1 = x; the difference is 1"):
        proved(X + 1, X)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(X, 0, id="as it stands"),
        pytest.param(X**2 + Y**2 + 2 * X * Y, 0, id="a sum of positive terms"),
        pytest.param(X**2 - 2 * X * Y + Y**2 + X, X**2 - 2 * X * Y + Y**2, id="a difference"),
        pytest.param(sympy.sin(X) ** 2 + sympy.cos(X) ** 2, 0, id="only simplified"),
        pytest.param(X**2 + X * sympy.exp(-Y), sympy.S.Zero, id="with a function"),
    ],
)
def test_what_is_above_is_below_the_other_way_round(left: sympy.Expr, right: sympy.Expr) -> None:
    assert above(left, sympy.sympify(right)).args == (left, right)
    assert below(sympy.sympify(right), left).args == (right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(X, X, id="equal"),
        pytest.param(-X, 0, id="the other way round"),
        pytest.param(ANY, 0, id="unknown"),
        pytest.param(X - Y, 0, id="either"),
        pytest.param(ANY**2, 0, id="not strictly"),
    ],
)
def test_what_is_not_seen_to_be_above_is_refused(left: sympy.Expr, right: sympy.Expr) -> None:
    with pytest.raises(Refused, match=r"not proved: .* > "):
        above(left, sympy.sympify(right))
    with pytest.raises(Refused, match=r"not proved: .* > "):
        below(sympy.sympify(right), left)


def test_only_takes_the_only_one() -> None:
    assert only([X]) == X
    with pytest.raises(Refused, match=r"not one solution but 0: \[\]"):
        only([])
    with pytest.raises(Refused, match=r"not one root but 2: \[x, y\]"):
        only(iter((X, Y)), "root")
