"""What all results on pause timing start from: a progress clock, labour that grows with progress, and an end."""

import sympy

from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Assumption, Quantity
from takeoff.theory.proof import equation

TIME, STOP, END, LEAD, DANGER = sympy.symbols("t p T X D", positive=True)
GROWTH, LABOUR, BASE, FULL = sympy.symbols("g P_0 phi_0 phi_1", positive=True)
CAUTION = sympy.Symbol("c", nonnegative=True)
LENGTH = sympy.Symbol("x", positive=True)
WORK, WORK_BEFORE, WORK_AFTER = sympy.symbols("A A_before A_after", positive=True)
PROGRESS = sympy.Function("s")
OUTPUT = sympy.Function("L")

MORE = {FULL: BASE + sympy.Symbol("d", positive=True)}
"""What is known of the shares: caution moves labour to alignment and not away from it."""

NOTATION = {
    TIME: Quantity("year", "time from the start"),
    STOP: Quantity("year", "moment of the stop, and the leader's progress there"),
    LENGTH: Quantity("year", "length of the stop: from its beginning to the end"),
    END: Quantity("year", "time at which the follower reaches the dangerous point"),
    LEAD: Quantity("year", "lead: how far the follower is behind the leader"),
    DANGER: Quantity("year", "progress at which the AI of an incautious actor is dangerous"),
    PROGRESS: Quantity("year", "leader's progress along the uncautious path"),
    CAUTION: Quantity("1", "caution: share of its progress that the leader gives up"),
    GROWTH: Quantity("1/year", "growth rate of AI labour with progress"),
    LABOUR: Quantity("researcher", "AI labour at the start"),
    BASE: Quantity("1", "share of AI labour on alignment without caution"),
    FULL: Quantity("1", "share of AI labour on alignment at full caution"),
    OUTPUT: Quantity("researcher", "labour on alignment"),
    WORK: Quantity("researcher year", "alignment work by the end"),
    WORK_BEFORE: Quantity("researcher year", "alignment work before the stop"),
    WORK_AFTER: Quantity("researcher year", "alignment work from the stop on"),
}

CLOCK = Assumption(
    "The leader's progress clock runs at full speed without caution and stands still at full caution.",
    equation(sympy.Derivative(PROGRESS(TIME), TIME), 1 - CAUTION),
)
DEADLINE = Assumption(
    "The follower is $X$ behind and never cautious; the run ends when it reaches the dangerous point $D$.",
    equation(END, DANGER + LEAD),
)
LABOUR_LAW = Assumption(
    "AI labour grows exponentially with progress; caution moves its share on alignment from $\\phi_0$ to $\\phi_1$.",
    equation(OUTPUT(TIME), LABOUR * sympy.exp(GROWTH * PROGRESS(TIME)) * (BASE + (FULL - BASE) * CAUTION)),
)
MODEL_NAMES = {
    LEAD: "lead",
    DANGER: "danger_progress",
    GROWTH: "productivity_growth",
    LABOUR: "initial_labour",
    BASE: "share_base",
    FULL: "share_full",
}
"""Symbol -> parameter of the model `lead-and-pause`, which holds the same equations."""


def numbers() -> dict[sympy.Symbol, float]:
    """Defaults of `lead-and-pause` for the symbols above, with the end that follows from them."""
    values = defaults("lead-and-pause", MODEL_NAMES, NOTATION)
    return {**values, END: values[DANGER] + values[LEAD]}
