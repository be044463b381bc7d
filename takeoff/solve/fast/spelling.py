"""How expressions are spelled for heyoka: safe forms of `safe_arrays` that have a Taylor series.

A choice that depends on what moves is made once a step, at its start; both sides of it are the same function, so that
the series of either holds throughout the step.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

import heyoka
import sympy

from takeoff.solve.batch.methods import Unspeakable

LEAST = 1e-12
"""Powers of a mean nearer to 0 are told by this one; what that changes is smaller still."""


def softplus(x: Any) -> Any:
    """log(1 + exp(x)) for any x."""
    positive = heyoka.gte(x, 0.0)
    beyond = heyoka.log1p(heyoka.exp(heyoka.select(positive, -x, x)))
    return heyoka.select(positive, x, heyoka.expression(0.0)) + beyond


def normal_cdf(x: Any) -> Any:
    """Standard normal distribution function, accurate in the lower tail."""
    return 0.5 * heyoka.erfc(x * (-1.0 / math.sqrt(2.0)))


def box_cox(x: Any, exponent: Any) -> Any:
    """(exp(power x) - 1)/power, and its limit x at power 0."""
    return heyoka.select(heyoka.eq(exponent, 0.0), x, heyoka.expm1(exponent * x) / exponent)


def magnitude(x: Any) -> Any:
    """|x|."""
    return heyoka.select(heyoka.lt(x, 0.0), -x, x)


def power(x: Any, exponent: Any) -> Any:
    """x^n."""
    return x**exponent


def power_bend(x: Any, exponent: Any) -> Any:
    """x^n ln(x) for positive x."""
    return x**exponent * heyoka.log(x)


HEADS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "Abs": magnitude,
        "exp": heyoka.exp,
        "log": heyoka.log,
        "logistic": heyoka.sigmoid,
        "softplus": softplus,
        "normal_cdf": normal_cdf,
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

    What is the exponential of something known, or a product of such, is told by the sum of the logarithms: a series of
    a sum costs nothing beside those of products, powers and logarithms.

    Arguments:
        known: symbol -> expression; lines are added.
        still: symbols among them that stay during a piece.
        modes: symbols among these that are 0 or 1.
    """

    def __init__(
        self,
        known: Mapping[sympy.Symbol, Any],
        still: Collection[sympy.Symbol] = (),
        modes: Collection[sympy.Symbol] = (),
    ) -> None:
        self.known, self.still, self.modes = dict(known), frozenset(still), frozenset(modes)
        self.lines: dict[sympy.Symbol, sympy.Expr] = {}
        self._logarithms: dict[sympy.Symbol, Any] = {}

    def spell(self, lines: Mapping[sympy.Symbol, sympy.Expr], results: list[sympy.Expr]) -> list[Any]:
        """Expressions of results.

        Arguments:
            lines: symbol -> expression, each after what it needs.
            results: what is wanted.

        Raises:
            Unspeakable: a function that has no spelling.
        """
        self.lines |= lines
        for symbol, line in lines.items():
            self.known[symbol] = self._of(line)
            self._logarithms[symbol] = self._known_logarithm(line)
        return [self._of(result) for result in results]

    def _of(self, expression: sympy.Expr) -> Any:
        if expression in self.known:
            return self.known[expression]
        if expression.is_number:
            return heyoka.expression(float(expression))
        if isinstance(expression, sympy.Piecewise):
            return self._branches(expression, self._of)
        if isinstance(expression, sympy.Pow) and expression.base is not sympy.E:
            return self._power(expression.base, expression.exp)
        if isinstance(expression, sympy.Mul):
            return self._product(expression)
        name = type(expression).__name__
        if name in LOGARITHMS:
            return heyoka.exp(LOGARITHMS[name](self, *expression.args))
        if name in BENDS:
            return BENDS[name](self, *expression.args)
        if name == "log":
            return self.logarithm(*expression.args)
        parts = [self._of(part) for part in expression.args]
        if isinstance(expression, sympy.Add):
            return heyoka.sum(parts)
        return self._head(name)(*parts)

    def _product(self, product: sympy.Mul) -> Any:
        """Factors one by one, those with known logarithms together where that saves a product."""
        known = [
            factor for factor in product.args if not self._stays(factor) and self._known_logarithm(factor) is not None
        ]
        if len(known) < 2:
            return heyoka.prod([self._of(factor) for factor in product.args])
        others = [self._of(factor) for factor in product.args if factor not in known]
        return heyoka.prod([*others, heyoka.exp(heyoka.sum([self._known_logarithm(factor) for factor in known]))])

    def _stays(self, expression: sympy.Expr) -> bool:
        return self.still.issuperset(expression.free_symbols)

    def logarithm(self, expression: sympy.Expr) -> Any:
        """The logarithm of an expression, as a sum if it is known as one."""
        known = self._known_logarithm(expression)
        return heyoka.log(self._of(expression)) if known is None else known

    def _known_logarithm(self, expression: sympy.Expr) -> Any:
        """The logarithm of an expression that moves, if nothing need be computed for it; else None."""
        if expression.is_Symbol:
            return self._logarithms.get(expression)
        if isinstance(expression, sympy.Piecewise):
            values = [value for value, _ in expression.args]
            known = [self._known_logarithm(value) for value in values]
            some = any(one is not None for one in known) and not any(value.is_zero for value in values)
            return self._branches(expression, self.logarithm) if some else None
        if isinstance(expression, sympy.Mul):
            return self._logarithm_of_product(expression)
        if isinstance(expression, sympy.exp):
            return self._of(expression.args[0])
        if isinstance(expression, sympy.Pow) and self._stays(expression.exp):
            simple = expression.exp.is_Integer or expression.exp == sympy.Rational(1, 2)
            base = self._known_logarithm(expression.base) if simple else self.logarithm(expression.base)
            return None if base is None else base * self._of(expression.exp)
        name = type(expression).__name__
        return LOGARITHMS[name](self, *expression.args) if name in LOGARITHMS else None

    def _logarithm_of_product(self, product: sympy.Mul) -> Any:
        staying = [self._of(factor) for factor in product.args if self._stays(factor)]
        moving = [self._known_logarithm(factor) for factor in product.args if not self._stays(factor)]
        if not moving or any(one is None for one in moving):
            return None
        return heyoka.sum([*moving, heyoka.log(heyoka.prod(staying))] if staying else moving)

    def _head(self, name: str) -> Callable[..., Any]:
        if name not in HEADS:
            raise Unspeakable(f"heyoka has no spelling of '{name}'")
        return HEADS[name]

    def _branches(self, expression: sympy.Piecewise, told: Callable[[sympy.Expr], Any]) -> Any:
        *branches, (last, _) = expression.args
        chosen = told(last)
        for value, condition in reversed(branches):
            chosen = heyoka.select(self._condition(condition), told(value), chosen)
        return chosen

    def _condition(self, condition: sympy.Basic) -> Any:
        mode, least = condition.args if isinstance(condition, sympy.StrictGreaterThan) else (None, None)
        if mode in self.modes and least == sympy.Rational(1, 2):
            return self.known[mode]
        relation = RELATIONS.get(type(condition).__name__)
        if relation is None:
            raise Unspeakable(f"heyoka has no spelling of '{type(condition).__name__}'")
        return relation(*map(self._of, condition.args))

    def _power(self, base: sympy.Expr, exponent: sympy.Expr) -> Any:
        """Whole powers as products and roots by themselves, since they have a series at 0 or no use for logarithms."""
        if exponent.is_Integer and 0 < int(exponent) <= 4:
            return heyoka.prod([self._of(base)] * int(exponent))
        if exponent == -1:
            return 1.0 / self._of(base)
        known = self._known_logarithm(base)
        if known is not None:
            return heyoka.exp(known * self._of(exponent))
        if exponent == sympy.Rational(1, 2):
            return heyoka.sqrt(self._of(base))
        return self._of(base) ** self._of(exponent)

    def odds(self, share: sympy.Expr) -> Any:
        """log(x / (1 - x)): what a logistic is of."""
        line = share
        while line in self.lines:
            line = self.lines[line]
        if type(line).__name__ == "logistic":
            return self._of(line.args[0])
        return self.logarithm(share) - heyoka.log(1.0 - self._of(share))

    def value(self, expression: sympy.Expr) -> Any:
        """An expression, of what is known."""
        return self._of(expression)


