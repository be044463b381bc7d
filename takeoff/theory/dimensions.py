"""Units of a derivation: pint reads those of its symbols, and every equation is proven to add like to like."""

from collections.abc import Callable, Sequence

import sympy
from sympy.core.function import AppliedUndef

from takeoff.equations import units as u
from takeoff.theory.derivation import Derivation, Notation

Dimension = dict[str, sympy.Expr]
"""Base dimension -> exponent, which may be a symbol: labour to the power rho. Exponents of 0 are left out."""

ANYTHING: Dimension = {"any": sympy.Integer(1)}
"""Of 0 and infinity, which fit every unit."""


class Mismatch(ArithmeticError):
    """An equation of a derivation that no units fit."""


def prove_units(derivation: Derivation) -> None:
    """Prove that every equation of a derivation is right in every system of units.

    Arguments:
        derivation: its notation gives the units.

    Raises:
        Mismatch: an equation adds, compares or raises what it must not, or has a symbol without a unit.
    """
    assumed = [one.equation for one in derivation.assumptions.values() if one.equation is not None]
    reader = _Reader(derivation.notation)
    for relation in (*assumed, *(step.equation for step in derivation.steps), derivation.result):
        try:
            reader.dimension(relation)
        except Mismatch as error:
            raise Mismatch(f"'{derivation.name}': {error}; in {relation}") from error


def dimension(expression: sympy.Basic, notation: Notation) -> Dimension:
    """The dimension of an expression.

    Arguments:
        expression: an expression or relation of sympy.
        notation: units of its symbols.

    Raises:
        Mismatch: it has none.
    """
    return _Reader(notation).dimension(expression)


class _Reader:
    """One method for each kind of node."""

    def __init__(self, notation: Notation) -> None:
        self.notation = notation
        self.bound: dict[sympy.Basic, Dimension] = {}

    def dimension(self, node: sympy.Basic) -> Dimension:
        if declared := self._declared(node):
            return declared[0]
        for kind, visit in self._visits():
            if isinstance(node, kind):
                return visit(node)
        return self._of_plain_numbers(node)

    def _visits(self) -> Sequence[tuple[type | tuple[type, ...], Callable[[sympy.Basic], Dimension]]]:
        return (
            ((sympy.Number, sympy.NumberSymbol), _number),
            ((sympy.Symbol, AppliedUndef), self._unknown),
            ((sympy.Add, sympy.Max, sympy.Min, sympy.Abs), self._alike),
            (sympy.Mul, self._product),
            (sympy.Pow, self._power),
            (sympy.Piecewise, self._piecewise),
            (sympy.MatrixBase, self._elements),
            (sympy.core.relational.Relational, self._relation),
            (sympy.Derivative, self._derivative),
            (sympy.Integral, self._integral),
            ((sympy.Limit, sympy.Subs, sympy.Sum), self._first),
        )

    def _declared(self, node: sympy.Basic) -> tuple[Dimension] | None:
        """Dimension of a symbol or function with a unit, in a tuple, since a plain number's is empty."""
        if node in self.bound:
            return (self.bound[node],)
        known = node if node in self.notation else node.func if isinstance(node, AppliedUndef) else None
        return (_of_unit(self.notation[known].unit),) if known in self.notation else None

    def _unknown(self, node: sympy.Basic) -> Dimension:
        raise Mismatch(f"'{node}' has no unit")

    def _alike(self, node: sympy.Basic) -> Dimension:
        """A sum; logarithms of quantities with units are put together if need be, since log a - log b is log(a/b)."""
        try:
            return self._common(node, node.args)
        except Mismatch:
            together = sympy.logcombine(node, force=True) if isinstance(node, sympy.Add) else node
            if together == node:
                raise
        return self._common(together, together.args) if isinstance(together, sympy.Add) else self.dimension(together)

    def _common(self, node: sympy.Basic, parts: Sequence[sympy.Basic]) -> Dimension:
        found: Dimension = ANYTHING
        for part in parts:
            other = self.dimension(part)
            if found == ANYTHING:
                found = other
            elif other != ANYTHING and not _same(found, other):
                raise Mismatch(f"{_spelled(found)} beside {_spelled(other)} in '{node}'")
        return found

    def _product(self, node: sympy.Basic) -> Dimension:
        total: Dimension = {}
        for factor in node.args:
            part = self.dimension(factor)
            if part == ANYTHING:
                return ANYTHING
            total = _combined(total, part, sympy.Integer(1))
        return total

    def _power(self, node: sympy.Basic) -> Dimension:
        base, exponent = node.args
        self._plain(exponent, node)
        return _combined({}, self.dimension(base), exponent)

    def _piecewise(self, node: sympy.Basic) -> Dimension:
        for _, condition in node.args:
            self._conditions(condition)
        return self._common(node, [branch for branch, _ in node.args])

    def _conditions(self, condition: sympy.Basic) -> None:
        for relation in condition.atoms(sympy.core.relational.Relational):
            self._relation(relation)

    def _relation(self, node: sympy.Basic) -> Dimension:
        left, right = node.args
        if isinstance(left, sympy.MatrixBase):
            for pair in zip(left, right, strict=True):
                self._common(node, pair)
        else:
            self._common(node, (left, right))
        return {}

    def _elements(self, node: sympy.Basic) -> Dimension:
        return self._common(node, list(node))

    def _derivative(self, node: sympy.Basic) -> Dimension:
        total = self.dimension(node.expr)
        for variable, count in node.variable_count:
            total = _combined(total, self.dimension(variable), -count)
        return total

    def _integral(self, node: sympy.Basic) -> Dimension:
        """An integral; its variable, where it has no unit of its own, takes that of its limits."""
        steps: Dimension = {}
        for variable, *ends in node.limits:
            if not self._declared(variable):
                self.bound[variable] = self._common(node, ends)
            steps = _combined(steps, self._common(node, (variable, *ends)), sympy.Integer(1))
        return _combined(steps, self.dimension(node.function), sympy.Integer(1))

    def _first(self, node: sympy.Basic) -> Dimension:
        return self.dimension(node.args[0])

    def _of_plain_numbers(self, node: sympy.Basic) -> Dimension:
        """A function such as exp or LambertW, or a logical connective: arguments have no unit."""
        for argument in node.args:
            self._plain(argument, node)
        return {}

    def _plain(self, part: sympy.Basic, node: sympy.Basic) -> None:
        found = self.dimension(part)
        if found and found != ANYTHING:
            raise Mismatch(f"'{part}' in '{node}' has the unit {_spelled(found)}, where only a number may stand")


def _number(node: sympy.Basic) -> Dimension:
    return {} if node.is_finite and node.is_nonzero else ANYTHING


def _of_unit(text: str) -> Dimension:
    return {name: sympy.nsimplify(power) for name, power in u.parse_unit(text).dimensionality.items()}


def _combined(total: Dimension, part: Dimension, exponent: sympy.Expr) -> Dimension:
    """Dimension of total times part to a power."""
    if part == ANYTHING:
        return total
    names = [*total, *(name for name in part if name not in total)]
    sums = {name: sympy.expand(total.get(name, 0) + exponent * part.get(name, 0)) for name in names}
    return {name: power for name, power in sums.items() if power != 0}


def _same(one: Dimension, other: Dimension) -> bool:
    return not any(sympy.simplify(power) != 0 for power in _combined(one, other, sympy.Integer(-1)).values())


def _spelled(found: Dimension) -> str:
    return " ".join(name if power == 1 else f"{name}^({power})" for name, power in found.items()) or "a number"
