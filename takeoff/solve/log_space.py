"""Products and powers of what is integrated as its logarithm, merged in log space: fewer exponentials and logarithms.

For x = exp(u): log(c x^2) becomes log(c) + 2 u, and x^p y^q becomes exp(p u + q v). A power is rewritten only where its
base is surely positive, so that nothing changes where it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sympy

Lines = dict[sympy.Symbol, sympy.Expr]


def in_log_space(
    lines: Mapping[sympy.Symbol, sympy.Expr], targets: Sequence[sympy.Expr], moving: Iterable[sympy.Symbol]
) -> tuple[Lines, list[sympy.Expr]]:
    """Rewrite lines and what is wanted from them.

    Arguments:
        lines: symbol -> expression, each after what it needs.
        targets: expressions.
        moving: symbols that change during a run.
    """
    space, renewed = _Space(set(moving)), {}
    for symbol, line in lines.items():
        renewed[symbol] = space.rewritten(line)
        space.note(symbol, renewed[symbol])
    return renewed, [space.rewritten(target) for target in targets]


@dataclass(frozen=True)
class _Logarithm:
    """A logarithm as a sum.

    Arguments:
        value: the sum.
        sure: whether what it is the logarithm of is surely positive.
    """

    value: sympy.Expr
    sure: bool


@dataclass
class _Space:
    moving: set[sympy.Symbol]
    logarithms: dict[sympy.Symbol, _Logarithm] = field(default_factory=dict)

    def note(self, symbol: sympy.Symbol, line: sympy.Expr) -> None:
        """Keep the logarithm of a line, if it is a sum of known ones."""
        if self._moves(line):
            self.moving.add(symbol)
            if (found := self._logarithm(line)) is not None:
                self.logarithms[symbol] = found

    def rewritten(self, expression: sympy.Basic) -> sympy.Basic:
        """An expression with its products and powers merged."""
        if expression.is_Atom or not self._moves(expression):
            return expression
        parts = [self.rewritten(part) for part in expression.args]
        if isinstance(expression, sympy.log) and (found := self._logarithm(parts[0])):
            return found.value
        if isinstance(expression, sympy.Pow) and not _is_simple(parts[1]):
            found = self._logarithm(parts[0])
            if found and found.sure:
                return sympy.exp(parts[1] * found.value)
        return expression.func(*parts)

    def _moves(self, expression: sympy.Basic) -> bool:
        return bool(expression.free_symbols & self.moving)

    def _logarithm(self, product: sympy.Expr) -> _Logarithm | None:
        """The logarithm of a product of powers of what has known ones, and of what does not move."""
        still, total = sympy.Integer(1), sympy.Integer(0)
        sure = True
        for factor in sympy.Mul.make_args(product):
            base, exponent = factor.as_base_exp()
            if not self._moves(factor):
                still *= factor
            elif base is sympy.E:
                total += exponent
            elif base in self.logarithms:
                total += exponent * self.logarithms[base].value
                sure = sure and self.logarithms[base].sure
            else:
                return None
        return _Logarithm(total + sympy.log(still), sure and bool(still.is_positive))


def _is_simple(exponent: sympy.Expr) -> bool:
    """Whether a power is computed without a logarithm: a small whole number, or a root of one."""
    return bool(exponent.is_Rational and exponent.q <= 2 and abs(exponent.p) <= 2)
