"""The numerical forms of `safe_math` for arrays: element by element, where a float would raise an element is nan.

What overflows is infinite and what vanishes is 0, so a formula that both sides of a choice are computed for does no
harm where it is not chosen. Only elementwise operations are used: an element does not depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from takeoff.equations import safe_math

Floats = npt.NDArray[np.float64]


def logistic(x: Any) -> Any:
    """1/(1 + exp(-x)); what exp(-x) overflows for is below every normal number."""
    return 1.0 / (1.0 + np.exp(-x))


def softplus(x: Any) -> Any:
    """log(1 + exp(x)) for any x."""
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def power(x: Any, exponent: Any) -> Any:
    """x^n, by the logarithm where x is above 0: that is up to ten times faster than `numpy.power`."""
    result = np.exp(exponent * np.log(x))
    special = np.less_equal(x, 0.0)
    return np.where(special, np.power(x, exponent), result) if np.count_nonzero(special) else result


def soft_min(a: Any, b: Any, sharpness: Any) -> Any:
    """(a^-n + b^-n)^(-1/n) for a, b >= 0 and n > 0; 0 when either is 0."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    ratio = np.exp(sharpness * np.log(low / high))
    result = low * np.exp(-np.log1p(ratio) / sharpness)
    inside = np.greater(low, 0.0)
    return result if _hold(inside) else np.where(inside, result, np.where(np.equal(low, 0.0), 0.0, np.nan))


def soft_min_slope(a: Any, b: Any, sharpness: Any) -> Any:
    """Derivative of the soft minimum by a: (m/a)^(n+1), which is 1 where only a is 0 and 0 where only b is."""
    ratio = power(np.divide(np.minimum(a, b), np.maximum(a, b)), sharpness)
    share = np.where(np.less_equal(a, b), 1.0, ratio) / (1.0 + ratio)
    legal = np.greater(np.maximum(a, b), 0.0) & np.greater_equal(np.minimum(a, b), 0.0)
    return np.where(legal, power(share, 1.0 + 1.0 / np.asarray(sharpness)), np.nan)


def ces_bottleneck(share: Any, machine: Any, human: Any, substitution: Any) -> Any:
    """Task CES for abundant machine labour; see `safe_math.ces_bottleneck`."""
    rest = 1.0 - share
    worker = human / rest
    advantage = np.log(machine / share) - np.log(worker)
    exponent = _log_of_mean(share, rest, substitution * advantage) / substitution
    at_limit = np.less(np.abs(substitution), 1e-12)
    if np.count_nonzero(at_limit):
        exponent = np.where(at_limit, share * advantage, exponent)
    result = worker * np.exp(exponent)
    inside = np.greater(share, 0.0) & np.less(share, 1.0) & np.greater(human, 0.0)
    if _hold(inside):
        return result
    alone = np.where(np.less_equal(substitution, 0.0), 0.0, machine * power(share, (1.0 - substitution) / substitution))
    without = np.where(np.greater_equal(share, 1.0), machine, alone)
    return np.where(inside, result, np.where(np.less_equal(share, 0.0), human, without))


def _log_of_mean(share: Any, rest: Any, gain: Any) -> Any:
    """ln(1 + f (exp(x) - 1)), where `rest` is 1 - f; of its two forms those that some element needs are computed."""
    small = np.greater(gain, -1.0)
    if _hold(small):
        return np.log1p(share * np.expm1(gain))
    result = np.log(rest + share * np.exp(gain))
    return np.where(small, np.log1p(share * np.expm1(gain)), result) if np.count_nonzero(small) else result


def _hold(conditions: Any) -> bool:
    """Whether all hold; counting them takes a fraction of the time of `all`."""
    return bool(np.count_nonzero(conditions) == np.size(conditions))


def box_cox(x: Any, exponent: Any) -> Any:
    """(exp(power x) - 1)/power, and its limit x at power 0."""
    return np.where(np.equal(exponent, 0.0), x, np.expm1(exponent * x) / exponent)


def power_bend(x: Any, exponent: Any) -> Any:
    """x^n ln(x) for x >= 0, and its limit 0 at 0 where n is above 0."""
    vanishes = np.equal(x, 0.0) & np.greater(exponent, 0.0)
    return np.where(vanishes, 0.0, power(x, exponent) * np.log(x))


def _each(function: Callable[..., float]) -> Callable[..., Any]:
    """A function of arrays that calls one of floats for each element; for those that hardly any equation needs."""

    def one(*arguments: float) -> float:
        try:
            return function(*arguments)
        except (ArithmeticError, ValueError, TypeError):
            return np.nan

    return np.vectorize(one, otypes=[float])


ARRAYS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "logistic": logistic,
        "softplus": softplus,
        "normal_cdf": ndtr,
        "soft_min": soft_min,
        "soft_min_slope": soft_min_slope,
        "soft_min_bend": _each(safe_math.soft_min_bend),
        "ces_bottleneck": ces_bottleneck,
        "ces_bend": _each(safe_math.ces_bend),
        "box_cox": box_cox,
        "power": power,
        "power_bend": power_bend,
    }
)
"""Head -> function of arrays, for generated code."""
