"""Numbers and units as a reader sees them."""

import pytest

from takeoff.figures.style import HEADING, text_width, wrapped
from takeoff.figures.wording import apart, number, power


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.05, "0.05"),
        (20000, "20,000"),
        (-3, "−3"),
        (1e6, "10⁶"),
        (2.5e7, "2.5×10⁷"),
        (1e-4, "10⁻⁴"),
        (-2e9, "−2×10⁹"),
    ],
)
def test_numbers_on_an_axis(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(("value", "text"), [(100, "100"), (1e4, "10⁴"), (2e4, "2×10⁴"), (1e-3, "10⁻³"), (0.1, "0.1")])
def test_numbers_on_a_logarithmic_axis(value: float, text: str) -> None:
    assert power(value) == text


def test_values_get_digits_until_they_differ() -> None:
    assert apart([9.358, 9.362, 9.3733], "year", False) == ["9.358 years", "9.362 years", "9.373 years"]
    assert apart([0.5, 0.5], "1", True) == ["50 %", "50 %"]
    assert apart([0.12345678, 0.12345679], "1", False) == ["0.123457", "0.123457"]
    assert apart([1e-7, 3e20], "1", False) == ["10⁻⁷", "3×10²⁰"]
    assert apart([-1234.5], "1", False) == ["−1,234"]


def test_lines_of_a_title_fit_and_keep_percent_signs() -> None:
    words = "a slowdown raises it to 55 % and so on " * 6
    lines = wrapped(words, 200, HEADING, "bold")
    assert " ".join(lines) == words.strip()
    assert all(text_width(line, HEADING, "bold") <= 200 for line in lines)
    assert not any(line.startswith("%") for line in lines)
