"""The law of each stock: its rate and its start as expressions of stocks, time and parameters, kinks resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sympy

from takeoff.algebra.symbols import key_in, marked
from takeoff.algebra.system import State, System, needed
from takeoff.equations.heads import Head
from takeoff.equations.scope import Key, label
from takeoff.theory.closed_forms.branches import Branches, Condition
from takeoff.theory.closed_forms.naming import named_symbols, sign_text
from takeoff.theory.closed_forms.reason import NoForm, NoShape

MOST_OPERATIONS = 120
"""Largest rate that is written out; solving takes time that grows steeply with it."""


MOST_OF_A_START = 20
"""Largest value at the start that is written out, in operations; larger ones are named "initial(x)"."""


@dataclass(frozen=True)
class Law:
    """What moves one stock, in named symbols.

    Arguments:
        stock: its symbol.
        rate: rate of change of the stock itself, also where its logarithm is integrated.
        start: value at t = 0.
        conditions: in words, what must last for this to be its rate.
    """

    stock: sympy.Symbol
    rate: sympy.Expr
    start: sympy.Expr
    conditions: tuple[str, ...]


@dataclass
class Laws:
    """The laws of a closed system.

    Arguments:
        system: closed.
        values: every parameter, in inside units.
    """

    system: System
    values: Mapping[Key, float]

    def __post_init__(self) -> None:
        self.stocks = {state.symbol: state for state in self.system.states}
        self.branches = Branches(self.system, self.values)
        self.names = named_symbols(self.system)
        self._starts = self.system.starts()

    def reads(self, state: State) -> tuple[sympy.Symbol, ...]:
        """Stocks that the rate of a stock depends on, in file order; of a log stock, that of its logarithm.

        Arguments:
            state: of the stock.
        """
        chain = self._chain(state)
        read: set[sympy.Symbol] = set().union(*(one.free_symbols for one in chain.values()))
        return tuple(symbol for symbol in self.stocks if symbol in read)

    def law(self, state: State) -> Law:
        """The law of a stock.

        Arguments:
            state: of the stock.

        Raises:
            NoForm: a kink that cannot be resolved, a lookup table, or too large a rate.
        """
        chain = self._chain(state)
        taken = [self.branches.taken(symbol) for symbol in chain]
        if blocked := next((one.blocked for one in taken if one.blocked), ""):
            raise NoForm(f"its rate {blocked}")
        rate = _written_out(state.rate, chain)
        rate = rate * state.symbol if state.log else rate
        conditions = dict.fromkeys(condition for one in taken for condition in one.conditions)
        symbol = self.named(state.symbol)
        return Law(symbol, self._shown(rate), self.start(state), tuple(map(self._told, conditions)))

    def start(self, state: State) -> sympy.Expr:
        """Where a stock starts, in named symbols.

        Arguments:
            state: of the stock.
        """
        return self._shown(marked(state.symbol, "start"))

    def named(self, symbol: sympy.Symbol) -> sympy.Symbol:
        """The symbol for readers."""
        return self.names[symbol]

    def opaque(self, state: State) -> tuple[str, ...]:
        """Names of functions through which the rate of a stock reads the stock itself.

        Arguments:
            state: of the stock.
        """
        moved = {state.symbol}
        heads: dict[str, None] = {}
        for symbol, expression in self._chain(state).items():
            if expression.free_symbols & moved:
                moved.add(symbol)
                found = [head for head in expression.atoms(Head) if head.free_symbols & moved]
                heads |= dict.fromkeys(sorted(type(head).__name__.removesuffix("_bottleneck") for head in found))
        return tuple(heads)

    def _chain(self, state: State) -> dict[sympy.Symbol, sympy.Expr]:
        """Assignments that a rate needs, each after what it needs, on the branch taken."""
        return needed(self.branches, [state.rate], self.stocks)

    def _told(self, condition: Condition) -> str:
        """A condition in words: what must not be above what."""
        kinks = needed(self.branches, [condition.root], [*self.stocks, *self.system.quantities.values()])
        root = _written_out(condition.root, kinks)
        return sign_text(self._shown(root), condition.on)

    def _shown(self, expression: sympy.Expr) -> sympy.Expr:
        """An expression in named symbols, what it reads of the start written out where that is short."""
        initial = {symbol: self._initial(symbol) for symbol in expression.free_symbols if symbol in self._starts}
        return expression.xreplace({**self.names, **initial})

    def _initial(self, symbol: sympy.Symbol) -> sympy.Expr:
        try:
            written = _written_out(symbol, needed(self._starts, [symbol], ()))
        except NoForm:
            written = symbol
        if written.has(sympy.Piecewise) or written.count_ops() > MOST_OF_A_START or written == symbol:
            name = f"initial({label(key_in(symbol.name))})"
            return sympy.Symbol(name, positive=True) if symbol.is_positive else sympy.Symbol(name, real=True)
        return written.xreplace(self.names)


def _written_out(expression: sympy.Expr, chain: Mapping[sympy.Symbol, sympy.Expr]) -> sympy.Expr:
    """An expression with a chain of assignments substituted.

    Arguments:
        expression: that needs the chain.
        chain: from `needed`.

    Raises:
        NoForm: it grows too large.
    """
    written: dict[sympy.Symbol, sympy.Expr] = {}
    for symbol, assigned in chain.items():
        written[symbol] = assigned.xreplace(written)
        if written[symbol].count_ops() > MOST_OPERATIONS:
            raise NoShape(f"its rate, written out, has more than {MOST_OPERATIONS} operations")
    return expression.xreplace(written)
