"""The parts of many things that are changed together."""

import itertools

import pytest

from tests.every_model.halves import halves


@pytest.mark.parametrize("count", [2, 3, 10, 11, 119])
def test_of_any_two_things_either_is_changed_without_the_other(count: int) -> None:
    *parts, everything = halves(range(count))
    assert everything == list(range(count))
    for one, other in itertools.permutations(range(count), 2):
        assert any(one in part and other not in part for part in parts)


def test_the_parts_are_few_and_about_half_as_large_as_the_whole() -> None:
    sizes = [len(part) for part in halves(range(119))]
    assert len(sizes) == 10
    assert all(40 < size < 80 for size in sizes[:-1])
