"""Distributions are what their words say: quantiles against scipy and by hand, cut off where a parameter may not be."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeoff.equations import units as u
from takeoff.equations.priors import KINDS, read_prior
from takeoff.equations.values import Door
from takeoff.errors import InputError
from takeoff.tables.priors import prior_row
from takeoff.uncertainty.distribution import Distribution

PLAIN = Door(u.none(), (0.0, 1e6))
DATE = Door(u.parse_unit("year"), (0.0, math.inf), True, 2026.0)


def distribution(text: str, door: Door = PLAIN) -> Distribution:
    return Distribution(("x", ()), read_prior(text, door), door)


ONE_OF_EACH = {
    "triangular": "triangular(1, 2, 4)",
    "pert": "pert(1, 2, 4)",
    "uniform": "uniform(1, 4)",
    "loguniform": "loguniform(1, 10)",
    "normal": "normal(10, 2)",
    "lognormal": "lognormal(10, 0.5)",
    "beta": "beta(2, 3)",
}


def test_every_kind_is_tried() -> None:
    assert list(ONE_OF_EACH) == list(KINDS)


@pytest.mark.parametrize("text", ONE_OF_EACH.values())
@given(share=st.floats(0.001, 0.999))
def test_quantiles_rise(text: str, share: float) -> None:
    low, high = distribution(text).quantile(np.array([share, share + 5e-4]))
    assert low < high


@pytest.mark.parametrize(
    ("text", "share", "value"),
    [
        ("5 to 20", 0.05, 5),
        ("5 to 20", 0.5, 10),
        ("5 to 20", 0.95, 20),
        ("80%: 5 to 20", 0.1, 5),
        ("50%: 5 to 20", 0.75, 20),
        ("normal(5 to 20)", 0.5, 12.5),
        ("normal(5 to 20)", 0.05, 5.126),
        ("triangular(0, 0, 1)", 0.75, 0.5),
        ("triangular(1, 2, 4)", 1 / 3, 2),
        ("uniform(1, 4)", 0.5, 2.5),
        ("loguniform(1, 100)", 0.5, 10),
        ("lognormal(10, 0.5)", 0.5, 10),
        ("pert(0, 5, 10)", 0.5, 5),
        ("beta(1, 1)", 0.3, 0.3),
    ],
)
def test_quantiles_by_hand(text: str, share: float, value: float) -> None:
    assert float(distribution(text).quantile(np.array(share))) == pytest.approx(value, rel=2e-3)


def test_what_is_not_legal_is_cut_off_and_the_rest_shares_all_the_probability() -> None:
    one = distribution("normal(0, 1)")
    assert one.cut_off == pytest.approx(0.5)
    assert float(one.quantile(np.array(0.5))) == pytest.approx(0.67449, abs=1e-5)
    assert one.quantile(np.array(1e-12)) >= 0
    assert "cut off outside its range (50 %)" in prior_row(one)[-1]


def test_a_prior_that_is_hardly_legal_is_refused() -> None:
    far = Distribution(("x", ()), read_prior("normal(50, 1)", PLAIN), Door(u.none(), (0.0, 1.0)))
    with pytest.raises(InputError, match="the prior of 'x' lies outside its legal range"):
        far.quantile(np.array(0.5))


def test_dates_may_never_come() -> None:
    one = distribution("never 30%, else 2028 to 2032", DATE)
    dates = one.quantile(np.array([0.35, 0.69, 0.71]))
    assert dates[0] == pytest.approx(4.0, rel=1e-3)
    assert 5.5 < dates[1] < 9
    assert math.isinf(dates[2])
    assert prior_row(one)[1:4] == ("22 March 2028", "9 September 2030", "never")


def test_words_are_in_the_unit_of_the_parameter() -> None:
    door = Door(u.parse_unit("month"), (0.0, 120.0))
    assert prior_row(distribution("3 month to 1 year", door)) == ("x", "3", "6", "12", "month", "lognormal")
