"""A variable of an XMILE file, the names that variables get, and units as XMILE spells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from takeoff.equations import units as u

if TYPE_CHECKING:
    import pint

RESERVED = frozenset(
    """
    abs and arccos arcsin arctan cos delay delay1 delay3 delayn dt else endval exp exprnd false forcst history if inf
    init int ln log10 lognormal lookup max mean min mod nan normal not npv or pi poisson previous prod pulse ramp random
    rank round safediv self sign sin size smth1 smth3 smthn sqrt starttime stddev step stoptime sum tan then time
    trend true read_me
    """.split()
)
"""Words of XMILE's equations, which no variable may have as its name."""


@dataclass(frozen=True)
class Variable:
    """One variable of an XMILE file.

    Arguments:
        kind: "stock", "flow" or "aux".
        name: letters, digits and underscores.
        equation: XMILE; of a stock, its start.
        unit: XMILE; empty where none is told.
        doc: what it means.
        inflows, outflows: names of a stock's flows.
    """

    kind: str
    name: str
    equation: str
    unit: str = ""
    doc: str = ""
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()


@dataclass
class Names:
    """Hands out each name once.

    Arguments:
        taken: names in use.
    """

    taken: set[str] = field(default_factory=set)

    def new(self, wanted: str) -> str:
        """A free name: the wanted one, or that with a number after it; `size` becomes `size_value`.

        Arguments:
            wanted: lower-case letters, digits and underscores.
        """
        wanted = f"{wanted}_value" if wanted in RESERVED else wanted
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}_{number}"
        self.taken.add(name)
        return name


def inside_unit(unit: pint.Unit) -> str:
    """The inside unit that numbers of a declared unit are computed in, as XMILE spells it.

    Arguments:
        unit: as declared, such as FLOP/s; inside, time is in years. Orders of magnitude are plain numbers, as
            decimal logarithms are to XMILE.
    """
    base: Any = u.registry().get_base_units(unit)[1]
    powers: Mapping[str, float] = dict(base._units)
    plain = u.quotient(base, u.power(u.parse_unit("OOM"), powers.get("OOM", 0)))
    return u.readable(plain).replace(" ", "*")


def declared(unit: pint.Unit) -> str:
    """A sentence on the unit that a model file declares, where the file has another; else nothing.

    Arguments:
        unit: as declared.
    """
    text = u.readable(unit)
    return "" if text.replace(" ", "*") == inside_unit(unit) else f"The model file has it in {text}."


def sentences(*texts: str) -> str:
    """Texts one after the other, empty ones left out."""
    return " ".join(filter(None, texts))
