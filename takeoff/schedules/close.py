"""Closing a system: each control gets the equation of its schedule, whose parameters and stocks join the model's."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import sympy

from takeoff.algebra.derivatives import time_derivatives
from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.nodes import Nodes
from takeoff.algebra.solved import slope_symbol, solved
from takeoff.algebra.sound import Unsound
from takeoff.algebra.symbols import marked, spoken, symbol_of
from takeoff.algebra.system import Jump, State, System, needed
from takeoff.equations.order import Circle
from takeoff.equations.scope import Key
from takeoff.equations.syntax import Equation
from takeoff.errors import InputError, ModelError
from takeoff.schedules.bound import Bound

RATE = "rate"
HELPERS = ("kink__", "switch__", "trial__")
"""Symbols that stand between quantities, which no message names."""
LATER = "a schedule may read stocks, and what does not depend on its own control at the same moment"


def argument_key(control: str, argument: str) -> Key:
    """Key of what a schedule has of its own, such as an argument among the parameters: ("caution.start", ())."""
    return f"{control}.{argument}", ()


def close(system: System, schedules: Mapping[str, Bound]) -> System:
    """Close a system's controls.

    Arguments:
        system: with open controls.
        schedules: control -> its kind of schedule, for every open control.

    Returns:
        A system without open controls, whose parameters end with the schedules' arguments ("caution.start"), and whose
        states and events end with theirs.

    Raises:
        InputError: schedules and quantities that need each other.
        ModelError: an equation of a schedule has no value.
    """
    try:
        closed = _Closing(system, schedules).system()
        roots = {switch.symbol: switch.root for switch in closed.switches.values()}
        for assignments in ({**closed.all_assignments(), **roots}, closed.starts()):
            needed(assignments, assignments, ())
    except Circle as circle:
        path = [spoken(symbol) for symbol in circle.nodes[1:] if not symbol.name.startswith(HELPERS)]
        message = f"schedules and quantities need each other: {' -> '.join([*path, *path[:1]])}"
        raise InputError(message, LATER) from circle
    return closed


def slopes_of_solved(control: str, bound: Bound) -> dict[sympy.Symbol, str]:
    """What stands, in a closed system, for how the equations that a schedule solves move with its control.

    Arguments:
        control: the name of the control.
        bound: its kind of schedule.

    Returns:
        Symbol of the slope -> text of the equation.
    """
    unknown = symbol_of((control, ()))
    return {slope_symbol(_zero(control, cell.key), unknown): cell.equation.text for cell in bound.kind.solved}


def _zero(control: str, key: Key) -> sympy.Symbol:
    """What must be 0 for the control that is solved for."""
    return marked(symbol_of(argument_key(control, key[0])), "zero")


class _Closing:
    def __init__(self, system: System, schedules: Mapping[str, Bound]) -> None:
        self.open = system
        self.board = Board(dict(system.assignments), dict(system.switches))
        self.parts = [_Part(control, bound, system, self.board) for control, bound in schedules.items()]

    def system(self) -> System:
        parameters, begins = dict(self.open.parameters), dict(self.open.begins)
        states, events = list(self.open.states), list(self.open.events)
        for part in self.parts:
            parameters |= part.parameters
            begins |= part.begins()
            states += part.states()
            events += part.events({state.key: position for position, state in enumerate(states)})
            self.board.assignments |= part.assigned()
        self._rates(states)
        for part in self.parts:
            part.solve()
        return replace(
            self.open,
            states=tuple(states),
            parameters=MappingProxyType(parameters),
            controls=MappingProxyType({}),
            assignments=MappingProxyType(self.board.assignments),
            begins=MappingProxyType(begins),
            switches=MappingProxyType(self.board.switches),
            events=tuple(events),
        )

    def _rates(self, states: list[State]) -> None:
        """Assign the rates of change that schedules ask for, and those of controls that the model asks for."""
        seeds = {state.symbol: state.symbol * state.rate if state.log else state.rate for state in states}
        read = set().union(*(expression.free_symbols for expression in self.open.assignments.values()))
        controls = [symbol for symbol in self.open.controls.values() if marked(symbol, RATE) in read]
        wanted = [*self.board.rates, *controls]
        resting = {marked(symbol, RATE): sympy.Integer(0) for symbol in wanted}
        derived = time_derivatives(self.board.assignments, seeds, wanted)
        for part in self.parts:
            part.refuse_rates(derived)
        self.board.assignments |= resting | derived


@dataclass(frozen=True)
class _Part:
    """What the schedule of one control adds."""

    control: str
    bound: Bound
    open: System
    board: Board

    @property
    def parameters(self) -> dict[Key, sympy.Symbol]:
        keys = [argument_key(self.control, name) for name in self.bound.parameters]
        return {key: symbol_of(key) for key in keys}

    def begins(self) -> dict[sympy.Symbol, sympy.Expr]:
        return {self._symbol(cell.key): self._lower(cell.equation) for cell in self.bound.kind.starts}

    def states(self) -> Iterator[State]:
        flows = [(flow, self._lower(flow.cell.equation)) for flow in self.bound.kind.flows]
        for cell in self.bound.kind.starts:
            symbol = self._symbol(cell.key)
            moved = marked(symbol, "moved")
            gains = [rate for flow, rate in flows if flow.into == cell.key]
            self.board.assignments[moved] = sympy.Add(
                *gains, *[-rate for flow, rate in flows if flow.out_of == cell.key]
            )
            yield State(argument_key(self.control, cell.key[0]), symbol, symbol, False, moved)

    def events(self, position: Mapping[Key, int]) -> Iterator[Jump]:
        for event in self.bound.kind.events:
            at = None if event.at is None else self._lower(event.at)
            when = None if event.when is None else self._sound(event.when, self._lowering().condition)
            sets = [(argument_key(self.control, cell.key[0]), self._lower(cell.equation)) for cell in event.sets]
            yield Jump(f"{self.control}.{event.name}", at, when, tuple((position[key], value) for key, value in sets))

    def assigned(self) -> dict[sympy.Symbol, sympy.Expr]:
        kind = self.bound.kind
        lines = {self._symbol(cell.key): self._lower(cell.equation) for cell in kind.auxiliaries}
        lines |= {_zero(self.control, cell.key): self._lower(cell.equation) for cell in kind.solved}
        return lines | {self.open.controls[self.control]: self._lower(kind.equation)}

    def refuse_rates(self, derived: Mapping[sympy.Symbol, sympy.Expr]) -> None:
        """Refuse a rate of change of what a caution that is solved for moves at once.

        Raises:
            InputError: there is one.
        """
        if self.bound.kind.solved and marked(self.open.controls[self.control], RATE) in derived:
            message = f"schedule '{self.bound.kind.name}' cannot solve for '{self.control}'"
            reason = f"the rate of change is needed of what depends on '{self.control}' at the same moment"
            raise InputError(f"{message}: {reason}", LATER)

    def solve(self) -> None:
        """Assign the cautions that the schedule solves for.

        Raises:
            InputError: nothing that it solves moves with the control.
        """
        for cell in self.bound.kind.solved:
            unknown, zero = self.open.controls[self.control], _zero(self.control, cell.key)
            lines = needed(self.board.assignments, [zero], [unknown]).values()
            if not any(unknown in line.free_symbols for line in lines):
                message = f"schedule '{self.bound.kind.name}': '{self.control}' does not slow what it is to hold"
                raise InputError(message, f"it solves {cell.equation.text} = 0")
            self.board.assignments[self._symbol(cell.key)] = solved(self.board, unknown, zero)

    def _lower(self, equation: Equation) -> sympy.Expr:
        return self._sound(equation, self._lowering().expression)

    def _sound(self, equation: Equation, lower: Callable[[ast.expr], sympy.Expr]) -> sympy.Expr:
        try:
            return lower(equation.tree)
        except Unsound as flaw:
            raise ModelError([equation.problem(str(flaw), equation.tree)]) from flaw

    def _lowering(self) -> Lowering:
        tables = {name: self._nodes(name) for name in self.bound.kind.rows}
        return Lowering(self.board, self._symbol, self.bound.kind.members, {}, tables)

    def _nodes(self, table: str) -> Nodes:
        rows = self.bound.kind.rows[table]
        x, y = ([symbol_of(argument_key(self.control, n)) for n in column] for column in self.bound.kind.columns(rows))
        return Nodes(x, y, rows.between == "steps")

    def _symbol(self, key: Key) -> sympy.Symbol:
        """What an equation of the schedule means by a name."""
        if key[0] in self.bound.references:
            return self.open.quantities[self.bound.references[key[0]]]
        return symbol_of(argument_key(self.control, self.bound.kind.keys.get(key, key[0])))
