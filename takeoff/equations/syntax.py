"""Reading an equation: Python's expression syntax through a whitelist, with bounds on its size."""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from takeoff.equations.functions import FUNCTIONS
from takeoff.errors import Place, Problem, near

LONGEST = 500
MOST_NODES = 200
LARGEST_EXPONENT = 100

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_SKIPPED = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)

_NAMES = {
    ast.Attribute: "a dot (attribute access)",
    ast.Lambda: "a lambda",
    ast.JoinedStr: "an f-string",
    ast.NamedExpr: "an assignment",
    ast.IfExp: "an if-else; write where(condition, a, b)",
    ast.ListComp: "a comprehension",
    ast.SetComp: "a comprehension",
    ast.DictComp: "a comprehension",
    ast.GeneratorExp: "a comprehension",
    ast.Starred: "a star",
    ast.Await: "await",
    ast.Dict: "a dictionary",
    ast.List: "a list",
    ast.Set: "a set",
    ast.Tuple: "a comma outside a call",
    ast.Slice: "a slice",
}


@dataclass(frozen=True)
class Equation:
    """A parsed equation and where it stands.

    Arguments:
        text: as written.
        tree: its syntax tree, of whitelisted nodes only.
        place: file and line.
        owner: what the equation belongs to, such as "flows.growth.rate".
    """

    text: str
    tree: ast.expr
    place: Place
    owner: str

    def problem(self, message: str, node: ast.expr, hint: str = "") -> Problem:
        """A problem with the text under `node` marked."""
        width = (node.end_col_offset or node.col_offset + 1) - node.col_offset
        return Problem(f"{self.owner}: {message}", self.place, self.text, node.col_offset, width, hint)


def parse_equation(text: str, place: Place, owner: str) -> Equation | list[Problem]:
    """Parse an equation, or list everything about it that is not in the language.

    Arguments:
        text: at most 500 characters of Python expression syntax.
        place: where it stands.
        owner: what it belongs to, for messages.
    """
    if len(text) > LONGEST:
        message = f"{owner}: the equation has {len(text):,} characters, at most {LONGEST} are read"
        return [Problem(message, place, hint="name a part of it as an auxiliary")]
    if not text.isascii():
        column = next(index for index, letter in enumerate(text) if not letter.isascii())
        return [Problem(f"{owner}: only ASCII letters and signs are read", place, text, column)]
    tree = _tree(text, place, owner)
    if isinstance(tree, Problem):
        return [tree]
    equation = Equation(text, tree, place, owner)
    return _Whitelist(equation).problems() or equation


def _tree(text: str, place: Place, owner: str) -> ast.expr | Problem:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return ast.parse(_one_line(text), mode="eval").body
    except (SyntaxError, SyntaxWarning, DeprecationWarning) as error:
        column = max(0, (getattr(error, "offset", 1) or 1) - 1)
        reason = "nothing there" if not text.strip() else _reason(str(getattr(error, "msg", error)))
        return Problem(f"{owner}: not an equation: {reason}", place, text, min(column, len(text)))
    except (ValueError, MemoryError, RecursionError):
        return Problem(f"{owner}: not an equation: nested too deeply, or not text", place, text)


def _reason(told: str) -> str:
    """Python's reason, where it does not advise what is no part of the language."""
    return "a whole number begins with 0" if told.startswith("leading zeros") else told


def _one_line(text: str) -> str:
    """Every break and leading blank as a space that Python's parser accepts, so that columns stay those of the text."""
    flat = re.sub(r"[\n\r\t\f\v]", " ", text)
    body = flat.lstrip(" ")
    return body if len(body) == len(flat) else f"({' ' * (len(flat) - len(body) - 1)}{body})"


