r"""Equations as LaTeX: one method per kind of node, functions from the table, quantities by their symbols."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from takeoff.equations.functions import FUNCTIONS
from takeoff.equations.meaning import Meaning
from takeoff.equations.syntax import members_of, reference_of

CHOICE, NEGATIVE, SUM, PRODUCT, FRACTION, CALL, ATOM = range(7)
"""How tightly a text holds together; a looser one is put in parentheses where a tighter one is needed."""

_GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi "
    "omega".split()
)
_SUBSCRIPT: re.Pattern[str] = re.compile(r"(.*[^\\])_(?:\{(.*)\}|(\\[A-Za-z]+|\w))")
_RELATIONS = {ast.Lt: "<", ast.LtE: r"\leq", ast.Gt: ">", ast.GtE: r"\geq"}
_HOLDS = {"sqrt": ATOM, "abs": ATOM, "where": CHOICE, "sum": SUM, "rate_of": FRACTION}
_NEEDS = {("soft_min", 0): ATOM, ("soft_min", 1): ATOM, ("soft_min", 2): ATOM, ("sum", 0): PRODUCT}
"""(function, argument) -> how tight the argument must be in the function's template."""
_RAISED = {("soft_min", 2), ("softplus", 0), ("from_oom", 0)}
"""(function, argument) of arguments that stand in an exponent."""


@dataclass(frozen=True)
class Text:
    """A piece of LaTeX and how tightly it holds together."""

    latex: str
    holds: int = ATOM

    def at_least(self, wanted: int) -> str:
        """The piece, in parentheses where it holds less tightly than wanted."""
        return self.latex if self.holds >= wanted else rf"\left({self.latex}\right)"


@dataclass(frozen=True)
class Notation:
    """How a model is written in LaTeX.

    Arguments:
        symbols: quantity -> its symbol; others are written as words.
        dimensions: names of dimensions, which are written in italics.
        raised: whether what is written stands in an exponent, where a fraction is a slash.
    """

    symbols: Mapping[str, str]
    dimensions: frozenset[str] = frozenset()
    raised: bool = False

    def expression(self, node: ast.expr) -> str:
        """An equation or condition.

        Arguments:
            node: of a checked equation.
        """
        return self.text(node).latex

    def text(self, node: ast.expr) -> Text:
        """A node, with how tightly it holds together."""
        visit: Callable[[ast.expr], Text] = getattr(self, f"_{type(node).__name__.lower()}")
        return visit(node)

    def reference(self, name: str, members: tuple[str, ...] = ()) -> Text:
        """A quantity, its members and dimensions as indices.

        Arguments:
            name: a quantity, flow, milestone or outcome.
            members: of its dimensions, or the dimensions themselves.
        """
        symbol = self.symbols.get(name) or word(name)
        if not members:
            return Text(symbol, _holds(symbol))
        indices = ",".join(rf"\mathit{{{_escaped(m)}}}" if m in self.dimensions else upright(m) for m in members)
        subscript = _SUBSCRIPT.fullmatch(symbol)
        if subscript:
            base, inner = subscript[1], subscript[2] or subscript[3]
            return Text(f"{base}_{{{inner},{indices}}}", _holds(base))
        simple = _holds(symbol) == ATOM
        return Text(f"{symbol}_{{{indices}}}" if simple else rf"\left({symbol}\right)_{{{indices}}}")

    def _constant(self, node: ast.Constant) -> Text:
        digits, _, power = f"{float(repr(node.value)):.15g}".partition("e")
        return Text(rf"{digits} \times 10^{{{int(power)}}}", PRODUCT) if power else Text(digits)

    def _name(self, node: ast.Name) -> Text:
        if node.id in self.dimensions:
            return Text(rf"\mathit{{{_escaped(node.id)}}}")
        return Text("t") if node.id == "t" else self.reference(node.id)

    def _subscript(self, node: ast.Subscript) -> Text:
        return self.reference(reference_of(node), members_of(node))

    def _unaryop(self, node: ast.UnaryOp) -> Text:
        inner = self.text(node.operand)
        if isinstance(node.op, ast.Not):
            return Text(rf"\text{{not }} {inner.at_least(ATOM)}", SUM)
        return Text(f"-{inner.at_least(PRODUCT)}", NEGATIVE) if isinstance(node.op, ast.USub) else inner

    def _binop(self, node: ast.BinOp) -> Text:
        if isinstance(node.op, ast.Pow):
            exponent = replace(self, raised=True).text(node.right).latex
            return Text(f"{self.text(node.left).at_least(ATOM)}^{{{exponent}}}", CALL)
        left, right = self.text(node.left), self.text(node.right)
        if isinstance(node.op, ast.Add):
            return Text(f"{left.at_least(NEGATIVE)} + {right.at_least(SUM)}", SUM)
        if isinstance(node.op, ast.Sub):
            return Text(f"{left.at_least(NEGATIVE)} - {right.at_least(PRODUCT)}", SUM)
        return _product(left, right) if isinstance(node.op, ast.Mult) else self._quotient(left, right)

    def _quotient(self, left: Text, right: Text) -> Text:
        if self.raised:
            over = left.latex if left.holds == NEGATIVE else left.at_least(PRODUCT)
            return Text(f"{over}/{right.at_least(FRACTION)}", min(left.holds, PRODUCT))
        return Text(rf"\frac{{{left.latex}}}{{{right.latex}}}", FRACTION)

    def _call(self, node: ast.Call) -> Text:
        row = FUNCTIONS[reference_of(node.func)]
        texts = [self._argument(row.name, position, one) for position, one in enumerate(node.args)]
        if row.name in ("min", "max"):
            texts = [texts[0], ", ".join(texts[1:])]
        return Text(row.latex.format(*texts), _HOLDS.get(row.name, CALL))

    def _argument(self, function: str, position: int, node: ast.expr) -> str:
        raised = self.raised or (function, position) in _RAISED
        return replace(self, raised=raised).text(node).at_least(_NEEDS.get((function, position), CHOICE))

    def _compare(self, node: ast.Compare) -> Text:
        words = [self.expression(node.left)]
        for operator, side in zip(node.ops, node.comparators, strict=True):
            words += [_RELATIONS[type(operator)], self.expression(side)]
        return Text(" ".join(words), SUM)

    def _boolop(self, node: ast.BoolOp) -> Text:
        join = r" \text{ and } " if isinstance(node.op, ast.And) else r" \text{ or } "
        parts = [self.text(part) for part in node.values]
        return Text(join.join(part.at_least(SUM) for part in parts), NEGATIVE)


