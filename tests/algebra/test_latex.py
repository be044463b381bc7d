"""Equations as LaTeX: known spellings, and texts that mean what the equation means when read back."""

import ast
import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.mathtext import MathTextParser

import takeoff
from takeoff.algebra.latex import Notation
from takeoff.algebra.statements import statements
from takeoff.equations.syntax import Equation, parse_equation
from takeoff.errors import Place
from takeoff.spec.find import model_paths
from tests.algebra.conftest import meaning_of

WRITTEN = Notation(
    {"f": r"\varphi", "s": r"e_{\mathrm{safe}}", "w": "w_h", "k": "K F", "x": "x", "y": "y", "z": "z", "c": r"x^\ast"},
    frozenset({"actor"}),
)
NUMBERS = {"x": 1.3, "y": 0.7, "z": 2.1}


def tree(text: str) -> ast.expr:
    equation = parse_equation(text, Place(""), "")
    assert isinstance(equation, Equation), equation
    return equation.tree


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x + y * z", r"x + y\, z"),
        ("(x + y) * z", r"\left(x + y\right)\, z"),
        ("x - (y - z)", r"x - \left(y - z\right)"),
        ("x - y - z", "x - y - z"),
        ("x / y / z", r"\frac{\frac{x}{y}}{z}"),
        ("(x / y)**2", r"\left(\frac{x}{y}\right)^{2}"),
        ("x**y**z", "x^{y^{z}}"),
        ("(x**y)**z", r"\left(x^{y}\right)^{z}"),
        ("x**(-y / (z + 1))", r"x^{-y/\left(z + 1\right)}"),
        ("x**(1 / (y * z))", r"x^{1/\left(y\, z\right)}"),
        ("-(x + y)", r"-\left(x + y\right)"),
        ("x * -y", r"x\, \left(-y\right)"),
        ("-x * y", r"-x\, y"),
        ("x * 2", r"x \cdot 2"),
        ("2e21 * x", r"2 \times 10^{21}\, x"),
        ("(2e21)**0.5", r"\left(2 \times 10^{21}\right)^{0.5}"),
        ("exp(-x)**2", r"\left(\exp\left(-x\right)\right)^{2}"),
        ("sqrt(x)**3", r"\sqrt{x}^{3}"),
        ("max(x, y, z)", r"\max\left(x, y, z\right)"),
        ("soft_min(x + 1, y, z)", r"\left(\left(x + 1\right)^{-z} + y^{-z}\right)^{-1/z}"),
        ("from_oom(x / y)", "10^{x/y}"),
        ("where(x >= 1 and y < 2, x, y)", r"\begin{cases}x & x \geq 1 \text{ and } y < 2\\ y & \text{else}\end{cases}"),
        ("not (x > y)", r"\text{not } \left(x > y\right)"),
        ("s[leader]", r"e_{\mathrm{safe},\mathrm{leader}}"),
        ("w[actor]", r"w_{h,\mathit{actor}}"),
        ("k[actor]", r"\left(K F\right)_{\mathit{actor}}"),
        ("k**2", r"\left(K F\right)^{2}"),
        ("c**2", r"\left(x^\ast\right)^{2}"),
        ("f[leader]**2", r"\varphi_{\mathrm{leader}}^{2}"),
        (
            "x * sum(f[actor] + 1, actor)",
            r"x\, \left(\sum_{\mathit{actor}} \left(\varphi_{\mathit{actor}} + 1\right)\right)",
        ),
        ("initial(f) / rate_of(x)", r"\frac{\varphi(0)}{\frac{d x}{dt}}"),
        ("lambda_ * no_symbol * t", r"\lambda\, \mathrm{no\ symbol}\, t"),
    ],
)
def test_known_spellings(text: str, latex: str) -> None:
    assert WRITTEN.expression(tree(text)) == latex


def nodes(depth: int) -> st.SearchStrategy[str]:
    leaves = st.sampled_from([*NUMBERS, "2", "0.5"])
    if depth == 0:
        return leaves
    inner = nodes(depth - 1)
    operators = st.sampled_from(["+", "-", "*", "/", "**"])
    joined = st.builds(lambda a, sign, b: f"({a}) {sign} ({b})", inner, operators, inner)
    return st.one_of(leaves, joined, st.builds(lambda a: f"-({a})", inner))


