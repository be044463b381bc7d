"""Unit texts: a whitelist, a round trip, and dimensions rather than spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeoff.equations import units as u

NAMES = st.sampled_from(u.known_units())
FACTORS = st.tuples(NAMES, st.integers(-3, 3).filter(bool)).map(lambda one: f"{one[0]}^{one[1]}")


@given(st.lists(FACTORS, min_size=1, max_size=3))
def test_a_readable_unit_reads_back(factors: list[str]) -> None:
    unit = u.parse_unit(" ".join(factors))
    assert u.parse_unit(u.readable(unit)) == unit


@pytest.mark.parametrize("name", u.known_units())
def test_every_unit_of_the_file_is_read(name: str) -> None:
    assert u.readable(u.parse_unit(name)) == name
    assert u.scale(u.parse_unit(name)) > 0


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("FLOP/s", "FLOP / second"),
        ("researcher year", "year*researcher"),
        ("1/year", "year^-1"),
        ("FLOP/(parameter token)", "FLOP/parameter/token"),
        ("year**2", "year year"),
        ("years", "year"),
        (" ( year ) ", "year"),
        ("1 1 year", "year"),
    ],
)
def test_spellings_of_one_unit(text: str, same: str) -> None:
    assert u.parse_unit(text) == u.parse_unit(same)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("month", 1 / 12),
        ("day", 1 / 365.25),
        ("hour", 1 / 8766),
        ("second", 1 / 31_557_600),
        ("FLOP/s", 31_557_600.0),
        ("percent", 0.01),
        ("million USD", 1e6),
        ("percent/month", 0.12),
    ],
)
def test_sizes_in_inside_units(text: str, inside: float) -> None:
    assert u.scale(u.parse_unit(text)) == pytest.approx(inside, rel=1e-12)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("month", "year", True),
        ("percent", "1", True),
        ("OOM", "1", False),
        ("FLOP", "token", False),
        ("year", "1/year", False),
    ],
)
def test_dimensions(one: str, other: str, same: bool) -> None:
    assert u.same_dimension(u.parse_unit(one), u.parse_unit(other)) is same


def test_a_root_is_readable_and_takes_part_in_arithmetic() -> None:
    root = u.power(u.parse_unit("USD"), 0.5)
    assert u.readable(root) == "USD^0.5"
    assert u.same_dimension(u.product(root, root), u.parse_unit("USD"))
    assert u.dimensionless(u.quotient(root, root))


@pytest.mark.parametrize(("text", "meant"), [("yaers", "year"), ("flop", "FLOP"), ("usd/year", "USD")])
def test_a_misspelled_unit_gets_a_hint(text: str, meant: str) -> None:
    with pytest.raises(u.UnitError) as caught:
        u.parse_unit(text)
    assert caught.value.hint == f"did you mean '{meant}'?"


def test_a_year_has_twelve_months_and_a_quarter_of_a_day_over() -> None:
    assert (u.in_a_year("month"), u.in_a_year("day"), u.in_a_year("year")) == (12.0, 365.25, 1.0)
