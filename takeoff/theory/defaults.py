"""Numbers for figures and tables of derivations: the defaults of a shipped model, in the units of the notation."""

import functools
from collections.abc import Mapping

import sympy

from takeoff.equations import units as u
from takeoff.equations.meaning import Meaning
from takeoff.equations.understand import understand
from takeoff.spec.find import find_model
from takeoff.spec.read import read_model
from takeoff.theory.derivation import Notation


def defaults(model: str, names: Mapping[sympy.Symbol, str], notation: Notation) -> dict[sympy.Symbol, float]:
    """Values of a model's parameters for the symbols of a derivation.

    Arguments:
        model: a shipped model.
        names: symbol -> parameter.
        notation: units of the symbols.

    Returns:
        Symbol -> value, in the symbol's unit.
    """
    values = _meaning(model).values
    return {symbol: values[name, ()] / u.scale(u.parse_unit(notation[symbol].unit)) for symbol, name in names.items()}


@functools.cache
def _meaning(model: str) -> Meaning:
    return understand(read_model(find_model(model)))
