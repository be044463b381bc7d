"""Units: our own registry, a whitelist for unit texts, readable names; pint does the algebra."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from takeoff.errors import near

if TYPE_CHECKING:
    import pint

LONGEST = 80
HIGHEST = 9
"""Highest power of a unit that a file may declare."""

_TOKEN = re.compile(r"\s*(?:([A-Za-z][A-Za-z_]*)|(1)(?![0-9.])|(?:\^|\*\*)\s*(-?[1-9])(?![0-9])|([*/()]))")

_OPENING = ("*", "/", "(")


class UnitError(ValueError):
    """A unit text is not in the language of units; `hint` may say what was meant."""

    def __init__(self, message: str, unknown: str = "") -> None:
        super().__init__(message)
        self.hint = near(unknown, known_units()) or f"units are {', '.join(known_units())}"


@functools.cache
def registry() -> pint.UnitRegistry[Any]:
    """The registry made from `units.txt`, loaded on first need."""
    import pint

    return pint.UnitRegistry(str(Path(__file__).with_name("units.txt")))


@functools.cache
def known_units() -> tuple[str, ...]:
    """Names of all units, sorted."""
    text = Path(__file__).with_name("units.txt").read_text(encoding="utf-8")
    return tuple(sorted(line.split(" = ")[0] for line in text.splitlines() if " = " in line))


@functools.lru_cache(maxsize=4096)
def parse_unit(text: str) -> pint.Unit:
    """Read a unit such as "FLOP/s", "researcher year", "1/year" or "1" (none).

    Arguments:
        text: names of units, products by space or `*`, `/`, parentheses, whole powers up to 9.

    Raises:
        UnitError: anything else; nothing else ever reaches pint.
    """
    import pint

    if len(text) > LONGEST:
        raise UnitError(f"a unit has at most {LONGEST} characters")
    if not text.strip():
        raise UnitError('an empty unit; "1" means none')
    spelled = _spelled(text)
    try:
        unit = registry().parse_units(spelled)
    except pint.UndefinedUnitError as error:
        names = _names(error)
        raise UnitError(f"unknown unit '{', '.join(names)}'", names[0]) from error
    except Exception as error:  # pint raises many kinds on a malformed product
        raise UnitError(f"'{text}' is not a product of units") from error
    if any(abs(power) > HIGHEST for power in _powers(unit).values()):
        raise UnitError(f"'{text}' has a power above {HIGHEST}")
    return unit


def _names(error: pint.UndefinedUnitError) -> list[str]:
    names = error.unit_names
    return [names] if isinstance(names, str) else sorted(names)


def _spelled(text: str) -> str:
    """Spell a unit text with explicit signs, refusing what is not in the whitelist."""
    pieces: list[str] = []
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        before = pieces[-1] if pieces else "("
        if match is None or not _may_follow(before, match):
            raise UnitError(f"'{text}' is not a unit: unexpected '{text[position:].strip()[:1]}'")
        name, one, power, sign = match.groups()
        if (name or one or sign == "(") and before not in _OPENING:
            pieces.append("*")
        pieces.append(f"**({power})" if power else name or one or sign)
        position = match.end()
    return "".join(pieces)


def _may_follow(before: str, match: re.Match[str]) -> bool:
    """Signs follow a term, and a power is never raised again: 9**9**9 would take pint forever."""
    _, _, power, sign = match.groups()
    if power:
        return before not in _OPENING and not before.startswith("**")
    return sign not in ("*", "/", ")") or before not in _OPENING


@functools.cache
def stand_in(name: str) -> pint.Unit:
    """A unit like no other, for a quantity whose unit is not known yet; no unit text can name it.

    Arguments:
        name: of the quantity.
    """
    unit = f"_unit_of_{name}"
    registry().define(f"{unit} = [{unit}]")
    return registry().parse_units(unit)


def none() -> pint.Unit:
    """The unit of a plain number."""
    return parse_unit("1")


def same_dimension(one: pint.Unit, other: pint.Unit) -> bool:
    """Whether two units measure the same thing, whatever their scale."""
    ratio = (one / other).dimensionality
    return all(abs(power) < 1e-9 for power in ratio.values())


def dimensionless(unit: pint.Unit) -> bool:
    """Whether a unit is that of a plain number, percent included."""
    return same_dimension(unit, none())


def product(one: pint.Unit, other: pint.Unit) -> pint.Unit:
    """The unit of a product."""
    return cast("pint.Unit", one * other)


def quotient(one: pint.Unit, other: pint.Unit) -> pint.Unit:
    """The unit of a quotient."""
    return cast("pint.Unit", one / other)


def power(unit: pint.Unit, exponent: float) -> pint.Unit:
    """The unit of a power."""
    return cast("pint.Unit", unit**exponent)


@functools.lru_cache(maxsize=4096)
def scale(unit: pint.Unit) -> float:
    """How many of the inside unit one of this unit is (a month is 1/12: inside, time is in years)."""
    factor: Any = registry().get_base_units(unit)[0]
    return float(factor)


@functools.cache
def in_a_year(name: str) -> float:
    """How many of a unit of time make a year: 12 for "month"."""
    return float(registry().Quantity(1.0, "year").to(parse_unit(name)).magnitude)


def readable(unit: pint.Unit) -> str:
    """A unit as text that a modeller would write, and that `parse_unit` reads back.

    Arguments:
        unit: any unit, powers like 0.5 included (those are shown, though no file may declare them).
    """
    powers = dict(sorted(_powers(unit).items()))
    above = [_power(name, power) for name, power in powers.items() if power > 0]
    below = [_power(name, -power) for name, power in powers.items() if power < 0]
    top = " ".join(above) or "1"
    if not below:
        return top
    return f"{top}/({' '.join(below)})" if len(below) > 1 else f"{top}/{below[0]}"


def _powers(unit: pint.Unit) -> dict[str, float]:
    counted: Any = unit._units
    return {name: float(power) for name, power in counted.items()}


def _power(name: str, power: float) -> str:
    rounded = round(power, 9)
    shown = name.removeprefix("_").replace("_", " ") if name.startswith("_") else name
    return shown if rounded == 1 else f"{shown}^{rounded:g}"
