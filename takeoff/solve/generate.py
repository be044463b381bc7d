"""Generated functions: assignments in order, common parts shared, what does not change computed once a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from takeoff.algebra.system import needed
from takeoff.equations.functions import NUMERICS
from takeoff.errors import RunError

Symbols = Sequence[sympy.Symbol]
Numbers = Sequence[float]


class NotFinite(RunError):
    """A function of the model gave no finite number."""

    def __init__(self, reason: str) -> None:
        hint = "no width, limit or scale that something is divided by may be 0; logarithms need positive numbers"
        super().__init__(f"with these values the model gives no finite number ({reason})", hint)
        self.reason = reason


@dataclass(frozen=True)
class Generated:
    """A function in two halves.

    Arguments:
        prepare: numbers that stay -> tuple of constants.
        call: (numbers that change..., constants) -> list of results.
    """

    prepare: Callable[[Numbers], Any]
    call: Callable[..., Any]

    def bind(self, fixed: Numbers) -> Callable[..., Any]:
        """The function for one run, whose fixed numbers are filled in.

        Raises:
            NotFinite: what stays during a run gives no number.
        """
        call = self.call
        try:
            constants = self.prepare(fixed)
        except (ArithmeticError, ValueError, TypeError) as error:
            raise NotFinite(str(error)) from error
        return lambda *changing: call(*changing, constants)


def generate(
    assignments: Mapping[sympy.Symbol, sympy.Expr],
    targets: Sequence[sympy.Expr],
    changing: Sequence[Any],
    fixed: Symbols,
) -> Generated:
    """Generate code for some targets.

    Arguments:
        assignments: symbol -> expression, in any order; only what the targets need is kept.
        targets: what the function returns, as a list.
        changing: argument groups that change during a run: symbols or tuples of them.
        fixed: symbols that stay for a run.
    """
    moving = _flat(changing)
    lines = needed(assignments, targets, (*moving, *fixed))
    lines, results = _shared(lines, list(targets))
    still, lines, results = _hoisted(lines, results, set(moving))
    kept = _reached((*lines.values(), *results)) & ({*still} | set(fixed))
    constants = [symbol for symbol in (*fixed, *still) if symbol in kept]
    prepare = _function([tuple(fixed)], needed(still, constants, fixed), constants)
    call = _function([*changing, tuple(constants)], needed(lines, results, (*moving, *constants)), results)
    return Generated(prepare, call)


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


def _function(
    arguments: list[Any], lines: Mapping[sympy.Symbol, sympy.Expr], targets: list[sympy.Expr]
) -> Callable[..., Any]:
    function: Callable[..., Any] = sympy.lambdify(
        arguments,
        targets,
        modules=[dict(NUMERICS), "math"],
        cse=lambda expressions: (list(lines.items()), list(expressions)),
    )
    return function
