"""What a figure says: names of quantities, units, amounts, and numbers that can be told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.scope import Key
from takeoff.equations.shown import race_of
from takeoff.equations.words import sentence, several
from takeoff.schedules.schedule import Schedule

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_DIGITS = 6
"""Numbers that are equal to so many decimals or digits are called equal."""


def axis_name(meaning: Meaning, title: str, keys: Sequence[Key]) -> str:
    """Title of a panel with its unit: "Capability (OOM)"; controls without a unit are told by their range."""
    if race_of(meaning, keys[0]):
        return f"{title} (years)"
    quantity = meaning.quantities[keys[0][0]]
    if not u.dimensionless(quantity.unit):
        return f"{title} ({several(u.readable(quantity.unit))})"
    between = control_range(meaning, keys)
    return f"{title} (from {number(between[0])} to {number(between[1])})" if between else f"{title} (dimensionless)"


def input_name(meaning: Meaning, name: str) -> str:
    """Name of an uncertain input for a reader: a parameter's with its members, or that of a schedule's argument.

    Arguments:
        meaning: the model.
        name: such as "pace[ahead]" or "caution.start".
    """
    head, _, members = name.partition("[")
    parameter = meaning.spec.parts.parameters.get(head)
    words = parameter.label if parameter and parameter.label else head.replace("_", " ")
    return f"{words}, {members[:-1].replace('_', ' ')}" if members else words


def control_range(meaning: Meaning, keys: Sequence[Key]) -> tuple[float, float] | None:
    """Common range of controls; None where anything else is among the quantities."""
    controls = meaning.spec.parts.controls
    if not all(name in controls for name, _ in keys):
        return None
    ranges = [controls[name].between for name, _ in keys]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def schedules_text(schedules: Mapping[str, Schedule]) -> str:
    """Schedules with what was given of them: "Caution abrupt(depth=0.5)", "Caution ramp"."""
    text = "; ".join(f"{control} {str(one) if one.arguments else one.kind}" for control, one in schedules.items())
    return sentence(text)


def number(value: float) -> str:
    """A number on an axis: 0.05, 20,000, 10⁶, 2×10⁷."""
    if value == 0 or 1e-3 <= abs(value) < 1e6:
        return f"{value:,.10g}".replace("-", "\N{MINUS SIGN}")
    return _with_power(value)


def rounded(value: float) -> str:
    """A number to three digits, but no more than two decimals where these tell it: 41,444, 12.0, 0.0123, 2×10⁷."""
    size = abs(value)
    if size >= 1e6:
        return _with_power(value)
    if size >= 100 or 0 < size < 0.05:
        return _significant(value, 3)
    return f"{value:.{1 if size >= 10 else 2}f}".replace("-", "\N{MINUS SIGN}")


def signed(value: float) -> str:
    """A change, as `rounded`: +12.0, −0.40."""
    return f"{'+' if value > 0 else ''}{rounded(value)}"


def _with_power(value: float) -> str:
    mantissa, _, exponent = f"{value:.2e}".partition("e")
    raised = "10" + str(int(exponent)).translate(_RAISED)
    head = f"{float(mantissa):g}".replace("-", "\N{MINUS SIGN}")
    return raised if head == "1" else f"{head}×{raised}"


def power(value: float) -> str:
    """A number on a logarithmic axis: 0.1, 100, 10⁴, 2×10⁴."""
    return number(value) if 1e-2 <= value < 1e4 else _with_power(value)


def apart(values: Sequence[float], unit: str, percent: bool) -> list[str]:
    """Values as text, with as many digits as it takes to tell unequal ones apart.

    Arguments:
        values: in the unit.
        unit: readable, "1" for none.
        percent: whether to write a share as a percentage.
    """
    texts: list[str] = []
    for digits in range(0 if percent else 3, MOST_DIGITS + 1):
        texts = [f"{100 * value:.{digits}f} %" if percent else _significant(value, digits) for value in values]
        if len(set(texts)) == len(set(values)):
            break
    return texts if percent or unit == "1" else [f"{text} {several(unit)}" for text in texts]


def _significant(value: float, digits: int) -> str:
    if 1e-4 <= abs(value) < 1e15:
        rounded = float(f"{value:.{digits}g}")
        whole = abs(value) >= 10 ** (digits - 1)
        return (f"{value:,.0f}" if whole else f"{rounded:,.{digits}g}").replace("-", "\N{MINUS SIGN}")
    return number(float(f"{value:.{digits}g}"))
