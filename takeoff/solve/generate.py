"""Generated functions: assignments in order, common parts shared, what does not change computed once a run."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import sympy

from takeoff.algebra.system import needed
from takeoff.equations.functions import NUMERICS
from takeoff.errors import RunError
from takeoff.solve.arrays import MODULES, ElementPrinter
from takeoff.solve.log_space import in_log_space

Symbols = Sequence[sympy.Symbol]
Numbers = Sequence[float]
Floats = npt.NDArray[np.float64]

TOGETHER = 8192
"""Members that a function is computed for at a time: fewer cost more calls, more do not fit the caches."""


class NotFinite(RunError):
    """A function of the model gave no finite number."""

    def __init__(self, reason: str) -> None:
        hint = "no width, limit or scale that something is divided by may be 0; logarithms need positive numbers"
        super().__init__(f"with these values the model gives no finite number ({reason})", hint)
        self.reason = reason


@dataclass(frozen=True)
class Code:
    """Lines to be printed, whatever the engine.

    Arguments:
        arguments: symbols, or tuples of them.
        lines: symbol -> expression, each after what it needs.
        results: what is returned, as a list.
    """

    arguments: Sequence[Any]
    lines: Mapping[sympy.Symbol, sympy.Expr]
    results: Sequence[sympy.Expr]

    def of_floats(self) -> Callable[..., Any]:
        """The function of floats."""
        return self.printed([dict(NUMERICS), "math"])

    def of_arrays(self) -> Callable[..., Any]:
        """The function of arrays, a member an element."""
        return self.printed(MODULES, ElementPrinter())

    def printed(self, modules: Sequence[Any], printer: Any = None) -> Callable[..., Any]:
        """A function of these lines.

        Arguments:
            modules: where functions are found, as `sympy.lambdify` takes them.
            printer: spells expressions; sympy's own for the modules unless given.
        """
        function: Callable[..., Any] = sympy.lambdify(
            list(self.arguments),
            list(self.results),
            modules=list(modules),
            printer=printer,
            cse=lambda expressions: (list(self.lines.items()), list(expressions)),
        )
        return function


@dataclass(frozen=True)
class Generated:
    """A function in two halves, each printed on first need: what stays during a run is computed once.

    Arguments:
        assignments: symbol -> expression, in any order; only what the targets need is kept.
        targets: what the function returns, as a list.
        changing: argument groups that change during a run: symbols or tuples of them.
        fixed: symbols that stay for a run.
    """

    assignments: Mapping[sympy.Symbol, sympy.Expr]
    targets: Sequence[sympy.Expr]
    changing: Sequence[Any]
    fixed: Symbols

    def _halves(self, merged: bool) -> tuple[Code, Code]:
        """Numbers that stay -> constants; numbers that change, constants -> results.

        Arguments:
            merged: whether products and powers are merged in log space.
        """
        moving, fixed = _flat(self.changing), self.fixed
        lines, results = needed(self.assignments, self.targets, (*moving, *fixed)), list(self.targets)
        if merged:
            lines, results = in_log_space(lines, results, moving)
            lines = needed(lines, results, (*moving, *fixed))
        lines, results = _shared(lines, results)
        still, lines, results = _hoisted(lines, results, set(moving))
        kept = _reached((*lines.values(), *results)) & ({*still} | set(fixed))
        constants = [symbol for symbol in (*fixed, *still) if symbol in kept]
        return (
            Code([tuple(fixed)], needed(still, constants, fixed), constants),
            Code([*self.changing, tuple(constants)], needed(lines, results, (*moving, *constants)), results),
        )

    @functools.cached_property
    def _of_floats(self) -> tuple[Callable[..., Any], Callable[..., Any]]:
        still, moving = self.codes()
        return still.of_floats(), moving.of_floats()

    @functools.cached_property
    def _of_arrays(self) -> tuple[Callable[..., Any], Callable[..., Any]]:
        still, moving = self._code_of_arrays
        return still.of_arrays(), moving.of_arrays()

    @functools.cached_property
    def _code_of_arrays(self) -> tuple[Code, Code]:
        return self._halves(merged=True)

    def moving_code(self) -> Code:
        """What changes during a run, for other engines: its last argument are the constants of `bind_members`."""
        return self._code_of_arrays[1]

    def codes(self) -> tuple[Code, Code]:
        """Both halves, for other languages: fixed numbers -> constants; what changes, constants -> results."""
        return self._halves(merged=False)

    def bind(self, fixed: Numbers) -> Callable[..., Any]:
        """The function for one run, whose fixed numbers are filled in.

        Raises:
            NotFinite: what stays during a run gives no number.
        """
        prepare, call = self._of_floats
        try:
            constants = prepare(fixed)
        except (ArithmeticError, ValueError, TypeError) as error:
            raise NotFinite(str(error)) from error
        return lambda *changing: call(*changing, constants)

    def bind_members(self, fixed: Floats) -> Members:
        """The function for many runs at once; a number that does not exist is nan or infinite.

        Arguments:
            fixed: numbers that stay, a row for each, a column for each member.
        """
        prepare, call = self._of_arrays
        return Members(call, filled(prepare(fixed), fixed.shape[1]), len(self.targets))

    def bind_moments(self, fixed: Numbers, moments: int) -> Members:
        """The function at many moments of one run, a moment in place of a member.

        Arguments:
            fixed: numbers that stay.
            moments: how many.
        """
        members = self.bind_members(np.array(fixed, dtype=float)[:, None])
        constants = np.broadcast_to(members.constants, (len(members.constants), moments))
        return Members(members.call, constants, members.results)

    def is_sound(self, fixed: Floats) -> bool:
        """Whether `bind` surely finds a number for each member: nothing is divided by 0, overflows or does not exist.

        Arguments:
            fixed: as for `bind_members`.
        """
        prepare, _ = self._of_arrays
        try:
            with np.errstate(divide="raise", over="raise", invalid="raise"):
                prepare(fixed)
        except FloatingPointError:
            return False
        return True


@dataclass(frozen=True)
class Members:
    """A generated function of some members.

    Arguments:
        call: (arrays that change..., constants) -> list of results.
        constants: a row for each, a column for each member.
        results: how many.
    """

    call: Callable[..., Any]
    constants: Floats
    results: int

    def __call__(self, *changing: Floats) -> Floats:
        """Results, a row for each, a column for each member."""
        members = self.constants.shape[1]
        results = np.empty((self.results, members))
        for first in range(0, members, TOGETHER):
            some = slice(first, first + TOGETHER)
            values = self.call(*(rows[..., some] for rows in changing), self.constants[:, some])
            _fill(results[:, some], values)
        return results

    def take(self, places: Any) -> Members:
        """The function of some of the members."""
        return Members(self.call, self.constants.take(places, axis=1), self.results)


def filled(values: Sequence[Any], members: int) -> Floats:
    """Rows of numbers, each the same for all members or an array of one for each."""
    rows = np.empty((len(values), members))
    _fill(rows, values)
    return rows


def _fill(rows: Floats, values: Sequence[Any]) -> None:
    for row, value in zip(rows, values, strict=True):
        row[...] = value


def generate(
    assignments: Mapping[sympy.Symbol, sympy.Expr],
    targets: Sequence[sympy.Expr],
    changing: Sequence[Any],
    fixed: Symbols,
) -> Generated:
    """A function for some targets; see `Generated`."""
    return Generated(assignments, tuple(targets), tuple(changing), tuple(fixed))


def _flat(groups: Iterable[Any]) -> list[sympy.Symbol]:
    return [symbol for group in groups for symbol in (group if isinstance(group, tuple) else (group,))]


def _reached(expressions: Iterable[sympy.Expr]) -> set[sympy.Symbol]:
    return set().union(*(expression.free_symbols for expression in expressions))


def _shared(
    lines: dict[sympy.Symbol, sympy.Expr], targets: list[sympy.Expr]
) -> tuple[dict[sympy.Symbol, sympy.Expr], list[sympy.Expr]]:
    """Share common parts; branches are left alone, since only the taken one may be computed."""
    branches = {symbol: line for symbol, line in lines.items() if line.has(sympy.Piecewise)}
    smooth = {symbol: line for symbol, line in lines.items() if symbol not in branches}
    names = sympy.numbered_symbols("shared__", real=True)
    shared, reduced = sympy.cse([*smooth.values(), *targets], symbols=names, order="none")
    renewed = dict(zip(smooth, reduced, strict=False))
    return {**dict(shared), **renewed, **branches}, list(reduced[len(smooth) :])


def _hoisted(
    lines: dict[sympy.Symbol, sympy.Expr], targets: list[sympy.Expr], moving: set[sympy.Symbol]
) -> tuple[dict[sympy.Symbol, sympy.Expr], dict[sympy.Symbol, sympy.Expr], list[sympy.Expr]]:
    """Take out of the lines what does not move during a run."""
    still: dict[sympy.Symbol, sympy.Expr] = {}
    moved: dict[sympy.Symbol, sympy.Expr] = {}
    hoist = _Hoist(set(moving), still, {})
    for symbol, line in needed(lines, targets, moving).items():
        if line.free_symbols & hoist.moving:
            hoist.moving.add(symbol)
            moved[symbol] = line if line.has(sympy.Piecewise) else hoist(line)
        else:
            hoist.keep(symbol, line)
    return still, moved, [hoist(target) for target in targets]


@dataclass
class _Hoist:
    moving: set[sympy.Symbol]
    still: dict[sympy.Symbol, sympy.Expr]
    known: dict[sympy.Expr, sympy.Symbol]

    def keep(self, symbol: sympy.Symbol, line: sympy.Expr) -> sympy.Symbol:
        """Note a line that does not move; of equal ones the first is used again."""
        self.still[symbol] = line
        return self.known.setdefault(line, symbol)

    def __call__(self, expression: sympy.Expr) -> sympy.Expr:
        if expression.is_Atom or not expression.args:
            return expression
        if not expression.free_symbols & self.moving:
            return self._named(expression)
        resting = [part for part in expression.args if not part.free_symbols & self.moving]
        if isinstance(expression, (sympy.Add, sympy.Mul)) and len(resting) > 1:
            going = [self(part) for part in expression.args if part.free_symbols & self.moving]
            return expression.func(self._named(expression.func(*resting)), *going)
        return expression.func(*map(self, expression.args))

    def _named(self, expression: sympy.Expr) -> sympy.Expr:
        if expression.is_number or expression.is_Atom:
            return expression
        if expression in self.known:
            return self.known[expression]
        return self.keep(sympy.Symbol(f"still__{len(self.still)}", real=True), expression)
