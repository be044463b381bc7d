"""Priors as forecasters write them: what is read, in which unit, and every way to be wrong."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeoff.equations import units as u
from takeoff.equations.priors import Prior, read_prior
from takeoff.equations.values import Door, ValueFlaw

MONTHS = Door(u.parse_unit("month"), (0.0, 1000.0))
DATE = Door(u.parse_unit("year"), (0.0, math.inf), True, 2026.0)
SHARE = Door(u.none(), (0.0, 1.0))
LARGE = Door(u.parse_unit("FLOP"), (1e15, 1e30))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("3 to 18", "90%: 3 to 18"),
        ("3 to 18", "3 month to 18 month"),
        ("3 to 18", "lognormal(3 to 18)"),
        ("3 to 24", "3 month to 2 year"),
        ("36 to 60", "3 to 5 year"),
        ("0 to 5", "normal(0 to 5)"),
        ("triangular(1, 2, 3)", "triangular(1 month, 2, 3 month)"),
        ("triangular(12, 24, 36)", "triangular(1, 2, 3 year)"),
        ("normal(36, 12)", "normal(3, 1 year)"),
        ("lognormal(12, 0.5)", "lognormal( 1 year , 0.5 )"),
        ("2e1 to 3e1", "20 to 30"),
    ],
)
def test_ways_to_write_the_same(text: str, same: str) -> None:
    one, other = read_prior(text, MONTHS), read_prior(same, MONTHS)
    assert one.kind == other.kind
    assert one.numbers == pytest.approx(other.numbers)


def test_dates_and_times_since_the_start() -> None:
    assert read_prior("2028 to 2032", DATE) == read_prior("2 to 6 year", DATE)
    assert read_prior("2028-01-01 to 2032-01-01", DATE) == read_prior("2028 to 2032", DATE)
    assert read_prior("2028 to 2032", DATE).kind == "normal"
    assert read_prior("never 25%, else 2028 to 2032", DATE).never == 0.25


def test_powers_of_ten_are_no_units() -> None:
    assert read_prior("triangular(1e21, 2e21, 6e21)", LARGE) == Prior("triangular", (1e21, 2e21, 6e21))


@pytest.mark.parametrize(
    ("text", "door", "message"),
    [
        ("five", MONTHS, "'five' is no prior; write \"5 to 20\""),
        ("5", MONTHS, "is no prior"),
        ("20 to 5", MONTHS, "20 to 5: its numbers must rise"),
        ("3 to 5 OOM", MONTHS, "is in OOM, but the unit is month"),
        ("900 to 2000", MONTHS, "its middle = 1341.64 is outside 0 to 1000 month"),
        ("0%: 3 to 5", MONTHS, "more than 0% and less than 100%"),
        ("100%: 3 to 5", MONTHS, "more than 0% and less than 100%"),
        ("triangular(1, 2)", MONTHS, "triangular takes low, mode, high: 3 numbers, got 2"),
        ("triangular(3, 2, 4)", MONTHS, "its numbers must rise"),
        ("uniform(3, 3)", MONTHS, "its numbers must rise"),
        ("loguniform(0, 3)", MONTHS, "its numbers must be above 0"),
        ("lognormal(0 to 3)", MONTHS, "a lognormal lies above 0"),
        ("uniform(3 to 5)", MONTHS, "an interval makes a normal or a lognormal, no uniform"),
        ("normal(3, 0)", MONTHS, "its deviation must be above 0"),
        ("trianguler(1, 2, 3)", MONTHS, "unknown distribution 'trianguler'; did you mean 'triangular'?"),
        ("beta(1, 2)", MONTHS, "a beta distribution is of a share"),
        ("beta(0, 2)", SHARE, "its numbers must be above 0"),
        ("never 30%, else 3 to 5", MONTHS, "'never' is for dates only"),
        ("never 100%, else 2028 to 2032", DATE, "a share below 100% is needed"),
        ("2028 to never", DATE, "not a finite number; a prior with 'never' is"),
        ("1 to 2" + " " * 300 + "x", MONTHS, "at most 200 characters"),
        ("__import__('os') to 3", MONTHS, "'__import__'"),
    ],
)
def test_what_is_wrong(text: str, door: Door, message: str) -> None:
    with pytest.raises(ValueFlaw) as caught:
        read_prior(text, door)
    assert message in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        prior = read_prior(text, DATE)
    except ValueFlaw:
        return
    assert all(map(math.isfinite, prior.numbers))
