"""The scales on which models and data are compared."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from takeoff.uncertainty.distribution import Floats


@dataclass(frozen=True)
class Scale:
    """A scale: values as they are, or their logarithms.

    Arguments:
        base: of the logarithm, 0 for none.
        unit: of differences, as text; "" for the unit of the values.
    """

    base: float
    unit: str

    def level(self, values: Floats) -> Floats:
        """Where values are on the scale; not a number, or minus infinity, where a logarithm does not exist."""
        if not self.base:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.log(values) / math.log(self.base), dtype=float)

    def slope(self, values: Floats) -> Floats:
        """Derivative of the level by the value."""
        return 1.0 / (values * math.log(self.base)) if self.base else np.ones_like(values)

    def value(self, levels: Floats) -> Floats:
        """Values that are at some levels."""
        return np.asarray(self.base**levels, dtype=float) if self.base else levels


SCALES: Mapping[str, Scale] = MappingProxyType(
    {"plain": Scale(0.0, ""), "log2": Scale(2.0, "doubling"), "log10": Scale(10.0, "OOM")}
)
"""Name in a recipe -> scale."""
