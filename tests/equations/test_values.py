"""Values at the door: numbers, units, dates, `never`, percent, ranges."""

import math

import pytest

from takeoff.equations import units as u
from takeoff.equations.values import Door, ValueFlaw, spelled, split_quantity

YEAR, NONE = u.parse_unit("year"), u.none()


@pytest.mark.parametrize(
    ("value", "inside"),
    [
        (2, 2.0),
        (0.5, 0.5),
        ("6 month", 0.5),
        ("6month", 0.5),
        ("1.5e1 month", 1.25),
        (" -1 year ", -1.0),
        ("log(3)", math.log(3)),
        ("2**3 - 1/4", 7.75),
        ("-(1 + 2)", -3.0),
        ("+exp(0) + sqrt(4) + log10(100)", 5.0),
        ("logistic(0) + normal_cdf(0) + softplus(0)", 1 + math.log(2)),
        (".5", 0.5),
    ],
)
def test_a_number_becomes_the_inside_unit(value: str | float, inside: float) -> None:
    assert Door(YEAR).read(value) == pytest.approx(inside, rel=1e-15)


def test_a_plain_number_is_in_the_declared_unit() -> None:
    door = Door(u.parse_unit("month"))
    assert door.read(6) == pytest.approx(0.5)
    assert door.show(0.5) == pytest.approx(6)


def test_percent_is_a_hundredth() -> None:
    assert Door(NONE).read("5 percent") == pytest.approx(0.05)
    assert Door(u.parse_unit("percent"), (0, 100)).read(5) == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("value", "inside"),
    [
        (2030.5, 4.5),
        ("2030.5", 4.5),
        (3, 3.0),
        ("3 year", 3.0),
        ("18 month", 1.5),
        ("never", math.inf),
        (" never ", math.inf),
    ],
)
def test_a_date_is_a_calendar_year_or_a_time_since_the_start(value: str | float, inside: float) -> None:
    assert Door(YEAR, date=True, start=2026.0).read(value) == inside


def test_calendar_years_are_for_dates_only() -> None:
    assert Door(YEAR, start=2026.0).read(2030) == 2030.0


@pytest.mark.parametrize(
    ("door", "value", "said"),
    [
        (Door(YEAR), "never", "'never' is for dates only"),
        (Door(YEAR), "3 token", "3 token is in token, but the unit is year"),
        (Door(YEAR), "3 yaer", "unknown unit 'yaer'"),
        (Door(YEAR), math.nan, "nan is not a finite number"),
        (Door(YEAR), math.inf, "inf is not a finite number"),
        (Door(YEAR, date=True), -math.inf, "-inf is not a finite number"),
        (Door(NONE, (0, 1)), 2.0, "2 is outside 0 to 1"),
        (Door(YEAR, (0, 1)), "13 month", "13 month is outside 0 to 1 year"),
        (Door(NONE), "x", "'x': only numbers and functions of numbers are read in a value"),
        (Door(NONE), "1/0", "'1/0' is not a number: divides by 0"),
        (Door(NONE), "1/(1-1*1)", "'1/(1-1*1)' is not a number: divides by 0"),
        (Door(NONE), "exp(1000)", "'exp(1000)' has no finite value"),
        (Door(NONE), 10**400, "a value is a number, or text"),
        (Door(NONE), "9" * 201, "a value has at most 200 characters"),
    ],
)
def test_what_the_door_refuses(door: Door, value: str | float, said: str) -> None:
    with pytest.raises(ValueFlaw) as caught:
        door.read(value)
    assert str(caught.value) == said


def test_the_ends_of_a_range_are_inside() -> None:
    door = Door(u.parse_unit("month"), (0.1, 0.3))
    assert door.read(0.1) < door.read("0.3")
    assert door.show(door.read("0.3")) == pytest.approx(0.3, rel=1e-15)


def test_splitting() -> None:
    assert split_quantity("3 FLOP/s") == (3.0, u.parse_unit("FLOP/s"))
    assert split_quantity("3 1/year") == (3.0, u.parse_unit("1/year"))
    assert split_quantity("1/4") == (0.25, None)
    with pytest.raises(ValueFlaw, match="at most 200"):
        split_quantity("1" * 300)


def test_numbers_are_spelled_as_in_a_file() -> None:
    assert [spelled(2.0), spelled(0.5), spelled(" 1 "), spelled(1e20), spelled(math.inf)] == [
        "2",
        "0.5",
        "1",
        "1e+20",
        "inf",
    ]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2028-01-01", 2.0),
        ("2030-07-01", 4 + 181 / 365),
        ("2028-12-31", 2 + 365 / 366),
        ("6 month", 0.5),
        ("never", math.inf),
    ],
)
def test_dates_are_read_as_the_calendar_has_them(text: str, inside: float) -> None:
    door = Door(u.parse_unit("year"), (0, math.inf), date=True, start=2026.0)
    assert door.read(text) == pytest.approx(inside, abs=1e-9)


@pytest.mark.parametrize("text", ["2028-02-30", "2028-13-01", "2020-01-01", "2028-1-1"])
def test_a_day_that_is_none_or_too_early_is_refused(text: str) -> None:
    with pytest.raises(ValueFlaw):
        Door(u.parse_unit("year"), (0, math.inf), date=True, start=2026.0).read(text)


@pytest.mark.parametrize("text", ["2028-05", "2028-5", "2028-10"])
def test_a_month_is_no_day_and_no_subtraction(text: str) -> None:
    with pytest.raises(ValueFlaw, match=f"^{text} is no day of the calendar; write 2028-07-01$"):
        Door(u.parse_unit("year"), (0, math.inf), date=True, start=2026.0).read(text)
    with pytest.raises(ValueFlaw, match=f"^{text} is a date, and what is asked for is none$"):
        Door(u.parse_unit("year"), (0, math.inf)).read(text)
    with pytest.raises(ValueFlaw, match="'2028/05' is not a number: not an equation: a whole number begins with 0$"):
        Door(u.parse_unit("year")).read("2028/05")
