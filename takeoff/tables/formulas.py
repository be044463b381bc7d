"""Formulas of sympy as LaTeX and on one line."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.printing.latex import translate


def formula_latex(relation: Any) -> str:
    """A relation in LaTeX, words in subscripts upright.

    Arguments:
        relation: any expression or relation of sympy.
    """
    names = {symbol: symbol_latex(symbol) for symbol in relation.atoms(sympy.Symbol)}
    written: str = sympy.latex(relation, symbol_names=names)
    for function in sorted({one.func.__name__ for one in relation.atoms(AppliedUndef)}):
        head, _, subscript = function.partition("_")
        if len(subscript) > 1:
            written = written.replace(rf"{head}_{{{subscript}}}", rf"{head}_{{\mathrm{{{subscript}}}}}")
    return written


def symbol_latex(symbol: Any) -> str:
    """A symbol or function in LaTeX: letters in italics, words in subscripts upright.

    Arguments:
        symbol: a sympy symbol or undefined function; its name has a letter, and a subscript after an underscore.
    """
    name = symbol.__name__ if isinstance(symbol, UndefinedFunction) else symbol.name
    head, *subscripts = name.split("_")
    written = translate(head)
    if not subscripts:
        return written if len(head) == 1 or written != head else rf"\mathrm{{{head}}}"
    return f"{written}_{{{', '.join(map(_subscript, subscripts))}}}"


def _subscript(text: str) -> str:
    written: str = translate(text)
    return written if len(text) == 1 or text.isdigit() or written != text else rf"\mathrm{{{text}}}"


def formula_text(relation: Any) -> str:
    """A relation on one line, an equality as `left = right`.

    Arguments:
        relation: any expression or relation of sympy.
    """
    if isinstance(relation, sympy.Eq):
        return f"{relation.lhs} = {relation.rhs}"
    return str(relation)
