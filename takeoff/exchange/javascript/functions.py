"""Generated functions as JavaScript: a function of what stays during a run, which gives one of what changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sympy

from takeoff.exchange.javascript.printer import expression_text, identifier
from takeoff.solve.generate import Code, Generated

INDENT = "  "


def function_text(generated: Generated) -> str:
    """A function: (fixed numbers) => (what changes...) => results, an array.

    Arguments:
        generated: its two halves.
    """
    still, moving = generated.codes()
    inner = Code(moving.arguments[:-1], moving.lines, moving.results)
    names = [f"given{place}" for place, _ in enumerate(inner.arguments)]
    names = [identifier(a) if isinstance(a, sympy.Symbol) else n for a, n in zip(inner.arguments, names, strict=True)]
    lines = [
        "(fixed) => {",
        *_unpacked(still.arguments, ["fixed"], _reads(still)),
        *_assigned(still),
        f"{INDENT}return ({', '.join(names)}) => {{",
        *(INDENT + line for line in (*_unpacked(inner.arguments, names, _reads(inner)), *_assigned(inner))),
        f"{INDENT * 2}return [{', '.join(map(expression_text, inner.results))}];",
        f"{INDENT}}};",
        "}",
    ]
    return "\n".join(lines)


def conditions_text(modes: Sequence[sympy.Symbol], conditions: Sequence[sympy.Expr]) -> str:
    """A function of the modes: (modes) => 1 or 0 for every condition.

    Arguments:
        modes: symbols of followed switches.
        conditions: expressions of these.
    """
    read = {symbol for condition in conditions for symbol in condition.free_symbols}
    lines = ["(given) => {", *_unpacked([tuple(modes)], ["given"], read)]
    return "\n".join([*lines, f"{INDENT}return [{', '.join(map(expression_text, conditions))}];", "}"])


def _reads(code: Code) -> set[sympy.Symbol]:
    """Symbols that a half reads."""
    return set().union(*(sympy.sympify(e).free_symbols for e in (*code.lines.values(), *code.results)))


def _unpacked(groups: Iterable[Any], names: Iterable[str], read: set[sympy.Symbol]) -> Iterator[str]:
    """Those numbers of each group that are read, by name."""
    for group, name in zip(groups, names, strict=True):
        if isinstance(group, tuple):
            for place, symbol in enumerate(group):
                if symbol in read:
                    yield f"{INDENT}const {identifier(symbol)} = {name}[{place}];"


def _assigned(code: Code) -> Iterator[str]:
    for symbol, line in code.lines.items():
        yield f"{INDENT}const {identifier(symbol)} = {expression_text(line)};"
