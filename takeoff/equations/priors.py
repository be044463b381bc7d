"""Priors as forecasters write them ("5 to 20", "80%: 2028 to 2035", "triangular(1, 2, 4)"), read into inside units."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from types import MappingProxyType

from takeoff.equations import units as u
from takeoff.equations.values import LONGEST, Door, ValueFlaw
from takeoff.errors import brief, near

USUAL = 0.9
"""Share of the probability that an interval covers, unless it says: "5 to 20" means the 5th to the 95th percentile."""

_SURE = re.compile(r"never\s+(\d+(?:\.\d+)?)\s*%\s*,?\s*else\s+(.+)", re.DOTALL)
_INTERVAL = re.compile(r"(?:(\d+(?:\.\d+)?)\s*%\s*:\s*)?(.+?)\s+to\s+(.+)", re.DOTALL)
_CALL = re.compile(r"([a-z_]+)\s*\((.*)\)", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_QUANTITY = re.compile(rf"(?>{_NUMBER.pattern})\s*((?:[A-Za-z(]|1\s*/).*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Prior:
    """A distribution of one parameter.

    Arguments:
        kind: one of `KINDS`.
        numbers: its arguments, in inside units.
        never: probability that a date never comes; the rest is shared out by the kind.
    """

    kind: str
    numbers: tuple[float, ...]
    never: float = 0.0


@dataclass(frozen=True)
class Kind:
    """A kind of distribution.

    Arguments:
        arguments: name of each -> how it is read: a "value" of the parameter, a "length" in its unit, or, after these,
            a "plain" number.
        flaw: what is wrong with its numbers, "" if nothing.
        middle: where it is centred, None for one that is so by definition.
    """

    arguments: dict[str, str]
    flaw: Callable[[Sequence[float]], str]
    middle: Callable[[Sequence[float]], float | None]


def _rising(numbers: Sequence[float]) -> str:
    return "" if numbers[0] < numbers[-1] and list(numbers) == sorted(numbers) else "its numbers must rise"


def _positive(numbers: Sequence[float]) -> str:
    return "" if min(numbers) > 0 else "its numbers must be above 0"


def _wide(numbers: Sequence[float]) -> str:
    return "" if numbers[1] > 0 else "its deviation must be above 0"


def _first(numbers: Sequence[float]) -> float:
    return numbers[0]


def _mode(numbers: Sequence[float]) -> float:
    return numbers[1]


_CORNERS = {"low": "value", "mode": "value", "high": "value"}

KINDS = MappingProxyType(
    {
        "triangular": Kind(_CORNERS, _rising, _mode),
        "pert": Kind(_CORNERS, _rising, _mode),
        "uniform": Kind({"low": "value", "high": "value"}, _rising, lambda numbers: sum(numbers) / 2),
        "loguniform": Kind(
            {"low": "value", "high": "value"},
            lambda numbers: _positive(numbers) or _rising(numbers),
            lambda numbers: math.sqrt(numbers[0] * numbers[1]),
        ),
        "normal": Kind({"mean": "value", "deviation": "length"}, _wide, _first),
        "lognormal": Kind({"median": "value", "deviation_of_log": "plain"}, _positive, _first),
        "beta": Kind({"alpha": "plain", "beta": "plain"}, _positive, lambda numbers: None),
    }
)
"""Name -> kind, in the order in which messages list them."""


def read_prior(text: str, door: Door) -> Prior:
    """Read a prior, whose middle must be legal; what lies outside the legal range is cut off when it is drawn.

    Arguments:
        text: "A to B", "80%: A to B", "KIND(A, B, ...)", "normal(A to B)", or "never 30%, else ..." for a date.
        door: of the parameter: unit, range, whether it is a date.

    Raises:
        ValueFlaw: not a prior, another dimension, numbers in the wrong order, or a middle out of range.
    """
    if len(text) > LONGEST:
        raise ValueFlaw(f"a prior has at most {LONGEST} characters")
    prior = _read(text.strip(), replace(door, between=None))
    middle = KINDS[prior.kind].middle(prior.numbers)
    if middle is not None:
        door.require(middle, "its middle")
    return prior


def _read(text: str, door: Door) -> Prior:
    if match := _SURE.fullmatch(text):
        return _perhaps_never(match, door)
    if match := _CALL.fullmatch(text):
        return _named(match.group(1), match.group(2), door)
    if match := _INTERVAL.fullmatch(text):
        low, high = _ends(match, door)
        return _between("lognormal" if low > 0 and not door.date else "normal", low, high, _share(match.group(1)))
    raise ValueFlaw(f'\'{brief(text)}\' is no prior; write "5 to 20", "80%: 5 to 20" or {_forms()}')


def _forms() -> str:
    return ", ".join(f"{name}({', '.join(kind.arguments)})" for name, kind in KINDS.items())


def _perhaps_never(match: re.Match[str], door: Door) -> Prior:
    if not door.date:
        raise ValueFlaw("'never' is for dates only")
    share = float(match.group(1)) / 100
    if not 0 <= share < 1:
        raise ValueFlaw(f"never {match.group(1)}%: a share below 100% is needed")
    return replace(_read(match.group(2).strip(), door), never=share)


def _named(name: str, inside: str, door: Door) -> Prior:
    if name not in KINDS:
        raise ValueFlaw(f"unknown distribution '{brief(name)}'; {near(name, KINDS)}")
    if match := _INTERVAL.fullmatch(inside.strip()):
        if name not in ("normal", "lognormal"):
            raise ValueFlaw(f"an interval makes a normal or a lognormal, no {name}")
        return _between(name, *_ends(match, door), _share(match.group(1)))
    given, wanted = [part.strip() for part in inside.split(",")], KINDS[name].arguments
    if len(given) != len(wanted):
        raise ValueFlaw(f"{name} takes {', '.join(wanted)}: {len(wanted)} numbers, got {len(given)}")
    if name == "beta" and not u.dimensionless(door.unit):
        raise ValueFlaw("a beta distribution is of a share, a parameter of unit 1")
    measured = [how for how in wanted.values() if how != "plain"]
    texts = [*_with_unit(given[: len(measured)]), *given[len(measured) :]]
    numbers = tuple(_number(text, how, door) for text, how in zip(texts, wanted.values(), strict=True))
    if flaw := KINDS[name].flaw(numbers):
        raise ValueFlaw(f"{name}({', '.join(given)}): {flaw}")
    return Prior(name, numbers)


def _number(text: str, how: str, door: Door) -> float:
    opened = {"value": door, "length": Door(door.unit), "plain": Door(u.none())}[how]
    number = opened.read(text)
    if math.isinf(number):
        raise ValueFlaw(f"{brief(text)} is not a finite number; a prior with 'never' is \"never 30%, else ...\"")
    return number


def _ends(match: re.Match[str], door: Door) -> tuple[float, float]:
    """Both ends of an interval."""
    first, second = _with_unit([match.group(2).strip(), match.group(3).strip()])
    low, high = _number(first, "value", door), _number(second, "value", door)
    if low >= high:
        raise ValueFlaw(f"{match.group(2)} to {match.group(3)}: its numbers must rise")
    return low, high


def _with_unit(texts: list[str]) -> list[str]:
    """Numbers, of which those without a unit get the one that stands after the last: "3 to 18 month"."""
    match = _QUANTITY.fullmatch(texts[-1]) if texts else None
    return [f"{text} {match.group(1)}" if match and _NUMBER.fullmatch(text) else text for text in texts]


def _share(text: str | None) -> float:
    if text is None:
        return USUAL
    share = float(text) / 100
    if not 0 < share < 1:
        raise ValueFlaw(f"{text}%: an interval covers more than 0% and less than 100%")
    return share


def _between(kind: str, low: float, high: float, share: float) -> Prior:
    """The normal or lognormal whose central share lies between two numbers."""
    if kind == "lognormal" and low <= 0:
        raise ValueFlaw("a lognormal lies above 0")
    one, other = (math.log(low), math.log(high)) if kind == "lognormal" else (low, high)
    deviation = (other - one) / (2 * NormalDist().inv_cdf((1 + share) / 2))
    middle = (one + other) / 2
    return Prior(kind, (math.exp(middle) if kind == "lognormal" else middle, deviation))
