"""Symbols of the algebra: every one carries a double underscore, which no name of a model or of Python's math has."""

from __future__ import annotations

import sympy

from takeoff.equations.scope import Key, label

TIME = sympy.Symbol("t__", real=True)
"""Time since the start [year]."""


def symbol_of(key: Key, positive: bool = False) -> sympy.Symbol:
    """Symbol of a quantity of a member.

    Arguments:
        key: name and members.
        positive: whether algebra may use that it is positive (stocks on a log scale).
    """
    name, members = key
    parts = [name.replace(".", "__schedule__"), *(members or ("",))]
    return _symbol("__".join(parts), positive)


def marked(symbol: sympy.Symbol, mark: str) -> sympy.Symbol:
    """A companion of a symbol, such as its value at the start ("start"), its rate ("rate"), its logarithm ("log")."""
    return _symbol(f"{mark}__of__{symbol.name}", mark == "start" and bool(symbol.is_positive))


def _symbol(name: str, positive: bool) -> sympy.Symbol:
    return sympy.Symbol(name, positive=True) if positive else sympy.Symbol(name, real=True)


def spoken(symbol: sympy.Symbol) -> str:
    """How a message calls a symbol: "software[leader]", "rate of capability[leader]".

    Arguments:
        symbol: from `symbol_of` or `marked`.
    """
    *marks, name = symbol.name.split("__of__")
    return " of ".join([*marks, label(key_in(name))])


def key_in(name: str) -> Key:
    """The quantity and members that a symbol's name spells, marks left out."""
    quantity, *members = name.rpartition("__of__")[2].replace("__schedule__", ".").split("__")
    return quantity, tuple(member for member in members if member)
