r"""Formulas of sympy as LaTeX and on one line, and sentences with formulas between dollar signs as plain text."""

from __future__ import annotations

import re
from typing import Any

import sympy
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.printing.latex import translate

_MATH = re.compile(r"\$([^$]*)\$")
_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_PLAIN = {
    r"\leq": "<=",
    r"\geq": ">=",
    r"\ll": "<<",
    r"\gg": ">>",
    r"\neq": "!=",
    r"\to": "->",
    r"\cdot": "*",
    r"\times": "x",
    r"\infty": "infinity",
    r"\,": " ",
    r"\ ": " ",
    r"\left": "",
    r"\right": "",
    r"\mathrm": "",
    r"\text": "",
}


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


def plain(sentence: str) -> str:
    r"""A sentence with its formulas in plain letters: "$0 \leq \phi_1$" becomes "0 <= phi_1".

    Arguments:
        sentence: formulas between dollar signs, in simple LaTeX.
    """
    return _MATH.sub(lambda found: _spelled(found[1]), sentence)


def _spelled(latex: str) -> str:
    text = _FRACTION.sub(r"(\1)/(\2)", latex)
    for command, word in _PLAIN.items():
        text = re.sub(re.escape(command) + r"(?![A-Za-z])", word, text)
    return re.sub(r"\s+", " ", re.sub(r"[\\{}]", "", text)).strip()
