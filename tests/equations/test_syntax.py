"""Parsing: columns, line breaks, literals, references."""

import ast

import pytest

from takeoff.equations.syntax import Equation, literal, members_of, parse_equation, reference_of
from takeoff.errors import Place

HERE = Place("here", 1)


def tree(text: str) -> ast.expr:
    equation = parse_equation(text, HERE, "owner")
    assert isinstance(equation, Equation)
    return equation.tree


@pytest.mark.parametrize("text", ["  a +\n\tb * wrong(c)", "a + b * wrong(c)", " a\r\n+ b * wrong(c)"])
def test_columns_are_those_of_the_text(text: str) -> None:
    problems = parse_equation(text, HERE, "owner")
    assert isinstance(problems, list)
    assert [problem.column for problem in problems] == [text.index("wrong")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2.0),
        ("-0.5", -0.5),
        ("+1/2", 0.5),
        ("(1 + 2) * 3 - 4", 5.0),
        ("a", None),
        ("2**2", None),
        ("1e299", 1e299),
    ],
)
def test_literals(text: str, number: float | None) -> None:
    assert literal(tree(text)) == number


def test_every_problem_of_one_equation_is_listed() -> None:
    problems = parse_equation("a.b + lambda_ % 2 + (c == d) + 'x'", HERE, "owner")
    assert isinstance(problems, list)
    assert len(problems) == 4


def test_references() -> None:
    assert [reference_of(tree(text)) for text in ("a", "a[b]", "a + b", "(a)")] == ["a", "a", "", "a"]
    index = tree("a[b, c]")
    assert isinstance(index, ast.Subscript)
    assert members_of(index) == ("b", "c")


@pytest.mark.parametrize(
    "text", ["9" * 299, "x" * 500, "(" * 90 + "a" + ")" * 90, "min(a, b, c, d)", "a[b]", "not a < b <= c"]
)
def test_what_is_just_allowed(text: str) -> None:
    assert isinstance(parse_equation(text, HERE, "owner"), Equation)
