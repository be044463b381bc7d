"""What an equation can see: the quantities of a model, their units, dimensions and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from takeoff.errors import Place

if TYPE_CHECKING:
    import pint

    from takeoff.equations.tables import Lookup

Key = tuple[str, tuple[str, ...]]
"""A quantity of one member: ("software", ("leader",)); scalars have no members."""


@dataclass(frozen=True)
class Quantity:
    """A stock, auxiliary, parameter or control as equations see it.

    Arguments:
        name: its name.
        section: "stocks", "auxiliaries", "parameters", "controls" (or "outcomes" where those may be read; in a
            schedule, "quantities" of the model).
        unit: declared unit.
        over: its dimensions.
        place: where it is declared.
    """

    name: str
    section: str
    unit: pint.Unit
    over: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Scope:
    """Everything that an equation of one context may read.

    Arguments:
        quantities: by name.
        dimensions: dimension -> members.
        context: what kind of equation: "values", "starts", "dates", "rates", "auxiliaries", "conditions", "outcomes".
        bound: dimensions that the equation is repeated over.
        broken: names of quantities whose own problems were told elsewhere.
        summed: dimensions that are being summed over.
        tables: lookup tables by name.
    """

    quantities: Mapping[str, Quantity]
    dimensions: Mapping[str, tuple[str, ...]]
    context: str
    bound: tuple[str, ...] = ()
    broken: frozenset[str] = frozenset()
    summed: tuple[str, ...] = ()
    tables: Mapping[str, Lookup] = field(default_factory=dict)

    def readable_sections(self) -> tuple[str, ...]:
        """Sections whose quantities this context may read."""
        return {"values": ("parameters",), "dates": ("parameters",)}.get(
            self.context, ("stocks", "auxiliaries", "parameters", "controls", "outcomes", "quantities")
        )


def label(key: Key) -> str:
    """How equations write a quantity of a member: software[leader]."""
    name, members = key
    return f"{name}[{', '.join(members)}]" if members else name
