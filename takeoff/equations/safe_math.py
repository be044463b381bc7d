"""Numerical forms of the language's functions that neither overflow nor cancel."""

from __future__ import annotations

import math
from math import exp, expm1, log, log1p


def logistic(x: float) -> float:
    """1/(1 + exp(-x)) for any x."""
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    grown = math.exp(x)
    return grown / (1.0 + grown)


def softplus(x: float) -> float:
    """log(1 + exp(x)) for any x."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def normal_cdf(x: float) -> float:
    """Standard normal distribution function, accurate in the lower tail."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def soft_min(a: float, b: float, sharpness: float) -> float:
    """(a^-n + b^-n)^(-1/n) for a, b >= 0 and n > 0; 0 when either is 0."""
    low, high = (a, b) if a <= b else (b, a)
    if low <= 0.0:
        if low < 0.0:
            raise ValueError("soft_min of a negative number")
        return 0.0
    return float(low * (1.0 + (low / high) ** sharpness) ** (-1.0 / sharpness))


def soft_min_slope(a: float, b: float, sharpness: float) -> float:
    """Derivative of the soft minimum by a: (m/a)^(n+1), which is 1 where only a is 0 and 0 where only b is."""
    if max(a, b) <= 0.0 or min(a, b) < 0.0:
        raise ValueError("soft_min has no derivative where both are 0")
    if a <= b:
        return float((1.0 + (a / b) ** sharpness) ** (-1.0 - 1.0 / sharpness))
    ratio = (b / a) ** sharpness
    return float((ratio / (1.0 + ratio)) ** (1.0 + 1.0 / sharpness))


def soft_min_bend(a: float, b: float, sharpness: float) -> float:
    """Derivative of the soft minimum by its sharpness; 0 where either is 0."""
    low, high = (a, b) if a <= b else (b, a)
    if low <= 0.0:
        return 0.0
    ratio = (low / high) ** sharpness
    inside = math.log1p(ratio) / sharpness - ratio / (1.0 + ratio) * math.log(low / high)
    return float(soft_min(a, b, sharpness) * inside / sharpness)


def ces_bottleneck(share: float, machine: float, human: float, substitution: float) -> float:
    """Task CES for abundant machine labour, m > f (m + h); the limit m^f ... is taken at substitution 0.

    With a = ln(m/f), b = ln(h/(1-f)) the formula is exp(b) (1 + f (exp(rho (a-b)) - 1))^(1/rho), which stays accurate
    for rho near 0 and for m beyond any bound.
    """
    if share <= 0.0:
        return human
    if human <= 0.0 or share >= 1.0:
        return _without_people(share, machine, substitution)
    worker = human / (1.0 - share)
    advantage = log(machine / share) - log(worker)
    if -1e-12 < substitution < 1e-12:
        return worker * exp(share * advantage)
    gain = substitution * advantage
    return worker * exp(_log_of_mean(share, gain) / substitution)


def ces_bend(share: float, machine: float, human: float, substitution: float) -> float:
    """Derivative of the task CES for abundant machine labour by the substitution.

    With a as in `ces_bottleneck`, ln(1 + f (exp(rho a) - 1)) is the sum of k_n rho^n/n!, where k_n are the cumulants of
    a coin of probability f that pays a; near rho = 0 the series is taken, elsewhere the logarithm itself.
    """
    if not 0.0 < share < 1.0 or (human <= 0.0 and substitution <= 0.0):
        return 0.0
    output = ces_bottleneck(share, machine, human, substitution)
    if human <= 0.0:
        return -output * math.log(share) / substitution**2
    advantage = math.log(machine / share) - math.log(human / (1.0 - share))
    gain, rest = substitution * advantage, 1.0 - share
    if abs(gain) < 1e-3:
        third, fourth = (rest - share) * advantage, (1.0 - 6.0 * share * rest) * advantage**2
        return output * share * rest * advantage**2 * (0.5 + substitution * (third / 3 + substitution * fourth / 8))
    weight = logistic(gain + math.log(share / rest))
    return output * (weight * gain - _log_of_mean(share, gain)) / substitution**2


def _log_of_mean(share: float, gain: float) -> float:
    """ln(1 + f (exp(x) - 1))."""
    return log1p(share * expm1(gain)) if gain > -1.0 else log((1.0 - share) + share * exp(gain))


def box_cox(x: float, power: float) -> float:
    """(exp(power x) - 1)/power, and its limit x at power 0."""
    return math.expm1(power * x) / power if power else x


def power_bend(x: float, power: float) -> float:
    """x^n ln(x) for x >= 0, and its limit 0 at 0 where n is above 0."""
    if x == 0.0 and power > 0.0:
        return 0.0
    return float(x**power * math.log(x))


def _without_people(share: float, machine: float, substitution: float) -> float:
    if share >= 1.0:
        return machine
    if substitution <= 0.0:
        return 0.0
    return float(share ** ((1.0 - substitution) / substitution) * machine)
