"""Derivatives through assignments: each assigned symbol is differentiated once, never the flattened expression."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sympy

from takeoff.algebra.symbols import TIME, marked
from takeoff.algebra.system import needed
from takeoff.equations import heads
from takeoff.equations.order import Circle


@dataclass(frozen=True)
class Partial:
    """The derivative of one equation by one symbol that it reads.

    Arguments:
        row: place of the equation among the rows of a `Chain`.
        source: what it reads: place of an input, or of an earlier row.
        is_input: which of the two.
        slope: the derivative.
    """

    row: int
    source: int
    is_input: bool
    slope: sympy.Expr


@dataclass(frozen=True)
class Chain:
    """How some targets move with some inputs, equation by equation; chaining the parts is left to numbers.

    Along any direction of the inputs, the rows move by (1 - L)^-1 B times it, where L holds the partials by earlier
    rows and B those by inputs.

    Arguments:
        inputs: what moves by itself.
        count: number of rows.
        places: row of each target.
        partials: those that are not 0, row by row.
    """

    inputs: tuple[sympy.Symbol, ...]
    count: int
    places: tuple[int, ...]
    partials: tuple[Partial, ...]

    def reads(self, symbol: sympy.Symbol) -> bool:
        """Whether an input is read by any row."""
        place = self.inputs.index(symbol)
        return any(one.is_input and one.source == place for one in self.partials)


def chain(
    assignments: Mapping[sympy.Symbol, sympy.Expr], targets: Sequence[sympy.Expr], inputs: Sequence[sympy.Symbol]
) -> Chain:
    """Differentiate every equation between inputs and targets by what it reads.

    Arguments:
        assignments: symbol -> expression, in any order.
        targets: expressions.
        inputs: symbols; others that are not assigned do not move.
    """
    place = {symbol: index for index, symbol in enumerate(inputs)}
    rows: dict[sympy.Symbol, int] = {}
    partials: list[Partial] = []
    for symbol, expression in needed(assignments, targets, inputs).items():
        if found := list(_partials(expression, len(rows), place, rows)):
            rows[symbol] = len(rows)
            partials += found
    places, count = [], len(rows)
    for target in targets:
        if target in rows:
            places.append(rows[target])
            continue
        partials += _partials(target, count, place, rows)
        places.append(count)
        count += 1
    return Chain(tuple(inputs), count, tuple(places), tuple(partials))


def _partials(
    expression: sympy.Expr, row: int, inputs: Mapping[sympy.Symbol, int], rows: Mapping[sympy.Symbol, int]
) -> Iterator[Partial]:
    for symbol, slope in _slopes(expression, {*inputs, *rows}):
        is_input = symbol in inputs
        yield Partial(row, inputs[symbol] if is_input else rows[symbol], is_input, slope)


def _slopes(expression: sympy.Expr, moving: Iterable[sympy.Symbol]) -> Iterator[tuple[sympy.Symbol, sympy.Expr]]:
    """Symbols that an expression moves with, and its derivative by each."""
    opaque = expression.replace(_has_its_own_derivative, lambda power: heads.power(*power.args))
    for symbol in sorted(expression.free_symbols.intersection(moving), key=lambda one: one.name):
        if (slope := opaque.diff(symbol)) != 0:
            yield symbol, slope.replace(heads.power, sympy.Pow)


def _has_its_own_derivative(expression: sympy.Expr) -> bool:
    """Whether sympy would divide by the base of a power, which may be 0."""
    return isinstance(expression, sympy.Pow) and not expression.exp.is_number


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
        derived |= _rates(known, seeds, ready)
        waiting = [symbol for symbol in waiting if symbol not in ready]
    return derived


def _rate(symbol: sympy.Symbol) -> sympy.Symbol:
    return marked(symbol, "rate")


def _read(
    assignments: Mapping[sympy.Symbol, sympy.Expr], symbol: sympy.Symbol, given: Iterable[sympy.Symbol]
) -> set[sympy.Symbol]:
    """Everything that a symbol is computed from."""
    between = needed(assignments, [symbol], given)
    return set().union(*(expression.free_symbols for expression in between.values()))


def _rates(
    assignments: Mapping[sympy.Symbol, sympy.Expr],
    seeds: Mapping[sympy.Symbol, sympy.Expr],
    wanted: Iterable[sympy.Symbol],
) -> dict[sympy.Symbol, sympy.Expr]:
    """Rates of symbols none of which reads the rate of another."""
    moving, derived = dict(seeds), {}
    for symbol, expression in needed(assignments, wanted, seeds).items():
        derived[_rate(symbol)] = sympy.Add(*[slope * moving[one] for one, slope in _slopes(expression, moving)])
        if derived[_rate(symbol)] != 0:
            moving[symbol] = _rate(symbol)
    return derived | {_rate(symbol): seeds[symbol] for symbol in wanted if symbol in seeds}
