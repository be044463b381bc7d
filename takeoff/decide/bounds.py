"""Bounds on outcomes: `hazard_leader <= 0.02`, `lead_left >= 6 month`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.values import Door, ValueFlaw
from takeoff.equations.words import several
from takeoff.errors import InputError, near

_FORM = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(<=|>=|<|>)\s*(.*\S)\s*")


@dataclass(frozen=True)
class Bound:
    """What an outcome must not exceed, or fall below.

    Arguments:
        outcome: its name.
        at_most: whether the limit is from above.
        limit: in the outcome's declared unit.
        text: as the user wrote it.
    """

    outcome: str
    at_most: bool
    limit: float
    text: str

    def slack(self, value: float) -> float:
        """How far a value is inside, relative to the size of the limit; negative outside."""
        room = self.limit - value if self.at_most else value - self.limit
        return room / (abs(self.limit) or 1.0)

    @property
    def slack_slope(self) -> float:
        """Derivative of the slack by the outcome."""
        return (-1.0 if self.at_most else 1.0) / (abs(self.limit) or 1.0)


def read_bounds(texts: str | Iterable[str], meaning: Meaning) -> tuple[Bound, ...]:
    """Read bounds.

    Arguments:
        texts: one bound, or several.
        meaning: the model.

    Raises:
        InputError: one is not a bound on an outcome of the model.
    """
    return tuple(read_bound(text, meaning) for text in ([texts] if isinstance(texts, str) else texts))


def read_bound(text: str, meaning: Meaning) -> Bound:
    """Read a bound.

    Arguments:
        text: OUTCOME <= VALUE or OUTCOME >= VALUE, the value with or without a unit.
        meaning: the model.

    Raises:
        InputError: not of that form, an unknown outcome, or a value of another dimension.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise InputError(f"'{text[:80]}' is not a bound", "such as: hazard_leader <= 0.02")
    name, sign, value = match.groups()
    require_outcome(name, meaning)
    door = Door(meaning.outcome_units[name].unit)
    try:
        limit = door.read(value) / u.scale(door.unit)
    except ValueFlaw as flaw:
        unit = u.readable(door.unit)
        hint = "write a plain number" if unit == "1" else f"write a number of {several(unit)}, or with a unit like it"
        raise InputError(f"the bound on '{name}': {flaw}", hint) from flaw
    return Bound(name, sign.startswith("<"), limit, f"{name} {sign} {value}")


def require_outcome(name: str, meaning: Meaning) -> str:
    """The name, if the model has such an outcome.

    Raises:
        InputError: it has not.
    """
    if name not in meaning.outcome_units:
        raise InputError(f"the model has no outcome '{name}'", near(name, meaning.outcome_units))
    return name
