"""What the best gradual slowdown buys when output is concave in caution."""

import sympy

from takeoff.theory.abrupt.concave import (
    CONCAVE,
    CURVED_LABOUR,
    CURVED_NOTATION,
    LEVEL,
    START,
    bend,
    caution_rate,
    interior_price,
)
from takeoff.theory.abrupt.gradual_path import best_path
from takeoff.theory.abrupt.setting import COSTATE, END_ONLY, PATH, hamiltonian, standing
from takeoff.theory.derivation import Argument, Assumptions, Quantity, Result, Step, side
from takeoff.theory.pause.setting import CAUTION, CLOCK, END, OUTPUT, PROGRESS, TIME, WORK
from takeoff.theory.pause.setting import NOTATION as PAUSE_NOTATION
from takeoff.theory.proof import Refused, equation, proved

TO_COME = sympy.Function("V")


def scale(given: Assumptions) -> sympy.Expr:
    """By what share labour rises with progress, the same at every moment and caution.

    Arguments:
        given: with the labour.

    Raises:
        Refused: it depends on progress or caution.
    """
    labour = side(given, "labour")
    found = sympy.simplify(sympy.diff(labour, PROGRESS(TIME)) / labour)
    if found.has(PROGRESS, CAUTION, TIME):
        raise Refused(f"labour does not scale with progress: {found}")
    return found


def value_to_come(given: Assumptions) -> sympy.Expr:
    """Alignment work from a moment until the end on the best path, from progress and caution there.

    Arguments:
        given: with the clock and the labour.
    """
    return interior_price(hamiltonian(given)) / scale(given)


def bellman(given: Assumptions) -> sympy.Eq:
    """Show that the value to come falls by exactly the labour on the path.

    Arguments:
        given: with the clock and the labour.

    Raises:
        Refused: it does not.
    """
    value, rate = value_to_come(given), caution_rate(given, hamiltonian(given))
    fall = sympy.diff(value, PROGRESS(TIME)) * side(given, "clock") + sympy.diff(value, CAUTION) * rate
    labour = side(given, "labour")
    proved(sympy.powsimp(sympy.expand(fall / labour)), sympy.S.NegativeOne)
    return equation(sympy.Derivative(TO_COME(TIME), TIME), -labour)


def value(given: Assumptions) -> sympy.Expr:
    """Alignment work by the end on the best path from the start on.

    Arguments:
        given: with the clock and the labour.
    """
    path, _ = best_path(given)
    return value_to_come(given).subs({PROGRESS(TIME): 0, CAUTION: path.subs(TIME, 0)})


def _argue(given: Assumptions) -> Argument:
    return Argument(
        steps=_steps(given),
        formula=equation(WORK, value(given)),
        holds="True for $0 < a < 1$, no alignment work without caution, and $T$ of at least $a/g$; a shorter run is a "
        "full stop throughout.",
    )


def _steps(given: Assumptions) -> tuple[Step, ...]:
    total, rise, to_come = hamiltonian(given), scale(given), value_to_come(given)
    _, start = best_path(given)
    in_stop = sympy.Integral(standing(side(given, "labour"), LEVEL), (TIME, START, END))
    joined = proved(in_stop.doit().subs(START, start), standing(to_come, LEVEL))
    slope = sympy.Derivative(OUTPUT(TIME), PROGRESS(TIME))
    return (
        Step("scaling", "A head start multiplies all labour by one factor.", equation(slope, rise * OUTPUT(TIME))),
        Step(
            "value",
            "So it does with what comes, whose slope is the price.",
            equation(COSTATE(TIME), rise * TO_COME(TIME)),
        ),
        Step("price", "Insert the price at which caution is stationary.", equation(TO_COME(TIME), to_come)),
        Step("bellman", "Along the path it falls by what is done, so it is the work to come.", bellman(given)),
        Step("maximum", "No other caution does better, as output is concave.", sympy.Lt(bend(total), 0)),
        Step("joined", "At the full stop it is the work of that stop.", joined),
        Step(
            "start", "At the start, progress is 0.", equation(WORK, to_come.subs({PROGRESS(TIME): 0, CAUTION: PATH(0)}))
        ),
    )


RESULT = Result(
    name="gradual-value",
    title="What the best gradual slowdown buys",
    assumptions={"clock": CLOCK, "labour": CURVED_LABOUR, "concave": CONCAVE, "end": END_ONLY},
    notation={
        **CURVED_NOTATION,
        WORK: PAUSE_NOTATION[WORK],
        TO_COME: Quantity("researcher year", "alignment work to come on the best path"),
    },
    argue=_argue,
    meaning="The whole plan is worth what caution at the start says: the gentler it begins, the more there is to come. "
    "A head start of a year multiplies it by $e^g$, as in every plan of this kind.",
)