class _Whitelist:
    """Checks every node against what the language has; one method per kind of node that needs one."""

    def __init__(self, equation: Equation) -> None:
        self.equation = equation
        self.found: list[Problem] = []

    def problems(self) -> list[Problem]:
        nodes = [node for node in ast.walk(self.equation.tree) if not isinstance(node, _SKIPPED)]
        if len(nodes) > MOST_NODES:
            message = f"the equation has {len(nodes)} parts, at most {MOST_NODES} are read"
            self._add(message, self.equation.tree, "name a part of it as an auxiliary")
            return self.found
        for node in nodes:
            check = getattr(self, f"_{type(node).__name__.lower()}", None)
            if check is not None:
                check(node)
            elif isinstance(node, ast.expr):
                self._add(f"{_NAMES.get(type(node), 'this')} is not part of the equation language", node)
        return self.found

    def _add(self, message: str, node: ast.expr, hint: str = "") -> None:
        self.found.append(self.equation.problem(message, node, hint))

    def _keyword(self, node: ast.keyword) -> None:
        self._add("arguments are given by position", node.value)

    def _name(self, node: ast.Name) -> None:
        """Names are checked against the model later."""

    def _constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            self._add("only numbers and names are read here", node)
        elif not abs(node.value) < 1e300:
            self._add("the number is too large", node)

    def _binop(self, node: ast.BinOp) -> None:
        if not isinstance(node.op, OPERATORS):
            self._add("only + - * / ** are read", node, "powers are written **")
        elif isinstance(node.op, ast.Pow):
            self._power(node)
        elif isinstance(node.op, ast.Div) and literal(node.right) == 0:
            self._add("divides by 0", node.right)

    def _power(self, node: ast.BinOp) -> None:
        exponent = literal(node.right)
        if exponent is not None and not abs(exponent) <= LARGEST_EXPONENT:
            self._add(f"a literal exponent is at most {LARGEST_EXPONENT}", node.right)
        if _of_numbers(node) and any(_is_power(inner) for side in (node.left, node.right) for inner in ast.walk(side)):
            self._add("a power of powers of numbers", node, "write the number")
        elif exponent is None and _of_numbers(node.right):
            self._add("an exponent that is too large, or divides by 0", node.right, "write the number")

    def _unaryop(self, node: ast.UnaryOp) -> None:
        if not isinstance(node.op, (ast.USub, ast.UAdd, ast.Not)):
            self._add("only + - and not are read before a term", node)

    def _boolop(self, node: ast.BoolOp) -> None:
        """`and` and `or` join comparisons; the unit check sees to their parts."""

    def _compare(self, node: ast.Compare) -> None:
        if not all(isinstance(operator, COMPARISONS) for operator in node.ops):
            self._add("only < <= > >= compare", node, "equality of two changing quantities has no duration")

    def _call(self, node: ast.Call) -> None:
        if not isinstance(node.func, ast.Name):
            self._add("only functions of the language are called", node.func)
        elif node.func.id not in FUNCTIONS:
            self._add(f"unknown function '{node.func.id}'", node.func, near(node.func.id, FUNCTIONS))
        elif len(node.args) != len(FUNCTIONS[node.func.id].arguments) and not _many(node):
            wanted = ", ".join(FUNCTIONS[node.func.id].arguments)
            self._add(f"{node.func.id} takes ({wanted}), got {len(node.args)} arguments", node)

    def _subscript(self, node: ast.Subscript) -> None:
        if not isinstance(node.value, ast.Name) or not members_of(node):
            self._add("an index is a member or a dimension: software[leader]", node)

    def _tuple(self, node: ast.Tuple) -> None:
        """Only an index may hold one; the unit check refuses it elsewhere."""


def _many(node: ast.Call) -> bool:
    """Min and max take two or more."""
    return isinstance(node.func, ast.Name) and node.func.id in ("min", "max") and len(node.args) > 2


def _is_power(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)


def _of_numbers(node: ast.expr) -> bool:
    """Whether a node is arithmetic on numbers alone: no names, no calls."""
    return not any(isinstance(inner, (ast.Name, ast.Call)) for inner in ast.walk(node))


ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def literal(node: ast.expr) -> float | None:
    """The number that a node spells without names or powers (2, -0.5, 1/2), or None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value) if abs(node.value) < 1e300 else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        inner = literal(node.operand)
        return inner if inner is None or isinstance(node.op, ast.UAdd) else -inner
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        left, right = literal(node.left), literal(node.right)
        divides_by_zero = isinstance(node.op, ast.Div) and right == 0
        if left is not None and right is not None and not divides_by_zero:
            return ARITHMETIC[type(node.op)](left, right)
    return None


def members_of(node: ast.Subscript) -> tuple[str, ...]:
    """The names in an index, empty where something else than names stands."""
    elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    names = tuple(element.id for element in elements if isinstance(element, ast.Name))
    return names if len(names) == len(elements) else ()


def reference_of(node: ast.expr) -> str:
    """The name that a node refers to, empty where it is anything but a name or an indexed name."""
    named = node.value if isinstance(node, ast.Subscript) else node
    return named.id if isinstance(named, ast.Name) else ""
