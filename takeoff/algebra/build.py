"""From a checked model to its open `System`: members expanded, equations lowered, flows gathered into rates."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

import sympy

from takeoff.algebra.derivatives import time_derivatives
from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.symbols import marked, symbol_of
from takeoff.algebra.system import Jump, Milestone, Outcome, State, System, needed
from takeoff.equations.meaning import Cell, Meaning
from takeoff.equations.order import Circle
from takeoff.equations.scope import Key
from takeoff.equations.understand import HORIZON
from takeoff.errors import ModelError, Problem


def build(meaning: Meaning) -> System:
    """Turn a checked model into algebra; its controls are still open.

    Arguments:
        meaning: the checked model.

    Raises:
        ModelError: quantities that need each other through starts, `initial` or `rate_of`.
    """
    system = _Builder(meaning).system()
    _refuse_circles(system)
    return system


class _Builder:
    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self.board = Board()
        stocks = {cell.key: symbol_of(cell.key, meaning.is_log(cell.key[0])) for cell in meaning.starts}
        auxiliaries = {cell.key: symbol_of(cell.key) for cell in meaning.auxiliaries}
        self.parameters = {key: symbol_of(key) for key in meaning.values}
        self.controls = {name: symbol_of((name, ())) for name in meaning.defaults}
        controls = {(name, ()): symbol for name, symbol in self.controls.items()}
        self.symbols = {**self.parameters, **controls, **stocks, **auxiliaries}
        self.outcomes = {name: symbol_of((f"{name}.outcome", ())) for name in meaning.outcome_units}

    def system(self) -> System:
        states = tuple(self._states())
        for cell in self.meaning.auxiliaries:
            self.board.assignments[self.symbols[cell.key]] = self._lower(cell)
        outcomes = tuple(self._outcomes())
        milestones = tuple(
            Milestone(m.name, self._lowering().condition(m.when.tree), m.stop) for m in self.meaning.milestones
        )
        promises = {name: self._lowering().condition(one.tree) for name, one in self.meaning.promises.items()}
        events = tuple(self._events(states))
        self._rates(states)
        begins = {self.symbols[cell.key]: self._lower(cell) for cell in self.meaning.starts}
        return System(
            self.meaning,
            states,
            MappingProxyType(self.parameters),
            MappingProxyType(self.controls),
            MappingProxyType(self.symbols),
            MappingProxyType(self.board.assignments),
            MappingProxyType(begins),
            MappingProxyType(self.board.switches),
            milestones,
            events,
            outcomes,
            MappingProxyType(self.board.sinces),
            MappingProxyType(promises),
        )

    def _lowering(self, cell: Cell | None = None) -> Lowering:
        binding = {} if cell is None else cell.binding
        return Lowering(self.board, self._symbol, self.meaning.dimensions, binding)

    def _lower(self, cell: Cell) -> sympy.Expr:
        return self._lowering(cell).expression(cell.equation.tree)

    def _symbol(self, key: Key) -> sympy.Symbol:
        return self.symbols[key] if key in self.symbols else self.outcomes[key[0]]

    def _states(self) -> Iterable[State]:
        flows = [(flow, self._lower(flow.cell)) for flow in self.meaning.flows]
        for cell in self.meaning.starts:
            symbol, log = self.symbols[cell.key], self.meaning.is_log(cell.key[0])
            gains = [rate for flow, rate in flows if flow.into == cell.key]
            gains += [-rate for flow, rate in flows if flow.out_of == cell.key]
            if log:
                variable = marked(symbol, "log")
                self.board.assignments[symbol] = sympy.exp(variable)
                yield State(cell.key, symbol, variable, True, self._rate(symbol, [gain / symbol for gain in gains]))
            else:
                yield State(cell.key, symbol, symbol, False, self._rate(symbol, gains))

    def _rate(self, symbol: sympy.Symbol, gains: list[sympy.Expr]) -> sympy.Symbol:
        moved = marked(symbol, "moved")
        self.board.assignments[moved] = sympy.Add(*gains)
        return moved

    def _events(self, states: tuple[State, ...]) -> Iterable[Jump]:
        index = {state.key: position for position, state in enumerate(states)}
        for event in self.meaning.events:
            at = None if event.at is None else self._lowering().expression(event.at.tree)
            when = None if event.when is None else self._lowering().condition(event.when.tree)
            yield Jump(event.name, at, when, tuple((index[cell.key], self._lower(cell)) for cell in event.sets))

    def _outcomes(self) -> Iterable[Outcome]:
        for outcome in self.meaning.outcomes:
            yield Outcome(outcome.name, self.outcomes[outcome.name], self._lower(outcome.cell), outcome.at)

    def _rates(self, states: tuple[State, ...]) -> None:
        """Assign the rates that `rate_of` asked for, by the chain rule."""
        seeds = {state.symbol: state.symbol * state.rate if state.log else state.rate for state in states}
        seeds |= {symbol: marked(symbol, "rate") for symbol in self.controls.values()}
        self.board.assignments |= time_derivatives(self.board.assignments, seeds, self.board.rates)


def _refuse_circles(system: System) -> None:
    meaning = system.meaning
    for assignments in (system.all_assignments(), system.starts()):
        try:
            needed(assignments, assignments, ())
        except Circle as circle:
            path = " -> ".join(symbol.name.replace("__of__", " of ").strip("_") for symbol in circle.nodes)
            first = next((q for q in meaning.quantities.values() if q.name in path), None)
            place = first.place if first else None
            problem = Problem(f"quantities need each other at the start, or through rate_of: {path}", place)
            raise ModelError([problem]) from circle


__all__ = ["HORIZON", "build"]
