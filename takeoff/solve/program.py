"""A closed system as functions of floats, each generated on first need."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from takeoff.algebra.lower import Switch
from takeoff.algebra.symbols import TIME, marked
from takeoff.algebra.system import System, needed, pointwise
from takeoff.equations.scope import Key
from takeoff.solve.generate import Generated, Symbols, generate
from takeoff.solve.motion import Motion, computed
from takeoff.solve.tangent import Tangent, tangent


@dataclass(frozen=True)
class Break:
    """A switch whose time is known before the run: it goes on there if it rises, else off."""

    position: int
    time: sympy.Expr
    rises: bool


class Program:
    """Everything about a closed system that a run computes.

    A run's fixed numbers are the parameters, in the order of `system.parameters`, then the values at the start that
    `initial` asked for. Changing numbers are time, variables and modes (0 or 1 for each followed switch).

    Arguments:
        system: closed.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self.switches: tuple[Switch, ...] = system.followed()
        self.parameters = tuple(system.parameters.values())
        self.variables = tuple(state.variable for state in system.states)
        self.modes = tuple(switch.symbol for switch in self.switches)
        self.initials = self._initials()
        self.fixed = (*self.parameters, *self.initials)

    @functools.cached_property
    def _starts(self) -> dict[sympy.Symbol, sympy.Expr]:
        return self.system.starts()

    def _initials(self) -> tuple[sympy.Symbol, ...]:
        expressions = [*self.system.all_assignments().values(), *(s.root for s in self.system.switches.values())]
        expressions += [since.level for since in self.system.sinces.values()]
        expressions += [value for event in self.system.events for _, value in event.sets]
        asked = set().union(*(expression.free_symbols for expression in expressions))
        return tuple(symbol for symbol in self._starts if symbol in asked)

    def _frozen(self) -> dict[sympy.Symbol, sympy.Expr]:
        """Assignments where followed switches are given as modes, and others are read at the point."""
        others = {s.symbol: pointwise(s) for s in self.system.switches.values() if s.symbol not in self.modes}
        return {**self.system.all_assignments(), **others}

    def _at_point(self) -> dict[sympy.Symbol, sympy.Expr]:
        switches = {s.symbol: pointwise(s) for s in self.system.switches.values()}
        return {**self.system.all_assignments(), **switches}

    def _inside(self, targets: Sequence[sympy.Expr]) -> Generated:
        """A function inside a piece: (t, variables, modes)."""
        return generate(self._frozen(), targets, [TIME, self.variables, self.modes], self.fixed)

    def inside(self, lines: Mapping[sympy.Symbol, sympy.Expr], targets: Sequence[sympy.Symbol]) -> Generated:
        """A function inside a piece, for what is asked once: (t, variables, modes).

        Arguments:
            lines: further assignments.
            targets: symbols of these, or of the system.
        """
        return generate({**self._frozen(), **lines}, targets, [TIME, self.variables, self.modes], self.fixed)

    def _outside(self, targets: Sequence[sympy.Expr]) -> Generated:
        """A function at a point between pieces: (t, variables)."""
        return generate(self._at_point(), targets, [TIME, self.variables], self.fixed)

    @functools.cached_property
    def start(self) -> Generated:
        """Parameters -> initial values, then variables, at t = 0."""
        return generate(self._starts, self._at_start(), [], self.parameters)

    def _at_start(self) -> list[sympy.Symbol]:
        return [*self.initials, *(marked(variable, "start") for variable in self.variables)]

    @functools.cached_property
    def rates(self) -> Generated:
        """Rates of the variables inside a piece."""
        return self._inside([state.rate for state in self.system.states])

    @functools.cached_property
    def slopes(self) -> Tangent:
        """Rates of the variables and how they move with each variable, inside a piece."""
        return self.tangent_inside([state.rate for state in self.system.states], self.variables)

    def tangent_inside(self, targets: Sequence[sympy.Expr], inputs: Symbols) -> Tangent:
        """A function inside a piece and how it moves with some symbols: (t, variables, modes)."""
        return tangent(self._frozen(), targets, inputs, [TIME, self.variables, self.modes], self.fixed)

    def tangent_outside(self, targets: Sequence[sympy.Expr], inputs: Symbols) -> Tangent:
        """A function at a point and how it moves with some symbols: (t, variables, answers of `since`)."""
        given = [TIME, self.variables, tuple(self.system.sinces)]
        return tangent(self._at_point(), targets, inputs, given, self.fixed)

    def tangent_of_start(self, inputs: Symbols) -> Tangent:
        """What `start` gives, and how it moves with some parameters."""
        return tangent(self._starts, self._at_start(), inputs, [], self.parameters)

    def tangent_of_dates(self, inputs: Symbols) -> Tangent:
        """What `dates` gives, and how it moves with some fixed symbols."""
        return tangent(self._frozen(), self._dates(), inputs, [], self.fixed)

    @functools.cached_property
    def roots(self) -> Generated:
        """Root functions of all followed switches inside a piece."""
        return self._inside([switch.root for switch in self.switches])

    @functools.cached_property
    def asked(self) -> tuple[sympy.Symbol, ...]:
        """Quantities that `since` asks about."""
        return tuple(since.quantity for since in self.system.sinces.values())

    @functools.cached_property
    def glances(self) -> Generated:
        """Root functions of all followed switches, then quantities that `since` asks about, inside a piece."""
        return self._inside([*(switch.root for switch in self.switches), *self.asked])

    @functools.cached_property
    def looks(self) -> Generated:
        """Rates of the variables, then what `glances` and `promises` give, inside a piece."""
        rates, roots = [state.rate for state in self.system.states], [switch.root for switch in self.switches]
        return self._inside([*rates, *roots, *self.asked, *self._promised()])

    @functools.cached_property
    def scales(self) -> Generated:
        """Sizes of the terms of the root functions: rounding noise is a tiny fraction of these."""
        return self._outside(
            [sympy.Add(*[sympy.Abs(term) for term in sympy.Add.make_args(switch.root)]) for switch in self.switches]
        )

    @functools.cached_property
    def signs(self) -> Generated:
        """Root functions at a point, every switch read from its own root."""
        return self._outside([switch.root for switch in self.switches])

    @functools.cached_property
    def conditions(self) -> Any:
        """Modes -> 1 or 0 for every milestone, then every event with a condition."""
        conditions = [milestone.when for milestone in self.system.milestones]
        conditions += [event.when for event in self.system.events if event.when is not None]
        return sympy.lambdify([self.modes], conditions, modules="math")

    @functools.cached_property
    def breaks(self) -> tuple[Break, ...]:
        """Switches whose root is a straight line in time alone, with a slope known beforehand."""
        assignments = self._frozen()
        return tuple(
            found
            for position, switch in enumerate(self.switches)
            if (found := _break(position, switch, assignments, {*self.variables, *self.modes})) is not None
        )

    @functools.cached_property
    def dates(self) -> Generated:
        """Fixed numbers -> times of breaks, then dates of events (infinite where they have none)."""
        return generate(self._frozen(), self._dates(), [], self.fixed)

    def _dates(self) -> list[sympy.Expr]:
        dates = [known.time for known in self.breaks]
        return dates + [sympy.oo if event.at is None else event.at for event in self.system.events]

    @functools.cached_property
    def jumps(self) -> tuple[Generated, ...]:
        """New values of the stocks that each event sets (not their logarithms)."""
        return tuple(self._outside([value for _, value in event.sets]) for event in self.system.events)

    @functools.cached_property
    def quantities(self) -> Generated:
        """Every stock, auxiliary, parameter and control inside a piece, in the order of `system.quantities`."""
        return self._inside(list(self.system.quantities.values()))

    @functools.cached_property
    def levels(self) -> Generated:
        """Levels that `since` asks about, at a point: (t, variables, answers of earlier ones)."""
        targets = [since.level for since in self.system.sinces.values()]
        return generate(self._at_point(), targets, [TIME, self.variables, tuple(self.system.sinces)], self.fixed)

    @functools.cached_property
    def outcomes(self) -> Generated:
        """Outcomes at a point: (t, variables, answers of `since`)."""
        targets = [outcome.symbol for outcome in self.system.outcomes]
        return generate(self._at_point(), targets, [TIME, self.variables, tuple(self.system.sinces)], self.fixed)

    @functools.lru_cache(maxsize=64)  # noqa: B019 - a program lives as long as its model
    def completed(self, given: frozenset[Key]) -> Generated:
        """Parameters -> the same with computed ones filled in, those that are given left as they are."""
        return generate(computed(self.system, given), self.parameters, [], self._free(given))

    def _free(self, given: frozenset[Key]) -> Symbols:
        followed = set(self.system.meaning.computed) - given
        return [symbol for key, symbol in self.system.parameters.items() if key not in followed]

    @functools.lru_cache(maxsize=64)  # noqa: B019 - a program lives as long as its model
    def motion(self, wanted: tuple[Key, ...], given: frozenset[Key]) -> Motion:
        """How everything moves with some parameters; see `Motion`."""
        return Motion(self, wanted, given)

    @functools.cached_property
    def promises(self) -> Generated:
        """1 or 0 for every promise, then every control, inside a piece."""
        return self._inside(self._promised())

    def _promised(self) -> list[sympy.Expr]:
        return [*self.system.promises.values(), *(self.symbol((name, ())) for name in self.ranges)]

    @functools.cached_property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """Lowest and highest value of every control."""
        return {name: part.between for name, part in self.system.meaning.spec.parts.controls.items()}

    @functools.lru_cache(maxsize=256)  # noqa: B019 - a program lives as long as its model
    def quantity(self, symbol: sympy.Symbol) -> Generated:
        """One quantity inside a piece."""
        return self.several((symbol,))

    @functools.lru_cache(maxsize=256)  # noqa: B019 - a program lives as long as its model
    def several(self, symbols: tuple[sympy.Symbol, ...]) -> Generated:
        """Some quantities inside a piece."""
        return self._inside(list(symbols))

    def symbol(self, key: Key) -> sympy.Symbol:
        """Symbol of a quantity."""
        return self.system.quantities[key]


def _break(
    position: int,
    switch: Switch,
    assignments: Mapping[sympy.Symbol, sympy.Expr],
    moving: set[sympy.Symbol],
) -> Break | None:
    """The break of a switch whose root is a straight line in time alone, with a slope known beforehand."""
    chain = needed(assignments, [switch.root], ())
    reached = {switch.root, *chain.values()}
    if any(expression.free_symbols & moving or expression.has(sympy.Piecewise) for expression in reached):
        return None
    root = switch.root
    for symbol in reversed(chain):
        root = root.subs(symbol, chain[symbol])
    slope = sympy.diff(root, TIME)
    if not slope.is_number or slope == 0:
        return None
    return Break(position, sympy.expand(-root.subs(TIME, 0) / slope), bool(slope > 0))
