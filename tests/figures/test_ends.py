"""Labels move as little as they must."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeoff.figures.ends import spread


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([10, 50, 30], 10, 0, 100) == [10, 50, 30]


def test_equal_wishes_are_shared_out_around_the_wish_in_the_order_given() -> None:
    assert spread([50, 50, 50], 10, 0, 100) == pytest.approx([40, 50, 60])


def test_labels_stay_inside() -> None:
    assert spread([0, 0], 10, 0, 100) == pytest.approx([0, 10])
    assert spread([100, 101], 10, 0, 100) == pytest.approx([90, 100])


@given(st.lists(st.floats(-50, 150), max_size=9))
def test_no_two_are_closer_than_the_gap_and_order_is_kept(wanted: list[float]) -> None:
    places = spread(wanted, 10, 0, 100)
    order = sorted(range(len(wanted)), key=lambda position: wanted[position])
    assert all(places[b] - places[a] >= 10 - 1e-9 for a, b in itertools.pairwise(order))
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in places)
