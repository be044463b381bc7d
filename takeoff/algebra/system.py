"""The algebra of a model: ordered states, parameters, controls, assignments, switches, and what is read off a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import sympy

from takeoff.algebra.lower import Since, Switch
from takeoff.algebra.symbols import TIME, marked
from takeoff.equations.meaning import Meaning
from takeoff.equations.order import ordered
from takeoff.equations.scope import Key


@dataclass(frozen=True)
class State:
    """What is integrated for one stock of one member.

    Arguments:
        key: the stock and its members.
        symbol: the stock's value in the equations.
        variable: what the integrator moves: the value itself, or its logarithm.
        log: whether it is the logarithm.
        rate: rate of change of the variable.
    """

    key: Key
    symbol: sympy.Symbol
    variable: sympy.Symbol
    log: bool
    rate: sympy.Expr


@dataclass(frozen=True)
class Jump:
    """An event: a date or a condition, and new values of states (by index), all computed before any is set."""

    name: str
    at: sympy.Expr | None
    when: sympy.Expr | None
    sets: tuple[tuple[int, sympy.Expr], ...]


@dataclass(frozen=True)
class Milestone:
    """A condition, as an expression of switches that is 1 where it holds."""

    name: str
    when: sympy.Expr
    stop: bool


@dataclass(frozen=True)
class Outcome:
    """A scalar read off a run, at its end ("") or at a milestone."""

    name: str
    symbol: sympy.Symbol
    expression: sympy.Expr
    at: str


@dataclass(frozen=True)
class System:
    """A model as algebra; `controls` are those that no schedule has closed yet.

    Arguments:
        meaning: the model.
        states: in file order.
        parameters: key -> symbol, in file order, `horizon` and schedules' parameters last.
        controls: name -> symbol, of open controls.
        quantities: every stock, auxiliary, parameter and control by key.
        assignments: symbol -> expression: auxiliaries, controls, kinks, rates, logarithms undone; in no order.
        begins: stock -> where it starts, from what the others are at t = 0.
        switches: jumps and kinks by symbol.
        milestones, events, outcomes, sinces: what is watched and read.
        promises: name -> condition.
    """

    meaning: Meaning
    states: tuple[State, ...]
    parameters: Mapping[Key, sympy.Symbol]
    controls: Mapping[str, sympy.Symbol]
    quantities: Mapping[Key, sympy.Symbol]
    assignments: Mapping[sympy.Symbol, sympy.Expr]
    begins: Mapping[sympy.Symbol, sympy.Expr]
    switches: Mapping[sympy.Symbol, Switch]
    milestones: tuple[Milestone, ...]
    events: tuple[Jump, ...]
    outcomes: tuple[Outcome, ...]
    sinces: Mapping[sympy.Symbol, Since]
    promises: Mapping[str, sympy.Expr]

    def all_assignments(self) -> dict[sympy.Symbol, sympy.Expr]:
        """Assignments of the present and of the start, and outcomes; every name of `marked` included."""
        outcomes = {outcome.symbol: outcome.expression for outcome in self.outcomes}
        return {**self.assignments, **outcomes}

    def needed(self, targets: Iterable[sympy.Expr], given: Iterable[sympy.Symbol]) -> dict[sympy.Symbol, sympy.Expr]:
        """Assignments that some expressions need, each after what it needs itself.

        Arguments:
            targets: expressions.
            given: symbols that are arguments, and need no assignment.
        """
        return needed(self.all_assignments(), targets, given)

    def followed(self) -> tuple[Switch, ...]:
        """Switches that rates, milestones and events depend on: the integration stops at their roots."""
        watched = [state.rate for state in self.states]
        watched += [milestone.when for milestone in self.milestones]
        watched += [event.when for event in self.events if event.when is not None]
        assignments = {**self.all_assignments(), **{s.symbol: s.root for s in self.switches.values()}}
        reached = needed(assignments, watched, ())
        return tuple(switch for symbol, switch in self.switches.items() if symbol in reached)

    def starts(self) -> dict[sympy.Symbol, sympy.Expr]:
        """Assignments of values at the start, every symbol replaced by its companion at t = 0."""
        logarithms = {state.variable: sympy.log(state.symbol) for state in self.states if state.log}
        moments = {**self.assignments, **logarithms, **self.begins}
        renamed = {symbol: marked(symbol, "start") for symbol in (*moments, *self.switches)}
        at_zero = {**renamed, TIME: sympy.Integer(0)}
        starts = {renamed[symbol]: expression.xreplace(at_zero) for symbol, expression in moments.items()}
        for symbol, switch in self.switches.items():
            starts[renamed[symbol]] = pointwise(replace(switch, root=switch.root.xreplace(at_zero)))
        return starts


def pointwise(switch: Switch) -> sympy.Expr:
    """A switch as read from its root at a point, for where no piece is being integrated."""
    kind = sympy.StrictGreaterThan if switch.strict else sympy.GreaterThan
    return sympy.Piecewise((1, kind(switch.root, 0, evaluate=False)), (0, True), evaluate=False)


def needed(
    assignments: Mapping[sympy.Symbol, sympy.Expr], targets: Iterable[sympy.Expr], given: Iterable[sympy.Symbol]
) -> dict[sympy.Symbol, sympy.Expr]:
    """Those of some assignments that targets need, in order of computation.

    Arguments:
        assignments: symbol -> expression, in any order.
        targets: expressions.
        given: symbols that need no assignment.

    Raises:
        Circle: assignments that need each other.
    """
    known = set(given)
    needs: dict[sympy.Symbol, list[sympy.Symbol]] = {}
    waiting = [symbol for target in targets for symbol in _symbols(target)]
    while waiting:
        symbol = waiting.pop()
        if symbol in known or symbol in needs or symbol not in assignments:
            continue
        needs[symbol] = [need for need in _symbols(assignments[symbol]) if need not in known]
        waiting.extend(needs[symbol])
    in_order = {symbol: needs[symbol] for symbol in assignments if symbol in needs}
    return {symbol: assignments[symbol] for symbol in ordered(in_order)}


def _symbols(expression: sympy.Expr) -> list[sympy.Symbol]:
    return sorted(expression.free_symbols, key=lambda symbol: symbol.name)
