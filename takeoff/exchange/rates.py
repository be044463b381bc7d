"""Equations of the rates of change that `rate_of` asks for, since XMILE has no derivative of a variable."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import sympy

from takeoff.algebra.symbols import TIME, key_in, marked, spoken
from takeoff.algebra.system import System, needed, pointwise
from takeoff.exchange.algebra_text import AlgebraText
from takeoff.exchange.ledger import Ledger, Owned, flat
from takeoff.exchange.variables import Variable


def add_rates(ledger: Ledger, system: System, moved: Mapping[sympy.Symbol, str]) -> None:
    """Add the variables of every rate that the ledger has named, and of those between.

    Arguments:
        ledger: with every other variable.
        system: closed.
        moved: rate of a state -> XMILE of the flows that move it.
    """
    symbols = {**system.parameters, **system.quantities}
    known = {symbols[key]: name for key, name in ledger.quantities.items()}
    known |= {**moved, TIME: "TIME"}
    switches = {symbol: pointwise(switch) for symbol, switch in system.switches.items()}
    targets = [marked(system.quantities[key], "rate") for key in ledger.rates]
    chain = needed({**system.all_assignments(), **switches}, targets, known)
    named = {marked(system.quantities[key], "rate"): name for key, name in ledger.rates.items()}
    for symbol in chain:
        known[symbol] = named.get(symbol) or ledger.names.new(_wanted(symbol))
    spell = functools.partial(_symbol, ledger, known)
    for symbol, expression in chain.items():
        owner = known[symbol]
        text = AlgebraText(spell, Owned(ledger, owner).part).text(expression)
        doc = f"{spoken(symbol).capitalize()}, without jumps." if symbol in named else "Part of a rate of change."
        ledger.variables.append(Variable("aux", owner, text, "", doc))


def _wanted(symbol: sympy.Symbol) -> str:
    marks = symbol.name.split("__of__")[:-1]
    return "_of_".join([*marks, flat(key_in(symbol.name))])


def _symbol(ledger: Ledger, known: Mapping[sympy.Symbol, str], symbol: sympy.Symbol) -> str:
    return known[symbol] if symbol in known else ledger.start(key_in(symbol.name))