def group(text: str, start: int) -> int:
    """Where the group ends that opens at `start`."""
    depth = 0
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position
    raise AssertionError(f"unbalanced: {text}")


def read_back(latex: str) -> str:
    """The equation that LaTeX of arithmetic says."""
    while r"\frac" in latex:
        at = latex.index(r"\frac")
        middle = group(latex, at + 5)
        end = group(latex, middle + 1)
        over, under = latex[at + 6 : middle], latex[middle + 2 : end]
        latex = f"{latex[:at]}(({over})/({under})){latex[end + 1 :]}"
    for sign, meant in {r"\left": "", r"\right": "", r"\,": "*", r"\cdot": "*", "^": "**", "{": "(", "}": ")"}.items():
        latex = latex.replace(sign, meant)
    return re.sub(r"\s+", " ", latex)


def value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant):
        return float(str(node.value))
    if isinstance(node, ast.Name):
        return NUMBERS[node.id]
    if isinstance(node, ast.UnaryOp):
        return -value(node.operand)
    assert isinstance(node, ast.BinOp)
    left, right = value(node.left), value(node.right)
    if isinstance(node.op, ast.Pow):
        return math.pow(left, right)
    if isinstance(node.op, ast.Div):
        return left / right
    return {ast.Add: left + right, ast.Sub: left - right, ast.Mult: left * right}[type(node.op)]


@given(nodes(4))
def test_what_is_written_means_the_same(text: str) -> None:
    meant = ast.parse(text, mode="eval").body
    try:
        wanted = value(meant)
    except (ArithmeticError, ValueError):
        return
    again = ast.parse(read_back(WRITTEN.expression(meant)), mode="eval").body
    assert value(again) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("name", model_paths())
def test_every_model_can_be_set(name: str) -> None:
    lines = statements(takeoff.load(name).meaning)
    parser = MathTextParser("path")
    for line in lines:
        assert r"\begin" in line.latex or parser.parse(f"${line.latex}$").width > 0, line


def test_what_shares_its_symbol_is_written_in_words() -> None:
    lines = [s.latex for s in statements(takeoff.load("automating-alignment").meaning) if s.name == "restraint"]
    assert lines[0] == r"\mathrm{restraint}_{\mathrm{leader}} = c_{\mathrm{leader}}"


def test_the_flagship_software() -> None:
    lines = [s.latex for s in statements(takeoff.load("automating-alignment").meaning) if s.name == "software"]
    assert lines == [
        r"S_{\mathrm{leader}}(0) = 1",
        r"S_{\mathrm{follower}}(0) = \exp\left(-g_S\, X\right)",
        r"\frac{dS_{\mathrm{leader}}}{dt} = \mathrm{software\ research}_{\mathrm{leader}}",
        r"\frac{dS_{\mathrm{follower}}}{dt} = "
        r"\mathrm{software\ research}_{\mathrm{follower}} + \mathrm{software\ leak}",
    ]


DRAINED = """
[stocks.tank]
unit = "1"
start = "1"
[stocks.still]
unit = "1"
start = "tank"
[flows.leak]
out_of = "tank"
rate = "tank / time"
[flows.rain]
into = "tank"
rate = "still / time"
[parameters.time]
value = 2
unit = "year"
symbol = '\\tau'
[milestones.low]
when = "tank < 0.5"
[events.refill]
at = "time"
set = { tank = "1" }
[outcomes.left]
unit = "1"
equation = "tank"
at = "low"
[promises]
share = "0 <= tank <= 1"
"""


def test_every_kind_of_line(tmp_path: Path) -> None:
    assert [line.latex for line in statements(meaning_of(DRAINED, tmp_path))] == [
        r"\mathrm{tank}(0) = 1",
        r"\frac{d\mathrm{tank}}{dt} = - \mathrm{leak} + \mathrm{rain}",
        r"\mathrm{still}(0) = \mathrm{tank}",
        r"\frac{d\mathrm{still}}{dt} = 0",
        r"\mathrm{leak} = \frac{\mathrm{tank}}{\tau}",
        r"\mathrm{rain} = \frac{\mathrm{still}}{\tau}",
        r"\mathrm{tank} < 0.5",
        r"\mathrm{tank} \leftarrow 1 \quad \text{when } t = \tau",
        r"\mathrm{left} = \mathrm{tank} \quad \text{at } \mathrm{low}",
        r"0 \leq \mathrm{tank} \leq 1",
    ]
