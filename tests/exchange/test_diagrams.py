"""Diagrams as text: every name declared once, every line between declared names."""

import re

import pytest

import takeoff
from takeoff.algebra.structure import Node, Structure, structure
from takeoff.exchange.dot import dot, quoted
from takeoff.exchange.mermaid import mermaid
from takeoff.spec.find import model_paths

NAMES = tuple(model_paths())


def of(name: str) -> Structure:
    return structure(takeoff.load(name).meaning)


@pytest.mark.parametrize("name", NAMES)
def test_dot_declares_every_end_of_a_line_once(name: str) -> None:
    found = of(name)
    text = dot(found)
    declared = re.findall(r"^ +(\w+) \[label", text, re.MULTILINE)
    ends = re.findall(r"^  (\w+) -> (\w+)", text, re.MULTILINE)
    assert len(declared) == len(set(declared))
    assert {end for both in ends for end in both} <= {*declared}
    assert len(ends) == len(found.links) + 2 * len(found.pipes)
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("name", NAMES)
def test_mermaid_declares_every_end_of_a_line(name: str) -> None:
    found = of(name)
    text = mermaid(found)
    declared = re.findall(r"^    (\w+)[\[({]", text, re.MULTILINE)
    clouds = re.findall(r"(\w+)\(\( \)\)", text)
    ends = re.findall(r"^  (\w+)(?:\(\( \)\):::cloud)? (?:===|==>|-->) (\w+)", text, re.MULTILINE)
    assert len(declared) == len(set(declared)) == len(found.nodes)
    assert {end for both in ends for end in both} <= {*declared, *clouds}
    assert len(ends) == len(found.links) + 2 * len(found.pipes)
    assert text.count("subgraph") == len({node.sector for node in found.nodes}) == text.count("  end")


def test_a_title_with_quotation_marks_stays_in_them() -> None:
    node = Node("stock", "x", "one")
    found = Structure('a "b" \\', {"one": 'say "one"'}, (node,), (), ())
    assert dot(found).startswith('digraph "a \\"b\\" \\\\" {')
    assert '[label="x", shape=box, penwidth=2]' in dot(found)
    assert '["say #quot;one#quot;"]' in mermaid(found)
    assert quoted("plain") == '"plain"'
