"""What results on theft start from: a constant rate, and all is lost at once."""

import sympy

from takeoff.theory.derivation import Assumption, Assumptions, Quantity, side
from takeoff.theory.proof import Refused, above, equation

TIME, LENGTH, RATE, LEAD = sympy.symbols("t x theta X", positive=True)
SAFE = sympy.Function("Q", positive=True)
RATES = (0.2, 1.0)
"""Rates of theft in figures: the middle and the top of what is plausible; no calibrated figure is known [1/year]."""

NOTATION = {
    TIME: Quantity("year", "time from the start"),
    RATE: Quantity("1/year", "rate of theft"),
    SAFE: Quantity("1", "chance that nothing has been stolen yet"),
}
MEMORYLESS = Assumption(
    "Theft comes at a constant rate, whatever has happened so far.",
    equation(sympy.Derivative(SAFE(TIME), TIME), -RATE * SAFE(TIME)),
)
SAFE_AT_FIRST = Assumption("Nothing has been stolen at the start.", equation(SAFE(0), sympy.Integer(1)))


def safe_path(given: Assumptions) -> sympy.Expr:
    """Chance that nothing has been stolen by time t.

    Arguments:
        given: with "theft" and "start".

    Raises:
        Refused: it is no chance: it rises, or is not 1 at first.
    """
    law = sympy.Eq(SAFE(TIME).diff(TIME), side(given, "theft"))
    path = sympy.dsolve(law, SAFE(TIME), ics={SAFE(0): side(given, "start")})
    if not isinstance(path, sympy.Eq):
        raise Refused(f"not one chance: {path}")
    above(path.rhs)
    above(-sympy.diff(path.rhs, TIME))
    return path.rhs


def thefts(rate: float) -> str:
    """A number of thefts in words: "0.2 thefts"."""
    return f"{rate:g} {'theft' if rate == 1 else 'thefts'}"
