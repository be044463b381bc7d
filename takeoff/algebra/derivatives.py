"""Derivatives through assignments: each assigned symbol is differentiated once, never the flattened expression."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping

import sympy

from takeoff.algebra.symbols import TIME, marked
from takeoff.algebra.system import System, needed
from takeoff.equations.order import Circle


def time_derivatives(
    assignments: Mapping[sympy.Symbol, sympy.Expr],
    seeds: Mapping[sympy.Symbol, sympy.Expr],
    wanted: Iterable[sympy.Symbol],
) -> dict[sympy.Symbol, sympy.Expr]:
    """Assignments of the rates of change of some symbols, without jumps.

    Arguments:
        assignments: symbol -> expression.
        seeds: symbol -> its known rate (stocks, open controls); others that are not assigned do not move.
        wanted: symbols whose rate is needed.

    Returns:
        marked(symbol, "rate") -> expression, for the wanted symbols and those between; where an expression reads
        another wanted rate, that one is differentiated in turn.

    Raises:
        Circle: rates that need each other.
    """
    seeds = {TIME: sympy.Integer(1), **seeds}
    derived: dict[sympy.Symbol, sympy.Expr] = {}
    waiting = list(wanted)
    while waiting:
        known = {**assignments, **derived}
        rates = {_rate(symbol) for symbol in waiting}
        ready = [symbol for symbol in waiting if not rates & _read(known, symbol, seeds)]
        if not ready:
            raise Circle([*map(_rate, waiting), _rate(waiting[0])])
        derived |= _chain(known, seeds, ready, _rate)
        waiting = [symbol for symbol in waiting if symbol not in ready]
    return derived


def _rate(symbol: sympy.Symbol) -> sympy.Symbol:
    return marked(symbol, "rate")


def _read(
    assignments: Mapping[sympy.Symbol, sympy.Expr], symbol: sympy.Symbol, given: Iterable[sympy.Symbol]
) -> set[sympy.Symbol]:
    """Everything that a symbol is computed from."""
    chain = needed(assignments, [symbol], given)
    return set().union(*(expression.free_symbols for expression in chain.values()))


def jacobian(system: System) -> tuple[tuple[tuple[sympy.Expr, ...], ...], dict[sympy.Symbol, sympy.Expr]]:
    """Derivatives of every state's rate by every state's variable, for a closed system inside a piece.

    Arguments:
        system: a closed system.

    Returns:
        Rows (one a state) of columns (one a variable), and the assignments that these entries need.
    """
    assignments = system.all_assignments()
    extra: dict[sympy.Symbol, sympy.Expr] = {}
    columns = []
    for index, state in enumerate(system.states):
        seeds = {state.variable: sympy.Integer(1)}
        reached = needed(assignments, [other.rate for other in system.states], ())
        mark = functools.partial(marked, mark=f"slope_{index}")
        chained = _chain(assignments, seeds, reached, mark)
        extra |= chained
        columns.append([_total(other.rate, seeds, chained, mark) for other in system.states])
    return tuple(zip(*columns, strict=True)), extra


def _chain(
    assignments: Mapping[sympy.Symbol, sympy.Expr],
    seeds: Mapping[sympy.Symbol, sympy.Expr],
    wanted: Iterable[sympy.Symbol],
    mark: Callable[[sympy.Symbol], sympy.Symbol],
) -> dict[sympy.Symbol, sympy.Expr]:
    derived: dict[sympy.Symbol, sympy.Expr] = {}
    for symbol, expression in needed(assignments, wanted, seeds).items():
        derived[mark(symbol)] = _total(expression, seeds, derived, mark)
    for symbol in wanted:
        if symbol in seeds:
            derived[mark(symbol)] = seeds[symbol]
    return derived


def _total(
    expression: sympy.Expr,
    seeds: Mapping[sympy.Symbol, sympy.Expr],
    derived: Mapping[sympy.Symbol, sympy.Expr],
    mark: Callable[[sympy.Symbol], sympy.Symbol],
) -> sympy.Expr:
    """Sum over the symbols of an expression of partial derivative times derivative of the symbol."""
    terms = []
    for symbol in sorted(expression.free_symbols, key=lambda one: one.name):
        if symbol in seeds:
            terms.append(expression.diff(symbol) * seeds[symbol])
        elif derived.get(mark(symbol), 0) != 0:
            terms.append(expression.diff(symbol) * mark(symbol))
    return sympy.Add(*terms)