def soft_min(speller: Speller, a: sympy.Expr, b: sympy.Expr, sharpness: sympy.Expr) -> Any:
    """Logarithm of (a^-n + b^-n)^(-1/n) for positive a and b."""
    low, power = speller.logarithm(a), speller.value(sharpness)
    return low - softplus(power * (low - speller.logarithm(b))) / power


def soft_min_slope(speller: Speller, a: sympy.Expr, b: sympy.Expr, sharpness: sympy.Expr) -> Any:
    """Logarithm of (1 + (a/b)^n)^(-1 - 1/n) for positive a and b."""
    power = speller.value(sharpness)
    distance = power * (speller.logarithm(a) - speller.logarithm(b))
    return -(1.0 + 1.0 / power) * softplus(distance)


def ces_bottleneck(
    speller: Speller, share: sympy.Expr, machine: sympy.Expr, human: sympy.Expr, substitution: sympy.Expr
) -> Any:
    """Logarithm of the task CES for abundant machine labour; see `safe_math.ces_bottleneck`."""
    part, power = speller.value(share), speller.value(substitution)
    near = heyoka.logical_and([heyoka.gt(power, -LEAST), heyoka.lt(power, LEAST)])
    power = heyoka.select(near, heyoka.expression(LEAST), power)
    machines, humans = speller.logarithm(machine), speller.logarithm(human)
    advantage = machines - humans - speller.odds(share)
    mean = heyoka.log1p(part * heyoka.expm1(power * advantage)) / power
    result = humans - heyoka.log(1.0 - part) + mean
    result = heyoka.select(heyoka.gte(part, 1.0), machines, result)
    return heyoka.select(heyoka.lte(part, 0.0), humans, result)


