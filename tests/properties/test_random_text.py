"""Random text: no reader of equations or models ever crashes, hangs, or runs what stands there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.sound import Unsound
from takeoff.algebra.symbols import symbol_of
from takeoff.equations import units as u
from takeoff.equations.check import ANY, check_equation
from takeoff.equations.scope import Quantity, Scope
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.equations.understand import understand
from takeoff.errors import ModelError, Place
from takeoff.spec.find import model_paths
from takeoff.spec.read import read_model
from tests.hostile.watch import nothing_runs
from tests.properties.cases import HANG, share, tried

pytestmark = HANG

SCOPE = Scope({"size": Quantity("size", "stocks", u.none(), (), Place("here", 1))}, {}, "rates")
SHIPPED = {name: path.read_text(encoding="utf-8") for name, path in model_paths().items() if path.is_file()}

pieces = st.sampled_from(
    [*"()[]{}+-*/.,:<>=!~@%^&|'\"\\ \n\t\0#", "**", "and", "or", "not", "if", "else", "for", "lambda", "size", "t"]
    + ["exp(", "log(", "where(", "sum(", "max(", "ces(", "initial(", "1", "0", "9e99", "__class__", "import", ":="]
)
wholes = st.recursive(
    st.sampled_from(["size", "t", "0", "1", "0.5", "99", "1e9"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "**", "<"]), inner).map("({0[0]} {0[1]} {0[2]})".format),
        st.tuples(st.sampled_from(["exp", "log", "sqrt", "abs", "step", "oom", "initial", "-"]), inner).map(
            "{0[0]}({0[1]})".format
        ),
        st.tuples(inner, inner, inner).map("where({0[0]} > {0[1]}, {0[1]}, {0[2]})".format),
    ),
    max_leaves=8,
)
equations = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=30).map("".join), wholes)

words = st.sampled_from(
    [
        "schema = 1\n",
        "[model]\n",
        "[stocks.a]\n",
        "[flows]\n",
        "[parameters.b]\n",
        "[dimensions]\n",
        "[[",
        "]]",
        "{",
        "}",
    ]
    + ['name = "a"\n', 'title = "a"\n', 'unit = "1"\n', "unit", 'start = "1"\n', "value = 1\n", "over", "inf", "nan"]
    + ["=", ".", ",", '"', "'", '"""', "\n", "#", "1", "-", "true", "1e999", "2026-01-01", "\\u0000", "\0", "[", "]"]
)
files = st.one_of(st.text(max_size=80), st.lists(words, max_size=40).map("".join))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to write to; everything that reading needs has been imported once."""
    for path in model_paths().values():
        understand(read_model(path))
    return tmp_path_factory.mktemp("text") / "wild.toml"


@share(0.6)
@given(text=equations)
def test_any_text_is_an_equation_or_a_list_of_problems(text: str) -> None:
    tried()
    with nothing_runs():
        equation = parse_equation(text, Place("here", 1), "owner")
        problems = check_equation(equation, SCOPE, ANY) if isinstance(equation, Equation) else equation
        assert all(str(problem).startswith("here:1: owner: ") for problem in problems)
        if isinstance(equation, Equation) and not problems:
            try:
                Lowering(Board(), symbol_of, {}).expression(equation.tree)
            except Unsound as flaw:
                assert str(flaw)


def read(file: Path, text: str) -> None:
    """Read a text as a model; problems are told with their file, and in words."""
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        with nothing_runs():
            understand(read_model(file))
    except ModelError as error:
        assert error.problems
        assert str(error).startswith(str(file))


@share(0.25)
@given(text=files)
def test_any_text_is_a_model_or_a_list_of_problems(file: Path, text: str) -> None:
    tried()
    read(file, text)


def edited(text: str, edits: int, seed: int) -> str:
    """A text with pieces of it deleted, doubled, moved, or replaced by signs."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(edits):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([1, 1, 2, 8, 80]))
        other = chance.randrange(len(text) + 1)
        new = chance.choice(
            ["", text[start:end] * 2, text[other : other + 12], chance.choice('"[]{}=.\n#\\0-x('), "1e999"]
        )
        text = text[:start] + new + text[end:]
    return text


@share(0.05)
@given(name=st.sampled_from(sorted(SHIPPED)), edits=st.integers(1, 6), seed=st.integers(0, 2**32))
def test_any_edit_of_a_shipped_model_is_a_model_or_a_list_of_problems(
    file: Path, name: str, edits: int, seed: int
) -> None:
    tried()
    read(file, edited(SHIPPED[name], edits, seed))


def test_a_panel_of_a_control_with_a_wrong_unit_is_told_with_the_control(file: Path) -> None:
    """Found by random edits: the panel crashed."""
    text = SHIPPED["lead-and-pause"].replace('[controls.caution]\nunit = "1"', '[controls.caution]\nunit = "nothing"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="unknown unit 'nothing'"):
        understand(read_model(file))


def test_a_computed_parameter_of_a_broken_one_is_told_with_the_broken_one(file: Path) -> None:
    """Found by random edits: computing the parameter crashed."""
    text = SHIPPED["simple-timelines"].replace(
        "[parameters.automation_start]\nvalue", "[parameters.automation_start]\nvalu"
    )
    assert text != SHIPPED["simple-timelines"]
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="automation_start"):
        understand(read_model(file))