def notation(meaning: Meaning) -> Notation:
    """How a model is written: with the symbols that its file gives.

    Arguments:
        meaning: a checked model.
    """
    parts = meaning.spec.parts
    shown = {**parts.stocks, **parts.auxiliaries, **parts.parameters, **parts.controls}
    symbols = {name: part.symbol for name, part in shown.items() if part.symbol}
    return Notation(symbols, frozenset(meaning.dimensions))


def word(name: str) -> str:
    """A name without a symbol: a letter, a Greek letter, or upright words.

    Arguments:
        name: as equations write it.
    """
    bare = name.rstrip("_")
    if bare in _GREEK:
        return f"\\{bare}"
    return bare if len(bare) == 1 else upright(bare)


def upright(name: str) -> str:
    """A name in upright letters, underscores as spaces."""
    return rf"\mathrm{{{_escaped(name)}}}"


def _escaped(name: str) -> str:
    return name.replace("_", r"\ ")


def _holds(symbol: str) -> int:
    """A symbol of several letters side by side, or with an exponent, is no base of a power."""
    flat = re.sub(r"\{[^{}]*\}", "", re.sub(r"\{[^{}]*\}", "", symbol))
    if re.search(r"[\s(]", flat.strip()):
        return PRODUCT
    return CALL if "^" in flat else ATOM


def _product(left: Text, right: Text) -> Text:
    one = left.latex if left.holds == NEGATIVE else left.at_least(PRODUCT)
    other = right.at_least(PRODUCT)
    sign = r" \cdot " if other[0].isdigit() else r"\, "
    return Text(f"{one}{sign}{other}", min(left.holds, PRODUCT) if left.holds == NEGATIVE else PRODUCT)
