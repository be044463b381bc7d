"""With hazard that grows with progress, caution may pay early and late: stop, go, stop."""

import sympy

from takeoff.theory.abrupt.setting import (
    COSTATE,
    END_ONLY,
    HAMILTONIAN,
    MORE_AT_FULL,
    NOTATION,
    SWITCHING,
    linear_steps,
    positive,
    switching,
    switching_rate,
)
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Quantity, Result, Step, side
from takeoff.theory.pause.setting import CLOCK, END, LABOUR, LABOUR_LAW, PROGRESS, STOP, TIME, WORK
from takeoff.theory.pause.setting import NOTATION as PAUSE_NOTATION
from takeoff.theory.proof import equation

HAZARD_LEVEL, HAZARD_GROWTH, REFERENCE, RATIO = sympy.symbols("h_0 k A_ref q", positive=True)
HAZARD, FINAL_HAZARD = sympy.Function("R"), sympy.Symbol("R", positive=True)
GOAL = sympy.Symbol("J", real=True)

HAZARD_LAW = Assumption(
    "Hazard grows exponentially with progress, whatever caution.",
    equation(sympy.Derivative(HAZARD(TIME), TIME), HAZARD_LEVEL * sympy.exp(HAZARD_GROWTH * PROGRESS(TIME))),
)
GOAL_LAW = Assumption(
    "A per cent more work is worth a per cent more survival, which is $e^{-R}$.",
    equation(GOAL, sympy.log(WORK / REFERENCE) - FINAL_HAZARD),
)
ASSUMPTIONS = {
    "clock": CLOCK,
    "labour": LABOUR_LAW,
    "hazard": HAZARD_LAW,
    "goal": GOAL_LAW,
    "end": END_ONLY,
    "gain": MORE_AT_FULL,
}
HAZARD_NOTATION = {
    **{symbol: quantity for symbol, quantity in NOTATION.items() if symbol is not STOP},
    HAMILTONIAN: Quantity("1/year", "what is done for the goal now, plus what progress adds later: the Hamiltonian"),
    COSTATE: Quantity("1/year", "costate: what one year more of progress adds to the goal"),
    SWITCHING: Quantity("1/year", "switching function: what a little more caution is worth at the moment"),
    WORK: PAUSE_NOTATION[WORK],
    HAZARD: Quantity("1", "accumulated hazard"),
    FINAL_HAZARD: Quantity("1", "accumulated hazard at the end"),
    HAZARD_LEVEL: Quantity("1/year", "hazard per year at the start"),
    HAZARD_GROWTH: Quantity("1/year", "growth rate of hazard with progress"),
    REFERENCE: Quantity("researcher year", "any amount of work to measure by; it does not matter which"),
    GOAL: Quantity("1", "goal: logarithm of work times survival"),
    RATIO: Quantity("1", "what lifts the switching function over what lowers it"),
}


def goal_hamiltonian(given: Assumptions) -> sympy.Expr:
    """Labour and hazard at their worth for the goal at the end, plus progress valued at the costate."""
    goal = side(given, "goal")
    work, hazard = sympy.diff(goal, WORK), sympy.diff(goal, FINAL_HAZARD)
    return work * side(given, "labour") + hazard * side(given, "hazard") + COSTATE(TIME) * side(given, "clock")


def ratio(rate: sympy.Expr) -> sympy.Expr:
    """What lifts the switching function, over what lowers it.

    Arguments:
        rate: slope of the switching function.
    """
    lowers = -rate.subs(LABOUR, 0)
    return sympy.powsimp(sympy.expand((rate + lowers) / lowers))


def _argue(given: Assumptions) -> Argument:
    total = goal_hamiltonian(given)
    rate = switching_rate(given, total)
    share = ratio(rate)
    positive(share)
    turn = sympy.simplify(sympy.diff(share, PROGRESS(TIME)) / share)
    at_end = switching(total).subs(COSTATE(TIME), 0).subs(PROGRESS(TIME), PROGRESS(END))
    worth = sympy.Derivative(GOAL, WORK), sympy.diff(side(given, "goal"), WORK)
    return Argument(
        steps=(
            Step("worth", "At the end, work counts by its share; later work is worth no less.", equation(*worth)),
            *linear_steps(given, total),
            Step("ratio", "It rises where this is above 1 and falls where it is below.", equation(RATIO, share)),
            Step(
                "turn",
                "With progress it rises if $g > k$: $\\sigma$ falls, then rises; and the reverse if $g < k$.",
                equation(sympy.Derivative(RATIO, PROGRESS(TIME)), turn * RATIO),
            ),
            Step("end", "At the end caution is worth its own output.", positive(at_end)),
        ),
        formula=equation(SWITCHING(TIME).diff(TIME), rate),
        holds="True for $0 \\le \\phi_0 < \\phi_1$. For $g \\le k$ the best plan is one full stop for good. For $g > "
        "k$ it is stop, go, stop, where the first stop may have no length; nothing in between is ever best.",
    )


RESULT = Result(
    name="abrupt-hazard",
    title="With hazard: at most two full stops",
    assumptions=ASSUMPTIONS,
    notation=HAZARD_NOTATION,
    argue=_argue,
    meaning="Hazard never makes a gradual slowdown best, but it can make two stops best: one at once, while standing "
    "still is safe, and one at the end, when AI labour is worth most. That needs labour to outgrow hazard.",
)
