"""Names for readers: symbols that are called as equations call them, with the signs that ranges guarantee."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sympy
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter

from takeoff.algebra.symbols import TIME
from takeoff.algebra.system import System
from takeoff.equations.scope import Key, label

T = sympy.Symbol("t", nonnegative=True)
"""Time since the start [year]."""


def named_symbols(system: System) -> dict[sympy.Symbol, sympy.Symbol]:
    """Symbol of the algebra -> symbol with the name that equations use, for everything a closed form may speak of.

    Arguments:
        system: closed; the level of a constant schedule is called as its control.
    """
    positive = {state.symbol for state in system.states if state.log}
    names = {symbol: _quantity(label(key), symbol in positive) for key, symbol in system.quantities.items()}
    parameters = {symbol: _parameter(system, key) for key, symbol in system.parameters.items()}
    return {**names, **parameters, TIME: T}


def _quantity(name: str, positive: bool) -> sympy.Symbol:
    return sympy.Symbol(name, positive=True) if positive else sympy.Symbol(name, real=True)


def _parameter(system: System, key: Key) -> sympy.Symbol:
    parts = system.meaning.spec.parts
    control, _, argument = key[0].partition(".")
    if argument:
        between = parts.controls[control].between if argument == "level" else None
        name = control if argument == "level" else key[0]
    else:
        name = label(key)
        between = parts.parameters[control].between if control in parts.parameters else None
    low = between[0] if between else None
    if low is not None and low > 0:
        return sympy.Symbol(name, positive=True)
    return sympy.Symbol(name, nonnegative=True) if low == 0 else sympy.Symbol(name, real=True)


class _Words(StrPrinter):
    def _as_ordered_terms(self, expression: sympy.Add, order: str | None = None) -> list[sympy.Expr]:
        return _positive_first(super()._as_ordered_terms(expression, order))


class _Latex(LatexPrinter):
    def _as_ordered_terms(self, expression: sympy.Add, order: str | None = None) -> list[sympy.Expr]:
        return _positive_first(super()._as_ordered_terms(expression, order))


def _positive_first(terms: Iterable[sympy.Expr]) -> list[sympy.Expr]:
    """Terms of a sum, those that are added before those that are taken off."""
    return sorted(terms, key=lambda term: term.could_extract_minus_sign())


def words(expression: sympy.Basic) -> str:
    """An expression of named symbols as equations write it."""
    return _Words().doprint(expression)


def latex(expression: sympy.Basic, symbols: Mapping[str, str]) -> str:
    """An expression of named symbols in LaTeX.

    Arguments:
        expression: of named symbols.
        symbols: name -> LaTeX, of those that have one.
    """
    known = {one: symbols[one.name] for one in expression.free_symbols if one.name in symbols}
    return _Latex({"symbol_names": known}).doprint(expression)


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def sign_text(root: sympy.Expr, on: bool = True, strict: bool = False) -> str:
    """That an expression is not below 0 (or not above), each term on the side where it is positive.

    Arguments:
        root: of named symbols.
        on: whether it is at least 0, else at most.
        strict: whether 0 itself is excluded.
    """
    terms = sympy.Add.make_args(root if on else -root)
    left = sympy.Add(*[term for term in terms if not term.could_extract_minus_sign()])
    right = sympy.Add(*[-term for term in terms if term.could_extract_minus_sign()])
    if right == 0:
        return f"{words(left)} {'>' if strict else '>='} 0"
    return f"{words(right)} {'<' if strict else '<='} {words(left)}"
