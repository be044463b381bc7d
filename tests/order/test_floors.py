"""The order of the house: short files, short functions, a sentence for every folder, and a light front door."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "takeoff"
FILES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in FILES})
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
HEAVY = ("sympy", "scipy", "matplotlib")

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent))


def functions(tree: ast.Module) -> Iterator[FunctionNode]:
    return (node for node in ast.walk(tree) if isinstance(node, FunctionNode))


def public_functions(body: list[ast.stmt]) -> Iterator[FunctionNode]:
    """Functions of a module and methods of its classes, as far as their names and their classes' names are public."""
    for node in body:
        if isinstance(node, FunctionNode | ast.ClassDef) and not node.name.startswith("_"):
            if isinstance(node, ast.ClassDef):
                yield from public_functions(node.body)
            else:
                yield node


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def test_every_file_is_short() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert len(lengths) > 400
    assert {name: lines for name, lines in lengths.items() if lines >= LONGEST_FILE} == {}


def test_every_function_is_short(trees: dict[str, ast.Module]) -> None:
    lengths = {
        (name, node.name, node.lineno): node.end_lineno - node.lineno + 1
        for name, tree in trees.items()
        for node in functions(tree)
        if node.end_lineno is not None
    }
    assert len(lengths) > 2000
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_every_public_function_has_a_docstring(trees: dict[str, ast.Module]) -> None:
    bare = [
        (name, node.name)
        for name, tree in trees.items()
        for node in public_functions(tree.body)
        if not ast.get_docstring(node)
    ]
    assert bare == []


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_folder_says_in_one_sentence_what_it_holds(folder: Path) -> None:
    front = folder / "__init__.py"
    assert front.is_file(), f"{name_of(folder)} has no __init__.py"
    sentence = " ".join((ast.get_docstring(ast.parse(front.read_text(encoding="utf-8"))) or "").split())
    assert sentence.endswith("."), f"{name_of(front)} has no sentence"
    assert ". " not in sentence, f"{name_of(front)} has more than one sentence: {sentence}"


def test_the_command_line_opens_without_heavy_libraries() -> None:
    question = f"import sys, takeoff.cli.main; print([name for name in {HEAVY} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, cwd=PACKAGE.parent)
    assert (answer.stdout.strip(), answer.stderr) == ("[]", "")
