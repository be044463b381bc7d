"""What an equation reads, member by member, and the order that follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeoff.equations.order import Circle, ordered
from takeoff.equations.reads import Read, bindings, reads
from takeoff.equations.scope import label
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.errors import Place

DIMENSIONS = {"actor": ("leader", "follower"), "site": ("here", "there")}


def read(text: str, **binding: str) -> list[Read]:
    equation = parse_equation(text, Place("here"), "x")
    assert isinstance(equation, Equation)
    return list(reads(equation.tree, binding, DIMENSIONS))


def test_reads() -> None:
    assert read("a + t * b[leader]") == [Read(("a", ())), Read(("b", ("leader",)))]
    assert read("b[actor]", actor="follower") == [Read(("b", ("follower",)))]
    assert read("sum(b[actor] * c[actor, site], actor)", site="here") == [
        Read(("b", ("leader",))),
        Read(("c", ("leader", "here"))),
        Read(("b", ("follower",))),
        Read(("c", ("follower", "here"))),
    ]
    assert read("initial(a) + rate_of(b[leader]) + since(c, 2 * d)") == [
        Read(("a", ()), "initial"),
        Read(("b", ("leader",)), "rate_of"),
        Read(("c", ()), "since"),
        Read(("d", ())),
    ]
    assert read("where(a > b and not c < d, exp(e), min(f, g, h))") == [Read((name, ())) for name in "abcdefgh"]


def test_bindings() -> None:
    assert bindings((), DIMENSIONS) == [{}]
    assert bindings(("actor", "site"), DIMENSIONS)[1] == {"actor": "leader", "site": "there"}
    assert [label(key) for key in (("a", ()), ("a", ("leader", "here")))] == ["a", "a[leader, here]"]


def test_order() -> None:
    assert ordered({"c": ["a", "b"], "a": [], "b": ["a", "elsewhere"]}) == ("a", "b", "c")
    assert ordered({name: [] for name in "zay"}) == ("z", "a", "y")


def test_a_circle_is_walked() -> None:
    with pytest.raises(Circle) as caught:
        ordered({"a": ["b"], "b": ["c"], "c": ["b"], "d": []})
    nodes = caught.value.nodes
    assert nodes[0] == nodes[-1] and set(nodes) == {"b", "c"}


@given(st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=4), max_size=12))
def test_each_comes_after_what_it_needs(needs: dict[int, list[int]]) -> None:
    try:
        order = ordered(needs)
    except Circle as circle:
        steps = zip(circle.nodes, circle.nodes[1:], strict=False)
        assert all(second in needs[first] for first, second in steps)
    else:
        assert sorted(order) == sorted(needs)
        assert all(order.index(need) < order.index(node) for node in needs for need in needs[node] if need in needs)


def test_a_long_chain_needs_no_deep_stack() -> None:
    assert ordered({number: [number - 1] for number in range(5000, 0, -1)})[0] == 1
