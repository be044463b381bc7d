"""Direct influences: the derivative of each quantity, and of each stock's net flow, by what its equation reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy

from takeoff.algebra.system import State, System


@dataclass(frozen=True)
class Influence:
    """One arrow of a causal diagram.

    Arguments:
        source: symbol of what is read.
        target: symbol of what reads it: a stock, an auxiliary, or a helper such as a kink.
        slope: derivative of the target by the source; for a stock, of its net flow, divided by the stock itself
            where it is integrated as a logarithm.
    """

    source: sympy.Symbol
    target: sympy.Symbol
    slope: sympy.Expr


def influences(system: System) -> tuple[Influence, ...]:
    """All direct influences of a closed system between what moves during a run, inside a piece.

    Arguments:
        system: closed.
    """
    return tuple(_influences(system))


def _influences(system: System) -> Iterator[Influence]:
    stocks = {state.symbol for state in system.states}
    moving = {*stocks, *system.assignments} - {state.rate for state in system.states}
    for state in system.states:
        yield from _of_stock(state, system.assignments[state.rate], moving)
    for target, expression in system.assignments.items():
        if target in moving and target not in stocks:
            for source in _read(expression, moving):
                yield Influence(source, target, expression.diff(source))


def _of_stock(state: State, rate: sympy.Expr, moving: set[sympy.Symbol]) -> Iterator[Influence]:
    for source in _read(rate, moving - {state.symbol}):
        yield Influence(source, state.symbol, rate.diff(source))
    own = rate.diff(state.symbol)
    own = rate + state.symbol * own if state.log else own
    if own != 0:
        yield Influence(state.symbol, state.symbol, own)


def _read(expression: sympy.Expr, moving: set[sympy.Symbol]) -> list[sympy.Symbol]:
    return sorted(expression.free_symbols & moving, key=lambda symbol: symbol.name)
