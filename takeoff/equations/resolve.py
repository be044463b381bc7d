"""What a name in an equation means: a quantity whose members are named, or a sentence on why it is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from takeoff.equations import units as u
from takeoff.equations.scope import Quantity, Scope
from takeoff.errors import brief, near

if TYPE_CHECKING:
    import pint

BEFORE_START = ("values", "starts", "dates")
"""Contexts in which time does not run yet."""


@dataclass(frozen=True)
class Refused:
    """Why a reference means nothing; an empty message where that was told elsewhere."""

    message: str = ""
    hint: str = ""


def resolved(scope: Scope, name: str, members: tuple[str, ...]) -> pint.Unit | Refused:
    """Find the unit of a reference.

    Arguments:
        scope: what may be read.
        name: of the quantity, or "t".
        members: its index.
    """
    if name == "t" and not members:
        if scope.context in BEFORE_START:
            return Refused("time does not run yet here; only numbers known at the start may be used")
        return u.parse_unit("year")
    quantity = scope.quantities.get(name)
    if quantity is None or quantity.section not in scope.readable_sections():
        return _unknown(scope, name, quantity)
    return _misplaced(scope, quantity, members) or quantity.unit


def _unknown(scope: Scope, name: str, quantity: Quantity | None) -> Refused:
    sections = scope.readable_sections()
    if name in scope.broken:
        return Refused()
    if quantity is not None:
        return Refused(f"'{name}' is one of [{quantity.section}]; only {' and '.join(sections)} may be used here")
    if name in scope.dimensions or any(name in members for members in scope.dimensions.values()):
        return Refused(f"'{name}' is an index; it stands in brackets only")
    known = [q.name for q in scope.quantities.values() if q.section in sections]
    return Refused(
        f"unknown name '{brief(name)}'", near(name, known if scope.context in BEFORE_START else [*known, "t"])
    )


def _misplaced(scope: Scope, quantity: Quantity, members: tuple[str, ...]) -> Refused | None:
    """What is wrong with an index, or nothing."""
    name, over = quantity.name, quantity.over
    if len(members) != len(over):
        want = f"{name}[{', '.join(over)}]" if over else name
        first = f", such as {name}[{scope.dimensions[over[0]][0]}]" if len(over) == 1 else ""
        message = f"'{name}' is repeated over {', '.join(over)}" if over else f"'{name}' has no index"
        return Refused(message, f"write {want}{first}")
    for member, dimension in zip(members, over, strict=True):
        if member == dimension and dimension not in scope.bound:
            hint = f"name a member ({', '.join(scope.dimensions[dimension])}), or sum(..., {dimension})"
            return Refused(f"'{name}[{member}]' needs a member: this equation is not repeated over {dimension}", hint)
        if member != dimension and member not in scope.dimensions[dimension]:
            return Refused(
                f"unknown member '{brief(member)}' of {dimension}", near(member, scope.dimensions[dimension])
            )
    return None


def declarations(scope: Scope, names: list[str]) -> str:
    """Where some names were declared and in which unit, for the hint of a unit problem.

    Arguments:
        scope: what may be read.
        names: in the order of the text; those that are no quantities are passed over.
    """
    known = [scope.quantities[name] for name in dict.fromkeys(names) if name in scope.quantities]
    return ", ".join(f"{q.name} is in {u.readable(q.unit)} ({q.place.short})" for q in known[:6])
