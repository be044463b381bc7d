"""How XMILE spells the functions of equations: a template for each, with what XMILE does not have written out."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

Part = Callable[[str], str]
"""Names an expression that is used more than once, as a variable of its own."""

TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "exp": "EXP({0})",
        "log": "LN({0})",
        "log10": "(LN({0}) / LN(10))",
        "sqrt": "SQRT({0})",
        "abs": "ABS({0})",
        "logistic": "(1 / (1 + EXP(-({0}))))",
        "softplus": "(MAX({0}, 0) + LN(1 + EXP(-ABS({0}))))",
        "soft_min": (
            "(IF MIN({0}, {1}) <= 0 THEN 0 ELSE"
            " MIN({0}, {1}) * (1 + (MIN({0}, {1}) / MAX({0}, {1})) ^ {2}) ^ (-1 / {2}))"
        ),
        "soft_min_slope": (
            "(IF {0} <= {1} THEN (1 + ({0} / {1}) ^ {2}) ^ (-1 - 1 / {2}) ELSE"
            " (1 - 1 / (1 + ({1} / {0}) ^ {2})) ^ (1 + 1 / {2}))"
        ),
        "step": "(IF {0} >= 0 THEN 1 ELSE 0)",
        "ramp": "MAX({0}, 0)",
        "clip": "MAX({1}, MIN({0}, {2}))",
        "oom": "(LN({0}) / LN(10))",
        "from_oom": "(10 ^ ({0}))",
        "ces_bottleneck": (
            "(IF {0} <= 0 THEN {2} ELSE (IF {0} >= 1 THEN {1} ELSE (IF {2} <= 0 THEN"
            " (IF {3} <= 0 THEN 0 ELSE {0} ^ ((1 - {3}) / {3}) * {1}) ELSE"
            " (IF ABS({3}) < 1e-12 THEN ({1} / {0}) ^ {0} * ({2} / (1 - {0})) ^ (1 - {0}) ELSE"
            " ({0} ^ (1 - {3}) * {1} ^ {3} + (1 - {0}) ^ (1 - {3}) * {2} ^ {3}) ^ (1 / {3})))))"
        ),
        "box_cox": "(IF ABS({1}) < 1e-12 THEN {0} ELSE (EXP({0} * {1}) - 1) / {1})",
    }
)
"""Function -> XMILE; an argument that stands in a template more than once becomes a part first."""

_SIMPLE = re.compile(r"[a-z][a-z0-9_]*|[0-9.]+(?:e[-+]?[0-9]+)?")

_TAIL = (
    -1.26551223,
    1.00002368,
    0.37409196,
    0.09678418,
    -0.18628806,
    0.27886807,
    -1.13520398,
    1.48851587,
    -0.82215223,
    0.17087277,
)
"""Chebyshev fit of the error function's tail, as in Numerical Recipes' erfcc: its relative error is below 1.2e-7."""


def spelled(name: str, arguments: list[str], part: Part) -> str:
    """A call in XMILE.

    Arguments:
        name: of a function of equations, or of a head of the algebra.
        arguments: XMILE.
        part: names what is used more than once.
    """
    if name in ("min", "max"):
        return functools.reduce(lambda one, other: f"{name.upper()}({one}, {other})", arguments)
    if name == "normal_cdf":
        return _normal_cdf(arguments[0], part)
    if name == "ces":
        return _ces(arguments, part)
    template = TEMPLATES[name]
    shared = [
        named(text, part) if template.count(f"{{{position}}}") > 1 else text for position, text in enumerate(arguments)
    ]
    return template.format(*shared)


def named(text: str, part: Part) -> str:
    """An expression that may be repeated: a name or a number stays, anything else becomes a part."""
    return text if _SIMPLE.fullmatch(text) else part(text)


def _ces(arguments: list[str], part: Part) -> str:
    share, machine, human, substitution = (named(text, part) for text in arguments)
    bottleneck = TEMPLATES["ces_bottleneck"].format(share, machine, human, substitution)
    total = f"{machine} + {human}"
    return f"(IF {machine} <= {share} * ({total}) THEN {total} ELSE {bottleneck})"


def _normal_cdf(text: str, part: Part) -> str:
    x = named(text, part)
    t = part(f"1 / (1 + ABS({x}) / SQRT(8))")
    fit = functools.reduce(lambda inner, one: f"({one!r} + {t} * {inner})", reversed(_TAIL[:-1]), repr(_TAIL[-1]))
    tail = part(f"0.5 * {t} * EXP({fit} - {x} * {x} / 2)")
    return f"(IF {x} >= 0 THEN 1 - {tail} ELSE {tail})"
