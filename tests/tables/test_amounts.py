"""Numbers, units, durations and dates as a reader sees them."""

import math

import pytest

from takeoff.solve.run import Amount
from takeoff.tables.amounts import amount_text, apart, duration, moment, number
from takeoff.tables.dates import date
from takeoff.tables.layout import csv_table, text_table


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.5476571234567, "0.54766"),
        (9.001613047844508, "9.0016"),
        (1699.97, "1,700"),
        (264550.123, "264,550"),
        (-48613.34, "-48,613"),
        (0.00012345678, "0.00012346"),
        (1.5768e28, "1.5768e+28"),
        (-1e-12, "-1e-12"),
        (99999.9, "100,000"),
        (math.inf, "inf"),
    ],
)
def test_a_number_has_sensible_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_amounts_have_their_units() -> None:
    assert amount_text(Amount(2.0, "year")) == "2 years"
    assert amount_text(Amount(1.0, "year")) == "1 year"
    assert amount_text(Amount(0.25, "1")) == "0.25"
    assert amount_text(Amount(None, "year")) == "no value"


def test_amounts_are_told_apart_with_the_fewest_digits() -> None:
    assert apart([Amount(0.5484, "1"), Amount(0.5477, "1")]) == ["0.5484", "0.5477"]
    assert apart([Amount(0.54770001, "1"), Amount(0.54770002, "1")]) == ["0.54770001", "0.54770002"]
    assert apart([Amount(2.0, "year"), Amount(2.0, "year"), Amount(None, "year")]) == ["2 years", "2 years", "no value"]


@pytest.mark.parametrize(
    ("years", "text"),
    [(1.5 / 365.25, "1.5 days"), (1 / 12, "1 month"), (0.36, "4.3 months"), (2.5, "2.5 years"), (-0.36, "-4.3 months")],
)
def test_a_duration(years: float, text: str) -> None:
    assert duration(years) == text


def test_a_moment_is_a_date_and_a_time() -> None:
    assert moment(2026.0, 9.0016) == "1 January 2035 (9.00 years after the start)"
    assert moment(2026.0, math.inf) == "never"
    assert [date(year) for year in (2028.0, 2028.9999, 2027.5, -3.0, 1e6)] == [
        "1 January 2028",
        "31 December 2028",
        "2 July 2027",
        "-3.00",
        "1000000.00",
    ]


def test_a_table_aligns_numbers_to_the_right() -> None:
    rows = [("work", 12.5, "year"), ("hazard of the leader", None, "1")]
    assert text_table(("outcome", "value", "unit"), rows).splitlines() == [
        "outcome               value  unit",
        "--------------------  -----  ----",
        "work                   12.5  year",
        "hazard of the leader      -  1",
    ]


def test_a_csv_has_every_digit() -> None:
    assert csv_table(("a, b", "c"), [(0.1 + 0.2, None), ("x", 1)]) == '"a, b",c\n0.30000000000000004,\nx,1'
