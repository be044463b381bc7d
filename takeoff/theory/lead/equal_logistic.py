"""The logistic slowdown that costs as much caution time as an abrupt one."""

import sympy

from takeoff.theory.derivation import Argument, Assumptions, Derivation, Quantity, Result, Step
from takeoff.theory.illustration import Illustration
from takeoff.theory.lead.arguments import (
    CURVING,
    FOR_GOOD,
    LOGISTIC,
    MIDDLE,
    SIGMOID,
    STOP,
    STOPPING,
    WIDTH,
    logistic_caution,
)
from takeoff.theory.lead.matching import ODDS, match, matched
from takeoff.theory.lead.schedules import END, pieces
from takeoff.theory.proof import Refused, equation, only

GROWN = sympy.Symbol("E", positive=True)


def _argue(given: Assumptions) -> Argument:
    found = match(given, pieces(logistic_caution(given))[-1].total)
    powers = rational(found.start)
    grown = only(sympy.solve(sympy.Eq(powers, sympy.exp(STOP / WIDTH)), GROWN), "middle")
    middle = WIDTH * sympy.log(sympy.factor(grown))
    return Argument(
        steps=(
            *found.steps(MIDDLE, {END: WIDTH * sympy.log(1 + ODDS)}),
            Step(
                "exponentials",
                "Write $E$ for the exponential of $t_m/w$; the match becomes a ratio.",
                equation(sympy.exp(STOP / WIDTH), powers),
            ),
            Step("solved", "It can be solved for $E$.", equation(GROWN, grown)),
        ),
        formula=equation(MIDDLE, middle),
        holds="True for $0 < p < T$, if the middle it gives is not before today.",
    )


def rational(start: sympy.Expr) -> sympy.Expr:
    """The exponential of p/w, as a ratio of polynomials of E."""
    logs = sympy.logcombine(sympy.expand(start.subs(MIDDLE, WIDTH * sympy.log(GROWN)) / WIDTH), force=True)
    ratio = sympy.simplify(sympy.exp(logs))
    if not ratio.is_rational_function(GROWN):
        raise Refused(f"not a ratio of polynomials: {ratio}")
    return ratio


def _picture(derivation: Derivation) -> Illustration:
    caution = logistic_caution(derivation.assumptions)
    return matched(caution, MIDDLE, derivation.result.rhs, WIDTH, "a logistic slowdown")


RESULT = Result(
    name="equal-logistic",
    title="A logistic slowdown for an abrupt one, at equal caution time",
    assumptions={"abrupt": FOR_GOOD, "schedule": LOGISTIC, "sigmoid": SIGMOID},
    notation={
        **STOPPING,
        **CURVING,
        ODDS: Quantity("1", "any positive number"),
        GROWN: Quantity("1", "exponential of the middle over the width"),
    },
    argue=_argue,
    meaning="If the middle is a few widths from today and from the end, it is where the abrupt slowdown begins. Close "
    "to the end it is later, since what would be saved after the end does not count.",
    picture=_picture,
)
