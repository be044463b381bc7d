"""Symbols of the four schedules whose caution time is derived, and the schedules themselves as assumptions."""

import sympy

from takeoff.equations.heads import logistic
from takeoff.theory.derivation import Assumption, Assumptions, Quantity, side
from takeoff.theory.lead.schedules import DEPTH, NOTATION, schedule_law
from takeoff.theory.proof import equation

START, LENGTH, MIDDLE, WIDTH, RISE, PAUSE, STOP = sympy.symbols("t_0 w t_m w tau x p", positive=True)
PLAIN = sympy.Symbol("z", real=True)

STOPPING = {**NOTATION, STOP: Quantity("year", "moment of an abrupt slowdown, for good")}
PAUSING = {
    **NOTATION,
    START: Quantity("year", "when the slowdown begins"),
    PAUSE: Quantity("year", "how long the slowdown lasts"),
}
RAMPING = {
    **NOTATION,
    START: Quantity("year", "when caution begins to rise"),
    LENGTH: Quantity("year", "how long caution takes to reach its depth"),
}
CURVING = {
    **NOTATION,
    MIDDLE: Quantity("year", "when caution is at half its depth"),
    WIDTH: Quantity("year", "time scale of the rise"),
    PLAIN: Quantity("1", "any number"),
}
APPROACHING = {
    **NOTATION,
    START: Quantity("year", "when caution begins to rise"),
    RISE: Quantity("year", "time after which 63 % of the depth is reached"),
}

FOR_GOOD = schedule_law(
    "abrupt",
    "An abrupt slowdown, for good: caution jumps to its depth at $p$.",
    {"start": STOP, "stop": sympy.oo, "depth": DEPTH},
)
ABRUPT = schedule_law(
    "abrupt",
    "Abrupt: caution jumps to its depth at $t_0$, and back to 0 after a time $x$.",
    {"start": START, "stop": START + PAUSE, "depth": DEPTH},
)
RAMP = schedule_law(
    "ramp",
    "A ramp: caution rises in a straight line from $t_0$ on, reaches its depth after a time $w$, and stays there.",
    {"start": START, "length": LENGTH, "depth": DEPTH},
)
LOGISTIC = schedule_law(
    "logistic",
    "Logistic: caution follows an S-curve from the first day on.",
    {"middle": MIDDLE, "width": WIDTH, "depth": DEPTH},
)
EXPONENTIAL = schedule_law(
    "exponential",
    "Exponential: caution approaches its depth from $t_0$ on, fast at first.",
    {"start": START, "time": RISE, "depth": DEPTH},
)
SIGMOID = Assumption("The S-curve is the logistic function.", equation(logistic(PLAIN), 1 / (1 + sympy.exp(-PLAIN))))


def logistic_caution(given: Assumptions) -> sympy.Expr:
    """Caution of the logistic schedule as exponentials.

    Arguments:
        given: with "schedule" and "sigmoid".
    """
    curve = side(given, "sigmoid")
    return side(given, "schedule").replace(logistic, lambda argument: curve.subs(PLAIN, argument))
