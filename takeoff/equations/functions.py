"""The table of every function that an equation may call."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from takeoff.equations import safe_math

Choose = Callable[[Any, Any, Any], Any]
"""choose(g, a, b): a where g >= 0, else b; how jumps and kinks enter algebra."""


@dataclass(frozen=True)
class Function:
    """One row of the table.

    Arguments:
        name: how equations call it.
        arguments: what each argument is, for messages; "condition" marks a comparison, "reference" a name.
        units: unit rule: one of "plain" (number to number), "same" (all alike, result too), "switch" (any to number),
            "first" (arguments alike but the last, which is a number), "where", "ces", "root", "to_oom", "from_oom",
            or "structural" for forms that the checker handles itself.
        build: (choose, *sympy arguments) -> sympy expression; None for structural forms.
        latex: template with {0}, {1}, ...
        meaning: a line for the documentation.
        only_in: context that the function is legal in, "" for all.
    """

    name: str
    arguments: tuple[str, ...]
    units: str
    build: Callable[..., Any] | None
    latex: str
    meaning: str
    only_in: str = ""


NUMERICS: Mapping[str, Callable[..., float]] = MappingProxyType(
    {
        "logistic": safe_math.logistic,
        "softplus": safe_math.softplus,
        "normal_cdf": safe_math.normal_cdf,
        "soft_min": safe_math.soft_min,
        "soft_min_slope": safe_math.soft_min_slope,
        "soft_min_bend": safe_math.soft_min_bend,
        "ces_bottleneck": safe_math.ces_bottleneck,
        "ces_bend": safe_math.ces_bend,
        "box_cox": safe_math.box_cox,
        "power": math.pow,
        "power_bend": safe_math.power_bend,
    }
)
"""Head -> function of floats, for generated code."""

JAVASCRIPT: Mapping[str, str] = MappingProxyType(
    {
        "exp": "exp",
        "log": "log",
        "logistic": "logistic",
        "softplus": "softplus",
        "normal_cdf": "normalCdf",
        "soft_min": "softMin",
        "soft_min_slope": "softMinSlope",
        "soft_min_bend": "softMinBend",
        "ces_bottleneck": "cesBottleneck",
        "ces_bend": "cesBend",
        "box_cox": "boxCox",
        "power": "power",
        "power_bend": "powerBend",
    }
)
"""Head, or function of sympy that may overflow or have no value -> its name in JavaScript."""


def _sympy(name: str) -> Callable[..., Any]:
    def build(choose: Choose, *arguments: Any) -> Any:
        import sympy

        return getattr(sympy, name)(*arguments)

    return build


def _head(name: str) -> Callable[..., Any]:
    def build(choose: Choose, *arguments: Any) -> Any:
        from takeoff.equations import heads

        return getattr(heads, name)(*arguments)

    return build


def _log10(choose: Choose, x: Any) -> Any:
    import sympy

    return sympy.log(x) / sympy.log(10)


def _power_of_ten(choose: Choose, x: Any) -> Any:
    import sympy

    return sympy.exp(x * sympy.log(10))


def _maximum(choose: Choose, *terms: Any) -> Any:
    return functools.reduce(lambda one, other: choose(one - other, one, other), terms)


def _minimum(choose: Choose, *terms: Any) -> Any:
    return functools.reduce(lambda one, other: choose(other - one, one, other), terms)


def _clip(choose: Choose, x: Any, low: Any, high: Any) -> Any:
    return _maximum(choose, low, _minimum(choose, x, high))


def _ces(choose: Choose, share: Any, machine: Any, human: Any, substitution: Any) -> Any:
    from takeoff.equations import heads

    total = machine + human
    return choose(share * total - machine, total, heads.ces_bottleneck(share, machine, human, substitution))


_ROWS = (
    Function("exp", ("x",), "plain", _sympy("exp"), r"\exp\left({0}\right)", "e to the x"),
    Function("log", ("x",), "plain", _sympy("log"), r"\ln\left({0}\right)", "natural logarithm"),
    Function("log10", ("x",), "plain", _log10, r"\log_{{10}}\left({0}\right)", "decimal logarithm"),
    Function("sqrt", ("x",), "root", _sympy("sqrt"), r"\sqrt{{{0}}}", "square root"),
    Function("abs", ("x",), "same", lambda choose, x: choose(x, x, -x), r"\left|{0}\right|", "x without its sign"),
    Function("min", ("x", "y"), "same", _minimum, r"\min\left({0}, {1}\right)", "the smaller"),
    Function("max", ("x", "y"), "same", _maximum, r"\max\left({0}, {1}\right)", "the larger"),
    Function(
        "soft_min",
        ("x", "y", "sharpness"),
        "first",
        _head("soft_min"),
        r"\left({0}^{{-{2}}} + {1}^{{-{2}}}\right)^{{-1/{2}}}",
        "smooth minimum (x^-n + y^-n)^(-1/n), 0 where either is 0",
    ),
    Function("logistic", ("x",), "plain", _head("logistic"), r"\mathrm{{logistic}}\left({0}\right)", "1/(1 + exp(-x))"),
    Function("softplus", ("x",), "plain", _head("softplus"), r"\ln\left(1+e^{{{0}}}\right)", "log(1 + exp(x))"),
    Function(
        "normal_cdf", ("x",), "plain", _head("normal_cdf"), r"\Phi\left({0}\right)", "normal distribution function"
    ),
    Function(
        "step",
        ("x",),
        "switch",
        lambda choose, x: choose(x, 1, 0),
        r"\theta\left({0}\right)",
        "1 from x = 0 on, else 0",
    ),
    Function(
        "ramp", ("x",), "same", lambda choose, x: choose(x, x, 0), r"\left({0}\right)^+", "x where positive, else 0"
    ),
    Function(
        "clip",
        ("x", "low", "high"),
        "same",
        _clip,
        r"\left[{0}\right]_{{{1}}}^{{{2}}}",
        "x kept between low and high",
    ),
    Function(
        "where",
        ("condition", "x", "y"),
        "where",
        None,
        r"\begin{{cases}}{1} & {0}\\ {2} & \text{{else}}\end{{cases}}",
        "x where the condition holds, else y",
    ),
    Function(
        "ces",
        ("automated share", "machine labour", "human labour", "substitution"),
        "ces",
        _ces,
        r"\mathrm{{CES}}\left({0}, {1}, {2}; {3}\right)",
        "work done by machines on automated tasks and people anywhere",
    ),
    Function(
        "oom", ("ratio",), "to_oom", _log10, r"\log_{{10}}\left({0}\right)", "a ratio in orders of magnitude (OOM)"
    ),
    Function("from_oom", ("e",), "from_oom", _power_of_ten, r"10^{{{0}}}", "a number of OOM as a ratio"),
    Function(
        "interpolate",
        ("table", "x"),
        "structural",
        None,
        r"{0}\left({1}\right)",
        "a lookup table at x, level beyond its ends",
    ),
    Function("sum", ("x", "dimension"), "structural", None, r"\sum_{{{1}}} {0}", "sum over the members of a dimension"),
    Function(
        "position", ("dimension",), "structural", None, r"\mathrm{{position}}\left({0}\right)", "1, 2, ... by member"
    ),
    Function("count", ("dimension",), "structural", None, r"\left|{0}\right|", "how many members a dimension has"),
    Function("initial", ("reference",), "structural", None, r"{0}(0)", "value at the start"),
    Function("rate_of", ("reference",), "structural", None, r"\frac{{d {0}}}{{dt}}", "rate of change, without jumps"),
    Function(
        "since",
        ("reference", "level"),
        "structural",
        None,
        r"\mathrm{{since}}\left({0} \geq {1}\right)",
        "time since a quantity first reached a level",
        "outcomes",
    ),
)

FUNCTIONS = MappingProxyType({row.name: row for row in _ROWS})
