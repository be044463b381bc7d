"""With hazard that grows with progress, caution may pay early and late: stop, go, stop."""

from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray
from scipy.integrate import cumulative_trapezoid
from scipy.optimize import minimize

from takeoff.theory.abrupt.phases import FIRST, GO, collected
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
from takeoff.theory.defaults import defaults
from takeoff.theory.derivation import Argument, Assumption, Assumptions, Derivation, Quantity, Result, Step, side
from takeoff.theory.illustration import Axis, Curve, Illustration, Mark
from takeoff.theory.pause.setting import (
    CLOCK,
    DANGER,
    END,
    GROWTH,
    LABOUR,
    LABOUR_LAW,
    LEAD,
    MODEL_NAMES,
    PROGRESS,
    STOP,
    TIME,
    WORK,
)
from takeoff.theory.pause.setting import NOTATION as PAUSE_NOTATION
from takeoff.theory.proof import equation

HAZARD_LEVEL, HAZARD_GROWTH, REFERENCE, RATIO = sympy.symbols("h_0 k A_ref q", positive=True)
HAZARD, FINAL_HAZARD = sympy.Function("R"), sympy.Symbol("R", positive=True)
GOAL = sympy.Symbol("J", real=True)
SHOWN = {HAZARD_LEVEL: 0.4, GROWTH: 3.0}
"""Where two stops win, for the figure: hazard and growth of labour [1/year]."""
SAMPLES = 1000

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


def _picture(derivation: Derivation) -> Illustration:
    names = {**MODEL_NAMES, HAZARD_GROWTH: "hazard_growth"}
    given = defaults("lead-and-pause", names, {**PAUSE_NOTATION, **derivation.notation})
    end = given.pop(DANGER) + given.pop(LEAD)
    values = {**given, **SHOWN, END: end, REFERENCE: 1.0}
    first, second = switches(derivation, values)
    times, worth = switching_path(derivation, values, first, second)
    top = float(np.max(worth))
    return Illustration(
        title=f"Caution pays until year {first:.2f}, costs until {second:.2f} and pays again: stop, go, stop",
        subtitle=f"lead-and-pause along its best plan, if labour grows by {values[GROWTH]:g} and hazard by "
        f"{values[HAZARD_GROWTH]:g} a year, from {values[HAZARD_LEVEL]:g} a year on",
        x=Axis("time from the start", "year", 0, end),
        y=Axis("what a little more caution is worth for the goal", "1/year", -0.6 * top, 1.1 * top),
        curves=(Curve("switching function", tuple(times), tuple(worth)),),
        marks=(Mark("go", first, 0.0), Mark("stop for good", second, 0.0)),
    )


def switches(derivation: Derivation, values: dict[sympy.Symbol, float]) -> tuple[float, float]:
    """When the best plan of a stop, full speed and a stop for good begins to go, and when it stops.

    Arguments:
        derivation: of the switching function.
        values: numbers of all symbols of the goal.
    """
    goal, end = side(derivation.assumptions, "goal"), values[END]
    parts = {WORK: _by_plan(derivation, "labour"), FINAL_HAZARD: _by_plan(derivation, "hazard")}
    attained = sympy.lambdify((FIRST, GO), goal.subs(parts).subs(values))

    def lost(plan: NDArray[np.float64]) -> float:
        return -float(attained(*plan))

    grid = [np.array((x, y)) for x in np.linspace(0, end, 36) for y in np.linspace(end / 36, end, 36) if x + y < end]
    accurate: Any = {"xatol": 1e-9, "fatol": 1e-13}
    found = minimize(lost, min(grid, key=lost), method="Nelder-Mead", options=accurate)
    return float(found.x[0]), float(found.x.sum())


def switching_path(
    derivation: Derivation, values: dict[sympy.Symbol, float], first: float, second: float
) -> tuple[list[float], list[float]]:
    """The switching function along such a plan: its slope, added up backwards from its end.

    Arguments:
        derivation: of the switching function.
        values: numbers of all symbols of the goal.
        first: when the plan begins to go [year].
        second: when it stops for good [year].

    Returns:
        Times [year], and the switching function there [1/year].
    """
    plan = {FIRST: first, GO: second - first}
    work = {WORK: float(_by_plan(derivation, "labour").subs(plan).subs(values))}
    times = np.linspace(0, values[END], SAMPLES)
    slope = sympy.lambdify(PROGRESS(TIME), derivation.result.rhs.subs(work).subs(values))
    at_end = derivation.step("end").equation.lhs.subs({**work, PROGRESS(END): plan[GO]}).subs(values)
    added = cumulative_trapezoid(slope(np.clip(times - first, 0, plan[GO])), times, initial=0)
    return times.tolist(), (float(at_end) - (added[-1] - added)).tolist()


def _by_plan(derivation: Derivation, what: str) -> sympy.Expr:
    """What a rate comes to along a stop, full speed and a stop for good."""
    return collected(derivation.assumptions, what, ((1, FIRST), (0, GO), (1, END - FIRST - GO)))


RESULT = Result(
    name="abrupt-hazard",
    title="With hazard: at most two full stops",
    assumptions=ASSUMPTIONS,
    notation=HAZARD_NOTATION,
    argue=_argue,
    meaning="Hazard never makes a gradual slowdown best, but it can make two stops best: one at once, while standing "
    "still is safe, and one at the end, when AI labour is worth most. That needs labour to outgrow hazard.",
    picture=_picture,
)
