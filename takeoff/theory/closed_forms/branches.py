"""Kinks resolved: which branch of a min, max, step or where holds from the start, and up to which condition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import sympy

from takeoff.algebra.symbols import TIME, marked
from takeoff.algebra.system import System, needed
from takeoff.equations.scope import Key
from takeoff.theory.closed_forms.reason import NoForm

BRANCHES = 2
"""Of a kink; what has more is a lookup table, with one for every row."""

UNKNOWN_SIDE = "has a kink whose side at the start cannot be told"


@dataclass(frozen=True)
class Condition:
    """A switch that must stay as it is at the start: `root` not below 0 if `on`, else not above."""

    root: sympy.Expr
    on: bool


@dataclass(frozen=True)
class Taken:
    """What an assignment is while some conditions last; `blocked` says why no branch of it can be taken."""

    expression: sympy.Expr
    conditions: tuple[Condition, ...] = ()
    blocked: str = ""


@dataclass
class Branches(Mapping[sympy.Symbol, sympy.Expr]):
    """Assignments of a closed system with every kink replaced by the branch that holds from the start.

    Arguments:
        system: closed.
        numbers: every parameter, in inside units: they decide which branch is taken.
    """

    system: System
    numbers: Mapping[Key, float]
    _known: dict[sympy.Symbol, Taken] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = self.system.starts()
        self._given = {symbol: _number(self.numbers[key]) for key, symbol in self.system.parameters.items()}

    def __getitem__(self, symbol: sympy.Symbol) -> sympy.Expr:
        return self.taken(symbol).expression

    def __iter__(self) -> Iterator[sympy.Symbol]:
        return iter(self.system.assignments)

    def __len__(self) -> int:
        return len(self.system.assignments)

    def taken(self, symbol: sympy.Symbol) -> Taken:
        """What an assigned symbol is.

        Arguments:
            symbol: of an assignment of the system.
        """
        if symbol not in self._known:
            conditions: dict[Condition, None] = {}
            expression = self.system.assignments[symbol]
            try:
                expression = self._chosen(expression, conditions)
                self._known[symbol] = Taken(expression, tuple(conditions))
            except NoForm as reason:
                self._known[symbol] = Taken(expression, (), str(reason))
        return self._known[symbol]

    def _chosen(self, expression: sympy.Expr, conditions: dict[Condition, None]) -> sympy.Expr:
        """An expression without Piecewise; the conditions on which that rests are added."""
        if isinstance(expression, sympy.Piecewise):
            return self._chosen(self._branch(expression, conditions), conditions)
        if not expression.has(sympy.Piecewise):
            return expression
        return expression.func(*[self._chosen(argument, conditions) for argument in expression.args])

    def _branch(self, kink: sympy.Piecewise, conditions: dict[Condition, None]) -> sympy.Expr:
        if len(kink.args) > BRANCHES:
            raise NoForm("reads a lookup table, which changes its formula at every row")
        (on, condition), (off, _) = kink.args
        switches = sorted(condition.free_symbols, key=lambda symbol: symbol.name)
        states = {symbol: sympy.Integer(self._is_on(symbol)) for symbol in switches}
        for symbol in _deciding(condition, states):
            conditions[Condition(self.system.switches[symbol].root, bool(states[symbol]))] = None
        return on if condition.xreplace(states) == sympy.true else off

    def _is_on(self, symbol: sympy.Symbol) -> bool:
        """Whether a switch is on right after the start."""
        switch = self.system.switches[symbol]
        try:
            level = self._at_start(switch.root)
        except TypeError as flaw:  # sympy compares no infinite number, such as one divided by a level of 0
            raise NoForm(UNKNOWN_SIDE) from flaw
        if level.is_zero:
            return self._leaves_zero(switch.root, switch.strict)
        if not level.is_extended_real:
            raise NoForm(UNKNOWN_SIDE)
        return bool(level > 0)

    def _leaves_zero(self, root: sympy.Expr, strict: bool) -> bool:
        """The side to which a root of 0 goes, where it moves with time alone or not at all."""
        stocks = {state.symbol for state in self.system.states}
        chain = needed(self.system.assignments, [root], stocks)
        read = root.free_symbols.union(*(one.free_symbols for one in chain.values()))
        if TIME not in read and not read & stocks:
            return not strict
        slope = self._at_start(root.diff(TIME)) if not chain and not read & stocks else sympy.nan
        if slope.is_positive or slope.is_negative:
            return bool(slope.is_positive)
        raise NoForm("has a kink right at the start")

    def _at_start(self, expression: sympy.Expr) -> sympy.Expr:
        """The number that an expression is at t = 0."""
        begun = {symbol: marked(symbol, "start") for symbol in expression.free_symbols}
        at_zero = {symbol: start for symbol, start in begun.items() if start in self._starts}
        expression = expression.xreplace({**at_zero, TIME: sympy.Integer(0)})
        numbers = dict(self._given)
        for symbol, assigned in needed(self._starts, [expression], numbers).items():
            numbers[symbol] = assigned.xreplace(numbers).evalf()
        return expression.xreplace(numbers).evalf()


def _number(value: float) -> sympy.Expr:
    return sympy.Float(value) if math.isfinite(value) else sympy.oo


def _deciding(condition: sympy.Basic, states: Mapping[sympy.Symbol, sympy.Integer]) -> Iterable[sympy.Symbol]:
    """Those of some switches that must stay for a condition to stay as it is."""
    kept = dict(states)
    for symbol in states:
        others = {one: state for one, state in kept.items() if one != symbol}
        if not condition.xreplace(others).free_symbols:
            kept = others
    return kept
