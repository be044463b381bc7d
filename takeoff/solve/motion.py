"""How everything that a run computes moves with some parameters: functions with derivatives, each on first need."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import sympy

from takeoff.algebra.lower import Board, Lowering
from takeoff.algebra.symbols import TIME
from takeoff.algebra.system import System, pointwise
from takeoff.equations.scope import Key
from takeoff.solve.tangent import Floats, Tangent, tangent

if TYPE_CHECKING:
    from takeoff.solve.program import Program


class Motion:
    """Functions of a program with their derivatives along directions, one for each wanted parameter.

    A direction holds the derivatives, by its parameter, of time, of the variables, and of the fixed numbers that move:
    parameters, computed ones among them, and values at the start that `initial` asked for.

    Arguments:
        program: compiled.
        wanted: parameters that are moved.
        given: computed parameters that a user has set, which follow nothing.
    """

    def __init__(self, program: Program, wanted: Sequence[Key], given: frozenset[Key]) -> None:
        self.program, self.wanted, self.given = program, tuple(wanted), given
        self.symbols = program.system.parameters

    @functools.cached_property
    def _shifts(self) -> Mapping[Key, sympy.Symbol]:
        """What is added to a computed parameter that is itself moved, as if it were given."""
        computed = set(self.program.system.meaning.computed) - self.given
        keys = [key for key in self.wanted if key in computed]
        return {key: sympy.Symbol(f"shift__{place}", real=True) for place, key in enumerate(keys)}

    @functools.cached_property
    def parameters(self) -> Tangent:
        """All parameters -> the wanted ones, then computed ones, and how they move with the wanted ones."""
        inputs = [self._shifts.get(key, self.symbols[key]) for key in self.wanted]
        fixed = [*self.symbols.values(), *self._shifts.values()]
        return tangent(self._computed(), self._followed, inputs, [], fixed)

    def _computed(self) -> dict[sympy.Symbol, sympy.Expr]:
        """Equations of computed parameters, each with what it is moved by."""
        shifts = {self.symbols[key]: shift for key, shift in self._shifts.items()}
        equations = computed(self.program.system, self.given)
        return {symbol: equation + shifts.get(symbol, sympy.Integer(0)) for symbol, equation in equations.items()}

    @functools.cached_property
    def _followed(self) -> tuple[sympy.Symbol, ...]:
        computed = [key for key in self.program.system.meaning.computed if key not in self.given]
        return tuple(self.symbols[key] for key in dict.fromkeys([*self.wanted, *computed]))

    @functools.cached_property
    def moved(self) -> tuple[sympy.Symbol, ...]:
        """Parameters that move."""
        return _moving(self.parameters, self._followed)

    @functools.cached_property
    def start(self) -> Tangent:
        """Values at the start, and how they move with the parameters that move."""
        return self.program.tangent_of_start(self.moved)

    @functools.cached_property
    def initials(self) -> tuple[sympy.Symbol, ...]:
        """Values at the start that `initial` asked for, and that move."""
        return _moving(self.start, self.program.initials)

    def begin(self, parameters: Sequence[float]) -> tuple[Floats, Floats, Floats]:
        """Directions at the start, a row for each wanted parameter.

        Arguments:
            parameters: all of the program, in inside units.

        Returns:
            Derivatives of the fixed numbers that move; variables; their derivatives.

        Raises:
            NotFinite: one of them has no derivative.
        """
        numbers = (*parameters, *(0.0 for _ in self._shifts))
        moves = self.parameters.bind(numbers)(np.eye(len(self.wanted)))[1]
        moves = moves[:, self._places_of_moved]
        values, starts = self.start.bind(parameters)(moves)
        count = len(self.program.initials)
        return np.hstack([moves, starts[:, self._places_of_initials]]), values[count:], starts[:, count:]

    @functools.cached_property
    def _places_of_moved(self) -> list[int]:
        return [self._followed.index(symbol) for symbol in self.moved]

    @functools.cached_property
    def _places_of_initials(self) -> list[int]:
        return [self.program.initials.index(symbol) for symbol in self.initials]

    @property
    def _inputs(self) -> tuple[sympy.Symbol, ...]:
        return (TIME, *self.program.variables, *self.moved, *self.initials)

    @functools.cached_property
    def rates(self) -> Tangent:
        """Rates of the variables inside a piece."""
        return self.program.tangent_inside([state.rate for state in self.program.system.states], self._inputs)

    @functools.cached_property
    def roots(self) -> Tangent:
        """Root functions of all followed switches inside a piece."""
        return self.program.tangent_inside([switch.root for switch in self.program.switches], self._inputs)

    @functools.cached_property
    def dates(self) -> Tangent:
        """Times of breaks, then dates of events."""
        return self.program.tangent_of_dates((*self.moved, *self.initials))

    @functools.cached_property
    def jumps(self) -> tuple[Tangent, ...]:
        """New values of the stocks that each event sets (not their logarithms)."""
        events = self.program.system.events
        return tuple(self.program.tangent_outside([one for _, one in event.sets], self._inputs) for event in events)

    @functools.lru_cache(maxsize=256)  # noqa: B019 - lives as long as its program
    def quantity(self, symbol: sympy.Symbol) -> Tangent:
        """One quantity inside a piece."""
        return self.program.tangent_inside([symbol], self._inputs)

    @functools.lru_cache(maxsize=256)  # noqa: B019 - lives as long as its program
    def level(self, since: sympy.Symbol) -> Tangent:
        """The level of one `since`, at a point; its directions end with the answers of `since`."""
        inputs = (*self._inputs, *self.program.system.sinces)
        return self.program.tangent_outside([self.program.system.sinces[since].level], inputs)

    @functools.lru_cache(maxsize=256)  # noqa: B019 - lives as long as its program
    def outcome(self, symbol: sympy.Symbol) -> Tangent:
        """One outcome at a point; its directions end with the answers of `since`."""
        return self.program.tangent_outside([symbol], (*self._inputs, *self.program.system.sinces))

    @functools.lru_cache(maxsize=256)  # noqa: B019 - lives as long as its program
    def sinces(self, outcome: sympy.Symbol) -> frozenset[sympy.Symbol]:
        """Every `since` that an outcome reads, by itself or as a level of another."""
        asked: set[sympy.Symbol] = set()
        chains = [self.outcome(outcome).chain]
        for symbol in reversed(self.program.system.sinces):
            if any(one.reads(symbol) for one in chains):
                asked.add(symbol)
                chains.append(self.level(symbol).chain)
        return frozenset(asked)


def _moving(of: Tangent, symbols: Sequence[sympy.Symbol]) -> tuple[sympy.Symbol, ...]:
    """Those of the first targets of a function that move at all."""
    rows = {partial.row for partial in of.chain.partials}
    return tuple(symbol for symbol, row in zip(symbols, of.chain.places, strict=False) if row in rows)


def computed(system: System, given: Collection[Key]) -> dict[sympy.Symbol, sympy.Expr]:
    """Equations of computed parameters as algebra, and what these need besides.

    Arguments:
        system: of the model.
        given: computed parameters that a user has set, which follow nothing.
    """
    meaning, board, symbols = system.meaning, Board(), system.parameters
    for key, cell in meaning.computed.items():
        if key not in given:
            lowering = Lowering(board, symbols.__getitem__, meaning.dimensions, cell.binding)
            board.assignments[symbols[key]] = lowering.expression(cell.equation.tree)
    return {**board.assignments, **{switch.symbol: pointwise(switch) for switch in board.switches.values()}}