LOGARITHMS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"soft_min": soft_min, "soft_min_slope": soft_min_slope, "ces_bottleneck": ces_bottleneck}
)
"""Head -> logarithm of what it gives, of a speller and what it is given."""


def soft_min_bend(speller: Speller, a: sympy.Expr, b: sympy.Expr, sharpness: sympy.Expr) -> Any:
    """Derivative of the soft minimum by its sharpness, for positive a and b."""
    power = speller.value(sharpness)
    ratio = power * (speller.logarithm(a) - speller.logarithm(b))
    ratio = heyoka.select(heyoka.gt(ratio, 0.0), -ratio, ratio)
    inside = softplus(ratio) - heyoka.sigmoid(ratio) * ratio
    return heyoka.exp(soft_min(speller, a, b, sharpness)) * inside / (power * power)


def ces_bend(
    speller: Speller, share: sympy.Expr, machine: sympy.Expr, human: sympy.Expr, substitution: sympy.Expr
) -> Any:
    """Derivative of the task CES by the substitution, with some people; see `safe_math.ces_bend`."""
    part, power = speller.value(share), speller.value(substitution)
    rest, odds = 1.0 - part, speller.odds(share)
    advantage = speller.logarithm(machine) - speller.logarithm(human) - odds
    gain = power * advantage
    third, fourth = (rest - part) * advantage, (1.0 - 6.0 * part * rest) * advantage * advantage
    near = part * rest * advantage * advantage * (0.5 + power * (third / 3.0 + power * fourth / 8.0))
    mean = heyoka.log1p(part * heyoka.expm1(gain))
    beyond = (heyoka.sigmoid(gain + odds) * gain - mean) / (power * power)
    small = heyoka.logical_and([heyoka.gt(gain, -1e-3), heyoka.lt(gain, 1e-3)])
    inside = heyoka.logical_and([heyoka.gt(part, 0.0), heyoka.lt(part, 1.0)])
    output = heyoka.exp(ces_bottleneck(speller, share, machine, human, substitution))
    return heyoka.select(inside, output * heyoka.select(small, near, beyond), heyoka.expression(0.0))


BENDS: Mapping[str, Callable[..., Any]] = MappingProxyType({"soft_min_bend": soft_min_bend, "ces_bend": ces_bend})
"""Head -> what it gives, of a speller and what it is given; derivatives alone have these."""
