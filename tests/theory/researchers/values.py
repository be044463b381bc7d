"""Numbers of a derivation at the defaults of the model."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.researchers.setting import MODEL_NAMES, NOTATION

VALUES = defaults("researcher-supply", MODEL_NAMES, NOTATION)


def at_defaults(relation: sympy.Eq, **also: float) -> float:
    """The right-hand side at the model's defaults, and at other values by symbol."""
    more = {symbol: also[symbol.name] for symbol in relation.rhs.free_symbols if symbol.name in also}
    return float(relation.rhs.subs({**VALUES, **more}))
