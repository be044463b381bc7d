"""From a checked model to its open `System`: members expanded, equations lowered, flows gathered into rates."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import sympy

from takeoff.algebra.derivatives import time_derivatives
from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.sound import Unsound
from takeoff.algebra.symbols import key_in, marked, spoken, symbol_of
from takeoff.algebra.system import Jump, Milestone, Outcome, State, System, needed
from takeoff.equations.meaning import Cell, Meaning
from takeoff.equations.order import Circle
from takeoff.equations.scope import Key
from takeoff.equations.syntax import Equation
from takeoff.equations.understand import HORIZON
from takeoff.errors import ModelError, Problem


def build(meaning: Meaning) -> System:
    """Turn a checked model into algebra; its controls are still open.

    Arguments:
        meaning: the checked model.

    Raises:
        ModelError: quantities that need each other through starts, `initial` or `rate_of`; equations without a value.
    """
    builder = _Builder(meaning)
    try:
        system = builder.system()
        for assignments in (system.all_assignments(), system.starts()):
            needed(assignments, assignments, ())
    except Circle as circle:
        builder.problems.append(_circle(meaning, circle))
    if builder.problems:
        raise ModelError(builder.problems)
    return system


def _circle(meaning: Meaning, circle: Circle) -> Problem:
    path = " -> ".join(map(spoken, circle.nodes))
    quantity = meaning.quantities.get(key_in(circle.nodes[0].name)[0])
    message = f"quantities need each other at the start, or through rate_of: {path}"
    return Problem(message, quantity.place if quantity else None)


class _Builder:
    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self.board = Board()
        self.problems: list[Problem] = []
        stocks = {cell.key: symbol_of(cell.key, meaning.is_log(cell.key[0])) for cell in meaning.starts}
        auxiliaries = {cell.key: symbol_of(cell.key) for cell in meaning.auxiliaries}
        self.parameters = {key: symbol_of(key) for key in meaning.values}
        self.controls = {name: symbol_of((name, ())) for name in meaning.defaults}
        controls: dict[Key, sympy.Symbol] = {(name, ()): symbol for name, symbol in self.controls.items()}
        self.symbols = {**self.parameters, **controls, **stocks, **auxiliaries}
        self.outcomes = {name: symbol_of((f"{name}.outcome", ())) for name in meaning.outcome_units}

    def system(self) -> System:
        states = tuple(self._states())
        for cell in self.meaning.auxiliaries:
            self.board.assignments[self.symbols[cell.key]] = self._lower(cell)
        outcomes = tuple(self._outcomes())
        milestones = tuple(Milestone(m.name, self._condition(m.when), m.stop) for m in self.meaning.milestones)
        promises = {name: self._condition(one) for name, one in self.meaning.promises.items()}
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

    def _lower(self, cell: Cell) -> sympy.Expr:
        return self._sound(cell.equation, self._lowering(cell.binding).expression)

    def _condition(self, equation: Equation) -> sympy.Expr:
        return self._sound(equation, self._lowering({}).condition)

    def _lowering(self, binding: Mapping[str, str]) -> Lowering:
        return Lowering(self.board, self._symbol, self.meaning.dimensions, binding, self.meaning.tables)

    def _sound(self, equation: Equation, lower: Callable[[ast.expr], sympy.Expr]) -> sympy.Expr:
        """What an equation is as algebra; 0 after a problem."""
        try:
            return lower(equation.tree)
        except Unsound as flaw:
            self.problems.append(equation.problem(str(flaw), equation.tree))
            return sympy.Integer(0)

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
            at = None if event.at is None else self._sound(event.at, self._lowering({}).expression)
            when = None if event.when is None else self._condition(event.when)
            yield Jump(event.name, at, when, tuple((index[cell.key], self._lower(cell)) for cell in event.sets))

    def _outcomes(self) -> Iterable[Outcome]:
        for outcome in self.meaning.outcomes:
            yield Outcome(outcome.name, self.outcomes[outcome.name], self._lower(outcome.cell), outcome.at)

    def _rates(self, states: tuple[State, ...]) -> None:
        """Assign the rates that `rate_of` asked for, by the chain rule."""
        seeds = {state.symbol: state.symbol * state.rate if state.log else state.rate for state in states}
        seeds |= {symbol: marked(symbol, "rate") for symbol in self.controls.values()}
        self.board.assignments |= time_derivatives(self.board.assignments, seeds, self.board.rates)


__all__ = ["HORIZON", "build"]
