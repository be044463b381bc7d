"""Random models that are right load, keep their units, and survive the way from text to algebra and back."""

from pathlib import Path

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from takeoff.algebra.build import build
from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.sound import Unsound
from takeoff.algebra.symbols import symbol_of
from takeoff.algebra.text import Unwritable, equation_text
from takeoff.equations.check import check_equation
from takeoff.equations.meaning import Cell, Meaning
from takeoff.equations.scope import Key, Scope
from takeoff.equations.syntax import LONGEST, Equation, parse_equation
from takeoff.equations.understand import understand
from takeoff.errors import ModelError, Place
from takeoff.spec.read import read_model
from tests.properties.cases import HANG, share, tried
from tests.properties.strategies import models

pytestmark = HANG


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random") / "random.toml"


def read(file: Path, text: str) -> Meaning:
    file.write_text(text, encoding="utf-8")
    return understand(read_model(file))


@share(0.04)
@given(text=models())
def test_a_model_that_is_right_loads(file: Path, text: str) -> None:
    tried()
    meaning = read(file, text)
    try:
        system = build(meaning)
    except ModelError as error:
        assert all("finite" in one.message or "too" in one.message for one in error.problems), str(error)
    else:
        assert len(system.states) == len(meaning.starts)


@share(0.02)
@given(text=models(), wrong=st.integers(0, 4))
def test_one_wrong_unit_is_found(file: Path, text: str, wrong: int) -> None:
    tried()
    lines = text.split("\n")
    index = lines.index(f"[auxiliaries.a{wrong}]")
    lines[index + 1] = 'unit = "chip"'
    with pytest.raises(ModelError, match="chip"):
        read(file, "\n".join(lines))


def lowered(meaning: Meaning, cell: Cell, text: str) -> sympy.Expr:
    equation = parse_equation(text, Place("here", 1), "owner")
    assert isinstance(equation, Equation), [str(problem) for problem in equation]
    scope = Scope(meaning.quantities, meaning.dimensions, "auxiliaries", tuple(cell.binding))
    assert check_equation(equation, scope, meaning.quantities[cell.key[0]].unit) == []

    def symbol(key: Key) -> sympy.Symbol:
        return symbol_of(key, key[0] in meaning.spec.parts.stocks and meaning.is_log(key[0]))

    return Lowering(Board(), symbol, meaning.dimensions, cell.binding).expression(equation.tree)


def is_short(text: str) -> bool:
    """Whether a text is within the limits of an equation, which what is printed need not be."""
    parsed = parse_equation(text, Place("here", 1), "owner")
    return isinstance(parsed, Equation) or not ("parts" in parsed[0].message or len(text) > LONGEST)


@share(0.04)
@given(text=models(kinks=False))
def test_text_to_algebra_to_text_is_the_identity(file: Path, text: str) -> None:
    tried()
    meaning = read(file, text)
    for cell in meaning.auxiliaries:
        try:
            first = lowered(meaning, cell, cell.equation.text)
            written = equation_text(first)
        except (Unsound, Unwritable):
            continue
        if not is_short(written):
            continue
        second = lowered(meaning, cell, written)
        if not has_decimals(first):
            assert second == first
        again = equation_text(second)
        assert lowered(meaning, cell, again) == second
        assert equation_text(lowered(meaning, cell, again)) == again


def has_decimals(expression: sympy.Expr) -> bool:
    """Whether an expression has a number that is not rational."""
    return any(part.is_number and not part.is_Rational for part in sympy.preorder_traversal(expression))
