"""What results on serial speed start from: the time that the parts of a piece of research take."""

import sympy

from takeoff.theory.derivation import Assumption, Assumptions, Quantity, side
from takeoff.theory.proof import Refused, above, equation

AUTOMATED, HUMAN, SPEED, SPEED_UP = sympy.symbols("f s_h v s", positive=True)
MANUAL_TIME, DECISION_TIME, AI_TIME, TOTAL_TIME, ALONE = sympy.symbols("T_m T_h T_a T T_1", positive=True)
REST = sympy.symbols("epsilon delta", positive=True)

NOTATION = {
    AUTOMATED: Quantity("1", "share of the tasks that is automated"),
    HUMAN: Quantity("1", "share of the decisions in automated tasks that needs a person"),
    SPEED: Quantity("1", "serial speed of AI relative to a person"),
    SPEED_UP: Quantity("1", "serial speed-up: how much faster than people one line of research advances"),
    ALONE: Quantity("year", "time that people take without AI"),
    TOTAL_TIME: Quantity("year", "time that people take with AI"),
    MANUAL_TIME: Quantity("year", "part of it for tasks that are not automated"),
    DECISION_TIME: Quantity("year", "part of it for decisions of people in automated tasks"),
    AI_TIME: Quantity("year", "part of it for what AI does alone"),
}
ASSUMPTIONS: Assumptions = {
    "manual": Assumption(
        "Tasks that are not automated take as long as before.",
        equation(MANUAL_TIME, (1 - AUTOMATED) * ALONE),
    ),
    "decisions": Assumption(
        "In automated tasks, a share of the decisions waits for a person.",
        equation(DECISION_TIME, AUTOMATED * HUMAN * ALONE),
    ),
    "machine": Assumption(
        "AI does the rest of them $v$ times as fast as a person.",
        equation(AI_TIME, AUTOMATED * (1 - HUMAN) * ALONE / SPEED),
    ),
    "series": Assumption(
        "All this comes one after the other.",
        equation(TOTAL_TIME, MANUAL_TIME + DECISION_TIME + AI_TIME),
    ),
}
MODEL_NAMES = {SPEED: "serial_speed", HUMAN: "human_serial_share"}
"""Symbol -> parameter of the model `automating-alignment`."""


def shares(expression: sympy.Expr) -> sympy.Expr:
    """An expression with both shares written as 1/(1 + x), x > 0, so that sympy knows that they are below 1."""
    written = {share: 1 / (1 + rest) for share, rest in zip((AUTOMATED, HUMAN), REST, strict=True)}
    return sympy.factor(expression.subs(written))


def total_time(given: Assumptions) -> sympy.Expr:
    """Time of research that takes people T_1.

    Arguments:
        given: `ASSUMPTIONS`, or others of the same names.

    Raises:
        Refused: a part of it takes no positive time.
    """
    parts = {MANUAL_TIME: "manual", DECISION_TIME: "decisions", AI_TIME: "machine"}
    times = {symbol: side(given, name) for symbol, name in parts.items()}
    for time in times.values():
        above(shares(time))
    return side(given, "series").subs(times)


def speed_up(given: Assumptions) -> sympy.Expr:
    """Time without AI over time with it.

    Arguments:
        given: as for `total_time`.

    Raises:
        Refused: it depends on how long the research takes.
    """
    relative = sympy.expand(total_time(given) / ALONE)
    if relative.has(ALONE):
        raise Refused(f"times do not add up to a share of {ALONE}: {relative}")
    return 1 / sympy.collect(relative, AUTOMATED)
