"""What results on leaks start from: the software of a leader and of a follower who learns from it."""

import sympy

from takeoff.theory.derivation import Assumption, Assumptions, Quantity, side
from takeoff.theory.proof import Refused, equation

TIME = sympy.Symbol("t", positive=True)
LEADER, FOLLOWER = (sympy.Function(name, positive=True) for name in ("S_L", "S_F"))
GAP, GAP_START, LEAK, LEADER_PACE, FOLLOWER_PACE = sympy.symbols("G G_0 ell q_L q_F", positive=True)
CAUTION = sympy.Symbol("c", nonnegative=True)
GAP_PATH = sympy.Function("G")

NOTATION = {
    TIME: Quantity("year", "time from the start"),
    LEADER: Quantity("1", "leader's software"),
    FOLLOWER: Quantity("1", "follower's software"),
    GAP: Quantity("1", "a gap"),
    GAP_PATH: Quantity("1", "gap: logarithm of the leader's software over the follower's"),
    GAP_START: Quantity("1", "gap at the start"),
    LEAK: Quantity("1/year", "rate at which the gap closes by leaks"),
    LEADER_PACE: Quantity("1/year", "growth rate of the leader's software without caution"),
    FOLLOWER_PACE: Quantity("1/year", "growth rate of the follower's software by its own research"),
    CAUTION: Quantity("1", "caution: share of its progress that the leader gives up"),
}
ASSUMPTIONS: Assumptions = {
    "leader": Assumption(
        "The leader's software grows at a constant rate, less what caution takes off it.",
        equation(sympy.Derivative(LEADER(TIME), TIME), LEADER(TIME) * (1 - CAUTION) * LEADER_PACE),
    ),
    "follower": Assumption(
        "The follower is not cautious; besides its own research, a share of the gap leaks to it each year.",
        equation(sympy.Derivative(FOLLOWER(TIME), TIME), FOLLOWER(TIME) * (FOLLOWER_PACE + LEAK * GAP_PATH(TIME))),
    ),
    "gap": Assumption(
        "The gap is a difference of logarithms.",
        equation(GAP_PATH(TIME), sympy.log(LEADER(TIME)) - sympy.log(FOLLOWER(TIME))),
    ),
}
MODEL_NAMES = {LEADER_PACE: "software_growth", FOLLOWER_PACE: "software_growth"}
"""Symbol -> parameter of the model `automating-alignment`; both actors have the same law."""
YEARS = sympy.Symbol("X", positive=True)
"""The lead in years, `lead` of the same model."""
LEAKS = dict(zip(sympy.symbols("ell_0 ell_d"), ("leak_base", "leak_deployment"), strict=True))
"""Parts of the leak there, which add up at full deployment."""


def slope_of_gap(given: Assumptions) -> sympy.Expr:
    """dG/dt as a function of the gap G.

    Arguments:
        given: `ASSUMPTIONS`, or others of the same names.

    Raises:
        Refused: it depends on more than the gap.
    """
    slopes = {LEADER(TIME).diff(TIME): side(given, "leader"), FOLLOWER(TIME).diff(TIME): side(given, "follower")}
    slope = sympy.expand(side(given, "gap").diff(TIME).subs(slopes)).subs(GAP_PATH(TIME), GAP)
    if slope.has(LEADER, FOLLOWER) or sympy.degree(slope, GAP) != 1:
        raise Refused(f"no linear law of the gap: {slope}")
    return sympy.collect(slope, GAP)


def gap_path(given: Assumptions) -> sympy.Expr:
    """The gap at time t.

    Arguments:
        given: as for `slope_of_gap`.
    """
    slope = slope_of_gap(given).subs(GAP, GAP_PATH(TIME))
    path = sympy.dsolve(sympy.Eq(GAP_PATH(TIME).diff(TIME), slope), GAP_PATH(TIME), ics={GAP_PATH(0): GAP_START}).rhs
    return sympy.expand(path)
