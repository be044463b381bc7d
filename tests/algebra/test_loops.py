"""Simple cycles of graphs whose number is known."""

import pytest

from takeoff.algebra.loops import cycles


def complete(size: int) -> dict[int, list[int]]:
    return {node: [other for other in range(size) if other != node] for node in range(size)}


@pytest.mark.parametrize(("size", "number"), [(2, 1), (3, 5), (4, 20), (5, 84)])
def test_every_cycle_of_a_complete_graph_once(size: int, number: int) -> None:
    found, complete_list = cycles(complete(size))
    assert (len(found), len(set(found)), complete_list) == (number, number, True)
    assert [len(cycle) for cycle in found] == sorted(len(cycle) for cycle in found)
    assert all(cycle[0] == min(cycle) for cycle in found)


def test_a_node_that_moves_itself_and_a_chain_without_return() -> None:
    assert cycles({0: [0, 1], 1: [2], 2: []}) == ([(0,)], True)


def test_a_detour_is_found_after_the_short_way() -> None:
    assert cycles({0: [1, 2], 1: [0], 2: [3], 3: [1]})[0] == [(0, 1), (0, 2, 3, 1)]


def test_no_more_than_asked_for_and_it_says_so() -> None:
    found, complete_list = cycles(complete(6), most=10)
    assert (len(found), complete_list) == (10, False)


def test_a_large_dense_graph_ends() -> None:
    found, complete_list = cycles(complete(40), most=10**9)
    assert found
    assert not complete_list
