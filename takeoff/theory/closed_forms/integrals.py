"""Definite integrals from 0 to t, term by term, by sympy's rules that always come to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sympy
from sympy.integrals.manualintegrate import manualintegrate

from takeoff.equations.heads import Head
from takeoff.errors import brief
from takeoff.theory.closed_forms.naming import T, listed, words
from takeoff.theory.closed_forms.reason import NoForm
from takeoff.theory.closed_forms.shorter import shortest

MOST_OPERATIONS = 12
"""Largest term that is integrated."""

MOST_TERMS = 24
"""Most terms of one integral."""

BROKEN = (ArithmeticError, AttributeError, NotImplementedError, TypeError, ValueError)
"""What sympy's rules raise where they break down instead of giving up."""

LONGEST_TERM = 70
"""Longest term that a reason shows, in characters."""

Integral = tuple[sympy.Expr, tuple[sympy.Expr, ...]]
"""An integral, and the expressions by which it divides that parameters can make 0."""


def integral(rate: sympy.Expr, variable: sympy.Symbol = T, low: sympy.Expr = sympy.S.Zero) -> Integral:
    """The integral from `low` to the variable.

    Arguments:
        rate: integrand.
        variable: of integration, and upper end.
        low: lower end.

    Raises:
        NoForm: no rule gives it, or it is too large.
    """
    constant, moving = rate.as_independent(variable, as_Add=False)
    terms = opened(moving, variable)
    if len(terms) > MOST_TERMS:
        raise NoForm(f"its integral has more than {MOST_TERMS} terms")
    values: list[sympy.Expr] = []
    divided: dict[sympy.Expr, None] = {}
    for part, coefficient in terms.items():
        value, nonzero = _integrated(part, variable, low)
        values.append(coefficient * value)
        divided |= dict.fromkeys(nonzero)
    return constant * sympy.Add(*values), tuple(divided)


def opened(expression: sympy.Expr, variable: sympy.Symbol) -> dict[sympy.Expr, sympy.Expr]:
    """An expression as a sum: products of functions of a variable -> their coefficients, which stay as they are.

    Arguments:
        expression: whose products of sums are multiplied out as far as they have the variable.
        variable: such as time.
    """
    found: dict[sympy.Expr, list[sympy.Expr]] = {}
    for coefficient, part in _terms(expression, variable):
        found.setdefault(part, []).append(coefficient)
    return {part: shortest(sympy.Add(*coefficients)) for part, coefficients in found.items()}


def _terms(expression: sympy.Expr, variable: sympy.Symbol) -> Iterator[tuple[sympy.Expr, sympy.Expr]]:
    constant, moving = expression.as_independent(variable, as_Add=False)
    moving = sympy.powsimp(moving, combine="exp")
    wide = moving.expand(deep=False, power_exp=False, power_base=False, log=False)
    if not wide.is_Add:
        yield constant, wide
        return
    for term in wide.args:
        yield from ((constant * coefficient, part) for coefficient, part in _terms(term, variable))


def _integrated(part: sympy.Expr, variable: sympy.Symbol, low: sympy.Expr) -> Integral:
    """The integral of a product of functions of the variable."""
    rest, fixed, nonzero = _with_plain_rates(part, variable)
    told = brief(words(part), LONGEST_TERM)
    if heads := {type(head).__name__ for head in rest.atoms(Head)}:
        raise NoForm(f"sympy knows no integral of {listed(sorted(heads))}")
    if rest.count_ops() > MOST_OPERATIONS:
        raise NoForm(f"the integral of {told} is too large for sympy's rules")
    value, divided = _antiderivative(rest, variable)
    if value is None:
        raise NoForm(f"sympy's rules find no integral of {told} over {words(variable)}")
    value = _real_logarithms(value, variable, low)
    difference = sympy.factor_terms(value - value.subs(variable, low))
    if difference.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I):
        raise NoForm(f"the integral of {told} over {words(variable)} is not finite from its start")
    return difference.xreplace(fixed), tuple(one.xreplace(fixed) for one in (*nonzero, *divided))


def _with_plain_rates(
    rest: sympy.Expr, variable: sympy.Symbol
) -> tuple[sympy.Expr, dict[sympy.Symbol, sympy.Expr], tuple[sympy.Expr, ...]]:
    """A term whose exponentials are exp(k t) for a single symbol k, what each k is, and those that may be 0."""
    fixed: dict[sympy.Symbol, sympy.Expr] = {}
    new: dict[sympy.Expr, sympy.Expr] = {}
    for power in sorted(rest.atoms(sympy.exp), key=sympy.default_sort_key):
        slope = power.args[0].diff(variable)
        if slope.has(variable) or slope == 0:
            continue
        offset = sympy.expand(power.args[0] - slope * variable)
        if sympy.cancel(slope) == 0:
            new[power] = sympy.exp(offset)
            continue
        rate = sympy.Dummy(f"k{len(fixed)}", real=True, nonzero=True)
        fixed[rate] = shortest(slope)
        new[power] = sympy.exp(offset) * sympy.exp(rate * variable)
    nonzero = tuple(slope for slope in fixed.values() if not slope.is_nonzero)
    return rest.xreplace(new), fixed, nonzero


def _antiderivative(rest: sympy.Expr, variable: sympy.Symbol) -> tuple[sympy.Expr | None, tuple[sympy.Expr, ...]]:
    """An antiderivative on the branch where no divisor is 0, and the divisors; None where there is none."""
    try:
        found = manualintegrate(rest, variable)
    except BROKEN:
        return None, ()
    divided: dict[sympy.Expr, None] = {}
    while kinks := found.atoms(sympy.Piecewise):
        kink = min(kinks, key=sympy.default_sort_key)
        value, condition = kink.args[0]
        if not isinstance(condition, sympy.Ne):
            return None, ()
        divided[condition.lhs - condition.rhs] = None
        found = found.xreplace({kink: value})
    return (None, ()) if found.has(sympy.Integral) else (found, tuple(divided))


def _real_logarithms(value: sympy.Expr, variable: sympy.Symbol, low: sympy.Expr) -> sympy.Expr:
    """An antiderivative whose logarithms are of what is positive at the lower end."""
    negative = [one for one in value.atoms(sympy.log) if one.args[0].subs(variable, low).is_negative]
    return value.xreplace({one: sympy.log(sympy.expand(-one.args[0])) for one in negative})


def possible_zeros(expressions: Iterable[sympy.Expr]) -> tuple[sympy.Expr, ...]:
    """Irreducible factors of some expressions that parameters in their ranges can make 0.

    Arguments:
        expressions: by which was divided.
    """
    factors: dict[sympy.Expr, None] = {}
    for expression in expressions:
        numerator = sympy.fraction(sympy.factor(sympy.together(expression)))[0]
        for factor in sympy.Mul.make_args(numerator):
            base = factor.as_base_exp()[0]
            base = -base if base.could_extract_minus_sign() else base
            if not base.is_number and not base.is_nonzero:
                factors[base] = None
    return tuple(factors)
