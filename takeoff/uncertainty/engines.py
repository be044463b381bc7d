"""What computes the members of an ensemble."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from takeoff.equations.scope import Key
from takeoff.solve.case import Case
from takeoff.uncertainty.distribution import Floats
from takeoff.uncertainty.members import Members, Wanted, one_by_one, together

Compute = Callable[[Case, Sequence[Key], Floats, Wanted], Members]

ENGINES: Mapping[str, Compute] = MappingProxyType({"numpy": together, "scipy": one_by_one})
"""Name -> engine, the fastest first."""
FASTEST = next(iter(ENGINES))
REFERENCE = one_by_one
"""What the others are checked against."""
