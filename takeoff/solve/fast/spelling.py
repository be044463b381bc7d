"""How expressions are spelled for heyoka: safe forms of `safe_arrays` that have a Taylor series.

A choice that depends on what moves is made once a step, at its start; both sides of it are the same function, so that
the series of either holds throughout the step.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import heyoka
import sympy

from takeoff.solve.batch.methods import Unspeakable

NEAR_ZERO = 1e-7
"""Below it a power of a mean is told by the first two terms of its series: what is left out is below 1e-9."""


def softplus(x: Any) -> Any:
    """log(1 + exp(x)) for any x."""
    positive = heyoka.gte(x, 0.0)
    beyond = heyoka.log1p(heyoka.exp(heyoka.select(positive, -x, x)))
    return heyoka.select(positive, x, heyoka.expression(0.0)) + beyond


def normal_cdf(x: Any) -> Any:
    """Standard normal distribution function, accurate in the lower tail."""
    return 0.5 * heyoka.erfc(x * (-1.0 / math.sqrt(2.0)))


def soft_min(a: Any, b: Any, sharpness: Any) -> Any:
    """(a^-n + b^-n)^(-1/n) for positive a and b."""
    low = heyoka.log(a)
    return heyoka.exp(low - softplus(sharpness * (low - heyoka.log(b))) / sharpness)


def soft_min_slope(a: Any, b: Any, sharpness: Any) -> Any:
    """(1 + (a/b)^n)^(-1 - 1/n) for positive a and b."""
    distance = sharpness * (heyoka.log(a) - heyoka.log(b))
    return heyoka.exp(-(1.0 + 1.0 / sharpness) * softplus(distance))


def ces_bottleneck(share: Any, machine: Any, human: Any, substitution: Any) -> Any:
    """Task CES for abundant machine labour; see `safe_math.ces_bottleneck`."""
    rest = 1.0 - share
    worker = human / rest
    advantage = heyoka.log(machine / share) - heyoka.log(worker)
    series = share * advantage * (1.0 + 0.5 * substitution * rest * advantage)
    mean = heyoka.log(rest + share * heyoka.exp(substitution * advantage)) / substitution
    near = heyoka.logical_and([heyoka.gt(substitution, -NEAR_ZERO), heyoka.lt(substitution, NEAR_ZERO)])
    result = worker * heyoka.exp(heyoka.select(near, series, mean))
    result = heyoka.select(heyoka.gte(share, 1.0), machine, result)
    return heyoka.select(heyoka.lte(share, 0.0), human, result)


def box_cox(x: Any, exponent: Any) -> Any:
    """(exp(power x) - 1)/power, and its limit x at power 0."""
    return heyoka.select(heyoka.eq(exponent, 0.0), x, heyoka.expm1(exponent * x) / exponent)


def power(x: Any, exponent: Any) -> Any:
    """x^n."""
    return x**exponent


def power_bend(x: Any, exponent: Any) -> Any:
    """x^n ln(x) for positive x."""
    return x**exponent * heyoka.log(x)


HEADS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "exp": heyoka.exp,
        "log": heyoka.log,
        "logistic": heyoka.sigmoid,
        "softplus": softplus,
        "normal_cdf": normal_cdf,
        "soft_min": soft_min,
        "soft_min_slope": soft_min_slope,
        "ces_bottleneck": ces_bottleneck,
        "box_cox": box_cox,
        "power": power,
        "power_bend": power_bend,
    }
)
"""Head -> expression of heyoka."""
RELATIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "StrictGreaterThan": heyoka.gt,
        "GreaterThan": heyoka.gte,
        "StrictLessThan": heyoka.lt,
        "LessThan": heyoka.lte,
    }
)


class Speller:
    """Turns lines of sympy into expressions of heyoka, each line once.

    Arguments:
        known: symbol -> expression; lines are added.
    """

    def __init__(self, known: Mapping[sympy.Symbol, Any]) -> None:
        self.known = dict(known)

    def spell(self, lines: Mapping[sympy.Symbol, sympy.Expr], results: list[sympy.Expr]) -> list[Any]:
        """Expressions of results.

        Arguments:
            lines: symbol -> expression, each after what it needs.
            results: what is wanted.

        Raises:
            Unspeakable: a function that has no spelling.
        """
        for symbol, line in lines.items():
            self.known[symbol] = self._of(line)
        return [self._of(result) for result in results]

    def _of(self, expression: sympy.Expr) -> Any:
        if expression in self.known:
            return self.known[expression]
        if expression.is_number:
            return heyoka.expression(float(expression))
        if isinstance(expression, sympy.Piecewise):
            return self._branches(expression)
        if isinstance(expression, sympy.Pow) and expression.base is not sympy.E:
            return self._power(self._of(expression.base), expression.exp)
        parts = [self._of(part) for part in expression.args]
        if isinstance(expression, sympy.Add):
            return heyoka.sum(parts)
        if isinstance(expression, sympy.Mul):
            return heyoka.prod(parts)
        return self._head(type(expression).__name__)(*parts)

    def _head(self, name: str) -> Callable[..., Any]:
        if name not in HEADS:
            raise Unspeakable(f"heyoka has no spelling of '{name}'")
        return HEADS[name]

    def _branches(self, expression: sympy.Piecewise) -> Any:
        *branches, (last, _) = expression.args
        chosen = self._of(last)
        for value, condition in reversed(branches):
            relation = RELATIONS.get(type(condition).__name__)
            if relation is None:
                raise Unspeakable(f"heyoka has no spelling of '{type(condition).__name__}'")
            chosen = heyoka.select(relation(*map(self._of, condition.args)), self._of(value), chosen)
        return chosen

    def _power(self, base: Any, exponent: sympy.Expr) -> Any:
        """Whole powers as products and roots by themselves, since they have a series at 0 or no use for logarithms."""
        if exponent.is_Integer and 0 < int(exponent) <= 4:
            return heyoka.prod([base] * int(exponent))
        if exponent == -1:
            return 1.0 / base
        if exponent == sympy.Rational(1, 2):
            return heyoka.sqrt(base)
        return base ** self._of(exponent)
