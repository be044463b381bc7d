"""Places of nodes: links go right, nothing overlaps, heights stay near where they are wanted."""

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from takeoff.figures.layers import columns_of, layered, spread


def test_columns_are_right_of_what_they_read_and_near_what_reads_them() -> None:
    links = [("a", "b"), ("b", "c"), ("late", "c"), ("c", "flow")]
    assert columns_of(["a", "b", "late", "c", "flow"], links, ["flow"]) == {
        "a": 0,
        "b": 1,
        "late": 1,
        "c": 2,
        "flow": 3,
    }


def test_a_node_that_nothing_reads_stays_by_what_it_reads() -> None:
    links = [("a", "b"), ("b", "flow"), ("a", "aside")]
    assert columns_of(["a", "b", "aside", "flow"], links, ["flow"])["aside"] == 1


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0, 20)), min_size=1, max_size=12))
def test_spread_keeps_the_gaps(rows: list[tuple[float, float]]) -> None:
    wanted = sorted((height for height, _ in rows), reverse=True)
    gaps = [gap for _, gap in rows[1:]]
    found = spread(wanted, gaps)
    assert all(a - b >= gap - 1e-9 for a, b, gap in zip(found[:-1], found[1:], gaps, strict=True))
    assert abs(sum(found) - sum(wanted)) <= 1e-6


def test_spread_leaves_what_has_room() -> None:
    assert spread([30.0, 20.0, 0.0], [5.0, 5.0]) == [30.0, 20.0, 0.0]
    assert spread([10.0, 10.0], [4.0]) == [12.0, 8.0]


def test_a_long_link_passes_between_the_nodes_of_a_column() -> None:
    columns: dict[Hashable, int] = {"a": 0, "b": 0, "c": 1, "flow": 2}
    links = [("a", "flow"), ("b", "c"), ("c", "flow")]
    found = layered(columns, links, {"flow": 0.0}, {None: 4.0, "a": 10.0, "b": 10.0, "c": 10.0})
    (_, passed, end) = found.routes["a", "flow"]
    assert passed[0] == 1
    assert abs(passed[1] - found.heights["c"]) >= 7.0 - 1e-9
    assert end == (2, 0.0)
